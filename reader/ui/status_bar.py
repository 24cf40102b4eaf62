"""The line at the bottom: size of the library, what could not be read, what was refused, and running work."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from reader.messages import stage_word
from reader.model import Progress
from reader.translation import N_, _, format_duration, format_number, ngettext
from reader.ui.icons import icon
from reader.ui.translated import Panel

_SAID_MS = 8000  # how long a remark stays
# What long work is called while it runs, by the name it was begun with.
WORK_TITLES = {
    "import": N_("Importing"),
    "watch": N_("Reading watched folders"),
    "sample": N_("Reading the sample archive"),
    "rebuild": N_("Building the search index"),
    "repair": N_("Repairing the library"),
    "export": N_("Exporting"),
}
_BAR_UNITS = 1000  # steps of the bar; counts of pages may pass what Qt's bar can hold


class StatusBar(QStatusBar):
    """Says what is so; clicks on it are told with signals."""

    failures_wanted = Signal()
    refused_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = _Counts(self)
        self._work = WorkPanel(self)
        self._counts.failures_wanted.connect(self.failures_wanted)
        self._counts.refused_wanted.connect(self.refused_wanted)
        self._work.cancel_wanted.connect(self.cancel_wanted)
        self.addWidget(self._counts)
        self.addPermanentWidget(self._work)
        self.setSizeGripEnabled(False)

    @property
    def counts_text(self) -> str:
        """What is said of library and page, in one line."""
        return self._counts.text

    @property
    def work(self) -> WorkPanel:
        """Where running work is shown."""
        return self._work

    def show_library(self, articles: int | None, failed: int) -> None:
        """The size of the library (None: not counted yet) and how many pages could not be read."""
        self._counts.show_library(articles, failed)

    def show_refused(self, count: int) -> None:
        """How many requests of the page on show were refused."""
        self._counts.show_refused(count)

    def focus_first(self) -> None:
        """Gives the keyboard to the first button that is there."""
        self._counts.focus_first()

    def say(self, text: str) -> None:
        """A remark that goes by itself."""
        self.showMessage(text, _SAID_MS)

    def show_hint(self, text: str) -> None:
        """Where the link under the pointer leads; "" when it has left."""
        if text:
            metrics = self.fontMetrics()
            self.showMessage(
                metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, max(200, self.width() - 360))
            )
        else:
            self.clearMessage()


class _Counts(Panel):
    failures_wanted = Signal()
    refused_wanted = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._articles: int | None = None
        self._failed_count = self._refused_count = 0
        self._size = QLabel(self)
        self._failed, self._refused = QToolButton(self), QToolButton(self)
        self._failed.clicked.connect(self.failures_wanted)
        self._refused.clicked.connect(self.refused_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._size)
        for button in (self._failed, self._refused):
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        self.retranslate()

    @property
    def text(self) -> str:
        shown = (widget for widget in (self._size, self._failed, self._refused) if not widget.isHidden())
        return " · ".join(widget.text() for widget in shown if widget.text())

    def show_library(self, articles: int | None, failed: int) -> None:
        self._articles, self._failed_count = articles, failed
        self.retranslate()

    def show_refused(self, count: int) -> None:
        self._refused_count = count
        self.retranslate()

    def focus_first(self) -> None:
        for button in (self._failed, self._refused):
            if not button.isHidden():
                button.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        if self._articles is None:
            self._size.setText("")
        else:
            count = ngettext("{count} page", "{count} pages", self._articles)
            self._size.setText(count.format(count=format_number(self._articles)))
        failed = ngettext("{count} could not be read", "{count} could not be read", self._failed_count)
        self._failed.setText(failed.format(count=format_number(self._failed_count)))
        self._failed.setToolTip(_("Show what could not be read, and why"))
        self._failed.setVisible(self._failed_count > 0)
        refused = ngettext(
            "offline: {count} request refused on this page",
            "offline: {count} requests refused on this page",
            self._refused_count,
        )
        self._refused.setText(refused.format(count=format_number(self._refused_count)))
        self._refused.setToolTip(_("Show what the page asked for"))
        self._refused.setVisible(self._refused_count > 0)


class WorkPanel(Panel):
    """One piece of running work: its name, a bar, pages a second, the time left, and a button to end it."""

    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self._step: Progress | None = None
        self._ending = False
        self._label, self._bar, self._cancel = QLabel(self), QProgressBar(self), QToolButton(self)
        self._label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setMaximumHeight(14)
        self._cancel.setAutoRaise(True)
        self._cancel.clicked.connect(self.cancel_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 4, 0)
        for widget in (self._label, self._bar, self._cancel):
            row.addWidget(widget)
        self.setVisible(False)
        self.retranslate()
        self.redraw_icons()

    @property
    def text(self) -> str:
        """What it says; empty when nothing runs."""
        return self._label.text() if self._kind else ""

    def begin(self, kind: str) -> None:
        """Work of a kind of ``WORK_TITLES`` runs."""
        self._kind, self._step, self._ending = kind, None, False
        self._show()

    def show_step(self, step: Progress) -> None:
        """How far it has come."""
        if self._kind:
            self._step = step
            self._show()

    def show_ending(self) -> None:
        """Its end was asked for and is awaited."""
        self._ending = True
        self._show()

    def end(self) -> None:
        """Nothing runs."""
        self._kind = ""
        self._show()

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        self._cancel.setToolTip(_("Stop; what is done is kept"))
        self._cancel.setAccessibleName(_("Stop"))
        self._bar.setAccessibleName(_("Progress"))
        self._show()

    def redraw_icons(self) -> None:
        """Draws the icon in the colours of the palette."""
        self._cancel.setIcon(icon("clear", self.palette()))

    def _show(self) -> None:
        self.setVisible(bool(self._kind))
        if not self._kind:
            return
        self._label.setText(self._told())
        self._label.setToolTip(self._step.current if self._step else "")
        self._cancel.setEnabled(not self._ending)
        step = self._step
        if step is None or not step.total:
            self._bar.setRange(0, 0)
        else:
            self._bar.setRange(0, _BAR_UNITS)
            self._bar.setValue(min(_BAR_UNITS, step.done * _BAR_UNITS // step.total))

    def _told(self) -> str:
        title = _(WORK_TITLES[self._kind])
        if self._ending:
            return title + " · " + _("stopping…")
        step = self._step
        if step is None:
            return title + "…"
        parts = [title]
        if step.stage != "read":
            parts.append(stage_word(step.stage))
        if step.total:
            parts.append(f"{format_number(step.done)}/{format_number(step.total)}")
        elif step.done:
            parts.append(format_number(step.done))
        if step.rate >= 1:
            parts.append(_("{rate}/s").format(rate=format_number(round(step.rate))))
        if step.eta is not None and step.eta >= 1:
            parts.append(_("{time} left").format(time=format_duration(step.eta)))
        return " · ".join(parts)
