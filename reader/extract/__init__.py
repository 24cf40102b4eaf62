"""From a saved page to an article: what the page says, apart from the furniture around it."""
