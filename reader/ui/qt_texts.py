"""Qt's own standard texts (buttons, context menus, file dialogs) in our languages: Qt has no Vietnamese."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from reader.translation import N_, _

# As they stand in Qt's sources, mnemonics included.
_STANDARD = frozenset(
    (
        # buttons of dialogs
        N_("OK"),
        N_("&OK"),
        N_("Cancel"),
        N_("&Cancel"),
        N_("Close"),
        N_("&Close"),
        N_("Save"),
        N_("&Save"),
        N_("Save As"),
        N_("Open"),
        N_("&Open"),
        N_("&Yes"),
        N_("&No"),
        N_("Yes to &All"),
        N_("N&o to All"),
        N_("Apply"),
        N_("Reset"),
        N_("Retry"),
        N_("Discard"),
        N_("Help"),
        N_("Show Details..."),
        N_("Hide Details..."),
        N_("&Choose"),
        N_("Close Tab"),
        N_("Close the tab"),
        N_("Activate the tab"),
        N_("Clear"),
        # context menus of text
        N_("&Undo"),
        N_("&Redo"),
        N_("Cu&t"),
        N_("&Copy"),
        N_("&Paste"),
        N_("Delete"),
        N_("Select All"),
        N_("Copy &Link Location"),
        # file dialogs
        N_("Look in:"),
        N_("&Look in:"),
        N_("File &name:"),
        N_("Files of &type:"),
        N_("Directory:"),
        N_("&Directory:"),
        N_("&New Folder"),
        N_("New Folder"),
        N_("&Rename"),
        N_("&Delete"),
        N_("Show &hidden files"),
        N_("All Files (*)"),
        N_("Back"),
        N_("Forward"),
        N_("Parent Directory"),
        N_("Go back"),
        N_("Go forward"),
        N_("Go to the parent directory"),
        N_("Create New Folder"),
        N_("Create a New Folder"),
        N_("List View"),
        N_("Detail View"),
        N_("Change to list view mode"),
        N_("Change to detail view mode"),
        N_("Sidebar"),
        N_("List of places and bookmarks"),
        N_("Files"),
        N_("Find Directory"),
        N_("Name"),
        N_("Size"),
        N_("Type"),
        N_("Kind"),
        N_("Date Modified"),
        N_("Computer"),
        N_("Drive"),
        N_("Folder"),
        N_("File"),
        N_("Show "),
        N_("Recent Places"),
        N_("My Computer"),
        N_("%1 already exists.\nDo you want to replace it?"),
        N_("%1\nFile not found.\nPlease verify the correct file name was given."),
        N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
        # printing
        N_("Print"),
        N_("&Print"),
        N_("&Options >>"),
        N_("&Options <<"),
        N_("Print to File (PDF)"),
        N_("Print all"),
        N_("Print range"),
        N_("Pages"),
        N_("Copies"),
        N_("Printer"),
        N_("P&roperties"),
        N_("Preview"),
        N_("All Pages"),
        N_("Even Pages"),
        N_("Odd Pages"),
        N_("Local file"),
        N_("Write PDF file"),
        N_("Collate"),
        N_("Color"),
        N_("Color Mode"),
        N_("Copies:"),
        N_("Current Page"),
        N_("Double Sided Printing"),
        N_("Grayscale"),
        N_("Long side binding"),
        N_("Short side binding"),
        N_("Off"),
        N_("Options"),
        N_("Output Settings"),
        N_("Page &Set:"),
        N_("Pages from"),
        N_("to"),
        N_("Reverse"),
        N_("Selection"),
        N_("&Name:"),
        N_("Location:"),
        N_("Output &file:"),
        N_("Type:"),
        N_("Directories"),
        N_("Scroll Left"),
        N_("Scroll Right"),
        N_("Abort"),
        N_("Ignore"),
        N_("Restore Defaults"),
        N_("Save All"),
        N_(
            "Specify pages or ranges separated by commas. Ranges are specified by two numbers "
            "separated by a hyphen. E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9."
        ),
    )
)


class QtTexts(QTranslator):
    """Answers Qt for its standard texts; anything else stays as Qt has it."""

    def isEmpty(self) -> bool:
        """Never: the texts are looked up when they are needed."""
        return False

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803 - Qt's name
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The text in the current language, or None for "no translation"."""
        return _(sourceText) if sourceText in _STANDARD else None
