"""Files on the disk: read through one door, written all or none."""
