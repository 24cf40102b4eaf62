"""The tags of an article as small buttons, and a field for the next one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QToolButton, QWidget

from reader.model import Tag
from reader.translation import _, format_date
from reader.ui.flow_layout import FlowLayout
from reader.ui.menu_button import MenuButton
from reader.ui.translated import Panel

_LONGEST = 28  # signs of a name on its button
_FIELD_WIDTH = 110


class TagRow(Panel):
    """A button for each tag; its menu searches for the tag or takes it off."""

    added = Signal(str)
    removed = Signal(str)
    chosen = Signal(str)  # a tag whose articles are to be shown

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: tuple[Tag, ...] = ()
        self._article = ""
        self._buttons: list[QToolButton] = []
        self._names = QStringListModel(self)
        self.field = QLineEdit(self)
        self.field.setFixedWidth(_FIELD_WIDTH)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.field.setCompleter(completer)
        self.field.returnPressed.connect(self._add)
        self._row = FlowLayout(self, spacing=4)
        self._row.addWidget(self.field)
        self.retranslate()

    def show_tags(self, article_id: str, tags: Sequence[Tag], known: Sequence[str]) -> None:
        """The tags of an article; ``known`` are offered while one types."""
        self._article, self._tags = article_id, tuple(tags)
        self._names.setStringList(list(known))
        self._fill()

    def focus_field(self) -> None:
        """Gives the keyboard to the field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @property
    def names(self) -> list[str]:
        """The tags on show."""
        return [tag.name for tag in self._tags]

    def _add(self) -> None:
        if name := self.field.text().strip():
            self.field.clear()
            self.added.emit(name)

    def _fill(self) -> None:
        for button in self._buttons:
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._row.removeWidget(self.field)
        self._buttons = [self._button(tag) for tag in self._tags]
        for button in self._buttons:
            self._row.addWidget(button)
            button.show()
        self._row.addWidget(self.field)
        self.updateGeometry()

    def _button(self, tag: Tag) -> QToolButton:
        name = tag.name if len(tag.name) <= _LONGEST else tag.name[: _LONGEST - 1] + "…"
        button = MenuButton(self)
        button.setAutoRaise(False)
        button.setText(name.replace("&", "&&"))
        button.setToolTip(self._told(tag))
        button.setAccessibleName(_("Tag {name}").format(name=tag.name))
        menu = QMenu(button)
        menu.addAction(_("Show the articles with this tag"), partial(self.chosen.emit, tag.name))
        menu.addAction(_("Remove the tag"), partial(self.removed.emit, tag.name))
        button.setMenu(menu)
        return button

    def _told(self, tag: Tag) -> str:
        told = _("{name}, since {date}").format(name=tag.name, date=format_date(tag.made[:10]))
        return (
            told if tag.made_on == self._article else told + "\n" + _("made on another capture of this page")
        )

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.field.setPlaceholderText(_("Add a tag"))
        self.field.setAccessibleName(_("Add a tag"))
        self._fill()
