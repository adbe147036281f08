"""Why code that is followed may not be run, as the end of a reason."""

SETTING = "depends on a setting"
TEST = "depends on a test that cannot be told"
SCRIPT = "stands where only running the file as a script comes"
RUNNING = "stands below what runs the application"
