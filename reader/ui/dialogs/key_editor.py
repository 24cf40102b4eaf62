"""The keys of the window, to be changed: a list by menus, a field to press keys in, and what clashes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reader.text.vietnamese import fold_text
from reader.translation import _
from reader.ui.actions import COMMANDS, MENUS, native_keys
from reader.ui.clearable_line import ClearableLine
from reader.ui.translated import Panel

_NAME_ROLE = Qt.ItemDataRole.UserRole
_USUAL = {command.name: command.keys for command in COMMANDS}


class KeyEditor(Panel):
    """``changed`` carries what differs from the usual keys, by the names of the commands."""

    changed = Signal(object)  # dict[str, list[str]]

    def __init__(self, own: Mapping[str, Sequence[str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = {name: list(keys) for name, keys in own.items() if name in _USUAL}
        self.words = ClearableLine(self)
        self.tree = QTreeWidget(self)
        self.field = QKeySequenceEdit(self)
        self.field.setMaximumSequenceLength(1)
        self._set, self._none, self._usual, self._all_usual = (QPushButton(self) for _number in range(4))
        self._label, self._remark = QLabel(self), QLabel(self)
        self._arrange()
        self.words.textChanged.connect(self._narrow)
        self.tree.currentItemChanged.connect(self._show_keys)
        self.field.keySequenceChanged.connect(self._tell_clash)
        self._set.clicked.connect(self._take)
        self._none.clicked.connect(self._clear)
        self._usual.clicked.connect(self._restore)
        self._all_usual.clicked.connect(self._restore_all)
        self.retranslate()

    @property
    def own(self) -> dict[str, list[str]]:
        """The keys that differ from the usual ones."""
        return dict(self._own)

    def keys_of(self, name: str) -> list[str]:
        """The keys of a command as they are now."""
        return self._own.get(name, list(_USUAL[name]))

    def choose(self, name: str) -> None:
        """Chooses a command."""
        for item in self._items():
            if item.data(0, _NAME_ROLE) == name:
                self.tree.setCurrentItem(item)

    @property
    def chosen(self) -> str:
        """The name of the chosen command; "" for none."""
        item = self.tree.currentItem()
        return str(item.data(0, _NAME_ROLE) or "") if item is not None else ""

    @property
    def remark(self) -> str:
        """What is said of the keys that were pressed."""
        return self._remark.text()

    def _items(self) -> Iterator[QTreeWidgetItem]:
        for menu in self._menus():
            yield from _children(menu)

    def _menus(self) -> Iterator[QTreeWidgetItem]:
        for row in range(self.tree.topLevelItemCount()):
            if (menu := self.tree.topLevelItem(row)) is not None:
                yield menu

    # ---- what is done --------------------------------------------------------------------------

    def _pressed(self) -> str:
        return self.field.keySequence().toString(QKeySequence.SequenceFormat.PortableText)

    def _holder(self, key: str) -> str:
        """The command that has these keys now, other than the chosen one; "" for none."""
        wanted = QKeySequence(key)
        for name in _USUAL:
            if name != self.chosen and any(QKeySequence(each) == wanted for each in self.keys_of(name)):
                return name
        return ""

    def _take(self) -> None:
        key, name = self._pressed(), self.chosen
        if not key or not name:
            return
        if holder := self._holder(key):
            lost = QKeySequence(key)
            self._keep(holder, [each for each in self.keys_of(holder) if QKeySequence(each) != lost])
        self._keep(name, [key])
        self._tell()

    def _clear(self) -> None:
        if self.chosen:
            self._keep(self.chosen, [])
            self._tell()

    def _restore(self) -> None:
        if self._own.pop(self.chosen, None) is not None:
            self._tell()

    def _restore_all(self) -> None:
        if self._own:
            self._own.clear()
            self._tell()

    def _keep(self, name: str, keys: list[str]) -> None:
        if keys == list(_USUAL[name]):
            self._own.pop(name, None)
        else:
            self._own[name] = keys

    def _tell(self) -> None:
        for item in self._items():
            item.setText(1, native_keys(self.keys_of(str(item.data(0, _NAME_ROLE)))))
        self._show_keys()
        self.changed.emit(self.own)

    # ---- what is shown -------------------------------------------------------------------------

    def _show_keys(self) -> None:
        name = self.chosen
        keys = self.keys_of(name) if name else []
        self.field.setKeySequence(QKeySequence(keys[0] if keys else ""))
        for widget in (self.field, self._set, self._none):
            widget.setEnabled(bool(name))
        self._usual.setEnabled(name in self._own)
        self._all_usual.setEnabled(bool(self._own))
        self._tell_clash()

    def _tell_clash(self) -> None:
        key = self._pressed()
        holder = self._holder(key) if key and self.chosen else ""
        text = ""
        if holder:
            command = next(command for command in COMMANDS if command.name == holder)
            text = _("“{command}” has these keys now; it would lose them.").format(
                command=_(command.text).replace("&", "").rstrip("…")
            )
        self._remark.setText(text)

    def _narrow(self) -> None:
        wanted = fold_text(self.words.text())
        for menu in self._menus():
            shown = 0
            for item in _children(menu):
                fits = wanted in fold_text(f"{item.text(0)} {item.text(1)}")
                item.setHidden(not fits)
                shown += fits
            menu.setHidden(not shown)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        name = self.chosen
        self.words.setPlaceholderText(_("Search for a command or key"))
        self.words.setAccessibleName(_("Search for a command or key"))
        self.tree.setHeaderLabels([_("Command"), _("Keys")])
        self.tree.setAccessibleName(_("Commands and their keys"))
        self._label.setText(_("Press the &keys:"))
        self.field.setAccessibleName(_("Keys to be pressed"))
        for line in self.field.findChildren(QLineEdit):
            line.setAccessibleName(_("Keys to be pressed"))
        self._set.setText(_("&Set"))
        self._none.setText(_("&No keys"))
        self._usual.setText(_("&Default keys"))
        self._all_usual.setText(_("&Reset all keys"))
        self._fill()
        self.choose(name)
        self._show_keys()

    def _fill(self) -> None:
        commands = {command.name: command for command in COMMANDS}
        self.tree.clear()
        for title, names in MENUS:
            menu = QTreeWidgetItem(self.tree, [_(title).replace("&", ""), ""])
            for command in (commands[name] for name in names.split() if name in commands):
                text = _(command.text).replace("&", "").rstrip("…")
                item = QTreeWidgetItem(menu, [text, native_keys(self.keys_of(command.name))])
                item.setData(0, _NAME_ROLE, command.name)
        self.tree.expandAll()
        self._narrow()

    def _arrange(self) -> None:
        self._label.setBuddy(self.field)
        self._remark.setWordWrap(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        row = QHBoxLayout()
        row.addWidget(self._label)
        row.addWidget(self.field, 1)
        row.addWidget(self._set)
        row.addWidget(self._none)
        below = QHBoxLayout()
        below.addWidget(self._usual)
        below.addWidget(self._all_usual)
        below.addStretch(1)
        for button in (self._set, self._none, self._usual, self._all_usual):
            button.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.tree, 1)
        column.addLayout(row)
        column.addWidget(self._remark)
        column.addLayout(below)


def _children(menu: QTreeWidgetItem) -> Iterator[QTreeWidgetItem]:
    for index in range(menu.childCount()):
        if (item := menu.child(index)) is not None:
            yield item
