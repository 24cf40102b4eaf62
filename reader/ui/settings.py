"""What the window remembers between two starts: typed values over QSettings."""

from __future__ import annotations

import json
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QByteArray, QSettings

T = TypeVar("T")


class _Stored(Generic[T]):
    """A remembered value. A text in the file that is no JSON of the default's type counts as the default."""

    def __init__(self, key: str, default: T) -> None:
        self._key = key
        self._default = default

    def __get__(self, holder: Settings, owner: type[Settings]) -> T:
        try:
            value = json.loads(str(holder.store.value(self._key, "")))
        except ValueError:
            return self._default
        return value if type(value) is type(self._default) else self._default

    def __set__(self, holder: Settings, value: T) -> None:
        holder.store.setValue(self._key, json.dumps(value))


class Settings:
    """One attribute for each thing that is remembered; ``""`` stands for "not chosen"."""

    library = _Stored("library", "")  # folder of the library that was open last
    libraries = _Stored("libraries", cast("list[str]", []))  # folders of those open before, the latest first
    watched = _Stored("watched", cast("dict[str, list[str]]", {}))  # archives, by the folder of their library
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
    folded = _Stored("window/folded", cast("list[str]", []))  # sections of the related panel that are closed
    tabs = _Stored("session/tabs", cast("list[dict[str, object]]", []))
    current_tab = _Stored("session/current", 0)
    search = _Stored("session/search", cast("dict[str, object]", {}))  # a SearchRequest as JSON
    fold = _Stored("search/fold", True)  # whether copies of an article are shown as one
    queries = _Stored("session/queries", cast("list[str]", []))  # newest first
    marks_folded = _Stored("window/marks-folded", False)
    remember_queries = _Stored("session/remember-queries", True)
    keys = _Stored("window/keys", cast("dict[str, list[str]]", {}))  # those that differ from the usual ones
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
