"""The pieces of a comparison key, in the manner of SURT (``vn,gov,example)/path``), by ``url_rules``."""

from __future__ import annotations

import re

from reader.text.url_parts import tidy, without_dots
from reader.text.url_rules import (
    CACHE_BREAKERS,
    CASELESS_ENDINGS,
    CASELESS_FOLDERS,
    CLOCK_NAMES,
    CLOCK_VALUE,
    FILE_ENDINGS,
    FIRST_PAGE,
    IDENTITY,
    INDEX_ENDINGS,
    INDEX_STEMS,
    NO_PORTS,
    OTHER_SCREENS,
    PRESENTATION,
    PRINT_COPY,
    PRINT_COPY_COMPANIONS,
    PRINT_COPY_SEGMENTS,
    PRINT_COPY_VALUES,
    PROGRAM_ENDINGS,
    SESSION,
    SESSION_NAMES,
    SESSION_PREFIXES,
    SESSION_VALUE,
    TRACKING,
    TRACKING_PREFIXES,
    WINDOW_STATE,
    WINDOW_STATE_SUFFIXES,
)

KEY_RULES = 2
"""To be raised when addresses may get other keys than before: stored keys are made anew then."""

_NEVER_CHOOSING = TRACKING | SESSION | CACHE_BREAKERS | WINDOW_STATE | PRINT_COPY | OTHER_SCREENS
_NEVER_CHOOSING_PREFIXES = TRACKING_PREFIXES + SESSION_PREFIXES
# www, www2 …: machines of one site.
_WWW = re.compile(r"www\d{0,2}\.(?=[^.]+\.)")
_NUMERIC_HOST = re.compile(r"[\d.]+|\[.*\]")
# ASP.NET keeps a session in the path when there are no cookies, Java behind a semicolon.
_SESSION_SEGMENT = re.compile(r"\((?:[A-Z]\([^()/]{8,}\))+\)", re.IGNORECASE)
_SESSION_SUFFIX = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?]*", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")
# Signs that need no percent-encoding: some programs encode them, some do not.
_NEEDLESS_IN_PATH = re.compile(r"%(?:2[146789ABC]|3[AB]|40)")
_NEEDLESS_IN_QUERY = re.compile(r"%(?:2[14789ACF]|3[ABF]|40|5[BD])")


def key_host(name: str, port: str) -> str:
    """The host reversed ("vn,gov,example"), with a port that is neither scheme's own."""
    if not _NUMERIC_HOST.fullmatch(name):
        name = ",".join(reversed(_WWW.sub("", name, count=1).split(".")))
    return name if port in NO_PORTS else f"{name}:{port}"


def key_path(path: str) -> tuple[str, str]:
    """The path that is compared, and the ending of its file in lower case ("" when it has none)."""
    path = _NEEDLESS_IN_PATH.sub(_sign, without_dots(tidy(path)))
    path = _SESSION_SUFFIX.sub("", path)
    segments = _SLASHES.sub("/", path).split("/")[1:]
    if "(" in path:
        segments = [segment for segment in segments if not _SESSION_SEGMENT.fullmatch(segment)]
    if len(segments) > 1:
        segments = [segment for segment in segments if segment.lower() not in PRINT_COPY_SEGMENTS]
    stem, dot, ending = segments[-1].rpartition(".") if segments else ("", "", "")
    stem, ending = (stem.lower(), ending.lower()) if dot else (ending.lower(), "")
    if stem in INDEX_STEMS and ending in INDEX_ENDINGS:
        segments.pop()
    path = "/" + "/".join(segments)
    if ending in CASELESS_ENDINGS or any(folder in path.lower() for folder in CASELESS_FOLDERS):
        path = path.lower()
    return path.rstrip("/") or "/", ending


def key_parameters(query: str | None, ending: str) -> list[str]:
    """The "name=value" that choose the page, sorted; ``ending`` is that of the file they are given to."""
    if not query:
        return []
    query = _NEEDLESS_IN_QUERY.sub(_sign, tidy(query).replace("+", "%20").replace("&amp;", "&"))
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    printed = any(name.lower() in PRINT_COPY for name, _, _ in pairs)
    kept: set[str] = set()
    for name, equals, value in pairs:
        low = name.lower()
        if (
            (equals and not value)
            or low in _NEVER_CHOOSING
            or low.startswith(_NEVER_CHOOSING_PREFIXES)
            or low.endswith(WINDOW_STATE_SUFFIXES)
            or (low, value.lower()) in PRINT_COPY_VALUES
            or (low, value) in FIRST_PAGE
            or (low in SESSION_NAMES and SESSION_VALUE.fullmatch(value))
            or (low in CLOCK_NAMES and CLOCK_VALUE.fullmatch(value))
            or (printed and low in PRINT_COPY_COMPANIONS)
        ):
            continue
        kept.add(f"{low if ending in CASELESS_ENDINGS else name}{equals}{value}")
    return sorted(kept)


def page_parameters(query: str | None, path: str, ending: str) -> list[str]:
    """Of the parameters that choose a page, those that still do whatever way it is shown."""
    if ending in FILE_ENDINGS and path != "/":
        return []
    any_name = ending in PROGRAM_ENDINGS or path == "/"
    names = [(pair.partition("=")[0].lower(), pair) for pair in key_parameters(query, ending)]
    return [
        pair for name, pair in names if name not in PRESENTATION and (any_name or IDENTITY.fullmatch(name))
    ]


def _sign(match: re.Match[str]) -> str:
    return chr(int(match[0][1:], 16))
