"""The library as both front ends see it, one module for each kind of work."""
