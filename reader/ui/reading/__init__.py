"""The reader view: an article in one column, found in, printed, walled off."""
