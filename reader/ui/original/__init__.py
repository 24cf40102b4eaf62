"""The original view: a saved page as it looked, shown by Chromium behind a wall.

Nothing of QtWebEngine is imported before the first original page is asked for; ``engine.start`` does it.
"""
