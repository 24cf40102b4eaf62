"""What an export format is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reader.model import Article, Resource

Picture = Callable[[str], Resource | None]
"""Gives a picture of the article for its ``src`` in ``Article.html``; None when the archive has it not."""


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: its name on the command line, the ending of its files, its label (to be translated)."""

    name: str
    ending: str
    label: str
    render: Callable[[Article, Picture], bytes]
