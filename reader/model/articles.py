"""The article that is read out of a page, and where its values come from."""

from __future__ import annotations

from dataclasses import dataclass

from reader.model.terms import CapturedFrom, LinkKind, UrlFrom, readable_path


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
