"""Speed and memory, measured on demand: ``make bench``. No part of ``make test``."""
