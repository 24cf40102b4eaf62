"""What connects panels and pages with the library: one control a concern."""
