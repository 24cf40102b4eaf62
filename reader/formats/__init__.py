"""Formats: from files on disk to saved pages."""
