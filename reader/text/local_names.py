"""The names of saved pages made comparable: of files in a folder, and of what their links say of them.

Saving programs write the query of an address into the name of the file, and some add an ending; servers give
the index file of a folder for the folder. Two names with one comparable form are one page of the archive.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from reader.text.mirrors import cut_query, without_added_ending
from reader.text.url_keys import key_parameters
from reader.text.url_rules import INDEX_ENDINGS, INDEX_STEMS, PROGRAM_ENDINGS


@lru_cache(maxsize=1 << 13)
def page_name(path: str, query: str | None = None) -> str:
    """The comparable form of a path with slashes, and of the query of a link to it.

    Capitals and composition make no difference (drives and zip programs change them); a query does where the
    file is a program's or has no ending.
    """
    folder, slash, name = path.rpartition("/")
    stem, inside = without_added_ending(*cut_query(name))
    base, dot, ending = stem.rpartition(".")
    base, ending = (base, ending.lower()) if dot else (stem, "")
    asked = inside or (query if not ending or ending in PROGRAM_ENDINGS else "")
    if base.lower() in INDEX_STEMS and ending in INDEX_ENDINGS:
        stem = ""
    parameters = "&".join(key_parameters(asked, ending)) if asked else ""
    named = f"{folder}{slash}{stem}".rstrip("/") + (f"?{parameters}" if parameters else "")
    return named.lower() if named.isascii() else unicodedata.normalize("NFC", named).lower()
