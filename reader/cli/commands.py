"""The list of commands. Names, options and exit codes are the contract."""

from __future__ import annotations

from reader import query_card
from reader.cli.arguments import Command, Option, number, option
from reader.translation import N_

STYLES = ("author-date", "notes", "vietnamese")
SORTS = ("relevance", "newest", "oldest", "title")

_JSON = option("--json", help=N_("print one JSON document"), action="store_true")
_LINES = option("--json", help=N_("print JSON lines, one for each page"), action="store_true")
_JOBS = option(
    "--jobs", help=N_("worker processes (default: one for each core)"), type=number(1), metavar="N"
)
_ID = ("id", "ID", None)
_PATHS = ("paths", "PATH", "+")

_IMPORT: tuple[Option, ...] = (
    _JOBS,
    option("--yes", help=N_("import even if the disk may become full"), action="store_true"),
    _JSON,
)
_SEARCH: tuple[Option, ...] = (
    option("--queries", help=N_("take queries from a file, one a line (-: standard input)"), metavar="FILE"),
    option("--limit", help=N_("how many results (default: 20)"), type=number(0), default=20, metavar="N"),
    option("--offset", help=N_("how many results to skip"), type=number(0), default=0, metavar="N"),
    option("--sort", help=N_("order of the results"), choices=SORTS, default="relevance"),
    option("--site", help=N_("only this site; may be given several times"), metavar="SITE", many=True),
    option("--from", help=N_("from this day, month or year on"), metavar="DATE", dest="date_from"),
    option("--to", help=N_("up to this day, month or year"), metavar="DATE", dest="date_to"),
    option("--section", help=N_("only this section"), metavar="SECTION", many=True),
    option("--source", help=N_("only this source"), metavar="SOURCE", many=True),
    option("--lang", help=N_("only this language"), metavar="LANGUAGE", many=True),
    option(
        "--format", help=N_("only pages saved in this format"), metavar="FORMAT", dest="saved_as", many=True
    ),
    option("--tag", help=N_("only articles with this tag"), metavar="TAG", many=True),
    option("--facets", help=N_("count the results by site, year and more"), action="store_true"),
    option("--fold", help=N_("show captures and reprints of an article as one"), action="store_true"),
    _JSON,
)
_CSV = option("--csv", help=N_("print a table as CSV"), action="store_true")
_KWIC: tuple[Option, ...] = (
    option(
        "--width", help=N_("characters on each side (default: 40)"), type=number(0), default=40, metavar="N"
    ),
    option("--sort", help=N_("order of the lines"), choices=("left", "right", "date"), default="left"),
    _JSON,
    _CSV,
)
_TIMELINE: tuple[Option, ...] = (
    option("--by", help=N_("count by month or by year"), choices=("month", "year"), default="month"),
    _JSON,
    _CSV,
)
_FORCE = option("--force", help=N_("replace files that exist"), action="store_true")
_EXPORT: tuple[Option, ...] = (
    option("--query", help=N_("export all results of a query"), metavar="QUERY"),
    option("--format", help=N_("format (default: from the ending of the file)"), metavar="FORMAT"),
    option("-o", "--output", help=N_("file or folder (default: the current folder)"), metavar="FILE|DIR"),
    _FORCE,
    option("--combined", help=N_("all articles in one file"), action="store_true"),
    option("--manifest", help=N_("list what was written in this file (.jsonl or .csv)"), metavar="FILE"),
    option("--no-pictures", help=N_("leave pictures out"), action="store_true"),
    option("--as-read", help=N_("without the corrections made by hand"), action="store_true"),
    option("--notes", help=N_("with notes and highlights, marked as such"), action="store_true"),
    option("--style", help=N_("citation style"), choices=STYLES, default="author-date"),
)

_REREAD: tuple[Option, ...] = (
    option("--encoding", help=N_("read it with this encoding from now on"), metavar="NAME"),
    option("--auto", help=N_("read it as the page itself suggests"), action="store_true"),
    option("--try", help=N_("only show how it reads; keep nothing"), action="store_true"),
    option("--list", help=N_("list the encodings"), action="store_true"),
    _JSON,
)

OPEN = "open"  # leads to the window, which the command line knows nothing of: the entry point carries it out

