"""Searches kept under a name: what was asked for, with its filters and order. They belong to the library,
whose sites and tags they name, and go where it goes."""

from __future__ import annotations

import json

from reader.errors import UnusableError, UsageError
from reader.library.catalogue.catalogue import Catalogue
from reader.library.marking import name_of
from reader.library.times import now
from reader.model import SavedSearch, SearchRequest


class SavedSearches:
    """Kept at once, also while an import runs. Writing calls raise UnusableError("library-read-only")."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def all(self) -> tuple[SavedSearch, ...]:
        """By their names."""
        return tuple(
            SavedSearch(name, SearchRequest.from_json(_read(request)), made)
            for name, request, made in self._catalogue.searches.all()
        )

    def save(self, name: str, request: SearchRequest) -> SavedSearch:
        """Keeps a search; one of the same name is replaced. Raises UsageError as ``name_of`` does."""
        saved = SavedSearch(name_of(name), request, now())
        self.put_back(saved)
        return saved

    def put_back(self, saved: SavedSearch) -> None:
        """Keeps one as it was before it was deleted."""
        self._writable()
        text = json.dumps(saved.request.as_json(), ensure_ascii=False)
        with self._catalogue.transaction():
            self._catalogue.searches.put(saved.name, text, saved.made)

    def rename(self, old: str, new: str) -> str:
        """Gives one another name, as it is kept. Raises UsageError("search-exists", name=…)."""
        self._writable()
        wanted = name_of(new)
        if wanted != old and any(saved.name == wanted for saved in self.all()):
            raise UsageError("search-exists", name=wanted)
        with self._catalogue.transaction():
            self._catalogue.searches.rename(old, wanted)
        return wanted

    def delete(self, name: str) -> None:
        """Takes one away."""
        self._writable()
        with self._catalogue.transaction():
            self._catalogue.searches.delete(name)

    def _writable(self) -> None:
        if self._catalogue.database.read_only:
            raise UnusableError("library-read-only", path=str(self._catalogue.path.parent))


def _read(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return None
