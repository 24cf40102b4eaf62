"""The command line: a full front end of the library, whose names and JSON keys are a contract."""
