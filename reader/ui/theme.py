"""The themes of the reader: the colours of its pages and how articles are set."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from string import Template

from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QPalette,
)

from reader.assets import resource
from reader.translation import N_
from reader.ui.contrast import SHAPE, TEXT, blend, standing_out
from reader.ui.palettes import is_dark, is_stark, only

# The choices of the preferences, with their names.
CHOICES: tuple[tuple[str, str], ...] = (
    ("system", N_("As the system")),
    ("light", N_("Light")),
    ("dark", N_("Dark")),
    ("sepia", N_("Sepia")),
    ("contrast", N_("High contrast")),
)
SMALLEST_PX, LARGEST_PX, USUAL_PX = 11, 40, 17

# Characters in a line of the article. 65 to 75 is the measure that books on typography give for one column.
COLUMN_CHARACTERS = 70
# Prose by which the width of an average character is measured: letters as often as they are in text.
_SAMPLE = (
    "Ủy ban nhân dân tỉnh ban hành quyết định về việc công bố kết quả cuộc bầu cử. "
    "The committee published the results of the election on its own page last week."
)
# Faces made for reading at length, in the order of preference; the first one that is installed and covers
# Vietnamese is used, so that no letter is borrowed from another face.
_FACES = {
    True: ("Noto Serif", "Source Serif 4", "Charis SIL", "Cambria", "Times New Roman", "DejaVu Serif"),
    False: ("Noto Sans", "Source Sans 3", "Segoe UI", "Helvetica Neue", "Roboto", "DejaVu Sans"),
}
# Sizes of the parts of an article against the body text.
_SCALE = {"h1": 1.7, "h2": 1.28, "h3": 1.12, "small": 0.86, "tiny_text": 0.78}
_SPACES = {"tiny": 0.15, "narrow": 0.4, "gap": 0.85, "wide": 1.5}
# Size of the type, and distance between base lines against it. The distance is added between lines: a factor
# of the line's height would also blow up lines with pictures.
USUAL_LEADING = 1.56
_LINES = {"leading": (1.0, USUAL_LEADING), "small_leading": (0.86, 1.45), "title_leading": (1.7, 1.24)}
NARROWEST, WIDEST = 45, 110  # characters in a line that can be chosen
TIGHTEST, LOOSEST = 1.2, 2.2  # distances between base lines that can be chosen


@dataclass(frozen=True, slots=True)
class ReaderType:
    """How an article is set: its face ("": the first good one, with or without serifs), the size of the text
    in pixels, characters in a line, distance of base lines against the size, whether lines end evenly.
    """

    serif: bool = True
    px: int = USUAL_PX
    face: str = ""
    columns: int = COLUMN_CHARACTERS
    leading: float = USUAL_LEADING
    justified: bool = False


@dataclass(frozen=True, slots=True)
class ReaderTheme:
    """The colours of an article, as ``#rrggbb``.

    ``hit`` lies behind a search hit, ``current`` behind the one walked to, ``added`` and ``removed`` behind
    what a comparison marks.
    """

    page: str
    ink: str
    muted: str
    link: str
    rule: str
    shade: str
    hit: str
    hit_ink: str
    current: str
    current_ink: str
    added: str
    removed: str


@lru_cache(maxsize=1)
def reader_themes() -> dict[str, ReaderTheme]:
    """All themes, by their names, from ``resources/style``."""
    stored = json.loads(resource("style", "themes.json").read_text("utf-8"))
    return {name: ReaderTheme(**colors) for name, colors in stored.items()}


@dataclass(frozen=True, slots=True)
class Tints:
    """Colours of several things of a kind, as ``#rrggbb``.

    ``highlights``, by their names, lie behind words, which keep their ink; ``lines`` of a plot stand 4.5:1 on
    a page, and are told apart in the common colour blindnesses.
    """

    highlights: dict[str, str]
    lines: tuple[str, ...]


@lru_cache(maxsize=2)
def tints(*, dark: bool) -> Tints:
    """Those for light pages, or for dark ones, from ``resources/style``."""
    stored = json.loads(resource("style", "tints.json").read_text("utf-8"))["dark" if dark else "light"]
    return Tints(stored["highlights"], tuple(stored["lines"]))


def reader_theme(choice: str, palette: QPalette) -> ReaderTheme:
    """The theme that was chosen; "system" goes by the palette in force."""
    names = {(True, True): "contrast", (False, True): "contrast-light", (True, False): "dark"}
    themes = reader_themes()
    return themes.get(choice) or themes[names.get((is_dark(palette), is_stark(palette)), "light")]


def text_palette(theme: ReaderTheme) -> QPalette:
    """The colours of a text or list that lies on the page."""
    role = QPalette.ColorRole
    return only({role.Base: theme.page, role.Text: theme.ink, role.Link: theme.link})


def page_palette(theme: ReaderTheme) -> QPalette:
    """The colours of a page of controls; what can be filled in stands out from the page."""
    role, window = QPalette.ColorRole, QPalette()
    ink, page, base = QColor(theme.ink), QColor(theme.page), window.color(role.Base)
    if page.lightnessF() < 0.5:
        base = blend(ink, page, 0.14)
    grounds = (base, page)
    return only(
        {
            role.Window: page,
            role.WindowText: ink,
            role.Base: base,
            role.Link: theme.link,
            role.PlaceholderText: standing_out(QColor(theme.muted), ink, grounds, TEXT),
            role.Mid: standing_out(window.color(role.Mid), ink, grounds, SHAPE),
        }
    )


def reader_css(theme: ReaderTheme, font: QFont, leading: float = USUAL_LEADING) -> str:
    """The style sheet of an article whose text is set in ``font``, its base lines ``leading`` sizes apart."""
    base_px = font.pixelSize()
    sizes = {name: round(factor * base_px) for name, factor in (_SCALE | _SPACES).items()}
    own = QFontMetricsF(font).lineSpacing() / base_px  # lines of one face stand wider than those of another
    for name, (size, usual) in _LINES.items():
        wanted = usual if name == "title_leading" else usual * leading / USUAL_LEADING
        sizes[name] = round((wanted - own) * size * base_px)
    colors = {name: getattr(theme, name) for name in ReaderTheme.__slots__}
    template = Template(resource("style", "reader.css").read_text("utf-8"))
    return template.substitute(sizes, base=base_px, **colors)


def reader_font(serif: bool, base_px: int, face: str = "") -> QFont:
    """The face of the article text: the one of that name, if it is installed and has Vietnamese letters."""
    vietnamese = QFontDatabase.WritingSystem.Vietnamese
    covering = set(QFontDatabase.families(vietnamese))
    font = QFont()
    found = face if face in covering else next((each for each in _FACES[serif] if each in covering), None)
    if found:
        font.setFamily(found)
    else:
        font.setStyleHint(QFont.StyleHint.Serif if serif else QFont.StyleHint.SansSerif)
    font.setPixelSize(base_px)
    return font


def column_width(font: QFont, characters: int = COLUMN_CHARACTERS) -> float:
    """How wide a column of so many characters is in that face, in pixels."""
    return QFontMetricsF(font).horizontalAdvance(_SAMPLE) / len(_SAMPLE) * characters


def faces() -> list[str]:
    """The installed faces that have all Vietnamese letters and can be read at length, by name."""
    names = QFontDatabase.families(QFontDatabase.WritingSystem.Vietnamese)
    return sorted(
        name for name in names if QFontDatabase.isSmoothlyScalable(name) and not name.startswith((".", "@"))
    )
