"""What hostile.py runs flasklint on: a file for each kind of cases."""
