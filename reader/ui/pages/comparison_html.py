"""A comparison as the HTML of its page: values in a table, paragraphs side by side or in one column."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Literal

from reader.export.comparison import field_label, same_words
from reader.export.heading import shown_title
from reader.model import Article, FieldDifference, ParagraphDifference, WordRun
from reader.translation import _, format_number
from reader.ui.pages.comparison_words import (
    SIGNS,
    Compared,
    Gap,
    Row,
    field_value,
    remark,
    shown_fields,
    side_line,
)

# Schemes of the links: a side, the next rows, those before, a gap to be filled.
OPEN, MORE, EARLIER, GAP = "open", "more", "earlier", "gap"
_ISOLATE, _END = "\u2068", "\u2069"


def change_anchor(number: int) -> str:
    """The name of the place where a changed paragraph begins."""
    return f"change-{number}"


def comparison_html(
    compared: Compared, rows: Sequence[Row], *, beside: bool, before: int = 0, left: int = 0
) -> str:
    """The page; ``rows`` are those on show, ``before`` and ``left`` say how many more there are."""
    parts = [_heads(compared, beside=beside), _fields(compared)]
    if before:
        told = _("Show what comes before ({count})").format(count=format_number(before))
        parts.append(f'<p><a href="{EARLIER}:">{escape(told)}</a></p>')
    lines = [_gap(row) if isinstance(row, Gap) else _row(*row, beside=beside) for row in rows]
    if lines:
        parts.append(_grid(lines))
    if left:
        told = _("Show more ({count} left)").format(count=format_number(left))
        parts.append(f'<p><a href="{MORE}:">{escape(told)}</a></p>')
    return f"<html><body>{''.join(parts)}</body></html>"


def _heads(compared: Compared, *, beside: bool) -> str:
    cells = [
        _head(article, name, sign)
        for article, name, sign in ((compared.a, "a", SIGNS["remove"]), (compared.b, "b", SIGNS["add"]))
    ]
    return _grid([_pair(*cells)]) if beside else "".join(cells)


def _head(article: Article, name: str, sign: str) -> str:
    title = f'<a href="{OPEN}:{name}">{escape(shown_title(article))}</a>'
    where = f"{_ISOLATE}{escape(side_line(article))}{_END}"
    return f'<p class="side"><b>{sign} {title}</b><br><span class="quiet">{where}</span></p>'


def _fields(compared: Compared) -> str:
    rows = []
    for each in shown_fields(compared.comparison.fields):
        old = _value(each, each.a, "removed")
        new = _value(each, each.b, "added")
        label = f'<span class="quiet">{escape(field_label(each.field))}</span><br>'
        rows.append(_pair(f"{label}{old}", f"{label}{new}"))
    return _grid(rows) if rows else ""


def _value(difference: FieldDifference, value: str | None, kind: str) -> str:
    if not value:
        return "—"
    text = escape(field_value(difference, value)).replace("\n", "<br>")
    return f'{SIGNS["add" if kind == "added" else "remove"]} <span class="{kind}">{text}</span>'


def _gap(gap: Gap) -> str:
    told = f"… {escape(same_words(gap.count))} …"
    return f'<tr><td colspan="3" class="gap"><a href="{GAP}:{gap.first}">{told}</a></td></tr>'


def _row(number: int, paragraph: ParagraphDifference, *, beside: bool) -> str:
    sign = SIGNS[paragraph.op]
    if sign:
        sign = f'<a name="{change_anchor(number)}"></a>{sign}'
    note = f'<div class="quiet">{escape(remark(paragraph))}</div>' if remark(paragraph) else ""
    if beside:
        old, new = _side(paragraph, "remove"), _side(paragraph, "add")
        return _pair(old, f"{note}{new}", sign)
    text = _inline(paragraph)
    return f'<tr><td width="5%" class="sign">{sign}</td><td width="95%" colspan="2">{note}{text}</td></tr>'


def _grid(rows: Sequence[str]) -> str:
    """Rows whose columns stand below those of every other grid of the page."""
    return f'<table class="beside" width="100%" border="0" cellspacing="0">{"".join(rows)}</table>'


def _pair(old: str, new: str, sign: str = "") -> str:
    cells = (("47%", "", old), ("6%", ' class="sign"', sign), ("47%", "", new))
    return "<tr>" + "".join(f'<td width="{width}"{kind}>{cell}</td>' for width, kind, cell in cells) + "</tr>"


def _mark(run: WordRun) -> str:
    text = escape(run.text).replace("\n", "<br>")
    kind = {"add": "added", "remove": "removed"}.get(run.op)
    return f'<span class="{kind}">{text}</span>' if kind else text


def _side(paragraph: ParagraphDifference, own: Literal["add", "remove"]) -> str:
    """The wording on one side: ``own`` is "remove" for the first text and "add" for the second."""
    text = paragraph.a if own == "remove" else paragraph.b
    if text is None:
        return ""
    if paragraph.words:
        return "".join(_mark(run) for run in paragraph.words if run.op in ("same", own))
    return _mark(WordRun(own if paragraph.op == own else "same", text))


def _inline(paragraph: ParagraphDifference) -> str:
    """The wording of both sides in one."""
    if paragraph.words:
        return "".join(_mark(run) for run in paragraph.words)
    return _side(paragraph, "remove" if paragraph.b is None else "add")
