"""Sentences for the codes of the core: what happened, and what to do about it.

A template names the values of its code in braces; a value that is not there is left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from reader.errors import ReaderError
from reader.model import LinkKind, LinkStatus, Reason, readable_path
from reader.system_words import system_words
from reader.translation import N_, _, format_bytes

# A state is always a sign and a word, never a colour alone.
SIGNS: Final[Mapping[LinkStatus, str]] = {"archived": "●", "other-capture": "◐", "missing": "○"}


# What stops a command or a dialog: one sentence that says what to do.
_ERRORS: Final[Mapping[str, str]] = {
    # wrong usage
    "arguments": N_("{text} ({command} --help tells more)."),
    "command-missing": N_("Which command? gov-reader --help lists them."),
    "command-unknown": N_("There is no command “{what}”; gov-reader --help lists them."),
    "not-in-this-version": N_("“{what}” is not available in this version."),
    "options-clash": N_("{one} and {two} exclude each other."),
    "query-missing": N_("What to search for? Give a query, or --queries FILE."),
    "two-query-sources": N_("Give a query or --queries FILE, not both."),
    "date-unreadable": N_("“{text}” is not a date; write 2021, 2021-05, 2021-05-23 or 23/05/2021."),
    "link-or-source": N_("Give the address of a link, or --source."),
    "articles-missing": N_("Which articles? Give their ids, or --query QUERY."),
    "format-unknown": N_("There is no format “{name}”; choose from {known}."),
    "format-missing": N_("Which format? Give --format; choose from {known}."),
    "ending-unknown": N_("The ending of the file says how to write it; choose from {known}."),
    "target-not-a-folder": N_("Several articles need a folder to go to, and {path} is a file."),
    "field-unknown": N_("“{field}” cannot be corrected; choose from {known}."),
    "day-unreadable": N_("“{text}” is not a day; write 2021-05-23 or 23/05/2021."),
    "lead-elsewhere": N_("A lead is a part of the article's text; nothing was changed."),
    "value-or-undo": N_("Give a field and its value, or --undo."),
    "encoding-name-unknown": N_("There is no encoding “{name}”; gov-reader reread --list names them."),
    "article-missing": N_("Which article? Give its id."),
    "encoding-or-auto": N_("Which encoding? Give --encoding NAME, or --auto."),
    "no-text-in-encoding": N_("Read as {encoding}, the page has no text; nothing was changed."),
    "name-empty": N_("A name needs at least one letter."),
    "name-too-long": N_("A name has at most {most} letters."),
    "passage-empty": N_("There is no text in what is selected."),
    "search-exists": N_("There is a saved search “{name}” already."),
    "collection-exists": N_("There is a collection “{name}” already."),
    # not found
    "tag-unknown": N_("The article {id} has no tag “{tag}”."),
    "highlight-unknown": N_("That highlight is no longer there."),
    "document-unknown": N_("{url} is not a document of this archive."),
    "article-unknown": N_("There is no article {id} in the library."),
    "address-unknown": N_("Nothing from {url} is in the library."),
    "source-unknown": N_("The article {id} names no source."),
    "source-without-address": N_("The article {id} names its source without an address: {text}"),
    "archive-unknown": N_("Nothing was imported from {path}; gov-reader archives lists what was."),
    "nothing-found": N_("Nothing was found for “{query}”."),
    "correction-unknown": N_("The article {id} has no such correction."),
    # the library
    "page-away": N_(
        "{path} cannot be reached; connect its drive, or say where the archive lies now "
        "(Library ▸ Archives…, or gov-reader relocate)."
    ),
    "library-missing": N_("There is no library in {path}; gov-reader import makes one."),
    "library-busy": N_("Another program is writing into the library {path}; wait until it is done."),
    "library-read-only": N_("The library {path} can only be read."),
    "library-newer": N_("The library {path} was made by a newer version of this program; use that one."),
    "library-older": N_(
        "The library {path} was made by an older version; open it once in the window or import into it, "
        "where it can be written."
    ),
    "library-foreign": N_("{path} belongs to another program; choose another folder for the library."),
    "library-damaged": N_(
        "The catalogue {path} is damaged ({detail}); restore its folder from a copy, or import the archives "
        "again into another library and restore your notes there."
    ),
    "library-unreadable": N_("The library {path} cannot be opened: {detail}."),
    "index-busy": N_("The index in {folder} is being written; wait until that is done."),
    "index-unwritable": N_("The index {path} cannot be written: {detail}."),
    "relocate-mismatch": N_("{path} does not hold the files of that archive; nothing was changed."),
    "workers-unusable": N_("Helper processes cannot be started ({detail}); try again with --jobs 1."),
    "not-a-backup": N_("{path} is not a backup of this program."),
    "backup-newer": N_("The backup {path} was made by a newer version of this program; use that one."),
    # something else that cannot be used
    "path-missing": N_("{path} does not exist."),
    "file-unreadable": N_("{path} cannot be read: {reason}."),
    "file-exists": N_("{path} exists; use --force to replace it."),
    "target-in-archive": N_(
        "{path} lies inside the archive {root}, which is never written to; choose another folder."
    ),
    "file-unwritable": N_("{path} cannot be written: {reason}."),
    "assets-missing": N_("A part of the program is missing ({name}); install the program again."),
    "no-display": N_("There is no display for the window; gov-reader --help lists what works without."),
    "window-unavailable": N_(
        "The window cannot be opened: {reason}. The command line works without it: gov-reader --help."
    ),
    "font-missing": N_("No installed font has the Vietnamese letters; install one, such as fonts-noto-core."),
    "disk-full": N_("The disk is full. What was imported so far is kept; make room and import again."),
    "disk-tight": N_("The disk may become full; import with --yes to go on all the same."),
    "not-confirmed": N_("Nothing was changed."),
    "import-without-report": N_("The import ended before it began."),
    "index-damaged": N_(
        "The index in {folder} is damaged; Library ▸ Rebuild the search index, or gov-reader rebuild, "
        "makes a new one."
    ),
    "resource-missing": N_("{path} has no part {locator}."),
    "unexpected": N_("An error in the program: {detail}. Nothing in your archive was changed."),
}

# What could not be read: what it is, and what can be done.
_FAILURES: Final[Mapping[str, tuple[str, str]]] = {
    "line-unreadable": (N_("This line of the backup cannot be understood; it was left out."), ""),
    "file-empty": (N_("The file is empty."), N_("Save the page again, if it still exists.")),
    "file-too-large": (N_("The file is too large ({size})."), N_("Files up to 200 MB are read.")),
    "page-too-large": (N_("The page is too large ({size})."), N_("Pages up to 200 MB are read.")),
    "part-too-large": (N_("A part of the file is too large ({size})."), ""),
    "part-bomb": (
        N_("A part of the file unpacks to far more than it can honestly hold ({detail})."),
        N_("It may have been made to harm; nothing of it was kept."),
    ),
    "archive-bomb": (
        N_("The file unpacks to far more than it can honestly hold ({size})."),
        N_("It may have been made to harm; what was read before is kept."),
    ),
    "page-out-of-memory": (
        N_("The page takes more memory than there is."),
        N_("Close other programs and import it again."),
    ),
    "page-too-slow": (
        N_("Reading took too long and was given up."),
        N_("Import this file alone to try again."),
    ),
    "page-crashed-reader": (
        N_("The program failed on this page ({detail})."),
        N_("Please report it, with the page if you may."),
    ),
    "file-unreadable": (
        N_("The system does not let the file be read ({detail})."),
        N_("Look at its permissions, and whether the disk is in order."),
    ),
    "folder-unreadable": (
        N_("The system does not let the folder be listed ({detail})."),
        N_("Look at its permissions, and whether the disk is in order."),
    ),
    "file-vanished": (N_("The file went away while it was read."), N_("Import again.")),
    "path-too-long": (
        N_("The system cannot open so long a name."),
        N_("Move the archive nearer to the top of the disk."),
    ),
    "symlink-loop": (N_("The link leads back to itself."), ""),
    "link-broken": (N_("The link leads to nothing: {detail}"), ""),
    "special-file": (N_("This is not a file but a {detail}."), ""),
    "not-a-page": (
        N_("The file is named like a page and holds something else."),
        N_("Open it with another program to see what it is."),
    ),
    "format-not-supported-yet": (
        N_("This version does not read this format: {detail}"),
        N_("Import it again with a later version."),
    ),
    "gzip-damaged": (N_("The compressed file is damaged."), N_("Copy it again from where it came from.")),
    "archive-cut-off": (
        N_("The archive breaks off in the middle."),
        N_("Copy it again from where it came from."),
    ),
    "archive-damaged": (N_("The archive is damaged in {detail} more places."), ""),
    "archive-unreadable": (
        N_("The archive is damaged ({detail})."),
        N_("Copy it again from where it came from."),
    ),
    "archive-empty": (N_("The archive holds no records."), ""),
    "record-cut-off": (
        N_("The record breaks off in the middle."),
        N_("What there is of it was read. Copy the archive again from where it came from."),
    ),
    "record-length-wrong": (
        N_("The length of the record is wrong."),
        N_("It was read up to where the next one begins."),
    ),
    "record-header-damaged": (
        N_("The header of the record is damaged."),
        N_("The records behind it were read."),
    ),
    "member-missing": (
        N_("The archive lists this part and does not have it."),
        N_("Copy it again from where it came from."),
    ),
    "member-damaged": (
        N_("This part of the archive is damaged."),
        N_("Copy it again from where it came from."),
    ),
    "member-encrypted": (
        N_("This part of the archive is locked with a password."),
        N_("Unpack it with its password and import the result."),
    ),
    "member-unsafe-name": (
        N_("The name of this part leads out of the archive: {detail}"),
        N_("It may have been made to harm; it was not read."),
    ),
    "member-method-unknown": (
        N_("This part of the archive is packed in a way that is not known here."),
        N_("Unpack the archive with another program and import the result."),
    ),
    "zip-damaged": (N_("The zip file is damaged."), N_("Copy it again from where it came from.")),
    "zip-too-many-members": (
        N_("The zip file holds too many parts ({detail})."),
        N_("Zip files of up to 250,000 parts are read."),
    ),
    "file-cut-off": (
        N_("The file breaks off in the middle."),
        N_("What there is of it was read. Copy it again from where it came from."),
    ),
    "too-many-members": (
        N_("The file holds more parts than are looked at."),
        N_("What was read before is kept."),
    ),
    "no-page-inside": (
        N_("There is no page in the file."),
        N_("Open it with another program to see what it holds."),
    ),
    "tar-damaged": (
        N_("The tar file is damaged."),
        N_("What was found in it was read. Copy it again from where it came from."),
    ),
    "webarchive-damaged": (
        N_("The web archive of Safari is damaged."),
        N_("Copy it again from where it came from."),
    ),
    "archive-inside": (
        N_("This part is an archive of its own ({detail})."),
        N_("Unpack the file and import the result."),
    ),
    "encoding-unknown": (N_("The page is compressed in a way that is not known here ({detail})."), ""),
    "revisit-unresolved": (
        N_("The record refers to an earlier one that is not in this archive: {detail}"),
        N_("Import the archive that holds it as well."),
    ),
    "zim-needs-extra": (
        N_("ZIM files are read by an extra package that is not installed."),
        N_('Install it with: pip install "gov-archive-reader[zim]", then import the file again.'),
    ),
    "redirect": (N_("The page only leads to another one."), ""),
    "error-page": (N_("In place of the page stands an error message of the server."), ""),
    "frameset": (N_("The page only holds frames; their pages are read by themselves."), ""),
    "listing": (N_("The page is a list of links without a text of its own."), ""),
    "empty-page": (N_("The page has no content."), ""),
    "no-text": (N_("The page has no text of its own."), ""),
}

# How files that are no pages are called, in the plural.
_OTHERS: Final[Mapping[str, str]] = {
    "resource": N_("pictures, styles and the like"),
    "attachment": N_("documents"),
    "feed": N_("feeds"),
    "sitemap": N_("site maps"),
    "robots": N_("robots files"),
    "plain-text": N_("text files"),
    "archive-index": N_("indexes of archives"),
    "archive-record": N_("requests and notes of web archives"),
    "tool-file": N_("files of the saving program"),
    "system-file": N_("files of the system"),
    "frame": N_("frames of pages"),
    "special-file": N_("special files"),
    "link-broken": N_("broken links"),
}

_STAGES: Final[Mapping[str, str]] = {
    "scan": N_("Looking for pages"),
    "read": N_("Reading pages"),
    "learn": N_("Comparing the pages of each site"),
    "reread": N_("Reading again"),
    "index": N_("Indexing"),
    "links": N_("Linking"),
    "export": N_("Exporting"),
    "kwic": N_("Reading the hits"),
    "verify": N_("Comparing with what was imported"),
    "done": N_("Done"),
}

_REMARKS: Final[Mapping[str, str]] = {
    "library-read-only": N_(
        "This library can be read, but not changed: nothing can be imported into it now."
    ),
    "library-elsewhere": N_(
        "Another window has this library open. It can be searched and read here; to change it, use that "
        "window, or close it and open the library again."
    ),
    "library-frozen": N_("The library can only be read as it stands; what others add meanwhile is not seen."),
    "library-no-wal": N_("The library lies on a drive where searches wait while an import saves its pages."),
}

_RELAXED: Final[Mapping[str, str]] = {
    "ranked": N_("Articles with more of the words come first."),
    "any-word": N_("No article has all the words; these have some of them."),
    "unmarked": N_("Nothing has exactly these marks; these are found without them."),
    "apart": N_("The words never stand together; these are the lines of each."),
}

_PROBLEMS: Final[Mapping[str, str]] = {
    "query-too-long": N_("The query is very long; its end was left out."),
    "nothing-to-search": N_("There is no word to search for in “{detail}”."),
    "bracket-not-matched": N_("A bracket without its partner was ignored."),
    "quote-not-closed": N_("A quotation mark without its partner was ignored."),
    "unknown-field": N_("“{detail}” is not a field of an article; it was searched for as words."),
    "field-without-value": N_("“{detail}” does not say what to search for."),
    "date-not-understood": N_("“{detail}” is not a date; it was searched for as words."),
    "value-unknown": N_(
        "“{detail}” is not known; has: goes with source, images, tables, attachments, notes, highlights or "
        "tags, is: with starred, read, unread or to-read."
    ),
    "address-not-understood": N_("“{detail}” has no web address; it was searched for as words."),
    "near-without-words": N_("“{detail}” needs a word or phrase on both sides and was ignored."),
    "operator-without-word": N_("“{detail}” joins nothing and was ignored."),
}

_REASONS: Final[Mapping[str, str]] = {
    "words": N_("same words: {values}"),
    "docno": N_("same document: {values}"),
    "source": N_("same source: {values}"),
    "section": N_("same section: {values}"),
    "place": N_("same place: {values}"),
    "week": N_("same week and section: {values}"),
}

_STATES: Final[Mapping[LinkStatus, str]] = {
    "archived": N_("archived"),
    "other-capture": N_("another capture"),
    "missing": N_("not in the archive"),
}

_KINDS: Final[Mapping[LinkKind, str]] = {
    "body": N_("in its text"),
    "source": N_("as its source"),
    "related": N_("in its list of other articles"),
    "notice": N_("in its notices"),
    "menu": N_("in its menu"),
    "attachment": N_("as an attachment"),
    "picture": N_("as a picture"),
}

_FACETS: Final[Mapping[str, str]] = {
    "site": N_("Sites"),
    "year": N_("Years"),
    "section": N_("Sections"),
    "source": N_("Sources"),
    "language": N_("Languages"),
    "format": N_("Formats"),
    "tag": N_("Tags"),
    "mark": N_("Marks"),
}


def sentence(error: ReaderError) -> str:
    """What happened and what to do next, in one sentence or two."""
    if error.code in _ERRORS:
        return _filled(_(_ERRORS[error.code]), error.values)
    if error.code in _FAILURES:
        detail = str(error.values.get("detail", ""))
        path = error.values.get("path")
        told = failure_sentence(error.code, detail)
        return f"{readable_path(str(path))}: {told}" if path else told
    return _("An error in the program: {detail}. Nothing in your archive was changed.").format(
        detail=str(error)
    )


def failure_sentence(code: str, detail: str = "") -> str:
    """Why a page could not be read or is no article."""
    if code not in _FAILURES:
        return f"{code}: {detail}" if detail else code
    size = format_bytes(int(detail)) if detail.isdigit() else detail
    return _filled(_(_FAILURES[code][0]), {"detail": readable_path(detail), "size": size})


def failure_advice(code: str) -> str:
    """What to do about a page that could not be read; empty where nothing need be done."""
    return _(_FAILURES[code][1]) if code in _FAILURES else ""


def other_words(code: str) -> str:
    """What files of a kind that are no pages are called."""
    return _(_OTHERS[code]) if code in _OTHERS else code


def stage_word(stage: str) -> str:
    """What long work is doing."""
    return _(_STAGES[stage]) if stage in _STAGES else stage


def remark_sentence(code: str) -> str:
    """What is special about the place of a library."""
    return _(_REMARKS[code]) if code in _REMARKS else code


def relaxed_sentence(code: str, dropped: Sequence[str] = ()) -> str:
    """How a query was widened; ``dropped`` are the words that were let go for it."""
    told = _(_RELAXED[code]) if code in _RELAXED else code
    if dropped:
        told += " " + _("Left out: {words}.").format(words=", ".join(dropped))
    return told


def nothing_sentence(unknown: Sequence[str]) -> str:
    """Why nothing was found; ``unknown`` are the words and phrases that no article has."""
    if unknown:
        return _("No article has: {words}.").format(words=", ".join(unknown))
    return _("No article has all that was asked for.")


def problem_sentence(code: str, detail: str = "") -> str:
    """What of a query was not understood, and what was made of it."""
    return _filled(_(_PROBLEMS[code]), {"detail": detail}) if code in _PROBLEMS else f"{code}: {detail}"


def reason_sentence(reason: Reason) -> str:
    """Why an article is similar."""
    values = ", ".join(reason.values)
    return _filled(_(_REASONS[reason.code]), {"values": values}) if reason.code in _REASONS else values


def state_word(status: LinkStatus) -> str:
    """Where a link leads."""
    return _(_STATES[status])


def kind_words(kind: LinkKind) -> str:
    """In what part of a page a link stands."""
    return _(_KINDS[kind])


def facet_word(field: str) -> str:
    """What a facet counts."""
    return _(_FACETS[field]) if field in _FACETS else field


def known_codes() -> frozenset[str]:
    """Every code of an error or failure that has a sentence."""
    return frozenset(_ERRORS) | frozenset(_FAILURES)


class _Values(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return ""


def _filled(template: str, values: Mapping[str, object]) -> str:
    """The template with its values, paths and words of the system readable; braces in them mean nothing."""
    shown = _Values({name: system_words(readable_path(str(value))) for name, value in values.items()})
    return " ".join(template.format_map(shown).replace(" ()", "").split())
