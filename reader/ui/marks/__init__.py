"""What people put on articles, in the window: the panel beside the article, and the notebook of all marks."""
