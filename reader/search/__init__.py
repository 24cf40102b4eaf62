"""Search: the only folder that knows Whoosh."""
