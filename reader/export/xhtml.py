"""An article's markup as XHTML that holds to the rules of HTML5, which readers of electronic books check.

What stands where it may not is moved as little as possible: blocks in a paragraph end it, loose contents of a
list become an entry, a caption in the middle of a figure becomes a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from bs4 import NavigableString, PageElement, Tag

from reader.export.document import BLOCKS
from reader.export.grid import own_rows
from reader.export.xml_text import address, clean, is_language

_INLINE = frozenset(
    {
        *("a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"),
        *("ruby", "rt", "rp", "s", "samp", "small", "span", "strong", "sub", "sup", "u", "var"),
    }
)
_SINGLE_LINE = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre"})
"""Blocks that hold no other blocks."""
_PARTS = ("thead", "tbody", "tfoot", "tr", "colgroup")
_ALIGN = re.compile(r"text-align:\s*(left|right|center|justify|start|end)\s*;?")


def xhtml(tree: Tag) -> str:
    """The children of an element, to stand where blocks may."""
    return _flow(tree.children)


def _flow(nodes: Iterable[PageElement]) -> str:
    return "".join(_node(node, blocks=True) for node in nodes)


def _line(nodes: Iterable[PageElement]) -> str:
    return "".join(_node(node, blocks=False) for node in nodes)


def _node(node: PageElement, *, blocks: bool) -> str:
    if not isinstance(node, Tag):
        return escape(clean(str(node)), quote=False) if type(node) is NavigableString else ""
    name = node.name
    if name == "br":
        return "<br/>"
    if name == "hr":
        return "<hr/>" if blocks else " "
    if name == "img":
        return f"<img{_attributes(node, src=str(node.get('src') or ''), alt=str(node.get('alt') or ''))}/>"
    if name in BLOCKS:
        return _block(node) if blocks else f" {_line(node.children)} "
    if blocks and node.find(BLOCKS) is not None:
        return _flow(node.children)  # a block in a line: the line is given up
    return _inline(node)


def _inline(tag: Tag) -> str:
    inside = _line(tag.children)
    name = tag.name
    if name == "a":
        url = address(str(tag.get("href") or ""))
        return (
            inside if url is None or tag.find_parent("a") else f"<a{_attributes(tag, href=url)}>{inside}</a>"
        )
    if name in ("rt", "rp") and tag.find_parent("ruby") is None:
        return inside
    if name == "bdo" and tag.get("dir") not in ("ltr", "rtl"):
        return inside
    name = name if name in _INLINE else "span"
    title = str(tag.get("title") or "") if name == "abbr" else ""
    return f"<{name}{_attributes(tag, title=title or None)}>{inside}</{name}>"


def _block(tag: Tag) -> str:
    special = _SPECIAL.get(tag.name)
    if special is not None:
        return special(tag)
    name = tag.name
    if name in _SINGLE_LINE and tag.find(BLOCKS) is None:
        inside = _line(tag.children)
        return f"<{name}{_attributes(tag)}>{inside}</{name}>" if inside.strip() else ""
    if name in _SINGLE_LINE or name not in ("blockquote", "section", "aside"):
        name = "div"
    inside = _flow(tag.children)
    return f"<{name}{_attributes(tag)}>{inside}</{name}>" if inside.strip() else ""


def _list(tag: Tag) -> str:
    entries = []
    for child in tag.children:
        is_entry = isinstance(child, Tag) and child.name == "li"
        inside = _flow(child.children) if isinstance(child, Tag) and is_entry else _node(child, blocks=True)
        if inside.strip():
            entries.append(
                f"<li{_attributes(child) if isinstance(child, Tag) and is_entry else ''}>{inside}</li>"
            )
    start = str(tag.get("start") or "")
    number = start if tag.name == "ol" and re.fullmatch(r"-?[0-9]{1,9}", start) else None
    return f"<{tag.name}{_attributes(tag, start=number)}>{''.join(entries)}</{tag.name}>" if entries else ""


def _terms(tag: Tag) -> str:
    """A list of terms: every term is said something of, else it is a list of paragraphs."""
    named = [child for child in tag.children if isinstance(child, Tag)]
    names = [child.name for child in named]
    loose = any(not isinstance(child, Tag) and str(child).strip() for child in tag.children)
    ordered = "".join("t" if name == "dt" else "d" if name == "dd" else "x" for name in names)
    if loose or re.fullmatch(r"(?:t+d+)+", ordered) is None:
        return "".join(
            f"<div>{_node(child, blocks=True)}</div>" if isinstance(child, Tag) else _node(child, blocks=True)
            for child in tag.children
        )
    parts = (f"<{child.name}{_attributes(child)}>{_flow(child.children)}</{child.name}>" for child in named)
    return f"<dl{_attributes(tag)}>{''.join(parts)}</dl>"


def _figure(tag: Tag) -> str:
    children = [child for child in tag.children if isinstance(child, Tag) or str(child).strip()]
    parts = []
    for number, child in enumerate(children):
        if isinstance(child, Tag) and child.name == "figcaption":
            inside = _flow(child.children)
            at_end = number == len(children) - 1
            name = "figcaption" if at_end else "div"
            parts.append(f"<{name}{_attributes(child)}>{inside}</{name}>" if inside.strip() else "")
        else:
            parts.append(_node(child, blocks=True))
    return f"<figure{_attributes(tag)}>{''.join(parts)}</figure>" if "".join(parts).strip() else ""


def _table(tag: Tag) -> str:
    rows = own_rows(tag)
    captions = [each for each in tag.find_all("caption") if each.find_parent("table") is tag]
    caption = "".join(_flow(each.children) for each in captions)
    told = f"<caption>{caption}</caption>" if caption.strip() and "<table" not in caption else ""
    head = [row for row in rows if row.parent is not None and row.parent.name == "thead"]
    others = [row for row in rows if row not in head]
    parts = [f"<{name}>{''.join(_row(row) for row in some)}</{name}>" for name, some in
             (("thead", head), ("tbody", others)) if some]  # fmt: skip
    apart = caption.strip() and not (told and rows)
    before = _loose(tag) + (f"<div>{caption}</div>" if apart else "")
    return f"{before}<table{_attributes(tag)}>{told}{''.join(parts)}</table>" if rows else before


def _loose(table: Tag) -> str:
    """What stands in a table and in none of its cells."""
    places = [table, *(part for part in table.find_all(_PARTS) if part.find_parent("table") is table)]
    loose = (
        child
        for place in places
        for child in place.children
        if not (isinstance(child, Tag) and child.name in (*_PARTS, "caption", "col"))
        and not (isinstance(child, Tag) and child.name in ("td", "th") and place.name == "tr")
    )
    inside = _flow(loose)
    return f"<div>{inside}</div>" if inside.strip() else ""


def _row(row: Tag) -> str:
    cells = []
    for cell in row.find_all(("td", "th"), recursive=False):
        spans = {name: str(cell.get(name) or "") for name in ("colspan", "rowspan")}
        kept = {
            name: value if value.isascii() and value.isdigit() and 1 < int(value) <= 1000 else None
            for name, value in spans.items()
        }
        cells.append(f"<{cell.name}{_attributes(cell, **kept)}>{_flow(cell.children)}</{cell.name}>")
    return f"<tr>{''.join(cells)}</tr>"


def _alone(tag: Tag) -> str:
    """A part of a list or table that has lost it."""
    inside = _flow(tag.children)
    return f"<div{_attributes(tag)}>{inside}</div>" if inside.strip() else ""


_SPECIAL: dict[str, Callable[[Tag], str]] = {
    "ul": _list,
    "ol": _list,
    "dl": _terms,
    "figure": _figure,
    "table": _table,
    **dict.fromkeys(("li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot"), _alone),
    **dict.fromkeys(("caption", "figcaption"), _alone),
}


def _attributes(tag: Tag, **others: str | None) -> str:
    """What an element keeps: direction, language, alignment and what is given."""
    told: dict[str, str | None] = dict(others)
    if tag.get("dir") in ("ltr", "rtl", "auto"):
        told["dir"] = str(tag["dir"])
    language = str(tag.get("lang") or "")
    if language and is_language(language):
        told["lang"] = told["xml:lang"] = language
    if (align := _ALIGN.fullmatch(str(tag.get("style") or "").strip())) is not None:
        told["style"] = f"text-align: {align[1]}"
    if "missing" in (tag.get("class") or ()):
        told["class"] = "missing"
    return "".join(f' {name}="{escape(clean(value))}"' for name, value in told.items() if value is not None)
