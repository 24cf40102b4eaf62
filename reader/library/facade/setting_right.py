"""What people set right by hand: values of an article, the encoding of its page, and where both come from."""

from __future__ import annotations

from collections.abc import Mapping

from reader.library.correcting import Correcting
from reader.library.facade.writing import Writing
from reader.library.following import path_of
from reader.library.why import why
from reader.model import Article, Explained


class SettingRight(Writing):
    """A library whose articles can be corrected."""

    def correct(self, article_id: str, values: Mapping[str, str | None]) -> Article:
        """Sets fields of an article by hand (None or "": it has none); see ``Correcting.correct``.

        Raises UsageError: "field-unknown", "day-unreadable", "lead-elsewhere".
        """
        with self._mending_index():
            Correcting(self._catalogue).correct(self._head(article_id), values)
        return self.article(article_id)

    def as_read(self, article_id: str) -> Article:
        """An article without what was set by hand. Raises NotFoundError("article-unknown")."""
        head = self._head(article_id)
        return self._catalogue.articles.article(head.number, *path_of(self._catalogue, head.number))

    def undo_corrections(self, article_id: str, field: str | None = None) -> Article:
        """Takes corrections back: of one field, or all. Raises NotFoundError("correction-unknown")."""
        with self._mending_index():
            Correcting(self._catalogue).undo(self._head(article_id), field)
        return self.article(article_id)

    def try_encoding(self, article_id: str, label: str | None) -> Article:
        """The article as it would be when read with an encoding (None: as its page suggests); kept nowhere.

        Raises UsageError: "encoding-name-unknown", "no-text-in-encoding"; UnusableError("page-away").
        """
        if self._choosing is None:
            from reader.library.choosing import Choosing

            self._choosing = Choosing(self._catalogue)
        return self._choosing.tried(self._head(article_id), label)

    def reread(self, article_id: str, label: str | None) -> Article:
        """Reads an article with an encoding from now on (None: as its page suggests). Raises as above."""
        from reader.library.choosing import Choosing

        with self._mending_index():
            Choosing(self._catalogue).choose(self._head(article_id), label)
        return self.article(article_id)

    def why(self, article_id: str) -> tuple[Explained, ...]:
        """Where the values of an article come from."""
        return why(self.article(article_id))
