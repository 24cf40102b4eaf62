"""Opening dialogs so that they neither block nor stay in memory."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget

from reader.errors import ReaderError
from reader.messages import sentence
from reader.translation import _
from reader.ui.dialogs.guide_dialog import GuideDialog
from reader.ui.problem_details import details
from reader.ui.translated import Dialog


def present(dialog: QDialog) -> None:
    """Opens a dialog over its window and frees it when it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    with_guide(dialog)
    dialog.open()


def with_guide(dialog: QDialog) -> None:
    """F1 opens the user guide over a dialog, at the part that tells of it."""
    if isinstance(dialog, Dialog) and dialog.guide_part:
        key = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), dialog)
        key.activated.connect(partial(_show_guide, dialog))


def _show_guide(dialog: Dialog) -> None:
    guide = GuideDialog(dialog.guide_part, dialog)
    guide.finished.connect(guide.deleteLater)
    guide.open()
    guide.show_part()


def present_error(error: ReaderError, window: QWidget) -> None:
    """Something did not work, and what to do about it."""
    box = QMessageBox(QMessageBox.Icon.Warning, _("That did not work"), sentence(error), parent=window)
    if error.code == "unexpected":
        copy = box.addButton(_("Copy details"), QMessageBox.ButtonRole.ActionRole)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details(error)))
    box.setDefaultButton(box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole))
    present(box)


def present_remark(text: str, details: str, window: QWidget) -> None:
    """Something that is to be known, with lines to read further."""
    box = QMessageBox(QMessageBox.Icon.Information, "gov-reader", text, parent=window)
    box.setInformativeText(details)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.addButton(_("Close"), QMessageBox.ButtonRole.RejectRole)
    present(box)
