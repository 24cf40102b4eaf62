"""Extraction: from a saved page to an article."""
