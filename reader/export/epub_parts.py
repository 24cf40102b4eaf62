"""The parts of an EPUB that are not articles: package, contents, cover (EPUB 3.2)."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from html import escape

from reader.export.citation import PROGRAM
from reader.export.xml_text import clean
from reader.model import Article
from reader.translation import _, ngettext

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
STYLE = """body { line-height: 1.5; }
h1 { line-height: 1.25; }
img { max-width: 100%; }
figure { margin: 1em 0; }
figcaption { font-style: italic; font-size: 0.9em; }
table { border-collapse: collapse; }
td, th { border: 1px solid; padding: 0.2em 0.4em; vertical-align: top; text-align: start; }
.crumbs, .facts, .missing { font-size: 0.85em; }
.about { margin-top: 3em; font-size: 0.75em; border-top: 1px solid; }
.about td, .about th { border: 0; font-weight: normal; overflow-wrap: anywhere; }
.remarks { margin-top: 2em; border-top: 1px solid; }
.cover { text-align: center; margin: 0; }
.cover img { height: 95%; }
nav li { margin: 0.4em 0; }
nav .facts { display: block; }
"""
_WIDTH, _HEIGHT = 600, 800  # of the cover
_LINE_SIGNS, _MOST_LINES = 26, 9  # of the title on the cover


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article of the book: the name of its file, and what the contents say of it."""

    name: str
    title: str
    article: Article
    language: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A picture: name, media type, and what is shown by readers that do not know the type."""

    name: str
    media_type: str
    fallback: str | None = None


@dataclass(frozen=True, slots=True)
class Book:
    """All that package, contents and cover tell of. ``language`` is that of the labels."""

    title: str
    identifier: str
    chapters: tuple[Chapter, ...]
    pictures: tuple[Part, ...]
    made: str
    language: str

    @property
    def main_language(self) -> str:
        """The language that most chapters have."""
        codes = [chapter.language for chapter in self.chapters]
        return max(sorted(set(codes)), key=codes.count) if codes else self.language

    @property
    def is_single(self) -> bool:
        """Whether it is one article."""
        return len(self.chapters) == 1


def page(title: str, inside: str, *, code: str, is_right_to_left: bool = False) -> str:
    """A whole XHTML document."""
    direction = ' dir="rtl"' if is_right_to_left else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        f' lang="{code}" xml:lang="{code}"{direction}>\n'
        f'<head><meta charset="utf-8"/><title>{_text(title)}</title>'
        '<link rel="stylesheet" type="text/css" href="style.css"/></head>\n'
        f"<body>\n{inside}\n</body>\n</html>\n"
    )


def package(book: Book) -> str:
    """The list of all parts, their order, and what is known of the book."""
    items = [
        '<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>',
        '<item id="style" href="style.css" media-type="text/css"/>',
        '<item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>',
        '<item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>',
    ]
    items += [
        f'<item id="chapter-{number}" href="{chapter.name}" media-type="application/xhtml+xml"/>'
        for number, chapter in enumerate(book.chapters, 1)
    ]
    for number, part in enumerate(book.pictures, 1):
        fallback = f' fallback="words-{number}"' if part.fallback else ""
        items.append(
            f'<item id="picture-{number}" href="{part.name}" media-type="{part.media_type}"{fallback}/>'
        )
        if part.fallback:
            items.append(f'<item id="words-{number}" href="{part.fallback}" media-type="image/svg+xml"/>')
    order = ['<itemref idref="cover"/>', '<itemref idref="nav"/>']
    order += [f'<itemref idref="chapter-{number}"/>' for number in range(1, len(book.chapters) + 1)]
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier"'
        f' xml:lang="{book.language}">\n'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        f"{chr(10).join(_metadata(book))}\n</metadata>\n"
        f"<manifest>\n{chr(10).join(items)}\n</manifest>\n<spine>\n{chr(10).join(order)}\n</spine>\n</package>\n"
    )


def _metadata(book: Book) -> list[str]:
    articles = [chapter.article for chapter in book.chapters]
    codes = dict.fromkeys([book.main_language, *(chapter.language for chapter in book.chapters)])
    told = [
        f'<dc:identifier id="identifier">{_text(book.identifier)}</dc:identifier>',
        f"<dc:title>{_text(book.title)}</dc:title>",
        *(f"<dc:language>{code}</dc:language>" for code in codes),
    ]
    one_each = (
        ("creator", (each.byline for each in articles)),
        ("publisher", (each.site for each in articles)),
        ("source", (each.url for each in articles)),
    )
    for name, values in one_each:
        kept = dict.fromkeys(" ".join(clean(value).split()) for value in values if value and value.strip())
        told += [f"<dc:{name}>{_text(value)}</dc:{name}>" for value in kept if value]
    if book.is_single and articles[0].date:
        told.append(f"<dc:date>{articles[0].date}</dc:date>")
    if book.is_single and articles[0].lead:
        told.append(f"<dc:description>{_text(articles[0].lead)}</dc:description>")
    told.append(f"<dc:contributor>{_text(PROGRAM)}</dc:contributor>")
    told.append(f'<meta property="dcterms:modified">{book.made}</meta>')
    return told


def contents(book: Book) -> str:
    """The table of contents."""
    entries = []
    for chapter in book.chapters:
        told = " · ".join(chapter.facts)
        after = f' <span class="facts">{_text(told)}</span>' if told else ""
        entries.append(
            f'<li><a href="{chapter.name}" lang="{chapter.language}" xml:lang="{chapter.language}">'
            f"{_text(chapter.title)}{after}</a></li>"
        )
    title, cover_word, first = _("Contents"), _("Cover"), book.chapters[0]
    inside = (
        f'<nav epub:type="toc" id="toc"><h1>{_text(title)}</h1><ol>{"".join(entries)}</ol></nav>\n'
        f'<nav epub:type="landmarks" id="landmarks" hidden="hidden"><ol>'
        f'<li><a epub:type="cover" href="cover.xhtml">{_text(cover_word)}</a></li>'
        f'<li><a epub:type="toc" href="nav.xhtml">{_text(title)}</a></li>'
        f'<li><a epub:type="bodymatter" href="{first.name}">{_text(first.title)}</a></li>'
        "</ol></nav>"
    )
    return page(title, inside, code=book.language)


def cover(book: Book) -> str:
    """The page that shows the cover."""
    inside = (
        '<section epub:type="cover" class="cover">'
        f'<img src="cover.svg" alt="{escape(clean(book.title))}"/></section>'
    )
    return page(book.title, inside, code=book.main_language)


def cover_picture(book: Book) -> str:
    """The cover: a coloured band, the title, and what is inside."""
    lines = textwrap.wrap(" ".join(clean(book.title).split()), _LINE_SIGNS) or [""]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], lines[_MOST_LINES - 1] + " …"]
    rows = "".join(
        f'<tspan x="50" dy="{0 if number == 0 else 48}">{_text(line)}</tspan>'
        for number, line in enumerate(lines)
    )
    below = "".join(
        f'<text x="50" y="{640 + 30 * number}" font-size="20" fill="#444444">{_text(line)}</text>'
        for number, line in enumerate(_below(book))
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" version="1.1"'
        f' viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" font-family="serif">'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fbf9f4"/>'
        f'<rect width="{_WIDTH}" height="90" fill="#1a4f8b"/>'
        f'<rect x="50" y="590" width="120" height="4" fill="#1a4f8b"/>'
        f'<text x="50" y="190" font-size="38" fill="#1c1c1c">{rows}</text>{below}</svg>\n'
    )


def _below(book: Book) -> list[str]:
    if book.is_single:
        return [_cut(fact) for fact in book.chapters[0].facts[:3]]
    count = len(book.chapters)
    told = [ngettext("{count} article", "{count} articles", count).format(count=count)]
    sites = list(dict.fromkeys(chapter.article.site for chapter in book.chapters if chapter.article.site))
    told.append(_cut(", ".join(sites)))
    days = sorted(chapter.article.date for chapter in book.chapters if chapter.article.date)
    if days:
        told.append(days[0][:4] if days[0][:4] == days[-1][:4] else f"{days[0][:4]}–{days[-1][:4]}")
    return [each for each in told if each]


def _cut(text: str) -> str:
    return textwrap.shorten(clean(text), 50, placeholder=" …")


def words_picture(words: str) -> str:
    """A small picture of words, for readers that do not know the type of the real one."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" version="1.1"'
        ' viewBox="0 0 300 60" width="300" height="60" font-family="sans-serif">'
        f'<text x="10" y="38" font-size="22" fill="#555555">{_text(words)}</text></svg>\n'
    )


def _text(text: str) -> str:
    return escape(clean(text), quote=False)
