"""Markdown: the facts as YAML front matter, the article below it, its pictures at the end of the file.

In a file of several the front matter is that of the file, and a list of facts stands below each article.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from bs4 import NavigableString, Tag
from markdownify import ATX, MarkdownConverter

from reader.export.citation import PROGRAM, corrected_line, provenance, remark_lines, remarks_title
from reader.export.collecting import Binding, Chapter, bound, volume_facts, volume_title
from reader.export.document import body
from reader.export.format import ExportFormat, Item, Volume
from reader.export.heading import facts, shown_title
from reader.export.pipe_tables import simplify
from reader.export.web_page import data_address
from reader.model import Resource, readable_path
from reader.translation import N_, _

_SIGNS = re.compile(r"([\\`*_\[\]<|]|~(?=~)|&(?=#?\w+;)|#(?=#*\s*$))")
_AT_LINE_START = re.compile(r"(?m)^(\s*|\s*\d{1,9})((?<!\d)[-+>#=]|(?<=\d)[.)](?=\s|$))")
_EMPHASIS = ("b", "strong", "i", "em")
_SIGNS_BEHIND, _SIGNS_BEFORE = re.compile(r"[^\w\s]\W*$"), re.compile(r"^\W*[^\w\s]")
_BLANK_LINES = re.compile(r"\n{3,}")


def _alone(item: Item) -> bytes:
    """The article as UTF-8 Markdown (CommonMark, pipe tables)."""
    parts, pictures = _article(item, "picture-")
    return _joined([_front_matter(_facts(item)), *parts, *pictures]).encode("utf-8", "replace")


def _entry(item: Item, number: int) -> tuple[str, str]:
    parts, pictures = _article(item, f"picture-{number}-")
    origin = provenance(item.article, item.tool)
    told = (f"- {label}: {_CONVERTER.escape(value, set())}" for label, value in origin)
    # Not every program makes the same anchor of a title, so each article brings its own.
    return _joined(["", f'<a id="article-{number}"></a>', *parts, "\n".join(told)]), _joined(pictures)


def _head(volume: Volume, chapters: Sequence[Chapter]) -> str:
    title, count = volume_title(volume, len(chapters)), len(chapters)
    front = _front_matter({"title": title, "articles": count, "exported_with": PROGRAM})
    listed = []
    for each in chapters:
        after = _CONVERTER.escape("".join(f" · {fact}" for fact in each.facts), set())
        listed.append(
            f"{each.number}. [{_CONVERTER.escape(each.title, set())}](#article-{each.number}){after}"
        )
    return _joined(
        [front, f"# {_CONVERTER.escape(title, set())}", f"*{volume_facts(volume, count)}*", "\n".join(listed)]
    )


def _article(item: Item, picture_name: str) -> tuple[list[str], list[str]]:
    """The article in parts, and the addresses of its pictures, whose names begin so."""
    article, pictures = item.article, list[str]()

    def embed(resource: Resource) -> str:
        pictures.append(data_address(resource))
        return f"{picture_name}{len(pictures)}"

    content = body(article, item.picture, embed)
    simplify(content)
    _part_signs(content)
    parts = [f"# {_CONVERTER.escape(shown_title(article), set())}"]
    if told := facts(article):
        parts.append(f"*{_CONVERTER.escape(' · '.join(told), set())}*")
    parts.append(_CONVERTER.convert_soup(content).strip())
    if article.attachments:
        listed = (
            f"- [{_CONVERTER.escape(each.text or each.url, set())}](<{_address(each.url)}>)"
            for each in article.attachments
        )
        parts.append("\n".join(["## " + _("Attachments"), "", *listed]))
    if item.remarks:
        lines = (
            f"> - {_CONVERTER.escape(' '.join(told.split()), set())}" for told in remark_lines(item.remarks)
        )
        parts.append("\n".join([f"> **{remarks_title()}**", ">", *lines]))
    return parts, [f"[{picture_name}{number}]: <{address}>" for number, address in enumerate(pictures, 1)]


def _part_signs(tree: Tag) -> None:
    """Takes signs at either end of bold or italic letters out of them where a word stands beside.

    CommonMark would not see where these letters begin or end (its section 6.2).
    """
    for tag in tree.find_all(_EMPHASIS):
        for is_end, beside in ((True, tag.next_sibling), (False, tag.previous_sibling)):
            strings = [each for each in tag.strings if each.strip()]
            if not strings or not isinstance(beside, NavigableString) or not beside:
                continue
            text = strings[-1 if is_end else 0]
            found = (_SIGNS_BEHIND if is_end else _SIGNS_BEFORE).search(text)
            if found is not None and (beside[0] if is_end else beside[-1]).isalnum():
                (tag.insert_after if is_end else tag.insert_before)(found[0])
                text.replace_with(text[: found.start()] + text[found.end() :])
        if not tag.get_text().strip() and tag.find("img") is None:
            tag.unwrap()
    tree.smooth()  # else blanks between pieces of text are lost


def _joined(parts: Sequence[str]) -> str:
    return _BLANK_LINES.sub("\n\n", "\n\n".join(parts)) + "\n"


def _facts(item: Item) -> dict[str, object]:
    article, source = item.article, item.article.source
    return {
        "title": article.title,
        "author": article.byline,
        "date": article.date,
        "site": article.site,
        "section": list(article.section),
        "language": article.language,
        "url": article.url,
        "source": source and source.text,
        "source_url": source and source.url,
        "captured": article.captured,
        "captured_from": article.captured_from,
        "saved_with": item.tool,
        "file": readable_path(article.path),
        "member": article.member,
        "format": article.format,
        "sha256": article.sha256,
        "size": article.size,
        "corrected": corrected_line(article),
        "id": article.id,
        "exported_with": PROGRAM,
    }


def _front_matter(values: Mapping[str, object]) -> str:
    """YAML, whose double-quoted texts are those of JSON."""
    lines = [
        f"{name}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in values.items()
        if value not in (None, "", [])
    ]
    return "\n".join(["---", *lines, "---"])


def _address(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E")


class _Converter(MarkdownConverter):
    """markdownify with pictures by reference and few escapes, so that the text stays readable."""

    def escape(self, text: str, _parent_tags: set[str]) -> str:
        """Escapes what Markdown would take for its own; numbers and dashes only where a line starts."""
        text = _SIGNS.sub(r"\\\1", text)
        return _AT_LINE_START.sub(r"\1\\\2", text)

    def convert_dt(self, _el: Any, text: str, **_others: Any) -> str:  # noqa: ANN401
        """A term in bold: CommonMark knows no lists of terms."""
        told = " ".join(text.replace("**", "").split())
        return f"\n\n**{told}**\n\n" if told else ""

    def convert_dd(self, _el: Any, text: str, **_others: Any) -> str:  # noqa: ANN401
        """What is said of a term, as a paragraph."""
        return f"\n\n{text.strip()}\n\n"

    def convert_img(self, el: Any, text: str, parent_tags: set[str]) -> str:  # noqa: ANN401
        """``![description][picture-1]``; the address follows at the end of the file."""
        return f"![{self.escape(el.get('alt') or '', parent_tags)}][{el.get('src')}]"


_CONVERTER: Any = _Converter(heading_style=ATX, bullets="-", sub_symbol="<sub>", sup_symbol="<sup>")
MARKDOWN = ExportFormat(
    "md",
    "md",
    N_("Markdown"),
    N_("For notes and wikis: text with simple signs; its origin stands at the top."),
    bound(_alone, Binding(_entry, _head)),
    has_pictures=True,
)
