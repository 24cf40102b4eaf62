"""The frozen values that travel between the stages; no behaviour beyond their own shape.

Paths are what ``os.fsdecode`` gives (surrogate escapes stand for bytes that are no text);
``readable_path`` turns one into something that may be printed or put into JSON.
Times are UTC strings ``YYYY-MM-DDTHH:MM:SSZ``; days are ``YYYY-MM-DD`` as the page states them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256 as _sha256
from typing import Literal

CapturedFrom = Literal["record", "comment", "header", "file"]
UrlFrom = Literal["record", "comment", "canonical", "og", "base", "path"]
LinkKind = Literal["body", "source", "related", "notice", "menu", "attachment", "picture"]
LinkStatus = Literal["archived", "other-capture", "missing"]
RejectedKind = Literal["failed", "skipped", "other"]
Sort = Literal["relevance", "newest", "oldest", "title"]
KwicSort = Literal["left", "right", "date"]
TimelineBy = Literal["month", "year"]


def readable_path(path: str) -> str:
    """A path as text: bytes that are no UTF-8 appear as ``%XX``."""
    return "".join(f"%{ord(sign) - 0xDC00:02X}" if 0xDC80 <= ord(sign) <= 0xDCFF else sign for sign in path)


def article_id(sha256: str, recorded_url: str | None, recorded_time: str | None) -> str:
    """First 16 hex digits of the SHA-256 over what the bytes and the saving format themselves say.

    A URL or time that was only inferred must not be passed, so that ids are the same everywhere.
    """
    seed = f"{sha256}\n{recorded_url or ''}\n{recorded_time or ''}"
    return _sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:16]


# ---- from disk to page ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file met while walking an archive; ``root`` is the archive's root, ``path`` is below it."""

    root: str
    path: str
    size: int
    mtime_ns: int

    @property
    def absolute(self) -> str:
        """The file's place on this machine now."""
        return os.path.join(self.root, self.path) if self.path else self.root


@dataclass(frozen=True, slots=True)
class SavedPage:
    """One saved page, as its container gives it: bytes and what the container says of them.

    ``recorded_url`` and ``recorded_time`` are what the saving tool wrote down (a comment, a record
    header), ``recorded_from`` where it wrote the time; ``path_url`` is what a mirror's folder names
    suggest. ``companion`` is the folder, relative to the page's own, in which a browser put the page's
    pictures and styles. ``status`` and ``headers`` are those of the HTTP answer where the format keeps it.
    ``read_as`` is the encoding that somebody chose for the page; it wins over all that the page says.
    """

    path: str
    member: str | None
    format: str
    body: bytes
    sha256: str
    size: int
    recorded_url: str | None = None
    recorded_time: str | None = None
    path_url: str | None = None
    file_time: str | None = None
    charset: str | None = None
    companion: str | None = None
    recorded_from: CapturedFrom | None = None
    status: int | None = None
    headers: tuple[tuple[str, str], ...] = ()
    read_as: str | None = None

    @property
    def id(self) -> str:
        """The article id this capture will have."""
        return article_id(self.sha256, self.recorded_url, self.recorded_time)


