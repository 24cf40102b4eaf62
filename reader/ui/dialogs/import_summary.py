"""What an import has done: what was read, and what could not be read, with the reason and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from reader.explanations import format_words, repair_words
from reader.model import ImportReport
from reader.translation import _, format_duration, format_number, ngettext
from reader.ui.dialogs.rejected_list import RejectedList, RejectedRow, rows_of_report
from reader.ui.translated import Dialog


class ImportSummary(Dialog):
    """Counts first, then the list of what became no article."""

    guide_part = "libraries"

    failures_wanted = Signal()  # the list of all failures of the library

    def __init__(self, report: ImportReport, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self._rows: list[RejectedRow] = rows_of_report(report)
        self._head, self._stopped = QLabel(self), QLabel(self)
        self._counts = QGridLayout()
        self._counts.setColumnStretch(1, 1)
        self._counts.setHorizontalSpacing(14)
        self._counts.setVerticalSpacing(3)
        self._list_head = QLabel(self)
        self._list = RejectedList(self)
        self._list.show_rows(self._rows)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._buttons.rejected.connect(self.reject)
        for label in (self._head, self._stopped, self._list_head):
            label.setWordWrap(True)
        font = self._head.font()
        font.setBold(True)
        font.setPointSizeF(font.pointSizeF() * 1.2)
        self._head.setFont(font)
        column = QVBoxLayout(self)
        column.setSpacing(10)
        for widget in (self._head, self._stopped):
            column.addWidget(widget)
        column.addLayout(self._counts)
        column.addWidget(self._list_head)
        column.addWidget(self._list, 1)
        column.addStretch(0 if self._rows else 1)
        column.addWidget(self._buttons)
        self._list_head.setVisible(bool(self._rows))
        self._list.setVisible(bool(self._rows))
        self.resize(720, 540 if self._rows else 240)
        self.retranslate()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        report = self._report
        self.setWindowTitle(_("Import"))
        read = report.added + report.updated
        head = ngettext("{count} page was read", "{count} pages were read", read)
        if not read:
            head = _("No new page was found") if not report.failed else _("No page could be read")
        head = head.format(count=format_number(read))
        self._head.setText(head[:1].upper() + head[1:])
        self._stopped.setText(_stop_reason(report.stopped))
        self._stopped.setVisible(bool(report.stopped))
        while (item := self._counts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for row, (number, text) in enumerate(_count_lines(report)):
            count, what = QLabel(number, self), QLabel(text, self)
            count.setAlignment(Qt.AlignmentFlag.AlignRight)
            for column, label in enumerate((count, what)):
                self._counts.addWidget(label, row, column)
                label.show()  # also in a dialog that is open already
        self._list_head.setText(_("These became no article:"))
        self._buttons.button(QDialogButtonBox.StandardButton.Close).setText(_("Close"))


def _stop_reason(stopped: str | None) -> str:
    if stopped == "disk-full":
        return _(
            "The disk is full. What was read before is kept. Make room on the disk and import again: "
            "only what is missing will be read."
        )
    return _("The import was stopped. What was read before is kept; importing again goes on from there.")


def _how_read(report: ImportReport) -> list[tuple[str, str]]:
    """Of what was read: the formats, what of its letters was put right, and what stayed doubtful."""
    told = []
    if report.formats:
        names = (f"{format_words(name)} {format_number(n)}" for name, n in report.formats.items())
        told.append(("", _("from: {formats}").format(formats=" · ".join(names))))
    for code, number in report.repaired.items():
        text = ngettext("page repaired: {what}", "pages repaired: {what}", number)
        told.append((format_number(number), text.format(what=repair_words(code))))
    if report.doubtful:
        text = ngettext(
            "page whose encoding is a guess; it says so, and you can choose",
            "pages whose encoding is a guess; they say so, and you can choose",
            report.doubtful,
        )
        told.append((format_number(report.doubtful), text))
    return told


def _count_lines(report: ImportReport) -> list[tuple[str, str]]:
    """(number, what it counts) for everything that is not nought."""
    lines = [
        (report.added, ngettext("new page", "new pages", report.added)),
        (report.updated, ngettext("changed page, read again", "changed pages, read again", report.updated)),
        (report.unchanged, ngettext("page was known already", "pages were known already", report.unchanged)),
        (
            report.reextracted,
            ngettext(
                "known page reads better, as more is known of its site",
                "known pages read better, as more is known of their sites",
                report.reextracted,
            ),
        ),
        (
            len(report.failed),
            ngettext("page could not be read", "pages could not be read", len(report.failed)),
        ),
        (
            len(report.skipped),
            ngettext(
                "page is not an article (a redirect, a listing, an error page)",
                "pages are not articles (redirects, listings, error pages)",
                len(report.skipped),
            ),
        ),
        (
            sum(report.other.values()),
            ngettext(
                "other file (pictures, styles and the like)",
                "other files (pictures, styles and the like)",
                sum(report.other.values()),
            ),
        ),
    ]
    told = [(format_number(number), text) for number, text in lines if number]
    read = bool(report.added) + bool(report.updated)
    told[read:read] = _how_read(report)
    told.append((format_duration(report.seconds), _("in all")))
    return told
