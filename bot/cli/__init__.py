"""The command line: functions that return an exit status, and the parser on top."""
