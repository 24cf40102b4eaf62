"""What differs between two articles, written out: as text, Markdown or a web page.

Long stretches that are the same are told by their length; one paragraph stays on each side as context.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from reader.export.citation import field_word
from reader.export.citing import cite
from reader.model import Article, Comparison, ParagraphDifference, WordRun
from reader.translation import N_, _, format_number, language, ngettext

FORMATS = ("html", "md", "txt")
"""Names and endings of the ways to write a comparison."""

_SIGNS = {"same": "  ", "add": "+ ", "remove": "- ", "change": "~ ", "move": "> "}
_OPERATIONS = {
    "add": N_("added"),
    "remove": N_("removed"),
    "change": N_("changed"),
    "move": N_("moved"),
}
_FIELDS = {
    "source_url": N_("address of the source"),
    "language": N_("language"),
    "images": N_("number of pictures"),
    "attachments": N_("attachments"),
}
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~])")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 46rem; margin: 2rem auto; padding: 0 1rem; font: 1.05rem/1.6 serif; }
body { overflow-wrap: anywhere; }
p { margin: .6em 0; padding: .1em .6em; border-inline-start: .3em solid transparent; white-space: pre-wrap; }
p.add { border-color: #2a7a2a; } p.remove { border-color: #b03030; }
p.change { border-color: #b8860b; } p.move { border-color: #4060c0; }
p.gap, .kind { opacity: .7; font-family: sans-serif; font-size: .85rem; }
ins { background: #2a7a2a40; text-decoration: underline; }
del { background: #b0303040; text-decoration: line-through; }
table { border-collapse: collapse; }
td, th { border: 1px solid; padding: .25em .5em; vertical-align: top; text-align: start; }
"""


@dataclass(frozen=True, slots=True)
class Style:
    """How a line on the terminal or in a text file shows what is the same, gone and come."""

    plain: Callable[[str], str]
    removed: Callable[[str], str]
    added: Callable[[str], str]
    heading: Callable[[str], str]


PLAIN = Style(
    plain=lambda text: text,
    removed=lambda text: f"[-{text}-]",
    added=lambda text: f"{{+{text}+}}",
    heading=lambda text: text,
)


def _cited(article: Article) -> str:
    return cite(article, "notes").text


def field_label(field: str) -> str:
    """What a field of a comparison is called."""
    return _(_FIELDS[field]) if field in _FIELDS else field_word(field)


def operation_word(op: str) -> str:
    """What happened to a paragraph; "" where nothing did."""
    return _(_OPERATIONS[op]) if op in _OPERATIONS else ""


def render(comparison: Comparison, a: Article, b: Article, format_name: str) -> bytes:
    """The comparison as a file of one of ``FORMATS``."""
    if format_name == "html":
        return _web_page(comparison, a, b).encode("utf-8", "replace")
    if format_name == "md":
        return _markdown(comparison, a, b).encode("utf-8", "replace")
    lines = [f"--- {_cited(a)}", f"+++ {_cited(b)}", "", *lines_of(comparison)]
    return ("\n".join(lines) + "\n").encode("utf-8", "replace")


def lines_of(comparison: Comparison, style: Style = PLAIN) -> Iterator[str]:
    """Lines for people: changed fields, then paragraphs, each with a sign for what happened to it."""
    for each in comparison.fields:
        yield style.heading(field_label(each.field))
        if each.a is not None:
            yield "- " + style.removed(each.a)
        if each.b is not None:
            yield "+ " + style.added(each.b)
    if comparison.fields:
        yield ""
    if comparison.is_empty:
        yield _("The two are the same.")
        return
    for group in _groups(comparison.paragraphs):
        if isinstance(group, int):
            yield f"  … {same_words(group)} …"
            continue
        yield _SIGNS[group.op] + _line(group, style)


def same_words(count: int) -> str:
    """How many paragraphs in a row are the same."""
    told = ngettext("{count} paragraph the same", "{count} paragraphs the same", count)
    return told.format(count=format_number(count))


