"""How tools arrange saved pages in zip files: MAFF, SingleFile's zipped pages, WebScrapBook's .htz, trees.

MAFF: a folder a page with index.rdf (address, time, main file), amadzone.org, maff-specification. SingleFile:
index.html with manifest.json, frames in folders of their own below. HTZ: index.html at the top, its address
and time in attributes of that page.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Collection, Mapping

from reader.errors import UnusableError
from reader.formats import origin
from reader.formats.members import Layout, Told

Read = Callable[[str], bytes]
"""Gives a small member by its name. Raises UnusableError."""

MOST_LISTED = 2**20  # bytes of a file that describes a page
_MOST_MAFF_PAGES = 10_000
_RDF_VALUE = re.compile(
    r"<(?:\w+:)?(originalurl|archivetime|indexfilename|charset)\s[^>]{0,200}?resource\s*=\s*\"([^\"]{0,8000})\"",
    re.I,
)
_INDEX = re.compile(r"index\.(?:html?|xhtml)\Z", re.I)
_SCRAPBOOK = re.compile(rb"<html[^>]{0,4000}\sdata-scrapbook-", re.I)


def layout(kind: str, names: Collection[str], read: Read) -> Layout:
    """How a zip file of a sniffed kind keeps its pages. Never raises."""
    if kind in ("maff", "zip") and (pages := _maff(kind, names, read)):
        return Layout("maff", pages)
    if kind in ("singlefilez", "zip") and (found := _singlefile(names, read)):
        return found
    top = next((name for name in sorted(names) if _INDEX.match(name)), None)
    if top and (kind in ("singlefilez", "webscrapbook") or _SCRAPBOOK.search(_text(read, top)[:8192])):
        return Layout("singlefilez" if kind == "singlefilez" else "htz", {top: Told()})
    return Layout("zip")


def _maff(kind: str, names: Collection[str], read: Read) -> Mapping[str, Told]:
    pages: dict[str, Told] = {}
    folders = dict.fromkeys(name.split("/", 1)[0] for name in names if name.count("/") == 1)
    for folder in list(folders)[:_MOST_MAFF_PAGES]:
        rdf, told = f"{folder}/index.rdf", dict[str, str]()
        if rdf in names:
            text = _text(read, rdf).decode("utf-8", "replace")
            told = {found[1].lower(): html.unescape(found[2]) for found in _RDF_VALUE.finditer(text)}
        elif kind != "maff":
            continue
        wanted = [told.get("indexfilename", ""), "index.html", "index.htm", "index.xhtml"]
        main = next((f"{folder}/{name}" for name in wanted if name and f"{folder}/{name}" in names), None)
        if main and (told or kind == "maff"):
            time = origin.parse_time(told.get("archivetime", ""))
            pages[main] = Told(told.get("originalurl"), time, told.get("charset"))
    return pages


def _singlefile(names: Collection[str], read: Read) -> Layout | None:
    manifests = [name for name in names if name.rpartition("/")[2] == "manifest.json"]
    roots = {name.rpartition("/")[0] for name in manifests}
    pages: dict[str, Told] = {}
    addresses: dict[str, str] = {}
    for name in manifests[:_MOST_MAFF_PAGES]:
        folder = name.rpartition("/")[0]
        inside = any(folder.startswith(f"{root}/" if root else "") for root in roots if root != folder)
        told = _manifest(read, name)
        prefix = f"{folder}/" if folder else ""
        index = prefix + _word(told, "indexFilename", "index.html")
        if "originalUrl" not in told or index not in names:
            continue
        parts = told.get("resources")
        if isinstance(parts, dict):
            addresses |= {prefix + str(key): value for key, value in parts.items() if isinstance(value, str)}
        if not inside:
            time = origin.parse_time(_word(told, "archiveTime", ""))
            pages[index] = Told(_word(told, "originalUrl", "") or None, time)
    return Layout("singlefilez", pages, addresses) if pages else None


def _manifest(read: Read, name: str) -> Mapping[str, object]:
    try:
        found = json.loads(_text(read, name))
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _word(values: Mapping[str, object], key: str, otherwise: str) -> str:
    value = values.get(key)
    return value if isinstance(value, str) else otherwise


def _text(read: Read, name: str) -> bytes:
    try:
        return read(name)
    except UnusableError:
        return b""
