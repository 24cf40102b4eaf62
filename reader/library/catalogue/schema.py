"""The tables of the catalogue, as the ordered list of steps that make them.

A step that has gone out to users is never edited: a change of the tables is a new step at the end.
"""

from __future__ import annotations

from dataclasses import dataclass

APPLICATION_ID = 0x474F5652
"""Marks an SQLite file as a catalogue ("GOVR")."""


@dataclass(frozen=True, slots=True)
class Migration:
    """A named step; its statements are carried out together or not at all."""

    name: str
    statements: tuple[str, ...]


_PLACES = (
    # revision, key of the library, figures of the last import
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    # Paths are bytes: a file name on disk need not be text.
    "CREATE TABLE roots (number INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, added TEXT NOT NULL)",
    # path: below the root, with slashes; sha256 is NULL while a file has not been read to its end;
    # url_key: what a mirror's folder names say the file's address was.
    """CREATE TABLE files (
        number INTEGER PRIMARY KEY,
        root INTEGER NOT NULL REFERENCES roots ON DELETE CASCADE,
        path BLOB NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        sha256 BLOB,
        state TEXT NOT NULL CHECK (state IN ('present', 'gone')),
        url_key INTEGER,
        UNIQUE (root, path)
    )""",
    # Of a large file that was not read to its end: the parts that were.
    """CREATE TABLE parts (
        file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
        member TEXT NOT NULL,
        start INTEGER NOT NULL,
        PRIMARY KEY (file, member, start)
    ) WITHOUT ROWID""",
    "CREATE INDEX files_by_url ON files (url_key) WHERE url_key IS NOT NULL",
    # What became no article: kind failed or skipped; path as in files, "" for the root itself; reader: the
    # version of the program that could not read it, since a later one may.
    """CREATE TABLE failures (
        root INTEGER NOT NULL REFERENCES roots ON DELETE CASCADE,
        path BLOB NOT NULL,
        member TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('failed', 'skipped')),
        code TEXT NOT NULL,
        detail TEXT NOT NULL,
        noticed TEXT NOT NULL,
        reader TEXT NOT NULL,
        PRIMARY KEY (root, path, member, code)
    ) WITHOUT ROWID""",
    # Records that are no page by their kind (pictures, styles, feeds), counted.
    """CREATE TABLE others (
        root INTEGER NOT NULL REFERENCES roots ON DELETE CASCADE,
        path BLOB NOT NULL,
        code TEXT NOT NULL,
        count INTEGER NOT NULL,
        PRIMARY KEY (root, path, code)
    ) WITHOUT ROWID""",
)

_ARTICLES = (
    """CREATE TABLE articles (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        revision INTEGER NOT NULL,
        title TEXT, url TEXT, site TEXT, date TEXT, captured TEXT, captured_from TEXT, source TEXT,
        language TEXT,
        format TEXT NOT NULL,
        sha256 BLOB NOT NULL,
        size INTEGER NOT NULL,
        title_key INTEGER,
        text_hash INTEGER NOT NULL,
        extractor TEXT NOT NULL,
        template BLOB
    )""",
    "CREATE INDEX articles_by_revision ON articles (revision)",
    "CREATE INDEX articles_by_title ON articles (title_key) WHERE title_key IS NOT NULL",
    "CREATE INDEX articles_by_site ON articles (site)",
    """CREATE TABLE contents (
        article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        text BLOB NOT NULL,
        rest BLOB NOT NULL
    )""",
    # One article lies in several places when its file was copied.
    """CREATE TABLE places (
        file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
        member TEXT NOT NULL,
        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        state TEXT NOT NULL CHECK (state IN ('present', 'gone')),
        PRIMARY KEY (file, member, article)
    ) WITHOUT ROWID""",
    "CREATE INDEX places_by_article ON places (article)",
    # Deleted articles, so that an index of an older revision can follow.
    "CREATE TABLE tombstones (id TEXT PRIMARY KEY, revision INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX tombstones_by_revision ON tombstones (revision)",
)

_LINKS = (
    # All addresses under which an article can be meant: of the page itself, and of the files it lies in.
    """CREATE TABLE addresses (
        key INTEGER NOT NULL,
        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        page_key INTEGER NOT NULL,
        PRIMARY KEY (key, article)
    ) WITHOUT ROWID""",
    "CREATE INDEX addresses_by_page ON addresses (page_key)",
    "CREATE INDEX addresses_by_article ON addresses (article)",
    # local: the file of the archive that a relative reference names
    "CREATE TABLE targets (key INTEGER PRIMARY KEY, page_key INTEGER NOT NULL, url TEXT NOT NULL)",
    "CREATE INDEX targets_by_page ON targets (page_key)",
    """CREATE TABLE links (
        article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE,
        target INTEGER NOT NULL,
        kind INTEGER NOT NULL,
        title_key INTEGER,
        local INTEGER,
        PRIMARY KEY (article, target, kind)
    ) WITHOUT ROWID""",
    "CREATE INDEX links_by_target ON links (target)",
    "CREATE INDEX links_by_title ON links (title_key) WHERE title_key IS NOT NULL",
    "CREATE INDEX links_by_local ON links (local) WHERE local IS NOT NULL",
    # Parts of containers that are no pages: pictures, styles, frames, found again by address.
    """CREATE TABLE resources (
        key INTEGER NOT NULL,
        file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
        member TEXT NOT NULL,
        captured TEXT,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        PRIMARY KEY (key, file, member)
    ) WITHOUT ROWID""",
    "CREATE INDEX resources_by_file ON resources (file)",
)

