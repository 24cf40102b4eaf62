"""What belongs with an article, as a tree of two levels: sections, and their entries in the order given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.messages import reason_sentence
from reader.model import Article, Backlink, Capture, Related, RelatedEntry, Reprint, Similar
from reader.translation import N_, _, format_moment, format_number, format_percent
from reader.ui.wording import SIGNS, display_title, facts, link_kind, state_word

Index = QModelIndex | QPersistentModelIndex
SectionName = Literal["listed", "similar", "reprints", "linked_from", "captures", "notices"]

ITEM_ROLE = Qt.ItemDataRole.UserRole + 1  # Section or Entry
_ROOT = QModelIndex()
_TITLES: dict[SectionName, str] = {
    "listed": N_("On this page"),
    "similar": N_("Similar"),
    "reprints": N_("The same text elsewhere"),
    "linked_from": N_("Links here"),
    "captures": N_("Other captures"),
    "notices": N_("Notices"),
}
# A home page is linked from every page of its site: so many entries are shown at first.
_FIRST_PART = 40


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a section.

    ``sign`` and ``detail`` tell its state; ``id`` or ``url`` say where it leads, neither: nowhere. ``own``
    marks entries of the page's own lists, which lead by their address. ``pair``: the two articles that can be
    compared here, the older one first.
    """

    title: str
    sign: str = ""
    detail: str = ""
    id: str | None = None
    url: str | None = None
    own: bool = False
    shows_rest: bool = False
    pair: tuple[str, str] | None = None

    @property
    def leads(self) -> bool:
        """Whether choosing it does something."""
        return bool(self.id or self.url or self.shows_rest)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the number of all its entries, those not yet shown included."""

    name: SectionName
    title: str
    count: int


class RelatedModel(QAbstractItemModel):
    """Sections without entries are left out."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections: list[Section] = []
        self._entries: list[list[Entry]] = []
        self._rest: dict[SectionName, list[Entry]] = {}

    def show_related(self, article: Article | None, related: Related | None) -> None:
        """Fills the tree; nothing for None."""
        self.beginResetModel()
        self._sections, self._entries, self._rest = [], [], {}
        if article is not None and related is not None:
            for name, entries in _sections(article, related):
                if entries:
                    total = related.linked_total if name == "linked_from" else 0
                    self._add(name, entries, max(total, len(entries)))
        self.endResetModel()

    def _add(self, name: SectionName, entries: list[Entry], total: int) -> None:
        self._sections.append(Section(name, _(_TITLES[name]), total))
        if total > _FIRST_PART + 1:
            self._rest[name] = entries[_FIRST_PART:]
            entries = entries[:_FIRST_PART]
            entries.append(self._rest_line(len(entries), len(self._rest[name]), total))
        self._entries.append(entries)

    def show_rest(self, section: int) -> int | None:
        """Shows the entries that were held back. Where none were, gives how many are shown: what comes after
        them is to be fetched."""
        name = self._sections[section].name
        rest = self._rest.pop(name, [])
        if not rest:
            return len(self._entries[section]) - 1
        self._replace_last(section, rest)
        return None

    def add_links(self, links: Iterable[Backlink]) -> None:
        """More of the articles that link here."""
        if "linked_from" in self.section_names():
            section = self.section_names().index("linked_from")
            self._replace_last(section, [_backlink(link) for link in links])

    def _replace_last(self, section: int, more: list[Entry]) -> None:
        """Puts entries where the line stands that offered them, and a new one behind if some are left."""
        parent, entries = self.index(section, 0), self._entries[section]
        if not entries[-1].shows_rest:
            return
        last, total = len(entries) - 1, self._sections[section].count
        self.beginRemoveRows(parent, last, last)
        entries.pop()
        self.endRemoveRows()
        if more and total > len(entries) + len(more):
            more = [*more, self._rest_line(len(entries) + len(more), 0, total)]
        if more:
            self.beginInsertRows(parent, last, last + len(more) - 1)
            entries += more
            self.endInsertRows()

    def _rest_line(self, shown: int, held: int, total: int) -> Entry:
        if shown + held == total:
            told = _("Show all {count}").format(count=format_number(total))
        else:
            told = _("Show more ({count} left)").format(count=format_number(total - shown))
        return Entry(told, sign="…", shows_rest=True)

    def section_names(self) -> list[SectionName]:
        """The sections on show, from the top."""
        return [section.name for section in self._sections]

    # ---- Qt's tree -----------------------------------------------------------------------------
    # The internal number of an index is 0 for a section and the section's row + 1 for an entry.

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """The index of a section or an entry."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, index: Index = _ROOT) -> QModelIndex:  # type: ignore[override]  # also QObject's own
        """The section of an entry."""
        number = index.internalId() if index.isValid() else 0
        return self.createIndex(int(number) - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many sections, or entries of a section."""
        if not parent.isValid():
            return len(self._sections)
        return 0 if parent.internalId() else len(self._entries[parent.row()])

    def columnCount(self, parent: Index = _ROOT) -> int:
        """One."""
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """An entry that leads nowhere can be read, not chosen."""
        item = self.item(index)
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return plain | Qt.ItemFlag.ItemNeverHasChildren if isinstance(item, Entry) else plain

    def item(self, index: Index) -> Section | Entry | None:
        """What stands at an index."""
        if not index.isValid():
            return None
        number = int(index.internalId())
        return self._entries[number - 1][index.row()] if number else self._sections[index.row()]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The item, its text, its tooltip, or what a screen reader says."""
        item = self.item(index)
        if item is None:
            return None
        if role == ITEM_ROLE:
            return item
        if isinstance(item, Section):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return f"{item.title} ({format_number(item.count)})"
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (item.title, item.url) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part for part in (item.title, item.detail) if part)
        return None


# ---- from the core's values to entries -----------------------------------------------------------


def _sections(article: Article, related: Related) -> Iterable[tuple[SectionName, list[Entry]]]:
    yield "listed", [_listed(entry) for entry in related.listed]
    same = {entry.id for entry in related.reprints}  # they have a place of their own
    yield "similar", [_similar(entry) for entry in related.similar if entry.id not in same]
    yield "reprints", [_reprint(entry, article) for entry in related.reprints]
    yield "linked_from", [_backlink(entry) for entry in related.linked_from]
    yield "captures", [_capture(entry, article) for entry in related.captures if entry.id != article.id]
    yield "notices", [_listed(entry) for entry in related.notices]


def _listed(entry: RelatedEntry) -> Entry:
    title = display_title(entry.title)
    if entry.url is None:
        return Entry(title, detail=facts(_("no link"), date=entry.date), own=True)
    told = facts(state_word(entry.status), date=entry.date)
    return Entry(title, SIGNS[entry.status], told, entry.id, entry.url, own=True)


def _similar(entry: Similar) -> Entry:
    reasons = "; ".join(reason_sentence(reason) for reason in entry.reasons)
    return Entry(display_title(entry.title), SIGNS["archived"], reasons, entry.id)


def _backlink(entry: Backlink) -> Entry:
    return Entry(
        display_title(entry.title),
        SIGNS["archived"],
        facts(link_kind(entry.kind), date=entry.date),
        entry.id,
        entry.url,
    )


def _capture(entry: Capture, article: Article) -> Entry:
    when = _("at an unknown time")
    if entry.captured:
        when = format_moment(entry.captured)
    told = _("same text") if entry.same_text else _("another text")
    is_older = (entry.captured or "") < (article.captured or "")
    pair = (entry.id, article.id) if is_older else (article.id, entry.id)
    return Entry(when, SIGNS["other-capture"], told, entry.id, pair=pair)


def _reprint(entry: Reprint, article: Article) -> Entry:
    share = _("{percent} of the text").format(percent=format_percent(round(entry.shared * 100)))
    told = facts(entry.site, share, _("the earliest") if entry.first else None, date=entry.date)
    is_older = entry.first or (entry.date or "9") < (article.date or "")
    pair = (entry.id, article.id) if is_older else (article.id, entry.id)
    return Entry(display_title(entry.title), "≈", told, entry.id, pair=pair)
