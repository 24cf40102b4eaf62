"""Segments of the index as plain arrays, read through memory maps."""
