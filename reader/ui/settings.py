"""What the window remembers between two starts: typed values over QSettings."""

from __future__ import annotations

import json
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QByteArray, QSettings

T = TypeVar("T")
_NONE: list[str] = []
_NONE_BY_NAME: dict[str, list[str]] = {}
_NO_PAGES: dict[str, dict[str, object]] = {}
_PAGES: dict[str, dict[str, object]] = {"": {}}


class _Stored(Generic[T]):
    """A remembered value. A text in the file that is no JSON of the default's type counts as the default.

    ``like``: an example with one entry, where the default is an empty list or mapping; all entries must be of
    its kind.
    """

    def __init__(self, key: str, default: T, like: T | None = None) -> None:
        self._key = key
        self._default = default
        self._like = default if like is None else like

    def __get__(self, holder: Settings, owner: type[Settings]) -> T:
        try:
            value = json.loads(str(holder.store.value(self._key, "")))
        except (ValueError, RecursionError):
            return self._default
        return cast("T", value) if _is_like(value, self._like) else self._default

    def __set__(self, holder: Settings, value: T) -> None:
        holder.store.setValue(self._key, json.dumps(value))


def _is_like(value: object, like: object) -> bool:
    if type(value) is not type(like):
        return False
    if isinstance(value, list) and isinstance(like, list) and like:
        return all(_is_like(each, like[0]) for each in value)
    if isinstance(value, dict) and isinstance(like, dict) and like:
        example = next(iter(like.values()))
        return all(_is_like(each, example) for each in value.values())
    return True


class Settings:
    """One attribute for each thing that is remembered; ``""`` stands for "not chosen"."""

    libraries = _Stored("libraries", _NONE, [""])  # folders of those open before, the latest first
    watched = _Stored("watched", _NONE_BY_NAME, {"": [""]})  # archives, by the folder of their library
    language = _Stored("language", "")  # "vi" | "en"
    theme = _Stored("view/theme", "system")  # "system" | "light" | "dark" | "sepia"
    serif = _Stored("view/serif", True)
    face = _Stored("view/face", "")  # "": the first good one
    columns = _Stored("view/columns", 70)  # characters in a line of an article
    leading = _Stored("view/leading", 1.56)  # distance of base lines against the size of type
    justified = _Stored("view/justified", False)
    font_px = _Stored("view/font", 17)  # size of the body text of an article, in pixels
    sidebar = _Stored("view/sidebar", True)
    related = _Stored("view/related", True)
    geometry = _Stored("window/geometry", "")
    splitter = _Stored("window/splitter", "")
    folded = _Stored("window/folded", _NONE, [""])  # sections of the related panel that are closed
    # By the folder of a library, the one used last first: tabs, the current one, a SearchRequest; as JSON.
    sessions = _Stored("session/libraries", _NO_PAGES, _PAGES)
    fold = _Stored("search/fold", True)  # whether copies of an article are shown as one
    queries = _Stored("session/queries", _NONE, [""])  # newest first
    marks_folded = _Stored("window/marks-folded", False)
    remember_queries = _Stored("session/remember-queries", True)
    keys = _Stored("window/keys", _NONE_BY_NAME, {"": [""]})  # those that differ from the usual ones
    remember_opened = _Stored("marks/remember-opened", True)
    highlight_colour = _Stored("marks/colour", "yellow")  # the one used last
    export_format = _Stored("export/format", "pdf")
    export_folder = _Stored("export/folder", "")
    export_combined = _Stored("export/combined", True)
    export_pictures = _Stored("export/pictures", True)
    export_corrections = _Stored("export/corrections", True)
    export_remarks = _Stored("export/remarks", False)
    citation_style = _Stored("export/style", "author-date")  # a name of ``citing.STYLES``
    import_folder = _Stored("import/folder", "")

    def __init__(self, store: QSettings) -> None:
        self.store = store

    def remember_library(self, folder: str, limit: int = 8) -> None:
        """Puts the folder of a library at the head of those open before."""
        self.libraries = [folder, *(old for old in self.libraries if old != folder)][:limit]

    def remember_query(self, query: str, limit: int = 50) -> None:
        """Puts a query at the head of the history; the same query stands there once."""
        query = query.strip()
        if query and self.remember_queries:
            self.queries = [query, *(old for old in self.queries if old != query)][:limit]


def packed(value: QByteArray) -> str:
    """Qt's own state of a window or splitter as text."""
    return bytes(value.toBase64().data()).decode("ascii")


def unpacked(text: str) -> QByteArray:
    """The reverse of ``packed``; empty for anything that is none."""
    return QByteArray.fromBase64(text.encode("ascii", "ignore"))
