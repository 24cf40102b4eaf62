"""HTML: one self-contained file without scripts, which cannot load anything from anywhere."""

from __future__ import annotations

import base64
import hashlib
from html import escape

from reader.export.citation import PROGRAM, provenance, remark_lines, remarks_title
from reader.export.document import body, is_right_to_left
from reader.export.format import ExportFormat, Item
from reader.export.heading import facts, shown_title
from reader.model import Article, Resource
from reader.translation import N_, _, language

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1.1rem/1.6 serif; }
body { overflow-wrap: break-word; }
h1 { line-height: 1.25; margin: .3em 0; }
.crumbs, .facts, .missing, footer { opacity: .75; font-family: sans-serif; font-size: .85rem; }
img { max-width: 100%; height: auto; }
figure { margin: 1.5em 0; }
figcaption { font-style: italic; font-size: .95rem; }
table { border-collapse: collapse; max-width: 100%; }
td, th { border: 1px solid; padding: .25em .5em; vertical-align: top; text-align: start; }
footer, .remarks { margin-top: 3rem; border-top: 1px solid; }
.remarks h2 { font-size: 1rem; }
.remarks li { white-space: pre-line; }
footer td, footer th { border: 0; padding: .1em 1em .1em 0; font-weight: normal; overflow-wrap: anywhere; }
footer th { white-space: nowrap; }
@media print { body { max-width: none; margin: 0; } }
"""


def render(item: Item) -> bytes:
    """The article as a UTF-8 page; pictures of the archive are inside it as ``data:`` addresses."""
    article = item.article
    content = body(article, item.picture, data_address)
    page_language = article.language or "und"
    direction = ' dir="rtl"' if is_right_to_left(article) else ""
    title = escape(shown_title(article))
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{escape(page_language)}"{direction}>',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_policy()}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        *_tags(article),
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
        "<article>",
        *_head(article, title),
        content.decode(),
        *_attachments(article),
        "</article>",
        *_remarks(item),
        *_about(item),
        "</body>",
        "</html>",
    ]
    return ("\n".join(parts) + "\n").encode("utf-8", "replace")


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


def _head(article: Article, title: str) -> list[str]:
    lines = ["<header>"]
    if article.section:
        lines.append(f'<p class="crumbs">{escape(" › ".join(article.section))}</p>')
    lines.append(f"<h1>{title}</h1>")
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
    return [f'<footer lang="{language()}" dir="ltr">', "<table>", *rows, "</table>", "</footer>"]


HTML = ExportFormat(
    "html",
    "html",
    N_("Web page"),
    N_("For any browser: one file with its pictures, without scripts. It loads nothing."),
    render,
)