@dataclass(frozen=True, slots=True)
class Resource:
    """Bytes of a picture, style or other part of an archive, with its media type.

    ``charset`` is the one that the HTTP answer declared, where there is one.
    """

    body: bytes
    media_type: str
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class ResourceEntry:
    """A part of a container that is no page: where it lies, and what the container says of it.

    ``registry.read(path, locator)`` gives it back. ``size`` and ``sha256`` as for pages: before its content
    encoding is taken off. ``kind`` is what it counts as among the other records: "resource", "attachment",
    "feed", "robots" …
    """

    path: str
    locator: str
    url: str | None
    media_type: str
    size: int
    recorded_time: str | None = None
    sha256: str | None = None
    kind: str = "resource"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A page or file that became no article: ``code`` names the reason, ``detail`` fills it in.

    ``url`` is its address where the container records one; of a redirect, ``detail`` is where it leads.
    """

    path: str
    member: str | None
    kind: RejectedKind
    code: str
    detail: str = ""
    sha256: str | None = None
    url: str | None = None

    def as_json(self) -> dict[str, object]:
        """The entry of ``failed`` and ``skipped`` in the command-line contract."""
        return {
            "path": readable_path(self.path),
            "member": self.member,
            "code": self.code,
            "detail": self.detail,
        }


# ---- the article ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the page declared, what it was read with, and which repair its text needed.

    ``doubtful``: the reading is the best guess, and may be chosen otherwise by hand. ``chosen``: it was.
    """

    declared: str | None
    used: str
    repaired: str | None = None
    doubtful: bool = False
    chosen: bool = False

    def as_json(self) -> dict[str, object]:
        """As in the contract; ``doubtful`` and ``chosen`` are added only where they are so."""
        shape: dict[str, object] = {
            "declared": self.declared,
            "used": self.used,
            "repaired": self.repaired,
        }
        if self.doubtful:
            shape["doubtful"] = True
        if self.chosen:
            shape["chosen"] = True
        return shape


@dataclass(frozen=True, slots=True)
class Source:
    """The credit line of an article ("Nguồn: …") and where it points."""

    text: str
    url: str | None

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"text": self.text, "url": self.url}


@dataclass(frozen=True, slots=True)
class Image:
    """A picture of the article; ``src`` as it stands in ``Article.html``."""

    src: str
    caption: str | None

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"src": self.src, "caption": self.caption}


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of a list the page itself shows: other news, or a notice."""

    title: str
    url: str | None
    date: str | None = None

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"title": self.title, "url": self.url, "date": self.date}


@dataclass(frozen=True, slots=True)
class Link:
    """A link of the page; ``url`` is absolute where the page's base is known, else as written.

    ``href`` is a relative reference as the page has it: saving tools write the names of their files there.
    """

    text: str
    url: str
    kind: LinkKind
    href: str | None = None

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"text": self.text, "url": self.url, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document (PDF, DOC …) that the page offers."""

    text: str
    url: str

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"text": self.text, "url": self.url}


