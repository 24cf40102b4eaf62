"""The article as a small document tree, for formats that keep its structure; links are absolute."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, PageElement, Tag

from reader.export.format import Picture
from reader.model import Article, Resource
from reader.text.urls import resolve
from reader.text.vietnamese import squash
from reader.translation import _

ARCHIVE_PREFIX = "archive:"
BLOCKS = frozenset(
    {
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "blockquote"),
        *("pre", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "figure", "figcaption"),
        *("section", "article", "header", "footer", "aside", "hr"),
    }
)
"""Elements that begin a line of their own."""
_RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur", "ug", "yi", "sd", "dv"})
_PICTURE_TYPES = re.compile(r"image/[\w.+-]+")
# Given to an exported page although Article.html has none of them: the last wall before a reader's browser.
_NEVER = ("script", "style", "iframe", "object", "embed", "form", "input", "button", "link", "meta", "base")


def is_right_to_left(article: Article) -> bool:
    """Whether the article's language is written from right to left."""
    return (article.language or "").split("-")[0] in _RIGHT_TO_LEFT


def body(article: Article, picture: Picture, embed: Callable[[Resource], str]) -> Tag:
    """The article's HTML as a ``div``, with the lead in front where the body does not hold it.

    ``embed`` gives the address under which a picture is found in the export. Pictures that the archive does
    not have are replaced by their description; links are absolute or gone.
    """
    tree = _parsed(article)
    for unwanted in tree.find_all(_NEVER):
        unwanted.decompose()
    _drop_blank_lines(tree)
    for image in tree.find_all("img"):
        _set_picture(image, picture, embed)
    for anchor in tree.find_all("a"):
        _set_link(anchor, article)
    return tree


def paragraphs(text: str) -> list[str]:
    """The paragraphs of ``Article.text``; a line feed inside one stays."""
    return [part for part in text.split("\n\n") if part.strip()]


def _parsed(article: Article) -> Tag:
    html = article.html.strip() or "".join(f"<p>{escape(part)}</p>" for part in paragraphs(article.text))
    soup = BeautifulSoup(f"<div>{html}</div>", "lxml")
    tree = soup.div
    assert tree is not None
    if article.lead and _pressed(article.lead) not in _pressed(tree.get_text()):
        paragraph, lead = soup.new_tag("p"), soup.new_tag("strong", string=article.lead)
        paragraph.append(lead)
        tree.insert(0, paragraph)
    return tree


def _drop_blank_lines(tree: Tag) -> None:
    """Line breaks where a block begins or ends go: blocks have their distance, and paper would show a gap."""
    breaks = tree.find_all("br")
    for each in reversed(breaks):
        if _is_edge(each, each.next_siblings):
            each.extract()
    for each in breaks:
        if each.parent is not None and _is_edge(each, each.previous_siblings):
            each.extract()


def _is_edge(tag: Tag, beside: Iterable[PageElement]) -> bool:
    """Whether a block, or the end of the block around it, comes next to an element on one side."""
    near = next((each for each in beside if isinstance(each, Tag) or str(each).strip()), tag.parent)
    return isinstance(near, Tag) and near.name in BLOCKS


def _pressed(text: str) -> str:
    """The text without white space, which blocks of a page have between them only by their layout."""
    return squash(text).replace(" ", "")


def _set_picture(image: Tag, picture: Picture, embed: Callable[[Resource], str]) -> None:
    source, described = str(image.get("src") or ""), squash(str(image.get("alt") or ""))
    found = picture(source) if source else None
    if found is not None and _PICTURE_TYPES.fullmatch(found.media_type):
        image.attrs = {"src": embed(found), "alt": described}
        return
    name = described or unquote(urlsplit(source).path.rsplit("/", 1)[-1])
    replace_picture(image, _("[picture: {name}]").format(name=name) if name else _("[picture]"))


def replace_picture(image: Tag, words: str) -> None:
    """Puts words in the place of a picture."""
    image.name, image.attrs, image.can_be_empty_element = "span", {"class": "missing"}, False
    image.string = words


def _set_link(anchor: Tag, article: Article) -> None:
    written = str(anchor.get("href") or "").removeprefix(ARCHIVE_PREFIX)
    address = resolve(article.base_url or article.url, written)
    anchor.attrs = {}
    if address is None:
        anchor.unwrap()
    else:
        anchor["href"] = address
