"""The HTML of a text that was set by hand: paragraphs that stayed keep theirs, the others are plain."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import NavigableString, Tag

_BREAK = re.compile(r"\n[ \t]*\n\s*")
_BLANKS = re.compile(r"[^\S\n]+")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a typed text: blank lines part them; single line ends stay, blanks become one."""
    lines = "".join(sign for sign in text.replace("\r\n", "\n").replace("\r", "\n") if _is_text(sign))
    parts = (_BLANKS.sub(" ", part).strip() for part in _BREAK.split(lines))
    return ["\n".join(line.strip() for line in part.split("\n")) for part in parts if part]


def html_of(old: str, parts: Sequence[str]) -> str:
    """The article's HTML for these paragraphs; ``old`` is the HTML that was read.

    A block (a paragraph, table, list, picture with its caption) whose words all stayed in one row is kept as
    it is, and so are pictures without words.
    """
    blocks = [(str(block), _key(_words(block))) for block in _blocks(old)]
    made: list[str] = []
    reached = at = 0
    while at < len(parts):
        found = next(_matches(blocks, reached, parts, at), None)
        if found is None:
            lines = (escape(line, quote=False) for line in parts[at].split("\n"))
            made.append(f"<p>{'<br>'.join(lines)}</p>")
            at += 1
            continue
        number, size = found
        made.extend(html for html, words in blocks[reached:number] if not words)
        made.append(blocks[number][0])
        reached = number + 1
        at += size
    made.extend(html for html, words in blocks[reached:] if not words)
    return "".join(made)


def _matches(
    blocks: Sequence[tuple[str, str]], reached: int, parts: Sequence[str], at: int
) -> Iterator[tuple[int, int]]:
    """(block, how many paragraphs it takes) for blocks that begin with a paragraph and hold whole ones."""
    first = _key(parts[at])
    for number in range(reached, len(blocks)):
        words = blocks[number][1]
        if not words or not words.startswith(first):
            continue
        size, joined = 1, first
        while len(joined) < len(words) and at + size < len(parts):
            joined += _key(parts[at + size])
            size += 1
        if joined == words:
            yield number, size


def _blocks(html: str) -> list[Tag | NavigableString]:
    from bs4 import BeautifulSoup, NavigableString, Tag  # slow to load, and few texts are corrected

    soup = BeautifulSoup(html, "lxml")
    return [
        child
        for child in (soup.body or soup).children
        if isinstance(child, Tag) or (isinstance(child, NavigableString) and child.strip())
    ]


def _words(block: Tag | NavigableString) -> str:
    return block.get_text()


def _key(text: str) -> str:
    return "".join(text.split())


def _is_text(sign: str) -> bool:
    return sign in "\n\t" or sign.isprintable() or sign.isspace()