@dataclass(frozen=True, slots=True)
class Origin:
    """Why a field of an article is what it is: the ``rule`` that found it (a code), and its ``spot``.

    The spot is the words of the page in which it stands, or the name of the element.
    """

    field: str
    rule: str
    spot: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A field of an article as somebody set it by hand; None: the article has none.

    ``extracted`` is what the page was read to say; ``made`` is a UTC time; ``made_on`` is the id of the
    capture that was corrected: another one of the same page when that is not this article's.
    """

    field: str
    value: str | None
    extracted: str | None
    made: str
    made_on: str

    def as_json(self) -> dict[str, object]:
        """The entry of ``corrections``, which an article has only where there are some."""
        return {
            "field": self.field,
            "value": self.value,
            "extracted": self.extracted,
            "made": self.made,
            "made_on": self.made_on,
        }


@dataclass(frozen=True, slots=True)
class Explained:
    """A field of an article with the answer to "why?": its value as shown, and where that comes from.

    ``rule`` and ``spot`` as in ``Origin``; "" when nothing gave a value. ``correction``: the value is set by
    hand, and ``rule`` tells where the page's own came from. ``correctable``: whether it can be.
    """

    field: str
    value: str | None
    rule: str
    spot: str = ""
    correctable: bool = False
    correction: Correction | None = None

    def as_json(self) -> dict[str, object]:
        """For ``correct ID --json``."""
        return {
            "field": self.field,
            "value": self.value,
            "rule": self.rule or None,
            "spot": self.spot or None,
            "correctable": self.correctable,
            "correction": self.correction.as_json() if self.correction else None,
        }


@dataclass(frozen=True, slots=True)
class Article:
    """What a saved page says, without the clutter. The keys are those of the contract.

    ``text``: paragraphs separated by a blank line. ``html``: references are relative to the saved
    page or ``archive:`` + absolute address. ``aliases``: further addresses under which the page may be
    linked (its mirror path, its canonical address); ``url_from`` names the rule behind ``url``. ``origins``
    say where the fields come from; ``corrections`` are those in force, which the fields already have.
    """

    id: str
    path: str
    member: str | None
    url: str | None
    site: str | None
    title: str | None
    lead: str | None
    byline: str | None
    date: str | None
    date_text: str | None
    date_from: str | None
    captured: str | None
    captured_from: CapturedFrom | None
    source: Source | None
    section: tuple[str, ...]
    language: str | None
    encoding: Encoding
    text: str
    html: str
    images: tuple[Image, ...]
    tables: int
    related: tuple[Listed, ...]
    notices: tuple[Listed, ...]
    links: tuple[Link, ...]
    documents: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    sha256: str
    size: int
    format: str
    url_from: UrlFrom | None = None
    base_url: str | None = None
    aliases: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def as_json(self) -> dict[str, object]:
        """The article of the command-line contract: its keys, in its order; ``corrections`` only if any."""
        shape: dict[str, object] = {
            "id": self.id,
            "path": readable_path(self.path),
            "member": self.member,
            "url": self.url,
            "site": self.site,
            "title": self.title,
            "lead": self.lead,
            "byline": self.byline,
            "date": self.date,
            "date_text": self.date_text,
            "date_from": self.date_from,
            "captured": self.captured,
            "captured_from": self.captured_from,
            "source": self.source.as_json() if self.source else None,
            "section": list(self.section),
            "language": self.language,
            "encoding": self.encoding.as_json(),
            "text": self.text,
            "html": self.html,
            "images": [image.as_json() for image in self.images],
            "tables": self.tables,
            "related": [entry.as_json() for entry in self.related],
            "notices": [entry.as_json() for entry in self.notices],
            "links": [link.as_json() for link in self.links],
            "documents": list(self.documents),
            "attachments": [attachment.as_json() for attachment in self.attachments],
            "sha256": self.sha256,
            "size": self.size,
            "format": self.format,
        }
        if self.corrections:
            shape["corrections"] = [correction.as_json() for correction in self.corrections]
        return shape


# ---- what pages of a site have in common --------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a page shows, block by block, as 32-bit hashes: sorted, without repetition.

    A mark stands for a piece of text in its place (or a title, or a date) and tells nothing about the page to
    whoever does not have the page. ``site`` is that of the article.
    """

    site: str | None
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class SiteTemplate:
    """What the pages of a site share: the marks that repeat, learnt from ``pages`` pages."""

    site: str
    pages: int
    repeated: frozenset[int]


