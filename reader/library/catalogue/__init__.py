"""The catalogue: the only folder that knows SQLite."""
