"""The notebook: everything that was said of articles, in lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reader.library.anchoring import Anchoring
from reader.library.catalogue.catalogue import Catalogue
from reader.library.corrections import lay_over
from reader.model import (
    Article,
    Highlight,
    MarkedArticle,
    MarkedHighlight,
    MarkList,
    NotebookEntry,
    NotebookList,
)
from reader.text.vietnamese import fold_text

_AT_ONCE = 200  # articles whose texts are in memory


def lists(catalogue: Catalogue) -> tuple[NotebookList, ...]:
    """All lists in their order: fixed ones, collections, tags."""
    tables = catalogue.marks
    flags = tables.flag_counts()
    fixed: tuple[tuple[MarkList, int | None], ...] = (
        ("star", flags.get("star", 0)),
        ("to-read", flags.get("to-read", 0)),
        ("read", flags.get("read", 0)),
        ("highlights", tables.count("highlights")),
        ("lost", None),
        ("notes", tables.count("notes")),
        ("opened", tables.count("opened")),
    )
    return (
        *(NotebookList(kind, "", count) for kind, count in fixed),
        *(NotebookList("collection", each.name, each.count) for each in tables.collection_counts()),
        *(NotebookList("tag", each.name, each.count) for each in tables.tag_counts()),
    )


def entries(catalogue: Catalogue, kind: MarkList, name: str = "") -> tuple[NotebookEntry, ...]:
    """The rows of a list, in its order."""
    tables = catalogue.marks
    tags = tables.tag_names()
    match kind:
        case "star" | "to-read" | "read":
            return _plain(tables.flagged(kind), tags)
        case "opened":
            return _plain(tables.opened(), tags)
        case "collection":
            return _plain(tables.collected(name), tags)
        case "tag":
            return _plain(tables.tagged(name), tags)
        case "notes":
            return tuple(
                _entry(each.article, tags, each.note.text, each.note.changed) for each in tables.all_notes()
            )
        case "highlights":
            return tuple(_of_highlight(each, tags) for each in tables.all_highlights())
        case "lost":
            return tuple(_of_highlight(each, tags) for each in lost(catalogue))


def lost(catalogue: Catalogue) -> list[MarkedHighlight]:
    """The highlights whose words the library does not have now: of articles that are not there, or that read
    differently."""
    found: list[MarkedHighlight] = []
    by_article: dict[str, list[MarkedHighlight]] = {}
    for each in catalogue.marks.all_highlights():
        by_article.setdefault(each.article.id, []).append(each)
    ids = list(by_article)
    corrected = catalogue.hand_work.all_corrections()
    for first in range(0, len(ids), _AT_ONCE):
        heads = catalogue.articles.heads_by_id(ids[first : first + _AT_ONCE])
        texts = catalogue.articles.texts(head.number for head in heads.values())
        for article_id in ids[first : first + _AT_ONCE]:
            head = heads.get(article_id)
            if head is None:
                found += by_article[article_id]
                continue
            corrections = corrected.get(article_id, ())
            doubtful = [
                each
                for each in by_article[article_id]
                if corrections or each.highlight.quote not in texts[head.number]
            ]
            if doubtful:
                article = lay_over(catalogue.articles.article(head.number, "", None), corrections)
                found += _not_in(_words(article), doubtful)
    return found


def _not_in(text: str, highlights: Iterable[MarkedHighlight]) -> list[MarkedHighlight]:
    anchoring = Anchoring(text)
    return [each for each in highlights if anchoring.anchor(each.highlight).start is None]


def _words(article: Article) -> str:
    """What a page shows of an article, about: passages may be of its head too."""
    source = article.source.text if article.source else ""
    said = [article.title or "", article.byline or "", source, *article.section, article.text]
    return "\n".join(said)


def _plain(articles: Iterable[MarkedArticle], tags: Mapping[str, Sequence[str]]) -> tuple[NotebookEntry, ...]:
    return tuple(_entry(article, tags) for article in articles)


def _of_highlight(each: MarkedHighlight, tags: Mapping[str, Sequence[str]]) -> NotebookEntry:
    mark = each.highlight
    return _entry(each.article, tags, " ".join(mark.quote.split()), mark.made, mark)


def _entry(
    article: MarkedArticle,
    tags: Mapping[str, Sequence[str]],
    said: str = "",
    made: str = "",
    mark: Highlight | None = None,
) -> NotebookEntry:
    return NotebookEntry(
        article,
        said,
        made,
        mark.key if mark else "",
        mark.colour if mark else None,
        mark.comment if mark else "",
        tuple(tags.get(article.id, ())),
        fold_text(f"{article.title or ''} {said} {mark.comment if mark else ''} {article.site or ''}"),
    )
