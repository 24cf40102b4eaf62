"""Text: bytes to characters, Vietnamese syllables, languages, dates, document numbers, addresses."""
