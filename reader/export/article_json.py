"""JSON: the article with the keys of the command line's contract."""

from __future__ import annotations

import json

from reader.export.citation import PROGRAM
from reader.export.format import ExportFormat, Picture
from reader.model import Article
from reader.translation import N_


def render(article: Article, _picture: Picture) -> bytes:
    """The article as indented UTF-8 JSON; ``exported_with`` names the program and its version."""
    shape = {**article.as_json(), "exported_with": PROGRAM}
    return (json.dumps(shape, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


JSON = ExportFormat("json", "json", N_("JSON, all that is known of the article"), render)
