"""From the names of a mirror or a web archive back to the address of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.text.url_parts import tidy, trimmed, without_dots
from reader.text.url_rules import (
    ADDED_ENDINGS,
    COUNTRY_DOMAINS,
    GENERIC_DOMAINS,
    INDEX_ENDINGS,
    PROGRAM_ENDINGS,
)

# A time stamp of a web archive, with the letters that ask for the raw form: 20190307014753im_
_WRAPPED = re.compile(
    r"/(?:\d{4,14}|\d{1,14}\*)(?:[a-z]{2}_)?/+(https?(?::/+|%3a(?:/|%2f)+)[^/].*)", re.IGNORECASE | re.DOTALL
)
_STAMP = re.compile(r"\d{4,14}(?:[a-z]{2}_|_)?")
_SCHEME_FOLDER = re.compile(r"(https?)[_:]?", re.IGNORECASE)
_HOST_FOLDER = re.compile(
    r"((?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)+[a-z0-9\-]+|localhost)(?:[:+_]([0-9]{2,5}))?", re.IGNORECASE
)
_IP = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}")
# HTTrack puts four hex digits of a hash of the query before the ending. Only a mix of digits and letters
# is taken for one: four digits are a year, four letters a word.
_HASHED = re.compile(r"(.*[^\W_])(?=[0-9a-f]{0,3}[0-9])(?=[0-9a-f]{0,3}[a-f])[0-9a-f]{4}", re.DOTALL)


def unwrap(url: str) -> str | None:
    """The original inside an address of a web archive (innermost), or None when it is none."""
    inner = None
    rest = trimmed(url)
    while match := _WRAPPED.search(rest):
        rest = inner = re.sub(r"^(https?)(?::|%3a)(?:/|%2f)*", r"\1://", match[1], flags=re.IGNORECASE)
    return inner


def from_mirror_path(path_parts: Sequence[str]) -> str | None:
    """The address that a file of a mirrored tree stands for, or None when no folder of the path is a host.

    ``path_parts`` are the names from any place above the host's folder down to the file itself.
    """
    folders, name = path_parts[:-1], path_parts[-1] if path_parts else ""
    for place in range(len(folders) - 1, -1, -1):
        found = _host_folder(folders[place])
        if found:
            scheme = _SCHEME_FOLDER.fullmatch(folders[place - 1]) if place else None
            below = [*folders[place + 1 :], name]
            return f"{scheme[1].lower() if scheme else 'http'}://{found}{_address_path(below)}"
    return None


def _host_folder(name: str) -> str | None:
    match = _HOST_FOLDER.fullmatch(name)
    if match is None:
        return None
    host = match[1].lower()
    last = host.rpartition(".")[2]
    if (
        host != "localhost"
        and last not in COUNTRY_DOMAINS
        and last not in GENERIC_DOMAINS
        and not _IP.fullmatch(host)
    ):
        return None
    return f"{host}:{match[2]}" if match[2] and match[2] not in ("80", "443") else host


def _address_path(names: Sequence[str]) -> str:
    """Path and query of the address, from the names below the host's folder."""
    name, query = _file_and_query(names[-1])
    path = without_dots("/" + "/".join([tidy(_literal(part)) for part in [*names[:-1], name]]))
    return f"{path}?{tidy(query)}" if query else path


def _literal(name: str) -> str:
    """A file name as a piece of a path: the signs that would end the path are encoded."""
    return name.replace("?", "%3F").replace("#", "%23")


def _file_and_query(name: str) -> tuple[str, str]:
    """A mirror's file name as the server's name and the query."""
    stem, mark, query = _cut_query(name)
    if mark:
        for ending in ADDED_ENDINGS:
            query = query.removesuffix("." + ending)
    else:
        head, _, ending = stem.rpartition(".")
        if ending.lower() in ADDED_ENDINGS:
            inner = head.rpartition(".")[2].lower()
            if inner in PROGRAM_ENDINGS or inner in ADDED_ENDINGS:
                stem = head
            elif hashed := _HASHED.fullmatch(head):
                stem = f"{hashed[1]}.{ending}"
    if re.fullmatch(r"index\.html?", stem, re.IGNORECASE):
        stem = ""
    return stem, query


def _cut_query(name: str) -> tuple[str, str, str]:
    """The name cut at its query: "?" or "%3F", or "@" after a file ending (names for Windows)."""
    match = re.search(r"\?|%3f", name, re.IGNORECASE)
    if match is None:
        match = re.search(r"(?<=\.)([A-Za-z0-9]{2,5})(@)", name)
        if match is None or match[1].lower() not in INDEX_ENDINGS | PROGRAM_ENDINGS:
            return name, "", ""
        return name[: match.start(2)], "@", name[match.end(2) :]
    return name[: match.start()], "?", name[match.end() :]
