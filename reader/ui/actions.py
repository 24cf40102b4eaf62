"""Everything the window can be told to do: names, keys and menus as data, and the Qt actions made of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar, QWidget

from reader.export.citing import STYLES
from reader.translation import LANGUAGES, N_, _
from reader.ui.icons import icon
from reader.ui.theme import CHOICES

# How each language calls itself; never translated, so that everybody finds their own.
LANGUAGE_NAMES = {"en": "English", "vi": "Tiếng Việt"}
SYSTEM_LANGUAGE = N_("As the system")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing to do: its name in the code, its text (``&`` before the access key) and its keys."""

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False
    menu_role: QAction.MenuRole = QAction.MenuRole.NoRole


COMMANDS: tuple[Command, ...] = (
    Command("import-folder", N_("Import a &folder…"), ("Ctrl+O",), "open"),
    Command("import-files", N_("Import f&iles…"), ("Ctrl+Shift+O",)),
    Command("export", N_("&Export…"), ("Ctrl+E",), "export"),
    Command("export-results", N_("Export the &results…"), ("Ctrl+Shift+E",)),
    Command("copy-citation", N_("&Copy citation"), ("Ctrl+Shift+C",), "copy"),
    Command("save-picture", N_("Save a pict&ure of the page…")),
    Command("print", N_("&Print…"), ("Ctrl+P",), "print"),
    Command("print-preview", N_("Print pre&view…"), ("Ctrl+Shift+P",)),
    Command("show-file", N_("Show the &saved file in its folder")),
    Command("copy-path", N_("Copy the pat&h of the saved file")),
    Command("quit", N_("&Quit"), ("Ctrl+Q",), menu_role=QAction.MenuRole.QuitRole),
    Command("copy", N_("&Copy"), ("Ctrl+C",)),
    Command("select-all", N_("Select &all"), ("Ctrl+A",)),
    Command("search", N_("&Search the archive"), ("Ctrl+L", "Ctrl+K"), "search"),
    Command("clear-filters", N_("C&lear the filters")),
    Command("concordance", N_("Con&cordance"), ("Ctrl+Shift+K",), "concordance"),
    Command("timeline", N_("&Timeline"), ("Ctrl+Shift+L",), "timeline"),
    Command("save-search", N_("Sa&ve this search…"), ("Ctrl+Shift+S",), "star"),
    Command("manage-searches", N_("&Manage the saved searches…")),
    Command("clear-history", N_("Clear the search &history")),
    Command("fold", N_("&Fold copies into one result"), checkable=True),
    Command("find", N_("&Find on this page…"), ("Ctrl+F",)),
    Command("next-hit", N_("&Next hit on the page"), ("F3",)),
    Command("previous-hit", N_("&Previous hit on the page"), ("Shift+F3",)),
    Command(
        "preferences",
        N_("P&references…"),
        ("Ctrl+,",),
        "settings",
        menu_role=QAction.MenuRole.PreferencesRole,
    ),
    Command("sidebar", N_("&Results"), ("Ctrl+B",), "sidebar", checkable=True),
    Command("related", N_("Re&lated"), ("Ctrl+R",), "related", checkable=True),
    Command("reader-view", N_("Rea&der view"), ("Ctrl+1",), checkable=True),
    Command("original-view", N_("&Original page"), ("Ctrl+2",), checkable=True),
    Command("larger", N_("Lar&ger text"), ("Ctrl++", "Ctrl+=")),
    Command("smaller", N_("&Smaller text"), ("Ctrl+-",)),
    Command("usual-size", N_("&Normal size"), ("Ctrl+0",)),
    Command("serif", N_("S&erif font"), checkable=True),
    Command("full-screen", N_("&Full screen"), ("F11",), checkable=True),
    Command("back", N_("&Back"), ("Alt+Left",), "back"),
    Command("forward", N_("&Forward"), ("Alt+Right",), "forward"),
    Command("home", N_("&Welcome page"), ("Alt+Home",), "home"),
    Command("next-result", N_("Ne&xt result"), ("J",)),
    Command("previous-result", N_("Pre&vious result"), ("K",)),
    Command("new-tab", N_("New &tab"), ("Ctrl+T",), "add"),
    Command("close-tab", N_("&Close the tab"), ("Ctrl+W",)),
    Command("reopen-tab", N_("&Open the closed tab again"), ("Ctrl+Shift+T",)),
    Command("next-tab", N_("Tab on the ri&ght"), ("Ctrl+Tab", "Ctrl+PgDown")),
    Command("previous-tab", N_("Tab on the &left"), ("Ctrl+Shift+Tab", "Ctrl+PgUp")),
    Command("next-region", N_("Next &part of the window"), ("F6",)),
    Command("previous-region", N_("Pr&evious part of the window"), ("Shift+F6",)),
    Command("star", N_("&Star"), ("Ctrl+D",), "star", checkable=True),
    Command("to-read", N_("&Reading list"), ("Ctrl+Shift+D",), "bookmark", checkable=True),
    Command("read", N_("Rea&d"), ("Ctrl+Shift+M",), "read", checkable=True),
    Command("highlight", N_("&Highlight"), ("Ctrl+H",), "highlight"),
    Command("tag", N_("Add a &tag"), ("Ctrl+Shift+G",), "tag"),
    Command("note", N_("Write a &note"), ("Ctrl+M",), "notebook"),
    Command("notebook", N_("Noteb&ook"), ("Ctrl+Shift+B",), "notebook"),
    Command("tag-results", N_("Tag a&ll results…")),
    Command("undo-mark", N_("&Undo the last change"), ("Ctrl+Z",)),
    Command("backup", N_("&Back up notes and tags…")),
    Command("restore", N_("Restor&e notes and tags…")),
    Command("captures", N_("&All captures of this page"), ("Ctrl+Shift+H",), "clock"),
    Command("previous-capture", N_("&Previous capture"), ("Alt+PgUp",)),
    Command("next-capture", N_("&Next capture"), ("Alt+PgDown",)),
    Command("as-of", N_("&Keep to a day…"), ("Ctrl+Shift+Y",)),
    Command("clear-as-of", N_("&Do not keep to a day")),
    Command("compare-capture", N_("&Compare with the capture before")),
    Command("compare-source", N_("Compare with its &source")),
    Command("next-change", N_("Ne&xt difference"), ("Alt+Down",)),
    Command("previous-change", N_("Pre&vious difference"), ("Alt+Up",)),
    Command("archives", N_("&Archives…")),
    Command("failures", N_("&Could not be read…")),
    Command("own-library", N_("Open my &library")),
    Command("sample-library", N_("Open the &sample archive")),
    Command("other-library", N_("Open another li&brary…")),
    Command("rebuild", N_("Rebuild the search &index")),
    Command("why", N_("Check &title, date, source…")),
    Command("letters", N_("&Letters look wrong?…")),
    Command("missing-pages", N_("&Missing pages…")),
    Command("verify", N_("&Verify the archives…")),
    Command("go-to-address", N_("&Go to an address…"), ("Ctrl+G",)),
    Command("refused", N_("&Refused requests of this page…")),
    Command("guide", N_("&User guide"), ("F1",), "question"),
    Command("keys", N_("&Keys and query language"), ("?",), "question"),
    Command("desktop-entry", N_("Show in the applications &menu"), checkable=True),
    Command("about", N_("&About gov-reader"), menu_role=QAction.MenuRole.AboutRole),
)
SEPARATOR = "|"
# Titles, and the names of what is below them; the submenus of choices go by the name of what they choose.
MENUS: tuple[tuple[str, str], ...] = (
    (
        N_("&File"),
        "import-folder import-files | export export-results copy-citation style | "
        "save-picture print print-preview | show-file copy-path | quit",
    ),
    (N_("&Edit"), "copy select-all | find next-hit previous-hit | preferences"),
    (
        N_("&Search"),
        "search clear-filters | concordance timeline | save-search saved manage-searches | "
        "fold | clear-history",
    ),
    (
        N_("&View"),
        "sidebar related | reader-view original-view | larger smaller usual-size serif | "
        "theme language | full-screen",
    ),
    (
        N_("&Go"),
        "back forward home | next-result previous-result | "
        "new-tab close-tab reopen-tab next-tab previous-tab | next-region previous-region",
    ),
    (
        N_("&Marks"),
        "star to-read read highlight | tag note tag-results | undo-mark | notebook opened | backup restore",
    ),
    (
        N_("&Captures"),
        "captures previous-capture next-capture | as-of clear-as-of | "
        "compare-capture compare-source next-change previous-change",
    ),
    (
        N_("&Library"),
        "archives failures | own-library sample-library other-library recent-libraries | rebuild",
    ),
    (N_("&Tools"), "why letters | missing-pages verify | go-to-address refused"),
    (N_("&Help"), "guide keys | desktop-entry | about"),
)
# Filled as the window learns what is in them.
_LIST_MENUS = {
    "recent-libraries": N_("Rece&nt libraries"),
    "saved": N_("Save&d searches"),
    "opened": N_("Re&cently opened"),
}
_CHOICE_MENUS = {"theme": N_("&Colours"), "language": N_("L&anguage"), "style": N_("Citation st&yle")}