# ---- import -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; counts are pages unless said otherwise.

    Of the pages that were read (added and updated): ``formats`` they were saved in, ``repaired`` what their
    letters needed (codes as in ``Encoding.repaired``, "declared-wrong" for another encoding than the page
    says), ``doubtful`` whose letters are a guess.
    """

    files: int = 0
    seen: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    reextracted: int = 0
    failed: tuple[Rejected, ...] = ()
    skipped: tuple[Rejected, ...] = ()
    other: Mapping[str, int] = field(default_factory=dict)
    articles: int = 0
    seconds: float = 0.0
    stopped: str | None = None  # "cancelled", "disk-full", or None when it ran to its end
    formats: Mapping[str, int] = field(default_factory=dict)
    repaired: Mapping[str, int] = field(default_factory=dict)
    doubtful: int = 0

    def as_json(self) -> dict[str, object]:
        """As in the contract; ``stopped`` is added only when the import did not run to its end."""
        shape: dict[str, object] = {
            "files": self.files,
            "seen": self.seen,
            "added": self.added,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "reextracted": self.reextracted,
            "failed": [entry.as_json() for entry in self.failed],
            "skipped": [entry.as_json() for entry in self.skipped],
            "other": dict(self.other),
            "articles": self.articles,
            "seconds": round(self.seconds, 3),
        }
        if self.stopped:
            shape["stopped"] = self.stopped
        return shape


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would cost: ``seconds`` and ``library_bytes`` are estimates."""

    files: int
    bytes: int
    seconds: float
    library_bytes: int
    free_bytes: int

    @property
    def tight(self) -> bool:
        """Whether the library would take more than 80 % of the free disk."""
        return self.library_bytes > 0.8 * self.free_bytes


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of long work. ``stage``: "scan", "read", "index", "links", "done" …

    ``rate`` is items a second, ``eta`` seconds left or None while unknown. The last step of an import carries
    its ``report``, that of a concordance what was ``found``, that of a verification what it says.
    """

    stage: str
    done: int
    total: int | None
    rate: float = 0.0
    eta: float | None = None
    current: str = ""
    report: ImportReport | None = None
    found: KwicResult | None = None
    verification: Verification | None = None


# ---- upkeep -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Difference:
    """A file, or a member of one, that is not as it should be, and why.

    ``code``: "file-changed"; "member-changed", "member-lost" where a container can still be read;
    "digest-wrong", "size-wrong": not as the archive itself recorded it; or why a file cannot be read.
    """

    path: str
    member: str | None
    code: str
    detail: str = ""

    def as_json(self) -> dict[str, object]:
        """The entry of ``changed`` in the command-line contract, and why it is there."""
        return {
            "path": readable_path(self.path),
            "member": self.member,
            "code": self.code,
            "detail": self.detail,
        }


@dataclass(frozen=True, slots=True)
class Verification:
    """What became of the files since they were read.

    ``checked`` counts files and members of containers, ``ok`` those of them that are what they were. ``gone``
    are files that are no longer there, ``away`` archives that cannot be reached; neither is checked.
    """

    checked: int = 0
    ok: int = 0
    changed: tuple[Difference, ...] = ()
    gone: tuple[str, ...] = ()
    away: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether all that could be reached is as it was."""
        return not (self.changed or self.gone)

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {
            "checked": self.checked,
            "ok": self.ok,
            "changed": [entry.as_json() for entry in self.changed],
            "gone": [readable_path(path) for path in self.gone],
            "away": [readable_path(path) for path in self.away],
        }


