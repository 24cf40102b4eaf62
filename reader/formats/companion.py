"""The folder in which a browser puts what belongs to a saved page: ``NAME.html`` beside ``NAME_files``."""

from __future__ import annotations

import os
import re
from collections.abc import Collection

from reader.formats.files import reachable
from reader.model import FoundFile

# Firefox and Chrome write "_files", Opera and Office ".files"; Internet Explorer translated the ending, and
# Windows itself treats these names as belonging to the page (Windows shell, "connected files").
ENDINGS = (
    "_files",
    ".files",
    "-Dateien",
    "_fichiers",
    "_archivos",
    "_arquivos",
    "_ficheiros",
    "_bestanden",
    "_file",
    "_pliki",
    "_soubory",
    "_dosyalar",
    "_datoteke",
    "_elemei",
    "_fajlovi",
    "_tiedostot",
    "_fitxers",
    "-filer",
)
PAGE_ENDINGS = (".html", ".htm", ".xhtml", ".shtml", ".mht", ".php", ".aspx", ".asp", ".jsp", "")

_ENDING = re.compile("(?:" + "|".join(map(re.escape, ENDINGS)) + r")\Z", re.I)


def of_page(path: str) -> str | None:
    """The companion folder of a page, relative to the page's own folder; None when there is none."""
    folder, name = os.path.split(path)
    stem = os.path.splitext(name)[0]
    for ending in ENDINGS:
        if os.path.isdir(reachable(os.path.join(folder, stem + ending))):
            return stem + ending
    return None


def owner(file: FoundFile) -> str | None:
    """The page (a full path) in whose companion folder a file lies, at any depth below the root, or None."""
    folder = os.path.dirname(file.path)
    while folder:
        parent, name = os.path.split(folder)
        ending = _ENDING.search(name)
        if ending and ending.start():
            stem = os.path.join(file.root, parent, name[: ending.start()])
            for page_ending in PAGE_ENDINGS:
                if os.path.isfile(reachable(stem + page_ending)):
                    return stem + page_ending
        folder = parent
    return None


def owner_among(names: Collection[str], name: str) -> str | None:
    """The same for the names (with slashes) of an archive's members."""
    folder = name.rpartition("/")[0]
    while folder:
        ending = _ENDING.search(folder)
        if ending and ending.start() and not folder[: ending.start()].endswith("/"):
            for page_ending in PAGE_ENDINGS:
                if (page := folder[: ending.start()] + page_ending) in names:
                    return page
        folder = folder.rpartition("/")[0]
    return None