class Actions(QObject):
    """The actions by name, the menu bar they hang in, and the choices (theme, language, citation style)."""

    chosen = Signal(str)  # the name of an action
    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    library_chosen = Signal(str)  # the folder of a library that was open before
    style_chosen = Signal(str)

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._actions = {command.name: self._make(command) for command in COMMANDS}
        self._menus: dict[str, QMenu] = {}
        self._choices = {
            "theme": [(choice, N_(name)) for choice, name in CHOICES],
            "language": [("", SYSTEM_LANGUAGE), *((code, LANGUAGE_NAMES[code]) for code in LANGUAGES)],
            "style": [(style.name, style.label) for style in STYLES],
        }
        self._groups = {name: self._make_choices(name) for name in _CHOICE_MENUS}
        for name in _LIST_MENUS:
            self._menus[name] = QMenu(window)
        self._groups["theme"].triggered.connect(self._choose_theme)
        self._groups["language"].triggered.connect(self._choose_language)
        self._groups["style"].triggered.connect(self._choose_style)
        self._fill(window.menuBar())
        self.retranslate()
        self.redraw_icons()

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def menu(self, name: str) -> QMenu:
        """A submenu: "theme", "language" or "style", which are choices, or "saved"."""
        return self._menus[name]

    def subset(self, names: str, parent: QWidget) -> QMenu:
        """A menu of some actions, written as in ``MENUS``."""
        menu = QMenu(parent)
        self._fill_menu(menu, names)
        return menu

    def tooltip(self, name: str) -> str:
        """What an action does and its first key, for a button."""
        action = self._actions[name]
        key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        told = action.text().replace("&", "").rstrip("…")
        return f"{told} ({key})" if key else told

    def set_keys(self, own: Mapping[str, Sequence[str]]) -> None:
        """Gives every action its usual keys, or those that the user has chosen for it."""
        for command in COMMANDS:
            keys = own.get(command.name, command.keys)
            self._actions[command.name].setShortcuts([QKeySequence(key) for key in keys])
        self.retranslate()

    def show_libraries(self, folders: Sequence[str]) -> None:
        """The libraries that were open before; the first one is open now."""
        menu = self._menus["recent-libraries"]
        menu.clear()
        for folder in folders[1:]:
            action = menu.addAction(menu.fontMetrics().elidedText(folder, Qt.TextElideMode.ElideMiddle, 420))
            action.setToolTip(folder)
            action.triggered.connect(partial(self.library_chosen.emit, folder))
        menu.setEnabled(len(folders) > 1)

    def show_choices(self, **values: str) -> None:
        """Marks the choices that are in force, by the names of their menus."""
        for name, value in values.items():
            for action in self._groups[name].actions():
                action.setChecked(action.data() == value)

    def retranslate(self) -> None:
        """Sets every visible text in the current language."""
        for command in COMMANDS:
            action = self._actions[command.name]
            action.setText(_(command.text))
            action.setToolTip(self.tooltip(command.name))
        for title, _names in MENUS:
            self._menus[title].setTitle(_(title))
        for name, title in (_CHOICE_MENUS | _LIST_MENUS).items():
            self._menus[name].setTitle(_(title))
        for name, group in self._groups.items():
            for action, (_value, text) in zip(group.actions(), self._choices[name], strict=True):
                action.setText(_(text))

    def redraw_icons(self) -> None:
        """Draws the icons in the colours of the palette."""
        palette = self._window.palette()
        for command in COMMANDS:
            if command.icon:
                self._actions[command.name].setIcon(icon(command.icon, palette))

    def _make(self, command: Command) -> QAction:
        action = QAction(self._window)
        action.setObjectName(command.name)
        action.setCheckable(command.checkable)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setMenuRole(command.menu_role)
        action.setIconVisibleInMenu(False)
        action.triggered.connect(self._choose)
        self._window.addAction(action)
        return action

    def _choose(self) -> None:
        self.chosen.emit(self.sender().objectName())

    def _choose_theme(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())

    def _choose_language(self, action: QAction) -> None:
        self.language_chosen.emit(action.data())

    def _choose_style(self, action: QAction) -> None:
        self.style_chosen.emit(action.data())

    def _make_choices(self, name: str) -> QActionGroup:
        group = QActionGroup(self._window)
        menu = self._menus[name] = QMenu(self._window)
        for value, _text in self._choices[name]:
            action = QAction(group)
            action.setCheckable(True)
            action.setData(value)
            menu.addAction(action)
        return group

    def _fill(self, bar: QMenuBar) -> None:
        for title, names in MENUS:
            menu = self._menus[title] = QMenu(self._window)
            bar.addMenu(menu)
            self._fill_menu(menu, names)

    def _fill_menu(self, menu: QMenu, names: str) -> None:
        for name in names.split():
            if name == SEPARATOR:
                menu.addSeparator()
            elif name in self._menus:
                menu.addMenu(self._menus[name])
            else:
                menu.addAction(self._actions[name])


def native_keys(keys: Sequence[str]) -> str:
    """Keys as the system writes them."""
    shown = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return "  ·  ".join(shown)


def key_list(own: Mapping[str, Sequence[str]] | None = None) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """For the help card: the title of each menu with (text, keys) of what has a key; ``own`` keys."""
    commands = {command.name: command for command in COMMANDS}
    for title, names in MENUS:
        rows = []
        for command in (commands[name] for name in names.split() if name in commands):
            if keys := (own or {}).get(command.name, command.keys):
                rows.append((_(command.text).replace("&", "").rstrip("…"), native_keys(keys)))
        if rows:
            yield _(title).replace("&", ""), rows
