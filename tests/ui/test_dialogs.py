"""Every dialog, in both languages, in a small window: all texts have room, names are there, and it closes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings, QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QMainWindow,
    QRadioButton,
    QScrollArea,
    QTabWidget,
    QWidget,
)

from reader.errors import UnusableError, UsageError
from reader.export.registry import FORMATS
from reader.model import (
    ArchiveRoot,
    Correction,
    Difference,
    Encoding,
    Explained,
    ExportEntry,
    ExportReport,
    Failure,
    ImportPlan,
    ImportReport,
    MissingLink,
    Progress,
    Rejected,
    SavedSearch,
    SearchRequest,
    Verification,
)
from reader.query_card import CARD
from reader.translation import set_language
from reader.ui.appearance import Appearance
from reader.ui.dialogs.about import About
from reader.ui.dialogs.address_dialog import AddressDialog
from reader.ui.dialogs.archives_dialog import ArchivesDialog
from reader.ui.dialogs.as_of_dialog import AsOfDialog
from reader.ui.dialogs.crash_dialog import CrashDialog
from reader.ui.dialogs.export_choice import Choice, Scope
from reader.ui.dialogs.export_dialog import ExportDialog
from reader.ui.dialogs.failures_dialog import FailuresDialog
from reader.ui.dialogs.import_dialog import ImportDialog
from reader.ui.dialogs.import_summary import ImportSummary
from reader.ui.dialogs.keys_help import KeysHelp
from reader.ui.dialogs.letters_dialog import LettersDialog
from reader.ui.dialogs.missing_dialog import MissingDialog
from reader.ui.dialogs.online_dialog import OnlineDialog
from reader.ui.dialogs.preferences import Preferences
from reader.ui.dialogs.refused_dialog import RefusedDialog
from reader.ui.dialogs.save_search_dialog import SaveSearchDialog
from reader.ui.dialogs.searches_dialog import SearchesDialog
from reader.ui.dialogs.verify_dialog import VerifyDialog
from reader.ui.dialogs.why_dialog import WhyDialog
from reader.ui.original.refusals import Refusal
from reader.ui.original.scripts_dialog import ScriptsDialog
from reader.ui.settings import Settings
from reader.ui.theme import ReaderType
from reader.ui.translated import Dialog

LONG = "/home/reader/archives/haiduong/2019/" + "a-folder-with-a-long-name/" * 4 + "page.html"
ADDRESS = "https://kinhmon.haiduong.gov.vn/tin-tuc/" + "mot-trang-rat-dai-" * 8 + ".html?page=2&view=print"
FAILED = [
    Failure(LONG, None, "file-empty", "", "2026-01-02T03:04:05Z"),
    Failure("/a/b.html", "member/c.html", "not-a-page", "binary", "2026-01-02T03:04:05Z"),
    Failure("/a/d.html", None, "redirect", "", "2026-01-02T03:04:05Z", "skipped"),
]
REPORT = ImportReport(
    files=1300,
    seen=1210,
    added=1204,
    updated=3,
    unchanged=12,
    reextracted=7,
    failed=tuple(Rejected(f.path, f.member, f.kind, f.code, f.detail) for f in FAILED[:2]),
    skipped=(Rejected("/a/d.html", None, "skipped", "redirect"),),
    other={"resource": 88},
    articles=1219,
    seconds=75.2,
    stopped="disk-full",
    formats={"html": 1200, "warc": 7},
    repaired={"tcvn3": 12, "double-encoded": 3, "mixed-windows-1258": 1, "declared-wrong": 100},
    doubtful=2,
)


def import_dialog(parent):
    dialog = ImportDialog("/", parent)
    dialog.add_paths(["/archives/one", LONG])
    dialog.show_plan(ImportPlan(120_000, 4_000_000_000, 1900.0, 900_000_000, 1_000_000_000))
    return dialog


def refused_import(parent):
    dialog = ImportDialog("/", parent)
    dialog.add_paths([LONG])
    dialog.show_error(UnusableError("path-missing", path=LONG))
    return dialog


def archives(parent):
    dialog = ArchivesDialog(
        [ArchiveRoot("/archives/one", "present", 1204, 63_000_000), ArchiveRoot(LONG, "away", 3, 1)], parent
    )
    dialog.show_forgotten("/archives/two")
    return dialog


def export(parent):
    title = "Cuộc bầu cử đại biểu Quốc hội và hội đồng nhân dân các cấp đã thành công rất tốt đẹp " * 2
    scopes = (Scope("results", "bầu cử", 1204, "bầu cử"), Scope("article", title, 1, "2021-06-02-town"))
    dialog = ExportDialog(scopes, FORMATS, Choice("citation", "/"), parent=parent)
    dialog.show_error(UnusableError("file-unwritable", path=LONG, reason="no room"))
    return dialog


def exported(parent):
    scopes = (Scope("results", "bầu cử", 3, "bầu cử"),)
    dialog = ExportDialog(scopes, FORMATS, Choice("md", "/"), parent=parent)
    entries = (
        ExportEntry("1" * 16, "written", "a.md"),
        ExportEntry("2" * 16, "failed", title="A title " * 20, code="file-exists", values=(("path", LONG),)),
        ExportEntry("3" * 16, "failed", code="article-unknown", values=(("id", "3" * 16),)),
    )
    dialog.show_report(ExportReport("/exports", entries, "/exports/manifest.jsonl"))
    return dialog


def letters(parent):
    dialog = LettersDialog(Encoding(None, "windows-1252", doubtful=True), parent)
    dialog.show_error(UsageError("no-text-in-encoding", encoding="utf-16le"))
    return dialog


def values(parent):
    explained = [
        Explained("title", "A title " * 20, "heading", "div.a-long-name", True),
        Explained(
            "byline", "An", "", "", True, Correction("byline", "An", None, "2026-01-02T03:04:05Z", "b" * 16)
        ),
        Explained("date", None, "", "", True),
        Explained("url", ADDRESS, "canonical"),
        Explained("text", None, "weight", "div#main"),
    ]
    dialog = WhyDialog("a" * 16, explained, parent)
    dialog.show_error(UsageError("day-unreadable", text="x"))
    return dialog


def missing(parent):
    dialog = MissingDialog(parent)
    link = MissingLink(ADDRESS, 1204, ("body", "menu"), None, None, ("1" * 16,))
    dialog.show_links([link], {ADDRESS: False, "http://other.example/": True})
    return dialog


def verified(parent):
    dialog = VerifyDialog(parent)
    found = Verification(1204, 1200, (Difference(LONG, None, "file-changed"),), (LONG,), (LONG,))
    dialog.show_found(Progress("done", 1, 1, verification=found))
    return dialog


SEARCH = SearchRequest("bầu cử đại biểu", site="kinhmon.haiduong.gov.vn", date_from="2021-01-01")


def saved_searches(parent):
    searches = [SavedSearch("Bầu cử " * 20, SEARCH), SavedSearch("All", SearchRequest())]
    dialog = SearchesDialog(searches, parent)
    dialog._press_delete()
    return dialog


DIALOGS = {
    "save-search": lambda parent: SaveSearchDialog(SEARCH, ["bầu cử đại biểu"], parent),
    "searches": saved_searches,
    "no-searches": lambda parent: SearchesDialog([], parent),
    "about": About,
    "address": AddressDialog,
    "archives": archives,
    "crash": lambda parent: CrashDialog("Traceback\nValueError: x", "/home/r/.local/state/x.log", parent),
    "export": export,
    "exported": exported,
    "failures": lambda parent: FailuresDialog(FAILED, parent),
    "no-failures": lambda parent: FailuresDialog([], parent),
    "import": import_dialog,
    "import-refused": refused_import,
    "import-empty": lambda parent: ImportDialog("/", parent),
    "summary": lambda parent: ImportSummary(REPORT, parent),
    "summary-nothing": lambda parent: ImportSummary(ImportReport(), parent),
    "keys": KeysHelp,
    "queries": lambda parent: KeysHelp(parent, queries_first=True),
    "online": lambda parent: OnlineDialog(ADDRESS, parent),
    "preferences": lambda parent: Preferences(
        language="vi", theme="dark", type_=ReaderType(), keys={"star": ["Ctrl+Y"]}, parent=parent
    ),
    "refused": lambda parent: RefusedDialog(
        [Refusal("missing", "http://a.example/x.png"), Refusal("connection", "file:///etc/passwd")], parent
    ),
    "scripts": ScriptsDialog,
    "letters": letters,
    "why": values,
    "missing": missing,
    "as-of": lambda parent: AsOfDialog("2021-06-30", parent),
    "missing-asked": lambda parent: MissingDialog(parent),
    "verify": VerifyDialog,
    "verified": verified,
    "nothing-refused": lambda parent: RefusedDialog([], parent),
}


# Words of the dialogs above that are no texts of the program, and of the examples of the query card.
DATA = (
    f"Title Bầu cử đại biểu All Traceback ValueError WARC big macintosh viqr viscii vni vps tcvn "
    f"{' '.join(example for _title, group in CARD for example, _text in group)} captured exports archives"
)


@pytest.fixture
def parent(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(1024, 700)
    window.show()
    return window


def opened(qtbot, parent, name):
    dialog = DIALOGS[name](parent)
    dialog.show()
    qtbot.waitExposed(dialog)
    return dialog


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_has_room_for_its_texts(qtbot, parent, cut_off, name, language):
    set_language(language)
    dialog = opened(qtbot, parent, name)
    assert cut_off(dialog) == []
    assert dialog.windowTitle()
    assert dialog.width() <= 1024
    assert dialog.height() <= 700


@pytest.mark.parametrize("name", DIALOGS)
def test_every_control_of_a_dialog_has_a_name(qtbot, parent, unnamed, name):
    dialog = opened(qtbot, parent, name)
    QApplication.processEvents()
    assert unnamed(dialog) == []
    labelled = {label.buddy() for label in dialog.findChildren(QLabel) if label.buddy()}
    for box in dialog.findChildren(QComboBox):  # whose name Qt takes for their value
        assert box.accessibleName() or box in labelled, box


def access_keys(dialog):
    """The letters after the sign & in what is on show, each with its texts."""
    found = {}
    for widget in dialog.findChildren(QLabel) + dialog.findChildren(QAbstractButton):
        if widget.isVisibleTo(dialog) and (key := QKeySequence.mnemonic(widget.text())).toString():
            found.setdefault(key.toString(), []).append(widget.text())
    return found


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize("name", DIALOGS)
def test_access_keys_are_ascii_and_each_is_there_once(qtbot, parent, name, language):
    set_language(language)
    dialog = opened(qtbot, parent, name)
    pages = dialog.findChildren(QTabWidget)
    for number in range(pages[0].count() if pages else 1):
        if pages:
            pages[0].setCurrentIndex(number)
        for key, texts_ in access_keys(dialog).items():
            assert key.isascii(), texts_
            assert len(texts_) == 1


def takes_tab(dialog, widget):
    """Whether the Tab key has to come there; of buttons of which one is chosen, that one is enough."""
    return (
        widget.isVisibleTo(dialog)
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and not (isinstance(widget, QRadioButton) and not widget.isChecked())
    )


@pytest.mark.parametrize("name", DIALOGS)
def test_the_tab_key_comes_to_every_control(qtbot, parent, name):
    dialog = opened(qtbot, parent, name)
    dialog.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    pages = dialog.findChildren(QTabWidget)
    for number in range(pages[0].count() if pages else 1):
        if pages:
            pages[0].setCurrentIndex(number)
            pages[0].tabBar().setFocus()
        wanted = {widget for widget in dialog.findChildren(QWidget) if takes_tab(dialog, widget)}
        met = set()
        for _step in range(120):
            met.add(QApplication.focusWidget())
            qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert {f"{type(each).__name__} {each.accessibleName()}" for each in wanted - met} == set()


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_scrolls_where_it_has_no_room(qtbot, parent, monkeypatch, name):
    monkeypatch.setattr(Dialog, "_room", lambda dialog: QSize(512, 350))
    dialog = opened(qtbot, parent, name)
    QApplication.processEvents()
    assert dialog.width() <= 512
    assert dialog.height() <= 350
    last = dialog.findChild(QDialogButtonBox)
    area = dialog.findChild(QScrollArea)
    assert last.isVisible()
    if not dialog.rect().contains(last.mapTo(dialog, last.rect().bottomRight())):
        assert area.verticalScrollBar().maximum() > 0


@pytest.mark.parametrize("name", DIALOGS)
def test_escape_closes_a_dialog(qtbot, parent, name):
    dialog = opened(qtbot, parent, name)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_changes_its_language_while_it_is_open(qtbot, parent, name):
    dialog = opened(qtbot, parent, name)
    english = texts(dialog)
    set_language("vi")
    dialog.retranslate()
    assert texts(dialog) != english
    set_language("en")
    dialog.retranslate()
    assert texts(dialog) == english


def texts(dialog: QDialog):
    widgets = dialog.findChildren(QLabel) + dialog.findChildren(QAbstractButton)
    return [dialog.windowTitle(), *(widget.text() for widget in widgets if not widget.isHidden())]


def test_a_summary_tells_formats_and_what_was_put_right(qtbot, parent):
    told = texts(opened(qtbot, parent, "summary"))
    lines = [
        "from: web pages (HTML) 1,200 · WARC 7",
        "pages repaired: text for old Vietnamese fonts (TCVN3)",
        "pages repaired: letters that had been encoded twice",
        "page repaired: two encodings in one page",
        "pages repaired: another encoding than the page says",
        "pages whose encoding is a guess; they say so, and you can choose",
    ]
    assert [text for text in told if text in lines] == lines
    plain = texts(opened(qtbot, parent, "summary-nothing"))
    assert not any("from:" in text for text in plain)


@pytest.mark.parametrize("name", DIALOGS)
def test_every_text_of_an_open_dialog_follows_the_language(qtbot, parent, brackets, foreign, name):
    dialog = opened(qtbot, parent, name)
    brackets()
    assert foreign(dialog, DATA) == []


def test_numbers_in_fields_are_written_as_the_language_does(qtbot, qapp, tmp_path, parent):
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    appearance = Appearance(qapp, Settings(store), parent)
    appearance.set_language("en")
    dialog = opened(qtbot, parent, "preferences")
    field = dialog.type_form.leading
    dialog.type_form.show_type(ReaderType(leading=1.45))
    assert field.text() == "1.45"
    appearance.set_language("vi")
    assert field.text() == "1,45"
    assert DIALOGS["preferences"](parent).type_form.leading.text().count(",") == 1
    appearance.set_language("en")
    assert field.text() == "1.45"
