"""What dialogs do: what they ask for, when they let one go on, and what they never do unasked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QMessageBox, QWidget

from reader.errors import UnusableError
from reader.export.registry import FORMATS
from reader.model import ArchiveRoot, ExportEntry, ExportReport, Failure, ImportPlan, Progress
from reader.query_card import CARD
from reader.ui.dialogs.address_dialog import AddressDialog
from reader.ui.dialogs.archives_dialog import ArchivesDialog
from reader.ui.dialogs.export_choice import Choice, Scope
from reader.ui.dialogs.export_dialog import ExportDialog
from reader.ui.dialogs.failures_dialog import FailuresDialog
from reader.ui.dialogs.import_dialog import ImportDialog
from reader.ui.dialogs.keys_help import KeysHelp
from reader.ui.dialogs.preferences import Preferences
from reader.ui.dropped import dropped_paths
from reader.ui.theme import ReaderType

ROOM = 10**9


@pytest.fixture
def parent(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


def accept_button(dialog):
    box = dialog.findChild(QDialogButtonBox)
    return next(each for each in box.buttons() if box.buttonRole(each) == box.ButtonRole.AcceptRole)


def question(parent):
    """The question box that is open, with the button that goes on."""
    box = next(each for each in parent.findChildren(QMessageBox) if each.isVisible())
    return box, next(each for each in box.buttons() if box.buttonRole(each) == box.ButtonRole.AcceptRole)


# ---- import ---------------------------------------------------------------------------------------


@pytest.fixture
def importing(parent):
    dialog = ImportDialog("/", parent)
    dialog.show()
    return dialog


def test_each_path_is_listed_once_and_planned_together(qtbot, importing):
    with qtbot.waitSignals([importing.plan_wanted, importing.plan_wanted]):
        importing.add_paths(["/a"])
        importing.add_paths(["/a", "/b\udcff"])
    assert importing.paths == ["/a", "/b\udcff"]


def test_nothing_begins_before_the_plan_is_known(qtbot, importing):
    importing.add_paths(["/a"])
    assert not accept_button(importing).isEnabled()
    importing.show_plan(ImportPlan(12, 3_000_000, 4.0, 1_000_000, ROOM))
    assert "12 files, 3 MB" in importing._cost.text()
    with qtbot.waitSignal(importing.import_wanted) as told:
        accept_button(importing).click()
    assert told.args == [["/a"]]
    assert not importing.isVisible()


def test_a_tight_disk_is_told_of_and_the_button_says_so(importing):
    importing.add_paths(["/a"])
    importing.show_plan(ImportPlan(12, 3_000_000, 4.0, 900_000_000, ROOM))
    assert "⚠" in importing._cost.text()
    assert accept_button(importing).text() == "Import all the same"


def test_a_folder_without_files_and_a_path_that_is_gone_cannot_be_imported(importing):
    importing.add_paths(["/a"])
    importing.show_plan(ImportPlan(0, 0, 0.0, 0, ROOM))
    assert not accept_button(importing).isEnabled()
    importing.show_error(UnusableError("path-missing", path="/a"))
    assert "/a" in importing._cost.text()
    assert not accept_button(importing).isEnabled()


def test_a_path_can_be_taken_off_the_list(importing):
    importing.add_paths(["/a", "/b"])
    importing._list.setCurrentRow(0)
    importing._remove.click()
    assert importing.paths == ["/b"]


def test_files_can_be_dropped_addresses_not(importing, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path)), QUrl("http://town.example/")])
    assert dropped_paths(data) == [str(tmp_path)]
    event = QDropEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    importing.dropEvent(event)
    assert importing.paths == [str(tmp_path)]
    assert dropped_paths(QMimeData()) == []


# ---- export ---------------------------------------------------------------------------------------


ONE = Scope("article", "Title", 1, "2021 v1.2 title")
MANY = Scope("results", "bầu cử", 3, "bầu cử")


@pytest.fixture
def exporting(parent, tmp_path):
    dialog = ExportDialog((ONE, MANY), FORMATS, Choice("md", str(tmp_path)), parent=parent)
    dialog.show()
    return dialog


@pytest.fixture
def many(parent, tmp_path):
    dialog = ExportDialog((MANY,), FORMATS, Choice("md", str(tmp_path)), parent=parent)
    dialog.show()
    return dialog


def choose(dialog, name):
    dialog.form.choose_format(name)


def test_the_ending_follows_the_format_and_nothing_else_changes(exporting, tmp_path):
    assert exporting.path == str(tmp_path / "2021 v1.2 title.md")
    choose(exporting, "csl-json")
    assert exporting.path == str(tmp_path / "2021 v1.2 title.csl.json")
    choose(exporting, "pdf")
    assert exporting.path == str(tmp_path / "2021 v1.2 title.pdf")
    exporting.set_path(str(tmp_path / "mine v1.5.pdf"))
    choose(exporting, "warc")
    assert exporting.path == str(tmp_path / "mine v1.5.warc.gz")
    choose(exporting, "html")
    assert exporting.path == str(tmp_path / "mine v1.5.html")
    exporting.set_path(str(tmp_path / "mine v1.5"))
    choose(exporting, "pdf")
    assert exporting.path == str(tmp_path / "mine v1.5")


def test_a_new_file_is_written_without_a_question(qtbot, exporting, tmp_path):
    with qtbot.waitSignal(exporting.export_wanted) as told:
        accept_button(exporting).click()
    (wanted,) = told.args
    assert (wanted.format.name, wanted.path) == ("md", str(tmp_path / "2021 v1.2 title.md"))
    assert (wanted.force, wanted.as_folder, wanted.scope) == (False, False, ONE)
    assert not accept_button(exporting).isEnabled()


def test_an_existing_file_is_replaced_only_when_confirmed(qtbot, exporting, tmp_path):
    (tmp_path / "2021 v1.2 title.md").write_text("old")
    with qtbot.assertNotEmitted(exporting.export_wanted):
        accept_button(exporting).click()
        box, _replace = question(exporting)
        assert box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel)
        box.button(QMessageBox.StandardButton.Cancel).click()
    accept_button(exporting).click()
    with qtbot.waitSignal(exporting.export_wanted) as told:
        question(exporting)[1].click()
    assert told.args[0].force is True


def test_after_a_failure_another_place_can_be_chosen(exporting):
    accept_button(exporting).click()
    exporting.show_error(UnusableError("file-unwritable", path="/x", reason="no room"))
    assert "no room" in exporting.form._note.text()
    assert accept_button(exporting).isEnabled()


def test_without_a_place_there_is_no_export(exporting):
    exporting.set_path("  ")
    assert not accept_button(exporting).isEnabled()


def test_several_articles_go_into_a_folder_or_one_file_as_the_format_allows(many, tmp_path):
    form = many.form
    assert (form.wants_folder, many.path) == (True, str(tmp_path / "bầu cử"))
    choose(many, "epub")
    assert form.wants_folder
    form._together.click()
    assert (form.wants_folder, many.path) == (False, str(tmp_path / "bầu cử.epub"))
    choose(many, "csv")  # a list is one file
    assert (form.wants_folder, many.path) == (False, str(tmp_path / "bầu cử.csv"))
    assert not form._each.isEnabled()
    choose(many, "pdf")  # the wish for one file is remembered
    assert (form.wants_folder, many.path) == (False, str(tmp_path / "bầu cử.pdf"))
    form._each.click()
    assert (form.wants_folder, many.path) == (True, str(tmp_path / "bầu cử"))


def test_a_name_of_ones_own_stays_and_the_place_is_apart_from_it(many, tmp_path, monkeypatch):
    form = many.form
    form._name.setText("")
    form._name.textEdited.emit("")
    assert many.path == str(tmp_path)  # straight into the folder
    many.set_path(str(tmp_path / "luận văn"))
    form._together.click()
    assert many.path == str(tmp_path / "luận văn.md")
    choose(many, "pdf")
    form._each.click()
    assert many.path == str(tmp_path / "luận văn")
    assert "day-site-title.pdf" in form._names.text()
    (tmp_path / "kho").mkdir()
    asked = "reader.ui.dialogs.export_dialog.QFileDialog.getExistingDirectory"
    monkeypatch.setattr(asked, lambda *_asked: str(tmp_path / "kho"))
    form._browse.click()
    assert many.path == str(tmp_path / "kho" / "luận văn")
    assert form.choice.folder == str(tmp_path / "kho")


def test_pictures_are_offered_where_a_format_has_them(exporting):
    for name, offered in (("pdf", True), ("warc", True), ("txt", False), ("ris", False), ("csv", False)):
        choose(exporting, name)
        assert exporting.form._pictures.isEnabled() is offered


def test_what_is_chosen_comes_back(parent, many, tmp_path):
    choose(many, "citation")
    form = many.form
    form._style.setCurrentIndex(form._style.findData("vietnamese"))
    form._pictures.setChecked(False)
    form._remarks.setChecked(True)
    again = ExportDialog((MANY,), FORMATS, form.choice, parent=parent).form
    assert again.choice == form.choice
    assert again.wanted().options.style == "vietnamese"
    assert again.choice.folder == str(tmp_path)


def test_an_export_of_many_ends_with_what_became_of_them(qtbot, many, tmp_path):
    accept_button(many).click()
    many.show_step(Progress("export", 1, 3))
    assert "1 of 3" in many.form._note.text()
    entries = (
        ExportEntry("1" * 16, "written", "a.md"),
        ExportEntry("2" * 16, "failed", title="Hai", code="file-exists", values=(("path", "/x"),)),
        ExportEntry("3" * 16, "failed", title="Ba", code="article-unknown", values=(("id", "3"),)),
    )
    many.show_report(ExportReport(str(tmp_path), entries, str(tmp_path / "manifest.jsonl")))
    assert many.outcome.text == "1 article exported."
    told = many.outcome._failures.toPlainText()
    assert "Hai: its file exists already" in told
    assert "Ba: There is no article 3" in told
    with qtbot.waitSignal(many.folder_wanted) as shown:
        many.outcome._folder.click()
    assert shown.args == [str(tmp_path)]
    with qtbot.waitSignal(many.export_wanted) as wanted:
        many.outcome._replace.click()
    assert (wanted.args[0].only, wanted.args[0].force) == (("2" * 16,), True)


# ---- archives, failures ---------------------------------------------------------------------------


@pytest.fixture
def archives(parent):
    roots = [ArchiveRoot("/one", "present", 4, 1), ArchiveRoot("/two", "away", 3, 1)]
    dialog = ArchivesDialog(roots, parent)
    dialog.show()
    return dialog


def test_an_archive_is_forgotten_only_when_confirmed(qtbot, archives):
    with qtbot.assertNotEmitted(archives.forget_wanted):
        archives._forget.click()
        question(archives)[0].button(QMessageBox.StandardButton.Cancel).click()
    archives._forget.click()
    box, forget = question(archives)
    assert "/one" in box.text()
    assert "4 pages" in box.informativeText()
    with qtbot.waitSignal(archives.forget_wanted) as told:
        forget.click()
    assert told.args == ["/one"]


def test_an_archive_that_is_away_cannot_be_read_again_but_moved(archives):
    archives._list.setCurrentItem(archives._list.topLevelItem(1))
    assert not archives._update.isEnabled()
    assert archives._relocate.isEnabled()


def test_the_new_place_of_an_archive_is_asked_for(qtbot, archives, monkeypatch):
    monkeypatch.setattr(
        "reader.ui.dialogs.archives_dialog.QFileDialog.getExistingDirectory", lambda *_asked: "/moved"
    )
    with qtbot.waitSignal(archives.relocate_wanted) as told:
        archives._relocate.click()
    assert told.args == ["/one", "/moved"]


def test_failures_are_listed_by_kind_and_tried_again_by_file(qtbot, parent):
    failures = [
        Failure("/a.html", None, "file-empty", "", "2026-01-02T03:04:05Z"),
        Failure("/b.warc", "1", "not-a-page", "", "2026-01-02T03:04:05Z"),
        Failure("/b.warc", "2", "not-a-page", "", "2026-01-02T03:04:05Z"),
        Failure("/c.html", None, "redirect", "", "2026-01-02T03:04:05Z", "skipped"),
    ]
    dialog = FailuresDialog(failures, parent)
    dialog.show()
    kinds = dialog.findChild(QComboBox)
    assert [kinds.itemText(index) for index in range(kinds.count())] == [
        "Could not be read (3)",
        "Not an article (1)",
    ]
    dialog._copy.click()
    assert "/b.warc › 2\t" in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(dialog.retry_wanted) as told:
        dialog._retry.click()
    assert told.args == [["/a.html", "/b.warc"]]


# ---- the others -----------------------------------------------------------------------------------


def test_preferences_apply_at_once(qtbot, parent):
    dialog = Preferences(language="", theme="system", type_=ReaderType(), parent=parent)
    dialog.show()
    language, theme, form = dialog._language, dialog._theme, dialog.type_form
    for signal, act, value in (
        (dialog.language_chosen, lambda: language.setCurrentIndex(language.findData("vi")), "vi"),
        (dialog.theme_chosen, lambda: theme.setCurrentIndex(theme.findData("dark")), "dark"),
        (dialog.type_chosen, dialog.type_form.sans.click, ReaderType(serif=False)),
        (dialog.type_chosen, lambda: form.px.setValue(20), ReaderType(serif=False, px=20)),
        (dialog.type_chosen, lambda: form.leading.setValue(1.8), ReaderType(False, 20, leading=1.8)),
        (dialog.type_chosen, dialog.type_form._usual.click, ReaderType()),
        (dialog.remember_queries_chosen, dialog._queries.click, False),
        (dialog.remember_opened_chosen, dialog._opened.click, False),
    ):
        with qtbot.waitSignal(signal) as told:
            act()
        assert told.args == [value]


@pytest.mark.parametrize(
    ("typed", "address"),
    [("town.example/a", "http://town.example/a"), (" https://town.example/a ", "https://town.example/a")],
)
def test_an_address_gets_a_scheme(qtbot, parent, typed, address):
    dialog = AddressDialog(parent)
    dialog.show()
    assert not accept_button(dialog).isEnabled()
    dialog._line.setText(typed)
    with qtbot.waitSignal(dialog.address_chosen) as told:
        accept_button(dialog).click()
    assert told.args == [address]


def test_an_example_of_the_card_is_searched(qtbot, parent):
    card = KeysHelp(parent, queries_first=True)
    with qtbot.waitSignal(card.example_chosen) as told:
        card._queries.anchorClicked.emit(QUrl("query:2"))
    assert told.args == [CARD[0][1][2][0]]
