"""The library: what is known about archives, behind the façade that both front ends use."""
