"""gov-reader: an offline reader for archived government pages."""

__version__ = "0.1.0"