_SITES = (
    """CREATE TABLE fingerprints (
        article INTEGER PRIMARY KEY REFERENCES articles ON DELETE CASCADE,
        marks BLOB NOT NULL
    )""",
    "CREATE TABLE templates (digest BLOB PRIMARY KEY, marks BLOB NOT NULL) WITHOUT ROWID",
    # stale: pages came or went since the template was learnt
    "CREATE TABLE sites (site TEXT PRIMARY KEY, template BLOB, stale INTEGER NOT NULL) WITHOUT ROWID",
)

# What people have said of pages. Keyed by article id, so that it outlives archives that are forgotten; page
# is the key of the page's address, so that later captures inherit it; made_on is the capture it was said of.
_HAND_WORK = (
    # was: how the page is read without the choice
    """CREATE TABLE encodings (
        id TEXT PRIMARY KEY,
        page INTEGER,
        encoding TEXT NOT NULL,
        was TEXT NOT NULL,
        made TEXT NOT NULL,
        made_on TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX encodings_by_page ON encodings (page) WHERE page IS NOT NULL",
    # value, extracted: NULL for none
    """CREATE TABLE corrections (
        id TEXT NOT NULL,
        field TEXT NOT NULL,
        page INTEGER,
        value TEXT,
        extracted TEXT,
        made TEXT NOT NULL,
        made_on TEXT NOT NULL,
        PRIMARY KEY (id, field)
    ) WITHOUT ROWID""",
    "CREATE INDEX corrections_by_page ON corrections (page) WHERE page IS NOT NULL",
    "CREATE INDEX corrections_by_origin ON corrections (made_on)",
    # The chosen encoding with which an article was read; NULL: as the page suggests.
    "ALTER TABLE articles ADD COLUMN read_as TEXT",
)

# For comparing members with what they were, and for reading again what was read by older rules.
_PROOF = (
    # of the body of a part, where its container was read for it
    "ALTER TABLE resources ADD COLUMN sha256 BLOB",
    # the rules by which the whole file was read; NULL: not to its end, or before they were counted
    "ALTER TABLE files ADD COLUMN rules TEXT",
)

# What people have put on articles. ``marked`` says which articles these are, in the library or not; page is
# the key of the page's address, so that all its captures show what was put on one of them.
_MARKS = (
    """CREATE TABLE marked (
        id TEXT PRIMARY KEY, page INTEGER, title TEXT, url TEXT, site TEXT, date TEXT
    ) WITHOUT ROWID""",
    "CREATE INDEX marked_by_page ON marked (page) WHERE page IS NOT NULL",
    """CREATE TABLE tags (
        id TEXT NOT NULL, name TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (id, name)
    ) WITHOUT ROWID""",
    "CREATE INDEX tags_by_name ON tags (name)",
    """CREATE TABLE notes (
        id TEXT PRIMARY KEY, text TEXT NOT NULL, made TEXT NOT NULL, changed TEXT NOT NULL
    ) WITHOUT ROWID""",
    """CREATE TABLE flags (
        id TEXT NOT NULL, flag TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (id, flag)
    ) WITHOUT ROWID""",
    # quote with the text before and after it, and where it stood in the article's text
    """CREATE TABLE highlights (
        key TEXT PRIMARY KEY,
        id TEXT NOT NULL,
        quote TEXT NOT NULL,
        before TEXT NOT NULL,
        after TEXT NOT NULL,
        start INTEGER NOT NULL,
        colour TEXT NOT NULL,
        comment TEXT NOT NULL,
        made TEXT NOT NULL,
        changed TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE INDEX highlights_by_id ON highlights (id)",
    "CREATE TABLE collections (name TEXT PRIMARY KEY, made TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE collected (
        name TEXT NOT NULL REFERENCES collections ON UPDATE CASCADE ON DELETE CASCADE,
        id TEXT NOT NULL,
        made TEXT NOT NULL,
        PRIMARY KEY (name, id)
    ) WITHOUT ROWID""",
    "CREATE INDEX collected_by_id ON collected (id)",
    "CREATE TABLE opened (id TEXT PRIMARY KEY, opened TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE wanted (url TEXT PRIMARY KEY, made TEXT NOT NULL) WITHOUT ROWID",
    # articles whose tags or notes the index does not know yet
    "CREATE TABLE unindexed (id TEXT PRIMARY KEY) WITHOUT ROWID",
)

# Where servers sent readers, by the keys of both addresses.
_REDIRECTS = (
    """CREATE TABLE redirects (
        key INTEGER NOT NULL,
        target INTEGER NOT NULL,
        file INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
        PRIMARY KEY (key, target, file)
    ) WITHOUT ROWID""",
    "CREATE INDEX redirects_by_target ON redirects (target)",
    "CREATE INDEX redirects_by_file ON redirects (file)",
)

_SEARCHES = (
    "CREATE TABLE searches (name TEXT PRIMARY KEY, request TEXT NOT NULL, made TEXT NOT NULL) WITHOUT ROWID",
)

# Marks are asked for with every search: "marks" counts their changes, so that they are read again only then.
_MARKS_BESIDE = (
    "DROP TABLE unindexed",
    # the order of a collection; those of one place by when they were put there
    "ALTER TABLE collected ADD COLUMN place INTEGER NOT NULL DEFAULT 0",
    "INSERT INTO meta VALUES ('marks', '0')",
)

MIGRATIONS: tuple[Migration, ...] = (
    Migration("first tables", _PLACES + _ARTICLES + _LINKS + _SITES),
    Migration("hand work", _HAND_WORK),
    Migration("proof", _PROOF),
    Migration("marks", _MARKS),
    Migration("redirects", _REDIRECTS),
    Migration("saved searches", _SEARCHES),
    Migration("marks beside the index", _MARKS_BESIDE),
)