COMMANDS: tuple[Command, ...] = (
    Command(OPEN, "", N_("Opens the window on these files."), (("files", "FILE", "+"),)),
    Command(
        "import",
        "reader.cli.keeping:import_archives",
        N_("Adds archives to the library, or reads again what changed in them."),
        (_PATHS,),
        _IMPORT,
    ),
    Command(
        "extract",
        "reader.cli.extracting:extract",
        N_("Prints the articles of saved pages, without a library."),
        (_PATHS,),
        (_JOBS, _LINES),
    ),
    Command(
        "search",
        "reader.cli.searching:search",
        N_("Finds articles; the empty query lists all, newest first."),
        (("query", "QUERY", "?"),),
        _SEARCH,
        verbatim=True,
        notes=query_card.as_text,
    ),
    Command(
        "kwic",
        "reader.cli.concordance:kwic",
        N_("Shows every hit of a query in its context."),
        (("query", "QUERY", "?"),),
        _KWIC,
        verbatim=True,
        notes=query_card.as_text,
    ),
    Command(
        "timeline",
        "reader.cli.concordance:timeline",
        N_("Counts the articles of queries by month or year."),
        (("query", "QUERY", "+"),),
        _TIMELINE,
        verbatim=True,
        notes=query_card.as_text,
    ),
    Command(
        "show",
        "reader.cli.reading:show",
        N_("Shows an article."),
        (_ID,),
        (option("--text", help=N_("print the text alone"), action="store_true"), _JSON),
    ),
    Command(
        "related",
        "reader.cli.reading:related",
        N_("Lists what is related to an article."),
        (_ID,),
        (_JSON,),
    ),
    Command(
        "follow",
        "reader.cli.reading:follow",
        N_("Says where a link of an article leads in the archive."),
        (_ID, ("url", "URL", "?")),
        (option("--source", help=N_("follow the link to the source"), action="store_true"), _JSON),
    ),
    Command(
        "captures",
        "reader.cli.reading:captures",
        N_("Lists the captures of a page."),
        (("page", "URL|ID", None),),
        (_JSON,),
    ),
    Command(
        "diff",
        "reader.cli.comparing:diff",
        N_("Shows what differs between two articles: captures of a page, or a copy and its source."),
        (("a", "ID1", None), ("b", "ID2", None)),
        (
            option("-o", "--output", help=N_("write it to a file (.html, .md or .txt)"), metavar="FILE"),
            option("--force", help=N_("replace files that exist"), action="store_true"),
            _JSON,
        ),
    ),
    Command(
        "export",
        "reader.cli.exporting:export",
        N_("Writes articles to files, each with where it comes from."),
        (("ids", "ID", "*"),),
        _EXPORT,
    ),
    Command(
        "reread",
        "reader.cli.mending:reread",
        N_("Reads an article with another encoding, and remembers it."),
        (("id", "ID", "?"),),
        _REREAD,
    ),
    Command(
        "correct",
        "reader.cli.mending:correct",
        N_("Shows where the values of an article come from, and corrects them."),
        (_ID, ("field", "FIELD", "?"), ("value", "VALUE", "?")),
        (option("--undo", help=N_("undo the correction, or all of them"), action="store_true"), _JSON),
    ),
    Command(
        "tag",
        "reader.cli.marking:tag",
        N_("Adds a tag to an article; without a name, lists its tags."),
        (_ID, ("name", "NAME", "?")),
        (option("--remove", help=N_("remove the tag"), action="store_true"), _JSON),
    ),
    Command(
        "note",
        "reader.cli.marking:note",
        N_("Keeps a note on an article; without a text, shows it."),
        (_ID, ("text", "TEXT", "?")),
        (_JSON,),
    ),
    Command(
        "backup",
        "reader.cli.marking:backup",
        N_("Writes notes, tags, highlights and corrections into one file."),
        (("file", "FILE", None),),
        (_FORCE,),
    ),
    Command(
        "restore",
        "reader.cli.marking:restore",
        N_("Restores notes, tags, highlights and corrections from a backup."),
        (("file", "FILE", None),),
        (_JSON,),
    ),
    Command(
        "missing",
        "reader.cli.missing:missing",
        N_("Lists what the pages link to and no archive holds."),
        (),
        (
            option("--limit", help=N_("how many at most"), type=number(1), metavar="N"),
            option("--csv", help=N_("print a table"), action="store_true"),
            option("--urls", help=N_("print the addresses alone"), action="store_true"),
            option("--seeds", help=N_("print a seed file for a crawler, site by site"), action="store_true"),
            _JSON,
        ),
    ),
    Command(
        "verify",
        "reader.cli.verifying:verify",
        N_("Checks that every file is still what was imported."),
        (("paths", "PATH", "*"),),
        (_JSON,),
    ),
    Command(
        "archives",
        "reader.cli.keeping:archives",
        N_("Lists the archives of the library."),
        (),
        (_JSON,),
    ),
    Command(
        "relocate",
        "reader.cli.keeping:relocate",
        N_("Tells the library that an archive has moved."),
        (("old", "OLD", None), ("new", "NEW", None)),
    ),
    Command(
        "forget",
        "reader.cli.keeping:forget",
        N_("Removes an archive from the library; its files stay."),
        (("path", "PATH", None),),
        (option("--yes", help=N_("do not ask"), action="store_true"),),
    ),
    Command(
        "failures",
        "reader.cli.keeping:failures",
        N_("Lists what could not be read, and why."),
        (),
        (option("--all", help=N_("also pages that are not articles"), action="store_true"), _JSON),
    ),
    Command("stats", "reader.cli.keeping:stats", N_("Shows the library in numbers."), (), (_JSON,)),
    Command("rebuild", "reader.cli.keeping:rebuild", N_("Rebuilds the index from the catalogue.")),
)


def find(name: str) -> Command | None:
    """The command of that name."""
    return next((each for each in COMMANDS if each.name == name), None)
