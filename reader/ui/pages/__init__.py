"""The tabs and the pages that can stand in them."""
