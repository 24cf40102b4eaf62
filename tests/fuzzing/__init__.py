"""Reads mutated files with every format: a command, too long for the tests."""
