"""Addresses: resolved, made tidy, and compared.

``normalise`` keeps what an address says and only writes it uniformly. ``key`` drops all that does not choose
the page, so two addresses with one key are one page. Nothing here raises, whatever the text.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.text.mirrors import from_mirror_path, unwrap
from reader.text.url_keys import key_host, key_parameters, key_path, page_parameters
from reader.text.url_parts import Parts, host_and_port, split, tidy, trimmed, without_dots

__all__ = [
    "both_keys",
    "from_mirror_path",
    "host",
    "is_top",
    "is_web",
    "key",
    "normalise",
    "page_key",
    "resolve",
    "site",
    "unwrap",
]

# "http://http://host": typed into a form that had put the scheme there already.
_DOUBLED_SCHEME = re.compile(r"\A(?:https?:/*)+(?=https?:/)", re.IGNORECASE)


def is_web(url: str) -> bool:
    """Whether the text is an absolute http or https address with a usable host."""
    return _web(url) is not None


def is_top(url: str) -> bool:
    """Whether an address is the top of its site, without anything that chooses a page."""
    return key(url).endswith(")/")


def host(url: str) -> str | None:
    """The host name in lower case, without port; None when the text is no web address."""
    found = _web(url)
    return found[1] if found else None


def site(url: str) -> str:
    """The host without "www.", with a port that is not its scheme's own; "" for what is no web address."""
    found = _web(url)
    if found is None:
        return ""
    _, name, port, _ = found
    return name.removeprefix("www.") + (f":{port}" if port else "")


def normalise(url: str) -> str:
    """The address written uniformly, without fragment and user name; no web address: only trimmed."""
    found = _web(url)
    if found is None:
        return trimmed(url)
    scheme, name, port, parts = found
    query = tidy(parts.query) if parts.query else ""
    address = f"{scheme}://{name}{':' + port if port else ''}{without_dots(tidy(parts.path))}"
    return f"{address}?{query}" if query else address


def resolve(base: str | None, href: str) -> str | None:
    """The absolute web address that ``href`` means on the page ``base``, or None when it means none.

    The fragment is dropped; a reference to a place on the page itself gives the page.
    """
    reference = _DOUBLED_SCHEME.sub("", trimmed(href))
    parts = split(reference)
    if parts.scheme not in (None, "http", "https"):
        return None
    if parts.scheme and parts.authority is not None:
        return _absolute(reference)
    found = _web(base) if base else None
    if parts.scheme and (found is None or found[0] != parts.scheme):
        # "http:host/path": browsers supply the slashes.
        return _absolute(f"{parts.scheme}://{reference.partition(':')[2].lstrip('/')}")
    if found is None:
        if parts.authority:
            return _absolute(f"http:{reference}")
        return _absolute(f"http://{reference}") if reference[:4].lower() == "www." else None
    return _joined(found, parts)


@lru_cache(maxsize=1 << 14)
def key(url: str) -> str:
    """The comparison key: reversed host, path, and the parameters that choose the page.

    Left out: scheme, "www.", the schemes' own ports, trailing slash, index file, fragment, tracking and
    session parameters, those of print copies, and the web archive around an archived address.
    """
    return both_keys(url)[0]


@lru_cache(maxsize=1 << 12)
def page_key(url: str) -> str:
    """The key of the page under any parameters: only those that say which page it is stay (``?id=5``)."""
    return both_keys(url)[1]


def both_keys(url: str) -> tuple[str, str]:
    """``key`` and ``page_key`` of an address."""
    found = _web(unwrap(url) or url)
    if found is None:
        return trimmed(url), trimmed(url)
    _, name, port, parts = found
    path, ending = key_path(parts.path)
    top = f"{key_host(name, port)}){path}"
    if not parts.query:
        return top, top
    chosen = "&".join(key_parameters(parts.query, ending))
    page = "&".join(page_parameters(parts.query, path, ending))
    return f"{top}?{chosen}" if chosen else top, f"{top}?{page}" if page else top


def _joined(base: tuple[str, str, str, Parts], reference: Parts) -> str | None:
    """RFC 3986, section 5.2.2, for a base that is a web address."""
    scheme, name, port, parts = base
    query = reference.query
    if reference.authority is not None:
        return _absolute(f"{scheme}://{reference.authority}{reference.path}{_query(query)}")
    path = reference.path
    if not path:
        path = parts.path
        query = parts.query if query is None else query
    elif not path.startswith("/"):
        path = f"{parts.path.rpartition('/')[0]}/{path}"
    return _absolute(f"{scheme}://{name}{':' + port if port else ''}{without_dots(path)}{_query(query)}")


def _query(query: str | None) -> str:
    return "" if query is None else f"?{query}"


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
