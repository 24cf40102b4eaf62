"""Places in archives written as web addresses, so that a browser engine resolves references among them.

A page that was saved beside its parts refers to them by relative names ("../style.css", "a_files/b.png").
Where these mean files of a folder or members of a container, the page is shown under an address that stands
for its place: the names then resolve as they do on disk. Hosts below ``.invalid`` are no site's (RFC 2606).

    http://root-3.invalid/www.example/page.html    a file below the third archive
    http://member.invalid/index_files/a.css        a member of the container in which the page lies
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, quote_from_bytes, unquote, unquote_to_bytes

_HOST = re.compile(r"\Ahttps?://(?:root-(\d{1,9})|(member))\.invalid(?::\d+)?(/[^?#]*)?(?:\?([^#]*))?", re.I)
_PLAIN = "/~!$&'()*+,;=:@"


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A file below an archive, its path as bytes with slashes; ``query`` is what followed it."""

    root: int
    path: bytes
    query: str | None = None


@dataclass(frozen=True, slots=True)
class MemberPlace:
    """A member of the page's own container."""

    member: str
    query: str | None = None


def of_file(root: int, path: bytes) -> str:
    """The address of a file below an archive."""
    return f"http://root-{root}.invalid/{quote_from_bytes(path, safe=_PLAIN)}"


def of_member(member: str) -> str:
    """The address of a member of a container."""
    return f"http://member.invalid/{quote(member, safe=_PLAIN, errors='surrogatepass')}"


def place_of(address: str) -> FilePlace | MemberPlace | None:
    """The place for which an address stands; None for the address of a site."""
    found = _HOST.match(address)
    if found is None:
        return None
    number, _, path, query = found.groups()
    path = (path or "/")[1:]
    if number is None:
        return MemberPlace(unquote(path), query)
    return FilePlace(int(number), unquote_to_bytes(path), query)


def shown(address: str) -> str:
    """An address for people: of a place its path."""
    place = place_of(address)
    if place is None:
        return address
    path = place.member if isinstance(place, MemberPlace) else place.path.decode("utf-8", "replace")
    return path + (f"?{place.query}" if place.query else "")
