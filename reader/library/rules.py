"""By which rules things were read and kept: what was read by other ones is read again by the next import."""

from __future__ import annotations

from reader.extract.version import EXTRACTOR
from reader.text.url_keys import KEY_RULES

RULES = f"{EXTRACTOR}.{KEY_RULES}"
"""Stored with every file, article and failure."""
