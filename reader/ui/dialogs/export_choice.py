"""What is exported and how: the values that the export dialog is given and gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from reader.export.format import ExportFormat, Options

ScopeKind = Literal["article", "selection", "results"]


@dataclass(frozen=True, slots=True)
class Scope:
    """Something that can be exported: the article on show, the selected results, all results.

    ``title`` is that of the article, or the query; ``stem`` the name of a single file without its ending.
    """

    kind: ScopeKind
    title: str
    count: int
    stem: str

    @property
    def is_single(self) -> bool:
        """Whether it is one article, which gets one file."""
        return self.kind == "article"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen last time: format, folder, whether several go into one file, and what goes along."""

    format: str
    folder: str
    combined: bool = False
    options: Options = field(default_factory=Options)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An export that was asked for. ``path`` is a file, or with ``as_folder`` the folder of many.

    ``force``: what is there is replaced. ``only`` are the ids it is limited to, in a second try.
    """

    scope: Scope
    format: ExportFormat
    options: Options
    path: str
    as_folder: bool
    force: bool = False
    only: tuple[str, ...] = ()