# ---- search and links -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A query with its filters; days are inclusive ``YYYY-MM-DD`` (or a year, or a month).

    ``fold``: other captures and reprints of an article are folded into its hit; ``limit`` and ``offset``
    count what is shown then.
    """

    query: str = ""
    limit: int = 20
    offset: int = 0
    sort: Sort = "relevance"
    site: str | None = None
    date_from: str | None = None
    date_to: str | None = None
    section: str | None = None
    source: str | None = None
    facets: bool = False
    fold: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """An article found; ``snippet`` is safe HTML in which the hits stand in ``<mark>``.

    ``copies``: the ids of its other captures and reprints among the results that are shown as this one hit.
    """

    id: str
    title: str | None
    url: str | None
    site: str | None
    date: str | None
    captured: str | None
    source: str | None
    snippet: str
    score: float
    copies: tuple[str, ...] = ()

    @property
    def folded(self) -> int:
        """How many articles are folded into this hit."""
        return len(self.copies)

    def as_json(self) -> dict[str, object]:
        """As in the contract; ``folded`` only where there are copies."""
        shape: dict[str, object] = {
            "id": self.id,
            "title": self.title,
            "url": self.url,
            "site": self.site,
            "date": self.date,
            "captured": self.captured,
            "source": self.source,
            "snippet": self.snippet,
            "score": round(self.score, 4),
        }
        if self.copies:
            shape["folded"] = list(self.copies)
        return shape


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet and how many of the found articles have it."""

    value: str
    count: int


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """A place in the query that was not understood: ``start`` and ``end`` are character offsets."""

    code: str
    start: int
    end: int
    detail: str = ""

    def as_json(self) -> dict[str, object]:
        """For the ``problems`` of answers."""
        return {"code": self.code, "start": self.start, "end": self.end, "detail": self.detail}


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a request.

    ``total`` counts articles, folded ones too; ``more``: there are further hits behind these.

    ``relaxed`` says how the query was widened when nothing matched all of it: a code of
    ``"ranked"`` (seven words or more), ``"any-word"``, ``"unmarked"``, or None. ``undated`` counts matching
    articles that a date filter left out because they have no date. ``dropped``: the words that were let go
    when ``relaxed`` is "any-word".
    """

    query: str
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    facets: Mapping[str, tuple[FacetValue, ...]] | None = None
    suggestion: str | None = None
    relaxed: str | None = None
    problems: tuple[QueryProblem, ...] = ()
    undated: int = 0
    dropped: tuple[str, ...] = ()
    more: bool = False

    def as_json(self) -> dict[str, object]:
        """As in the contract; facets only when they were asked for."""
        shape: dict[str, object] = {
            "query": self.query,
            "total": self.total,
            "took_ms": round(self.took_ms, 2),
            "suggestion": self.suggestion,
            "relaxed": self.relaxed,
            "hits": [hit.as_json() for hit in self.hits],
        }
        if self.undated:
            shape["undated"] = self.undated
        if self.dropped:
            shape["dropped"] = list(self.dropped)
        if self.problems:
            shape["problems"] = [problem.as_json() for problem in self.problems]
        if self.facets is not None:
            shape["facets"] = {
                name: [{"value": v.value, "count": v.count} for v in values]
                for name, values in self.facets.items()
            }
        return shape


@dataclass(frozen=True, slots=True)
class KwicLine:
    """A hit with the text around it; joined, ``left``, ``match`` and ``right`` read as the text does.

    ``start`` and ``end`` are the offsets of the hit in the article's text, -1 when the line is its title.
    """

    id: str
    title: str | None
    date: str | None
    left: str
    match: str
    right: str
    start: int = -1
    end: int = -1

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {
            "id": self.id,
            "title": self.title,
            "date": self.date,
            "left": self.left,
            "match": self.match,
            "right": self.right,
        }


@dataclass(frozen=True, slots=True)
class KwicResult:
    """A concordance: every hit of a query in its context, ``total`` lines from so many ``articles``.

    ``relaxed`` as in ``SearchResult``, and "apart": the words never stand together, so each has its lines.
    """

    query: str
    total: int
    lines: tuple[KwicLine, ...]
    articles: int = 0
    relaxed: str | None = None
    suggestion: str | None = None
    problems: tuple[QueryProblem, ...] = ()
    dropped: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        """As in the contract; what was done to the query only when something was."""
        shape: dict[str, object] = {
            "query": self.query,
            "total": self.total,
            "lines": [line.as_json() for line in self.lines],
        }
        if self.relaxed:
            shape["relaxed"] = self.relaxed
        if self.suggestion:
            shape["suggestion"] = self.suggestion
        if self.dropped:
            shape["dropped"] = list(self.dropped)
        if self.problems:
            shape["problems"] = [problem.as_json() for problem in self.problems]
        return shape


@dataclass(frozen=True, slots=True)
class PeriodCount:
    """How many articles a month (YYYY-MM) or year (YYYY) has."""

    period: str
    count: int

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"period": self.period, "count": self.count}


@dataclass(frozen=True, slots=True)
class TimelineSeries:
    """The articles of one query by period, in order; periods without any are left out.

    ``total`` counts those with a date that is known well enough, ``undated`` the others.
    """

    query: str
    counts: tuple[PeriodCount, ...]
    total: int = 0
    undated: int = 0
    relaxed: str | None = None
    suggestion: str | None = None
    problems: tuple[QueryProblem, ...] = ()

    def as_json(self) -> dict[str, object]:
        """As in the contract; what was done to the query only when something was."""
        shape: dict[str, object] = {
            "query": self.query,
            "counts": [count.as_json() for count in self.counts],
        }
        if self.undated:
            shape["undated"] = self.undated
        if self.relaxed:
            shape["relaxed"] = self.relaxed
        if self.suggestion:
            shape["suggestion"] = self.suggestion
        if self.problems:
            shape["problems"] = [problem.as_json() for problem in self.problems]
        return shape


@dataclass(frozen=True, slots=True)
class Timeline:
    """Queries compared over time; ``all``: every article of the library by period, for shares."""

    by: TimelineBy
    series: tuple[TimelineSeries, ...]
    all: tuple[PeriodCount, ...] = ()

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"by": self.by, "series": [each.as_json() for each in self.series]}


@dataclass(frozen=True, slots=True)
class RelatedEntry:
    """An entry of the page's own list with where it leads inside the archive."""

    title: str
    date: str | None
    url: str | None
    status: LinkStatus
    id: str | None

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {
            "title": self.title,
            "date": self.date,
            "url": self.url,
            "status": self.status,
            "id": self.id,
        }


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an article is similar: a code ("words", "docno", "source", "section") and its values."""

    code: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Similar:
    """An article that belongs with another one, and why."""

    id: str
    title: str | None
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Backlink:
    """An article that links here."""

    id: str
    title: str | None
    url: str | None
    kind: LinkKind
    date: str | None

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {
            "id": self.id,
            "title": self.title,
            "url": self.url,
            "kind": self.kind,
            "date": self.date,
        }


@dataclass(frozen=True, slots=True)
class Capture:
    """One capture of a page."""

    id: str
    captured: str | None
    captured_from: CapturedFrom | None
    path: str
    member: str | None
    sha256: str
    same_text: bool = False


@dataclass(frozen=True, slots=True)
class Related:
    """All that belongs with an article; the page's own list is never mixed with computed items."""

    listed: tuple[RelatedEntry, ...]
    notices: tuple[RelatedEntry, ...]
    similar: tuple[Similar, ...]
    linked_from: tuple[Backlink, ...]
    captures: tuple[Capture, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """Where a link leads: the status, and the article where there is one."""

    status: LinkStatus
    id: str | None
    url: str
    captured: str | None

    def as_json(self) -> dict[str, object]:
        """As in the contract."""
        return {"status": self.status, "id": self.id, "url": self.url, "captured": self.captured}


@dataclass(frozen=True, slots=True)
class Missing:
    """The page that is not in the archive: who links to it, and what comes nearest."""

    url: str
    nearest: tuple[Hit, ...]
    linked_from: tuple[Backlink, ...]


@dataclass(frozen=True, slots=True)
class MissingLink:
    """An address that pages of the library link to and that is in none of its archives.

    ``count`` is the number of linking articles, ``linked_from`` the ids of at most 100;
    ``first`` and ``last`` are the times of their earliest and latest capture.
    """

    url: str
    count: int
    kinds: tuple[LinkKind, ...]
    first: str | None
    last: str | None
    linked_from: tuple[str, ...]

    def as_json(self) -> dict[str, object]:
        """The entry of ``missing`` in the command-line contract."""
        return {
            "url": self.url,
            "count": self.count,
            "kinds": list(self.kinds),
            "first": self.first,
            "last": self.last,
            "linked_from": list(self.linked_from),
        }


@dataclass(frozen=True, slots=True)
class ArchiveRoot:
    """A folder or file that was imported; ``bytes`` is the size of its files."""

    root: str
    state: Literal["present", "away"]
    pages: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that could not be read, with when that was found."""

    path: str
    member: str | None
    code: str
    detail: str
    when: str
    kind: RejectedKind = "failed"


@dataclass(frozen=True, slots=True)
class Stats:
    """The library in numbers; ``first`` and ``last`` are the earliest and latest article day."""

    pages: int
    articles: int
    captures: int
    sites: tuple[FacetValue, ...]
    languages: tuple[FacetValue, ...]
    formats: tuple[FacetValue, ...]
    failed: int
    skipped: int
    index_bytes: int
    catalogue_bytes: int
    first: str | None
    last: str | None
