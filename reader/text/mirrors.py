"""From the names of a mirror or a web archive back to the address of the page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reader.text.domains import last_labels
from reader.text.url_parts import tidy, trimmed, without_dots
from reader.text.url_rules import ADDED_ENDINGS, INDEX_ENDINGS, NO_PORTS, PROGRAM_ENDINGS

# /web/20190307014753im_/http://host: a time stamp, perhaps with letters that ask for the raw form, then the
# original. Sites rebuilt from such an archive keep it as a path: /web/20190307014753im_/http_/host/.
_WRAPPED = re.compile(
    r"/(?:\d{4,14}|\d{0,14}\*)(?:[a-z]{2}_|_)?/+"
    r"(?:(https?)(?::|%3a)(?:/|%2f)+|(https?)_?/(?=(?:[a-z0-9\-]+\.)+[a-z]{2,}(?:[/:]|$)))(?=[^/\s])(.*)",
    re.IGNORECASE | re.DOTALL,
)
_SCHEME_FOLDER = re.compile(r"(https?)[_:]?", re.IGNORECASE)
# Between host and port: wget writes ":" or, for Windows, "+"; HTTrack "_".
_HOST_FOLDER = re.compile(
    r"((?:[a-z0-9](?:[a-z0-9\-]*[a-z0-9])?\.)+[a-z0-9\-]+|localhost)(?:[:+_]([0-9]{2,5}))?", re.IGNORECASE
)
_IP = re.compile(r"(?:[0-9]{1,3}\.){3}[0-9]{1,3}")
# HTTrack puts four hex digits of a hash of the query before the ending. Only a mix of digits and letters is
# taken for one: four digits are a year, four letters a word.
_HASHED = re.compile(r"(.*[^\W_])(?=[0-9a-f]{0,3}[0-9])(?=[0-9a-f]{0,3}[a-f])[0-9a-f]{4}", re.DOTALL)
_INDEX_FILE = re.compile(r"index\.html?", re.IGNORECASE)
_QUERY_SIGN = re.compile(r"\?|%3f", re.IGNORECASE)
_AT_SIGN = re.compile(r"\.([A-Za-z0-9]{2,5})(@)")


def unwrap(url: str) -> str | None:
    """The original inside an address of a web archive (innermost), or None when there is none inside."""
    inner = None
    rest = trimmed(url)
    while match := _WRAPPED.search(rest):
        rest = inner = f"{(match[1] or match[2]).lower()}://{match[3]}"
    return inner


def from_mirror_path(path_parts: Sequence[str]) -> str | None:
    """The address that a file of a mirrored tree stands for, or None when no folder of the path is a host.

    ``path_parts`` are the names from any place above the host's folder down to the file itself. The host
    nearest to the file counts. The scheme is http unless a folder says otherwise. What HTTrack hashed is
    lost: the address comes without its query.
    """
    folders, name = path_parts[:-1], path_parts[-1] if path_parts else ""
    for place in range(len(folders) - 1, -1, -1):
        if found := _host_folder(folders[place]):
            scheme = _SCHEME_FOLDER.fullmatch(folders[place - 1]) if place else None
            below = [*folders[place + 1 :], name]
            return f"{scheme[1].lower() if scheme else 'http'}://{found}{_address_path(below)}"
    return None


def _host_folder(name: str) -> str | None:
    """The host, with a port of its own, if the folder is named after one."""
    match = _HOST_FOLDER.fullmatch(name)
    if match is None:
        return None
    host = match[1].lower()
    if host != "localhost" and host.rpartition(".")[2] not in last_labels() and not _IP.fullmatch(host):
        return None
    return host if (match[2] or "") in NO_PORTS else f"{host}:{match[2]}"


def _address_path(names: Sequence[str]) -> str:
    """Path and query of the address, from the names below the host's folder."""
    name, query = _file_and_query(names[-1])
    path = without_dots("/" + "/".join([tidy(_literal(part)) for part in [*names[:-1], name]]))
    return f"{path}?{tidy(query.replace('#', '%23'))}" if query else path


def _literal(name: str) -> str:
    """A file name as a piece of a path: the signs that would end the path are encoded."""
    return name.replace("?", "%3F").replace("#", "%23")


def _file_and_query(name: str) -> tuple[str, str]:
    """A mirror's file name as the server's name and the query."""
    stem, query = without_added_ending(*cut_query(name))
    if not query:
        stem = _without_hash(stem)
    return ("" if _INDEX_FILE.fullmatch(stem) else stem), query


def without_added_ending(name: str, query: str) -> tuple[str, str]:
    """File name and query without the ending that a mirror added to the server's own."""
    if query:
        for ending in ADDED_ENDINGS:
            query = query.removesuffix(f".{ending}")
        return name, query
    head, _, ending = name.rpartition(".")
    inner = head.rpartition(".")[2].lower()
    if ending.lower() in ADDED_ENDINGS and (inner in PROGRAM_ENDINGS or inner in ADDED_ENDINGS):
        return head, query
    return name, query


def _without_hash(name: str) -> str:
    head, _, ending = name.rpartition(".")
    hashed = _HASHED.fullmatch(head) if ending.lower() in ADDED_ENDINGS else None
    return f"{hashed[1]}.{ending}" if hashed else name


def cut_query(name: str) -> tuple[str, str]:
    """The name cut at its query: "?" or "%3F", or "@" after a file ending (names for Windows)."""
    if match := _QUERY_SIGN.search(name):
        return name[: match.start()], name[match.end() :]
    if (match := _AT_SIGN.search(name)) and match[1].lower() in INDEX_ENDINGS | PROGRAM_ENDINGS:
        return name[: match.start(2)], name[match.end() :]
    return name, ""
