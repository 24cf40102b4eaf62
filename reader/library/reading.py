"""Reads one file of an archive into rows for the catalogue. Worker processes load this module."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from reader.errors import UnusableError
from reader.extract import templates
from reader.extract.attempt import attempt
from reader.formats import elsewhere, files, html, registry
from reader.formats.format import Found
from reader.library import keys, packing, twins
from reader.library.link_rows import link_rows
from reader.library.paths import to_bytes
from reader.library.rows import CopyRow, FilePart, FileTask, PartRow, ReadPage
from reader.library.rules import RULES
from reader.model import FoundFile, Rejected, ResourceEntry, SavedPage
from reader.text import urls

_PART_WEIGHT = 2**20


def read_file(task: FileTask) -> Iterator[FilePart]:
    """What a task asks of a file, about a megabyte at a time; the last one closes it. Never raises."""
    file = FoundFile(task.root, task.path, task.size, task.mtime_ns)
    if task.known_sha256 is not None and _digest(file) == task.known_sha256:
        yield FilePart((), True, task.known_sha256, touched=True)
        return
    waiting: list[ReadPage | CopyRow | PartRow | Rejected] = []
    weight, whole, url_key, known = 0, None, None, None
    for found in _met(file, task):
        if isinstance(found, SavedPage):
            if found.member is None and found.size == task.size:
                whole = bytes.fromhex(found.sha256)
            if not task.wants(found.id):
                continue
        same = twins.copy(found, task.twins) if isinstance(found, SavedPage) and whole is not None else None
        row = same or _row(found, task)
        if isinstance(row, Rejected) and row.kind != "failed" and row.member is None:
            url_key = _mirror_key(file)
        if isinstance(found, SavedPage) and whole is not None and not isinstance(row, CopyRow):
            known = twins.twin(found, row)
        weight += row.weight if isinstance(row, ReadPage) else 200
        waiting.append(row)
        if isinstance(found, SavedPage) and found.member is not None and isinstance(row, Rejected):
            waiting.append(_frame(found, found.member))
        if weight > _PART_WEIGHT:
            yield FilePart(tuple(waiting), False)
            waiting, weight = [], 0
    whole_is_wanted = task.closes and task.all_pages and not task.originals
    sha256 = (whole or _digest(file)) if whole_is_wanted else None
    yield FilePart(tuple(waiting), True, sha256, url_key=url_key, twin=known)


def _met(file: FoundFile, task: FileTask) -> Iterator[Found]:
    if task.originals:
        for member, candidates in task.originals.items():
            found = elsewhere.resolve(file.absolute, member, candidates)
            if found is not None:
                yield found
    elif task.members:
        yield from registry.some(file, task.members)
    else:
        yield from registry.pages(file, task.part)


def _digest(file: FoundFile) -> bytes | None:
    try:
        return bytes.fromhex(files.digest(file.absolute).sha256)
    except UnusableError:
        return None


def _mirror_key(file: FoundFile) -> int | None:
    url = html.mirror_url(file)
    return keys.address_keys(url)[0] if url else None


def _row(found: SavedPage | ResourceEntry | Rejected, task: FileTask) -> ReadPage | PartRow | Rejected:
    if isinstance(found, SavedPage):
        return read_page(found, task)
    if isinstance(found, Rejected):
        return found
    key = keys.address_keys(found.url)[0] if found.url else None
    sha256 = bytes.fromhex(found.sha256) if found.sha256 else None
    return PartRow(found.locator, key, found.media_type, found.size, found.recorded_time, found.kind, sha256)


def _frame(page: SavedPage, member: str) -> PartRow:
    """A page without an article: others show it in a frame."""
    url = page.recorded_url or page.path_url
    key = keys.address_keys(url)[0] if url else None
    return PartRow(member, key, "text/html", page.size, page.recorded_time, "", bytes.fromhex(page.sha256))


def read_page(page: SavedPage, task: FileTask) -> ReadPage | Rejected:
    """A page of the task's file, read as the task says."""
    packed = task.templates.get(page.id)
    read_as = task.encodings.get(page.id)
    found = attempt(replace(page, read_as=read_as), templates.unpack_template(packed) if packed else None)
    if isinstance(found, Rejected):
        return found
    article = found.article
    text, rest = packing.pack(article)
    own = [url for url in (article.url, *article.aliases) if url and urls.is_web(url)]
    # "canonical" on every page of a site may be the site itself, by a mistake in its template.
    own = own[:1] + [url for url in own[1:] if not urls.is_top(url)]
    return ReadPage(
        member=page.member,
        article=packing.without_html(article),
        text=text,
        rest=rest,
        fingerprint=templates.pack_fingerprint(found.fingerprint),
        addresses=tuple(dict.fromkeys(keys.address_keys(url) for url in own)),
        links=tuple(
            link_rows(article, keys.spot(task.place, to_bytes(task.path), page.member, article.format))
        ),
        title_key=keys.title_key(article.site, article.title),
        text_hash=keys.text_hash(article.text),
        extractor=RULES,
        template=keys.template_digest(packed),
        read_as=read_as,
    )
