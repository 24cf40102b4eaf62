"""The number of the rules that make an article of a file."""

from __future__ import annotations

EXTRACTOR = 2
"""To be raised with every release in which the same file may give another article: the next import reads
again what was read by older rules. Formats (original address, time, what is a page) count as well.
"""
