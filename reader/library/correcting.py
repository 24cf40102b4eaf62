"""Corrections of articles that are in the library: made, taken back, and shown in lists and links at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from reader.errors import NotFoundError
from reader.library import keys
from reader.library.catalogue.articles import Head
from reader.library.catalogue.catalogue import Catalogue
from reader.library.corrections import FIELDS, checked, known, lay_over, value_of
from reader.library.handwork import SOURCE_LINK, page_of
from reader.library.references import Reference, linked_key, references, title_key
from reader.library.rows import LinkRow
from reader.library.times import now
from reader.model import Article, Correction
from reader.text import urls


class Correcting:
    """Corrects articles of a catalogue. The index is left to whoever calls."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def correct(self, head: Head, values: Mapping[str, str | None]) -> None:
        """Sets fields of an article by hand, and of all captures of its page that are read to say the same.

        A value as the page gives it takes an earlier correction back. Raises UsageError as
        ``corrections.checked`` does, before anything is changed.
        """
        article = self._as_read(head)
        made = now()
        texts = [each for each in self._catalogue.hand_work.corrections(head.id) if each.field == "text"]
        shown = lay_over(article, texts)
        if "text" in values:
            text = checked(article, "text", values["text"])
            shown = lay_over(article, [Correction("text", text, None, made, head.id)])
        new = [
            Correction(field, checked(shown, field, value), value_of(article, field), made, head.id)
            for field, value in values.items()
        ]
        with self._catalogue.transaction():
            touched = self._take_back(head, [each.field for each in new])
            for each in new:
                if each.value == each.extracted:
                    continue
                for other in self._captures(head, article):
                    if self._put(other, each):
                        touched[other.id] = other
            self._show(touched)

    def undo(self, head: Head, field: str | None = None) -> None:
        """Takes back one correction of an article, or all of them, and with them those of other captures.

        Raises UsageError("field-unknown"), NotFoundError("correction-unknown").
        """
        fields = FIELDS if field is None else (known(field),)
        made = {each.field for each in self._catalogue.hand_work.corrections(head.id)}
        if not made.intersection(fields):
            raise NotFoundError("correction-unknown", id=head.id, field=field or "")
        with self._catalogue.transaction():
            self._show(self._take_back(head, fields))

    def show(self, ids: Iterable[str]) -> None:
        """Brings lists and links up to date with the corrections of these articles, inside a transaction."""
        touched = self._catalogue.articles.heads_by_id(ids)
        if touched:
            self._show(touched)

    def _take_back(self, head: Head, fields: Collection[str]) -> dict[str, Head]:
        """Drops corrections of an article and what other captures have of them; gives the articles by id."""
        work = self._catalogue.hand_work
        along = self._catalogue.articles.heads_by_id(work.corrected_along(head.id, fields))
        for article_id in along:
            theirs = work.corrections(article_id)
            same = [each.field for each in theirs if each.made_on == head.id and each.field in fields]
            work.drop_corrections(article_id, same)
        work.drop_corrections(head.id, fields)
        return {**along, head.id: head}

    def _captures(self, head: Head, article: Article) -> list[Head]:
        """The article and all other captures of its page."""
        key = page_of(article)
        candidates = self._catalogue.links.by_keys([key]).get(key, []) if key is not None else []
        heads = self._catalogue.articles.heads({head.number, *(each.article for each in candidates)})
        return [heads[number] for number in sorted(heads)]

    def _put(self, head: Head, correction: Correction) -> bool:
        """Keeps a correction for a capture, unless that is read to say something else or has its own."""
        article = self._as_read(head)
        work = self._catalogue.hand_work
        if head.id != correction.made_on:
            own = {each.field for each in work.corrections(head.id)}
            if correction.field in own or value_of(article, correction.field) != correction.extracted:
                return False
        work.put_correction(head.id, page_of(article), correction)
        return True

    def _show(self, touched: Mapping[str, Head]) -> None:
        """Brings lists, titles and source links up to date with the corrections as they are now."""
        revision = self._catalogue.meta.next_revision()
        for head in touched.values():
            read = self._as_read(head)
            article = lay_over(read, self._catalogue.hand_work.corrections(head.id))
            title = keys.title_key(article.site, article.title)
            self._catalogue.articles.show(head.number, article, title, revision)
            self._catalogue.links.put_source(head.number, self._source_link(head, article))

    def _source_link(self, head: Head, article: Article) -> LinkRow | None:
        reference = next((each for kind, each in references(article) if kind == "source"), None)
        if reference is None or not urls.is_web(reference.url):
            return None
        key, page_key = keys.address_keys(reference.url)
        by_hand = any(each.field == "source" for each in article.corrections)
        return LinkRow(
            SOURCE_LINK,
            key,
            page_key,
            None if by_hand else title_key(reference, article.site),
            None if by_hand else self._local(head, reference),
            reference.url,
        )

    def _local(self, head: Head, reference: Reference) -> int | None:
        for place in self._catalogue.articles.places(head.number):
            spot = keys.spot(place.root_number, place.path, place.member, self._as_read(head).format)
            if spot is not None:
                return linked_key(reference, spot)
        return None

    def _as_read(self, head: Head) -> Article:
        return self._catalogue.articles.article(head.number, "", None)
