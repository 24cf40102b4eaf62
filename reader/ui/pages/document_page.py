"""A document of the archive in a tab: a PDF is shown, of other kinds it is told what they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout, QWidget

from reader.translation import _, format_bytes
from reader.ui.flow_layout import FlowLayout
from reader.ui.icons import icon
from reader.ui.pages.arriving import Document
from reader.ui.pages.document_kinds import file_name, is_pdf, kind_of
from reader.ui.pages.history import Place
from reader.ui.pages.page_kinds import TabPage
from reader.ui.pages.reading_page import ReadingPage
from reader.ui.theme import ReaderTheme
from reader.ui.wording import breakable

if TYPE_CHECKING:
    from reader.ui.pages.pdf_panel import PdfPanel

_OF_PDF = frozenset({"find", "next-hit", "previous-hit", "larger", "smaller", "usual-size", "copy"})


class DocumentPage(TabPage):
    """``place.target`` names the article and the address; ``position`` is the page, ``state`` the zoom."""

    open_wanted = Signal(object)  # a Document that another program is to show
    save_wanted = Signal(object)  # a Document of which a copy is wanted

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._look: tuple[ReaderTheme, int] | None = None
        self._pdf: PdfPanel | None = None
        self.other = OtherDocument(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.other)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.other.open_wanted.connect(self._want_open)
        self.other.save_wanted.connect(self._want_save)

    @property
    def pdf(self) -> PdfPanel | None:
        """The panel of a PDF, while one is on show."""
        return self._pdf if self._pdf is not None and self._stack.currentWidget() is self._pdf else None

    @property
    def title(self) -> str:
        """What the tab is called."""
        if self._document is None:
            return ""
        return file_name(self._document.address, self._document.resource)

    @property
    def position(self) -> int:
        """The page in view."""
        return self.pdf.page if self.pdf is not None else 0

    @property
    def state(self) -> str:
        """The zoom."""
        return self.pdf.shape if self.pdf is not None else ""

    @property
    def deeds(self) -> frozenset[str]:
        """A copy can be saved; a PDF can be searched and made larger."""
        if self._document is None:
            return frozenset()
        return _OF_PDF | {"export"} if self.pdf is not None else frozenset({"export"})

    def do(self, deed: str) -> None:
        """Answers a key."""
        pdf = self.pdf
        if deed == "export":
            self._want_save()
        elif pdf is None:
            return
        elif deed == "find":
            pdf.find_bar.open_bar()
        elif deed in ("next-hit", "previous-hit"):
            pdf.walk(1 if deed == "next-hit" else -1)
        elif deed == "copy":
            QGuiApplication.clipboard().setText(pdf.text_of_page())
        else:
            pdf.zoom({"larger": 1, "smaller": -1}.get(deed, 0))

    def show_place(self, place: Place, answer: object) -> None:
        """Shows a Document."""
        assert isinstance(answer, Document)
        self._document = answer
        if is_pdf(answer.resource) and (pdf := self._pdf_panel()) is not None:
            self._stack.setCurrentWidget(pdf)
            pdf.load(answer.resource.body)
            if self.pdf is not None:  # else it is damaged, and the other panel says so
                pdf.set_shape(place.state)
                pdf.go_to(place.position)
        else:
            self._show_other(damaged=False)
        self.changed.emit()

    def leave(self) -> None:
        """The bytes of a document are not kept in a tab that shows something else."""
        if self._pdf is not None:
            self._pdf.close_document()
        self._document = None

    def set_look(self, theme: ReaderTheme, font_px: int) -> None:
        """Colours and the size of type."""
        self.other.set_look(theme, font_px)

    def focus_first(self) -> None:
        """The pages, or the first button."""
        if self.pdf is not None:
            self.pdf.view.setFocus()
        else:
            self.other.focus_first()

    def retranslate(self) -> None:
        """The panels set their texts themselves."""

    def _pdf_panel(self) -> PdfPanel | None:
        """The panel for PDFs, loaded with the first one; None where Qt came without it."""
        if self._pdf is None:
            try:
                from reader.ui.pages.pdf_panel import PdfPanel
            except ImportError:
                return None
            self._pdf = PdfPanel(self)
            self._stack.addWidget(self._pdf)
            self._pdf.failed.connect(self._show_damaged)
            self._pdf.save_wanted.connect(self._want_save)
            self._pdf.changed.connect(self.changed)
        return self._pdf

    def _show_damaged(self) -> None:
        self._show_other(damaged=True)

    def _show_other(self, *, damaged: bool) -> None:
        assert self._document is not None
        self.other.show_document(self._document, damaged=damaged)
        self._stack.setCurrentWidget(self.other)
        self.changed.emit()

    def _want_open(self) -> None:
        self.open_wanted.emit(self._document)

    def _want_save(self) -> None:
        if self._document is not None:
            self.save_wanted.emit(self._document)


class OtherDocument(ReadingPage):
    """What is known of a document that is not shown here."""

    open_wanted = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._damaged = False
        self._heading, self._facts = self.add_heading(), self.add_text()
        self._told, self._address = self.add_text(), self.add_note()
        self._open, self._save, self._copy = (QPushButton(self) for _number in range(3))
        row = FlowLayout(spacing=8)
        for button in (self._open, self._save, self._copy):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.column.addSpacing(8)
        self.column.addLayout(row)
        self.column.addStretch(1)
        self._open.clicked.connect(self.open_wanted)
        self._save.clicked.connect(self.save_wanted)
        self._copy.clicked.connect(self._copy_address)
        self.retranslate()
        self.redraw_icons()

    def show_document(self, document: Document, *, damaged: bool) -> None:
        """Fills the page."""
        self._document, self._damaged = document, damaged
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self._open.setText(_("Open with another program…"))
        self._save.setText(_("Save a copy…"))
        self._copy.setText(_("Copy address"))
        if (document := self._document) is None:
            return
        name = file_name(document.address, document.resource)
        kind = kind_of(name)
        size = format_bytes(len(document.resource.body))
        self._heading.setText(name)
        what = kind or document.resource.media_type or _("File of an unknown kind")
        self._facts.setText(f"{what} · {size}")
        self._address.setText(breakable(document.address))
        if self._damaged:
            told = _("⚠ This PDF is damaged and cannot be shown here. Another program may still read it.")
        elif kind is None:
            told = _("A file of this kind may be a program. It is not opened from here; a copy can be saved.")
        else:
            told = _("It is in the archive, but this program does not show files of this kind.")
        self._told.setText(told)
        self._open.setVisible(kind is not None)

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        self._copy.setIcon(icon("copy", self.palette()))
        self._save.setIcon(icon("export", self.palette()))

    def _copy_address(self) -> None:
        if self._document is not None:
            QGuiApplication.clipboard().setText(self._document.address)
