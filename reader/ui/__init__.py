"""The window: the only folder with Qt widgets."""
