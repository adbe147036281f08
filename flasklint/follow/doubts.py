"""Why code that is followed may not be run, as the end of a reason."""

SETTING = "depends on a setting"
TEST = "depends on a test that cannot be told"
SCRIPT = "stands where only running the file as a script comes"
SKIPPED = "comes after a `continue` that is run perhaps"
LEFT = "comes after a `break` that is run perhaps"
RUNNING = "stands below what runs the application"
