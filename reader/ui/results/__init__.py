"""The search box, the results and what narrows them."""
