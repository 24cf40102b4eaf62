"""Reads one file of an archive into rows for the catalogue. Worker processes load this module."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reader import __version__
from reader.errors import UnusableError
from reader.extract import templates
from reader.extract.attempt import attempt
from reader.formats import files, html, registry
from reader.library import keys, packing
from reader.library.paths import to_bytes
from reader.library.rows import LINK_KINDS, FilePart, FileTask, LinkRow, ReadPage
from reader.model import Article, FoundFile, LinkKind, Rejected, SavedPage
from reader.text import urls

_PART_WEIGHT = 2**20
_KINDS = {kind: number for number, kind in enumerate(LINK_KINDS)}
# Kinds of links whose text is the title of what they lead to.
_TITLED: frozenset[LinkKind] = frozenset({"body", "related", "notice", "source"})


def read_file(task: FileTask) -> Iterator[FilePart]:
    """The pages of a file, in parts of about a megabyte; the last one closes it. Never raises."""
    file = FoundFile(task.root, task.path, task.size, task.mtime_ns)
    if task.known_sha256 is not None and _digest(file) == task.known_sha256:
        yield FilePart((), True, task.known_sha256, touched=True)
        return
    waiting: list[ReadPage | Rejected] = []
    weight, whole, url_key = 0, None, None
    for found in registry.pages(file):
        if isinstance(found, SavedPage):
            if found.member is None and found.size == task.size:
                whole = bytes.fromhex(found.sha256)
            if task.templates is not None and found.id not in dict(task.templates):
                continue
        elif found.kind == "other" and found.member is None:
            url_key = _mirror_key(file)
        page = _read(found, task) if isinstance(found, SavedPage) else found
        weight += page.weight if isinstance(page, ReadPage) else 200
        waiting.append(page)
        if weight > _PART_WEIGHT:
            yield FilePart(tuple(waiting), False)
            waiting, weight = [], 0
    yield FilePart(tuple(waiting), True, whole or _digest(file), url_key=url_key)


def _digest(file: FoundFile) -> bytes | None:
    try:
        return bytes.fromhex(files.digest(file.absolute).sha256)
    except UnusableError:
        return None


def _mirror_key(file: FoundFile) -> int | None:
    url = html.mirror_url(file)
    return keys.address_keys(url)[0] if url else None


def _read(page: SavedPage, task: FileTask) -> ReadPage | Rejected:
    packed = dict(task.templates).get(page.id) if task.templates else None
    found = attempt(page, templates.unpack_template(packed) if packed else None)
    if isinstance(found, Rejected):
        return found
    article = found.article
    text, rest = packing.pack(article)
    urls_of_page = (article.url, page.recorded_url, page.path_url, *article.aliases)
    own = [url for url in urls_of_page if url and urls.is_web(url)]
    return ReadPage(
        member=page.member,
        article=packing.without_html(article),
        text=text,
        rest=rest,
        fingerprint=templates.pack_fingerprint(found.fingerprint),
        addresses=tuple(dict.fromkeys(keys.address_keys(url) for url in own)),
        links=tuple(_links(article, task, page.member)),
        title_key=keys.title_key(article.site, article.title),
        text_hash=keys.text_hash(article.text),
        extractor=__version__,
        template=keys.template_digest(packed),
    )


def _links(article: Article, task: FileTask, member: str | None) -> Iterator[LinkRow]:
    """All that the article refers to, each address once for each kind of link."""
    place = to_bytes(task.path) if member is None else None
    seen: set[tuple[int, int]] = set()
    for kind, url, text in references(article):
        found = link_keys(url, task.place, place)
        number = _KINDS[kind]
        if found is None or (found[0], number) in seen:
            continue
        seen.add((found[0], number))
        named = keys.title_key(urls.site(url) or article.site, text) if kind in _TITLED else None
        yield LinkRow(number, found[0], found[1], named, url)


def references(article: Article) -> Iterable[tuple[LinkKind, str, str]]:
    """(kind, address, text) of everything an article refers to, the more telling of two mentions first."""
    for listed in article.related:
        if listed.url:
            yield "related", listed.url, listed.title
    for listed in article.notices:
        if listed.url:
            yield "notice", listed.url, listed.title
    if article.source and article.source.url:
        yield "source", article.source.url, article.source.text
    for attachment in article.attachments:
        yield "attachment", attachment.url, attachment.text
    for link in article.links:
        yield link.kind, link.url, link.text


def link_keys(url: str, root: int, page: bytes | None) -> tuple[int, int] | None:
    """Key and page key of a web address, or of a reference relative to the page at ``page`` in an archive."""
    if urls.is_web(url):
        return keys.address_keys(url)
    target = keys.local_target(page, url) if page is not None else None
    if target is None:
        return None
    key = keys.local_key(root, target)
    return key, key
