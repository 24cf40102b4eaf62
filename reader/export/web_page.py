"""HTML: one self-contained file without scripts, which cannot load anything from anywhere.

A file of several begins with a list of them.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape

from reader.export.citation import PROGRAM, provenance, remark_lines, remarks_title
from reader.export.collecting import Binding, Chapter, bound, volume_facts, volume_title
from reader.export.document import body, is_right_to_left
from reader.export.format import ExportFormat, Item, Volume
from reader.export.heading import facts, shown_title
from reader.model import Article, Resource
from reader.translation import N_, _, language

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.6 serif; }
body { overflow-wrap: break-word; }
h1 { line-height: 1.25; margin: .3em 0; }
.crumbs, .facts, .missing, .about { opacity: .75; font-family: sans-serif; font-size: .85rem; }
img { max-width: 100%; height: auto; }
figure { margin: 1.5em 0; }
figcaption { font-style: italic; font-size: .95rem; }
table { border-collapse: collapse; max-width: 100%; }
td, th { border: 1px solid; padding: .25em .5em; vertical-align: top; text-align: start; }
.about, .remarks { margin-top: 3rem; border-top: 1px solid; }
.remarks h2 { font-size: 1rem; }
.remarks li { white-space: pre-line; }
.about td, .about th { border: 0; padding: .1em 1em .1em 0; font-weight: normal; overflow-wrap: anywhere; }
.about th { white-space: nowrap; }
.volume li { margin: .4em 0; }
.volume .facts { display: block; }
.volume ~ article { margin-top: 4rem; padding-top: 2rem; border-top: 4px double; }
@media print {
body { max-width: none; margin: 0; }
figure, tr { break-inside: avoid; }
.volume ~ article { break-before: page; border: 0; margin: 0; padding: 0; }
}
"""


_FOOT = "</body>\n</html>\n"


def _alone(item: Item) -> bytes:
    """The article as a UTF-8 page; pictures of the archive are inside it as ``data:`` addresses."""
    article = item.article
    head = _begun(_written(article), shown_title(article), _tags(article))
    return "\n".join([*head, *_article(item), _FOOT]).encode("utf-8", "replace")


def _entry(item: Item, number: int) -> tuple[str, str]:
    return "\n".join([*_article(item, f' id="article-{number}"{_written(item.article)}'), ""]), ""


def _head(volume: Volume, chapters: Sequence[Chapter]) -> str:
    title = volume_title(volume, len(chapters))
    listed = [
        f'<li><a href="#article-{each.number}">{escape(each.title)}</a>'
        f'<span class="facts">{escape(" · ".join(each.facts))}</span></li>'
        for each in chapters
    ]
    return "\n".join(
        [
            *_begun(f' lang="{language()}"', title, [f'<meta name="generator" content="{escape(PROGRAM)}">']),
            '<header class="volume">',
            f"<h1>{escape(title)}</h1>",
            f'<p class="facts">{escape(volume_facts(volume, len(chapters)))}</p>',
            f'<nav aria-label="{escape(_("Contents"))}"><ol>',
            *listed,
            "</ol></nav>",
            "</header>",
            "",
        ]
    )


def _begun(attributes: str, title: str, tags: Sequence[str]) -> list[str]:
    """All that stands before the first article, of a page with these attributes."""
    return [
        "<!DOCTYPE html>",
        f"<html{attributes}>",
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        *tags,
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
    ]


def _written(article: Article) -> str:
    """Language and direction of an article, as attributes."""
    direction = ' dir="rtl"' if is_right_to_left(article) else ""
    return f' lang="{escape(article.language or "und")}"{direction}'


def _article(item: Item, attributes: str = "") -> list[str]:
    """An article with what readers added and where it comes from."""
    article = item.article
    return [
        f"<article{attributes}>",
        *_title(article),
        body(article, item.picture, data_address).decode(),
        *_attachments(article),
        *_remarks(item),
        *_about(item),
        "</article>",
    ]


def data_address(resource: Resource) -> str:
    """The bytes of a picture as an address."""
    return f"data:{resource.media_type};base64,{base64.b64encode(resource.body).decode('ascii')}"


def _policy() -> str:
    """Nothing but pictures inside the file and this one style sheet."""
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode("ascii")
    return (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def _tags(article: Article) -> list[str]:
    """The facts for programs: Dublin Core and the generator."""
    tags = {
        "generator": PROGRAM,
        "author": article.byline,
        "description": article.lead,
        "DC.title": article.title,
        "DC.creator": article.byline,
        "DC.date": article.date,
        "DC.publisher": article.site,
        "DC.identifier": article.url,
        "DC.source": article.source and (article.source.url or article.source.text),
        "DC.language": article.language,
    }
    return [f'<meta name="{name}" content="{escape(value)}">' for name, value in tags.items() if value]


def _title(article: Article) -> list[str]:
    lines = ["<header>"]
    if article.section:
        lines.append(f'<p class="crumbs">{escape(" › ".join(article.section))}</p>')
    lines.append(f"<h1>{escape(shown_title(article))}</h1>")
    if told := facts(article):
        lines.append(f'<p class="facts">{escape(" · ".join(told))}</p>')
    return [*lines, "</header>"]


def _attachments(article: Article) -> list[str]:
    if not article.attachments:
        return []
    items = [
        f'<li><a href="{escape(each.url)}">{escape(each.text or each.url)}</a></li>'
        for each in article.attachments
    ]
    return ["<h2>" + escape(_("Attachments")) + "</h2>", "<ul>", *items, "</ul>"]


def _remarks(item: Item) -> list[str]:
    if not item.remarks:
        return []
    lines = [f"<li>{escape(told)}</li>" for told in remark_lines(item.remarks)]
    return [
        '<aside class="remarks">',
        f"<h2>{escape(remarks_title())}</h2>",
        "<ul>",
        *lines,
        "</ul>",
        "</aside>",
    ]


def _about(item: Item) -> list[str]:
    rows = [
        f'<tr><th scope="row">{escape(label)}</th><td>{escape(value)}</td></tr>'
        for label, value in provenance(item.article, item.tool)
    ]
    return [
        f'<footer class="about" lang="{language()}" dir="ltr">',
        "<table>",
        *rows,
        "</table>",
        "</footer>",
    ]


HTML = ExportFormat(
    "html",
    "html",
    N_("Web page"),
    N_("For any browser: one file with its pictures, without scripts. It loads nothing."),
    bound(_alone, Binding(_entry, _head, _FOOT)),
    has_pictures=True,
)