def _line(paragraph: ParagraphDifference, style: Style) -> str:
    if paragraph.words:
        shown = {"same": style.plain, "remove": style.removed, "add": style.added}
        text = "".join(shown[run.op](run.text) for run in paragraph.words)
    elif paragraph.op == "remove":
        text = style.removed(paragraph.a or "")
    elif paragraph.op == "add":
        text = style.added(paragraph.b or "")
    else:
        text = style.plain(paragraph.b or "")
    return text.replace("\n", "\n  ")


def _groups(paragraphs: Sequence[ParagraphDifference]) -> Iterator[ParagraphDifference | int]:
    """The paragraphs that differ, one the same on each side of them, and the number of those between."""
    near = {at + step for at, each in enumerate(paragraphs) if each.op != "same" for step in (-1, 0, 1)}
    hidden = 0
    for at, each in enumerate(paragraphs):
        if at not in near:
            hidden += 1
            continue
        if hidden:
            yield hidden
            hidden = 0
        yield each
    if hidden:
        yield hidden


def _markdown(comparison: Comparison, a: Article, b: Article) -> str:
    parts = [f"# {_('Comparison')}", f"- {_md(_cited(a))}\n- {_md(_cited(b))}"]
    for each in comparison.fields:
        old = f"~~{_md(each.a)}~~" if each.a else ""
        new = f"**{_md(each.b)}**" if each.b else ""
        parts.append(f"{_md(field_label(each.field))}: {old} {new}".rstrip())
    if comparison.is_empty:
        parts.append(_("The two are the same."))
        return "\n\n".join(parts) + "\n"
    for group in _groups(comparison.paragraphs):
        if isinstance(group, int):
            parts.append(f"*… {same_words(group)} …*")
            continue
        word = operation_word(group.op)
        parts.append((f"*({word})* " if word else "") + "".join(map(_md_run, _runs(group))))
    return "\n\n".join(parts) + "\n"


def _runs(paragraph: ParagraphDifference) -> tuple[WordRun, ...]:
    if paragraph.words:
        return paragraph.words
    if paragraph.op == "remove":
        return (WordRun("remove", paragraph.a or ""),)
    return (WordRun("add" if paragraph.op == "add" else "same", paragraph.b or ""),)


def _md(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


def _md_run(run: WordRun) -> str:
    """Marks must touch the words they stand around, so blanks at the ends stay outside."""
    text = run.text.strip()
    if run.op == "same" or not text:
        return _MARKDOWN.sub(r"\\\1", re.sub(r"\s+", " ", run.text))
    before, behind = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    sign = "~~" if run.op == "remove" else "**"
    return f"{' ' if before else ''}{sign}{_md(text)}{sign}{' ' if behind else ''}"


def _web_page(comparison: Comparison, a: Article, b: Article) -> str:
    title = escape(_("Comparison"))
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language()}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body>",
        f"<h1>{title}</h1><ul><li>{escape(_cited(a))}</li><li>{escape(_cited(b))}</li></ul>",
    ]
    if comparison.fields:
        parts.append("<table>")
        for each in comparison.fields:
            old = f"<del>{escape(each.a)}</del>" if each.a else ""
            new = f"<ins>{escape(each.b)}</ins>" if each.b else ""
            label = escape(field_label(each.field))
            parts.append(f'<tr><th scope="row">{label}</th><td>{old}</td><td>{new}</td></tr>')
        parts.append("</table>")
    parts += [_html_group(group) for group in _groups(comparison.paragraphs)]
    if comparison.is_empty:
        parts.append(f"<p>{escape(_('The two are the same.'))}</p>")
    return "\n".join([*parts, "</body></html>", ""])


def _html_group(group: ParagraphDifference | int) -> str:
    if isinstance(group, int):
        return f'<p class="gap">… {escape(same_words(group))} …</p>'
    word = operation_word(group.op)
    kind = f'<span class="kind">{escape(word)}</span> ' if word else ""
    tags = {"same": ("", ""), "add": ("<ins>", "</ins>"), "remove": ("<del>", "</del>")}
    shown = "".join(f"{tags[run.op][0]}{escape(run.text)}{tags[run.op][1]}" for run in _runs(group))
    return f'<p class="{group.op}">{kind}{shown}</p>'
