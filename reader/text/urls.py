"""Addresses: resolved, made tidy, and compared.

``normalise`` keeps what the address says and only writes it uniformly. ``key`` throws away all that does not choose
the page, so two addresses with one key are one page. Nothing here raises, whatever the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.text.mirrors import from_mirror_path, unwrap
from reader.text.url_parts import Parts, host_and_port, split, tidy, trimmed, without_dots
from reader.text.url_rules import (
    CACHE_BREAKERS,
    CASELESS_ENDINGS,
    INDEX_ENDINGS,
    INDEX_STEMS,
    PRESENTATION,
    PRINT_COPY,
    PRINT_COPY_VALUES,
    PROGRAM_ENDINGS,
    SESSION,
    SESSION_PREFIXES,
    TRACKING,
    TRACKING_PREFIXES,
)

__all__ = ["from_mirror_path", "host", "is_web", "key", "normalise", "page_key", "resolve", "site", "unwrap"]

_DOUBLED_SCHEME = re.compile(r"(?:https?:/*)+(?=https?:/)", re.IGNORECASE)
_WWW = re.compile(r"www\d{0,2}\.(?=[^.]+\.)")
_SESSION_SEGMENT = re.compile(r"\((?:[A-Z]\([^()/]{8,}\))+\)", re.IGNORECASE)
_SESSION_SUFFIX = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?]*", re.IGNORECASE)
_SLASHES = re.compile(r"/{2,}")


def is_web(url: str) -> bool:
    """Whether the text is an absolute http or https address with a usable host."""
    return _web(url) is not None


def host(url: str) -> str | None:
    """The host name in lower case, without port; None when the text is no web address."""
    found = _web(url)
    return found[1] if found else None


def site(url: str) -> str:
    """The host without "www.", with the port when it is not the scheme's own; "" for what is no web address."""
    found = _web(url)
    if found is None:
        return ""
    _, name, port, _ = found
    return name.removeprefix("www.") + (f":{port}" if port else "")


def normalise(url: str) -> str:
    """The address written uniformly, without fragment and user name; what is no web address only trimmed."""
    found = _web(url)
    if found is None:
        return trimmed(url)
    scheme, name, port, parts = found
    query = tidy(parts.query) if parts.query else ""
    address = f"{scheme}://{name}{':' + port if port else ''}{without_dots(tidy(parts.path))}"
    return f"{address}?{query}" if query else address


def resolve(base: str | None, href: str) -> str | None:
    """The absolute web address that a reference on the page ``base`` means (no fragment), or None when it is none."""
    reference = _DOUBLED_SCHEME.sub("", trimmed(href))
    parts = split(reference)
    if parts.scheme in ("http", "https") and parts.authority is not None:
        return _absolute(reference)
    if parts.scheme not in (None, "http", "https"):
        return None
    found = _web(base) if base else None
    if parts.scheme and parts.authority is None and (found is None or found[0] != parts.scheme):
        return _absolute(f"{parts.scheme}://{reference.split(':', 1)[1].lstrip('/')}")
    if found is None:
        if parts.authority:
            return _absolute("http:" + reference)
        return _absolute("http://" + reference) if reference[:4].lower() == "www." else None
    return _joined(found[0], found[1], found[2], found[3], parts)


def _joined(scheme: str, name: str, port: str, base: Parts, reference: Parts) -> str | None:
    """RFC 3986, section 5.2.2, for a base that is a web address."""
    query = reference.query
    if reference.authority is not None:
        query = f"?{query}" if query is not None else ""
        return _absolute(f"{scheme}://{reference.authority}{reference.path}{query}")
    path = reference.path
    if not path:
        path = base.path
        query = base.query if query is None else query
    elif not path.startswith("/"):
        path = (base.path.rpartition("/")[0] or "") + "/" + path
    root = f"{scheme}://{name}{':' + port if port else ''}"
    return _absolute(
        f"{root}{without_dots(path) if path else '/'}" + (f"?{query}" if query is not None else "")
    )


def _absolute(url: str) -> str | None:
    return normalise(url) if is_web(url) else None


@lru_cache(maxsize=1 << 14)
def _web(url: str) -> tuple[str, str, str, Parts] | None:
    """Scheme, host, port and pieces of a web address, else None."""
    parts = split(_DOUBLED_SCHEME.sub("", trimmed(url)))
    if parts.scheme not in ("http", "https") or parts.authority is None:
        return None
    place = host_and_port(parts.authority, parts.scheme)
    return None if place is None else (parts.scheme, *place, parts)


@lru_cache(maxsize=1 << 14)
def key(url: str) -> str:
    """The comparison key: reversed host, then path and the parameters that choose the page; scheme left out."""
    found = _web(url)
    if found is None:
        return trimmed(url)
    _, _, _, parts = found
    path, ending = _key_path(parts.path)
    query = "&".join(_key_parameters(parts.query, ending))
    return f"{_key_host(found)}){path}" + (f"?{query}" if query else "")


@lru_cache(maxsize=1 << 12)
def page_key(url: str) -> str:
    """Key of the page whatever its parameters; those of a program (``?id=5``) that say which page stay."""
    found = _web(url)
    if found is None:
        return trimmed(url)
    _, _, _, parts = found
    path, ending = _key_path(parts.path)
    kept: list[str] = []
    if ending in PROGRAM_ENDINGS or path == "/":
        kept = [
            pair
            for pair in _key_parameters(parts.query, ending)
            if pair.partition("=")[0] not in PRESENTATION
        ]
    return f"{_key_host(found)}){path}" + (f"?{'&'.join(kept)}" if kept else "")


def _key_host(found: tuple[str, str, str, Parts]) -> str:
    """ "vn,gov,example" with ":8080" for a port of its own; the scheme's ports of both schemes are none."""
    _, name, port, _ = found
    if name[0] != "[" and not name.replace(".", "").isdigit():
        name = ",".join(reversed(_WWW.sub("", name, count=1).split(".")))
    return name + (f":{port}" if port not in ("", "80", "443") else "")


def _key_path(path: str) -> tuple[str, str]:
    """The path that is compared, and the ending of its file in lower case."""
    path = _SESSION_SUFFIX.sub("", without_dots(tidy(path)))
    if "(" in path:
        path = "/".join([segment for segment in path.split("/") if not _SESSION_SEGMENT.fullmatch(segment)])
    path = _SLASHES.sub("/", path)
    folder, _, name = path.rpartition("/")
    stem, dot, ending = name.rpartition(".")
    stem, ending = (stem.lower(), ending.lower()) if dot else (name.lower(), "")
    if stem in INDEX_STEMS and ending in INDEX_ENDINGS:
        path = folder
    if ending in CASELESS_ENDINGS or "/_layouts/" in path.lower():
        path = path.lower()
    return path.rstrip("/") or "/", ending


def _key_parameters(query: str | None, ending: str) -> list[str]:
    """Those "name=value" that choose the page, sorted."""
    if not query:
        return []
    kept: list[str] = []
    for pair in tidy(query).replace("+", "%20").split("&"):
        name, equals, value = pair.removeprefix("amp;").partition("=")
        low = name.lower()
        if (
            low in TRACKING
            or low in SESSION
            or low in PRINT_COPY
            or low in CACHE_BREAKERS
            or low.startswith(TRACKING_PREFIXES)
            or low.startswith(SESSION_PREFIXES)
            or (low, value.lower()) in PRINT_COPY_VALUES
        ):
            continue
        if ending in CASELESS_ENDINGS:
            name = low
        if name or value:
            kept.append(f"{name}={value}" if value else name)
    return sorted(kept)
