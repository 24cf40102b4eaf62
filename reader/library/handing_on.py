"""Where the bytes of an article lie: its page, the parts that the page needs, the originals of revisits."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import lxml.html
from lxml import etree

from reader.errors import ReaderError
from reader.formats import raw_records, registry
from reader.library.catalogue.articles import Head
from reader.library.catalogue.catalogue import Catalogue
from reader.library.originals import candidates
from reader.library.paths import absolute
from reader.library.pictures import Pictures
from reader.model import Article, Holding
from reader.text import urls

_ARCHIVE = "archive:"
_EMBEDDED = "#embedded-"
_MOST_PARTS = 300  # of a page
# Pictures, styles and frames; scripts too, since these are the originals.
_NEEDED = ("//img/@src", "//link[contains(@rel, 'stylesheet')]/@href", "//script/@src", "//iframe/@src")
_NOT_FILES = ("data:", "javascript:", "about:", "blob:", "#")
_RECORDS = frozenset({"warc", "arc", "wacz"})


def holdings(
    catalogue: Catalogue, head: Head, article: Article, pictures: Pictures | None
) -> tuple[Holding, ...]:
    """The page first, then its pictures; what lies inside the page's own file as ``data:`` is not listed."""
    found = [_page(catalogue, head, article)]
    if pictures is not None:
        known = {(found[0].path, found[0].member)}
        for picture in _parts(catalogue, head, found[0], article, pictures):
            if (picture.path, picture.member) not in known:
                known.add((picture.path, picture.member))
                found.append(picture)
    return tuple(found)


def _page(catalogue: Catalogue, head: Head, article: Article) -> Holding:
    place = catalogue.articles.places(head.number)[0]
    path = absolute(place.root, place.path)
    originals: tuple[tuple[str, str], ...] = ()
    before = None
    if article.format in _RECORDS and place.member is not None:
        originals = _originals(catalogue, path, place.member)
        before = _before(catalogue, head.number, place.member)
    return Holding(
        path,
        place.member,
        article.url,
        article.captured,
        article.captured_from,
        before=before,
        originals=originals,
    )


def _originals(catalogue: Catalogue, path: str, member: str) -> tuple[tuple[str, str], ...]:
    """Where the original of a revisit lies; nothing for other records and for an original that is lost."""
    try:
        record = raw_records.raw(path, member)
        address = raw_records.refers_to(record)
        if address is None:
            return ()
        others = [each for each in candidates(catalogue, address) if each != (path, member)]
        found = raw_records.original(path, member, others)
    except ReaderError:
        return ()
    return (found,) if found is not None else ()


def _before(catalogue: Catalogue, number: int, member: str) -> str | None:
    """The member of the same archive that lies next before one; None when none is known."""
    archive, _colon, place = member.rpartition(":")
    here = _key(place)
    earlier = []
    for each in catalogue.holdings.beside(number, member):
        inside, _colon, there = each.rpartition(":")
        if inside == archive and _key(there) < here:
            earlier.append((_key(there), each))
    return max(earlier)[1] if earlier else None


def _key(place: str) -> tuple[int, int]:
    raw, _plus, inner = place.partition("+")
    return (int(raw), int(inner or 0)) if raw.isdigit() and (inner or "0").isdigit() else (-1, 0)


def _parts(
    catalogue: Catalogue, head: Head, page: Holding, article: Article, pictures: Pictures
) -> Iterator[Holding]:
    for src in _references(page, article):
        url = _address(article, src)
        for spot in pictures.spots(head.number, head.url, head.captured, src):
            if not _is_there(spot.path, spot.member):
                continue
            captured = spot.captured or article.captured
            originals = _originals(catalogue, spot.path, spot.member) if spot.member else ()
            known = "record" if spot.captured else article.captured_from
            yield Holding(spot.path, spot.member, url, captured, known, is_page=False, originals=originals)
            break


def _references(page: Holding, article: Article) -> list[str]:
    """What the article shows, then what else its page needs to look as it did, as the page names it."""
    found = [image.src for image in article.images if not image.src.startswith(_EMBEDDED)]
    try:
        body = registry.read(page.path, page.member).body
    except ReaderError:
        return found
    with suppress(etree.LxmlError, ValueError):  # no markup
        tree: Any = lxml.html.document_fromstring(body, parser=lxml.html.HTMLParser(recover=True))
        for path in _NEEDED:
            found += [str(each).strip() for each in tree.xpath(path)]
    wanted = dict.fromkeys(each for each in found if each and not each.lower().startswith(_NOT_FILES))
    return list(wanted)[:_MOST_PARTS]


def _address(article: Article, src: str) -> str | None:
    if src.startswith(_ARCHIVE):
        return src.removeprefix(_ARCHIVE)
    return urls.resolve(article.base_url or article.url, src)


def _is_there(path: str, member: str | None) -> bool:
    try:
        registry.read(path, member)
    except ReaderError:
        return False
    return True
