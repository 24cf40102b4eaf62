"""Export: from an article to a file that says where it came from."""
