"""Another encoding for a page whose letters look wrong: a list, and how the page reads with each."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from reader.errors import ReaderError
from reader.explanations import encoding_choices, encoding_words
from reader.messages import sentence
from reader.model import Article, Encoding
from reader.translation import _
from reader.ui.translated import Dialog
from reader.ui.wording import display_title

_LONGEST = 1500  # signs of the text that are shown
_WAIT_MS = 80  # so that walking through the list with the arrow keys asks only where it rests
_LIST_WIDTH = 340


class LettersDialog(Dialog):
    """``try_wanted`` asks how the page reads with a choice; ``chosen`` is to be remembered.

    A choice is the name of an encoding, or None for what the page itself suggests.
    """

    guide_part = "trouble"

    try_wanted = Signal(object)  # str | None
    chosen = Signal(object)  # str | None

    def __init__(self, encoding: Encoding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._encoding = encoding
        self._names: list[str | None] = [None, *(name for name, _words in encoding_choices())]
        if encoding.used not in self._names:
            self._names.insert(1, encoding.used)
        self._shown: Article | None = None
        self._error: ReaderError | None = None
        self._intro, self._told = QLabel(self), QLabel(self)
        self._list, self._preview = QListWidget(self), QPlainTextEdit(self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._keep = self._buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.setInterval(_WAIT_MS)
        self._lay_out()
        for _name in self._names:
            QListWidgetItem(self._list)
        self._list.setCurrentRow(self._names.index(encoding.used) if encoding.chosen else 0)
        self._list.currentRowChanged.connect(self._ask)
        self._list.itemActivated.connect(self._accept_if_shown)
        self._waiting.timeout.connect(self._tell_wanted)
        self._buttons.accepted.connect(self._accept_if_shown)
        self._buttons.rejected.connect(self.reject)
        self.retranslate()

    @property
    def choice(self) -> str | None:
        """What is chosen in the list."""
        return self._names[max(0, self._list.currentRow())]

    def begin(self) -> None:
        """Asks for the first preview."""
        self._tell_wanted()

    def choose(self, name: str | None) -> None:
        """Chooses in the list."""
        self._list.setCurrentRow(self._names.index(name))

    # ---- the preview ---------------------------------------------------------------------------

    def show_reading(self, article: Article) -> None:
        """How the page reads with the choice."""
        self._shown, self._error = article, None
        self._preview.setPlainText(f"{display_title(article.title)}\n\n{article.text[:_LONGEST]}")
        self._show()

    def show_error(self, error: ReaderError) -> None:
        """Why it cannot be read with the choice."""
        self._shown, self._error = None, error
        self._preview.clear()
        self._show()

    def _ask(self) -> None:
        self._shown = self._error = None
        self._show()
        self._waiting.start()

    def _tell_wanted(self) -> None:
        self.try_wanted.emit(self.choice)

    def _accept_if_shown(self) -> None:
        if self._shown is not None:
            self.accept()
            self.chosen.emit(self.choice)

    def _show(self) -> None:
        self._keep.setEnabled(self._shown is not None)
        self._preview.setEnabled(self._shown is not None)
        if self._error is not None:
            self._told.setText(sentence(self._error))
        elif self._shown is not None:
            self._told.setText(_("So the page begins:"))
        else:
            self._told.setText(_("Reading the page…"))

    # ---- look ----------------------------------------------------------------------------------

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self.setWindowTitle(_("Letters look wrong?"))
        self._intro.setText(
            _(
                "If the letters look wrong, choose another encoding. Your choice is kept in the library; "
                "the saved file stays as it is."
            )
        )
        for row, name in enumerate(self._names):
            item = self._list.item(row)
            told = f"{encoding_words(name)} — {name}" if name else _("As the page itself suggests")
            item.setText(told)
            item.setToolTip(told)
        self._list.setAccessibleName(_("Encodings"))
        self._preview.setAccessibleName(_("How the page begins"))
        self._keep.setText(_("Use this encoding"))
        self._buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(_("Cancel"))
        self._show()

    def _lay_out(self) -> None:
        for label in (self._intro, self._told):
            label.setWordWrap(True)
        self._told.setMinimumHeight(self._told.fontMetrics().lineSpacing() * 2)
        self._told.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._list.setFixedWidth(_LIST_WIDTH)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._preview.setReadOnly(True)
        font = QFont(self._preview.font())
        font.setPointSizeF(font.pointSizeF() * 1.1)
        self._preview.setFont(font)
        right = QVBoxLayout()
        right.addWidget(self._told)
        right.addWidget(self._preview, 1)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        middle.addWidget(self._list)
        middle.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(self._intro)
        column.addLayout(middle, 1)
        column.addWidget(self._buttons)
        self._keep.setDefault(True)
        self.resize(860, 520)
