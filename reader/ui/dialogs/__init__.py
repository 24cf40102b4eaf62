"""The dialogs of the window, and how they are opened."""
