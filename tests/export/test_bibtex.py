"""BibTeX: whatever a title holds, the entry is one entry."""

from __future__ import annotations

import pybtex.database
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.export.bibtex import BIBTEX, key


@given(st.text(alphabet='ab ă{}\\%&#$_~^@",=\n', max_size=30))
@example("{")
@example("}\\{")
@example("@online{x,")
@settings(deadline=None, max_examples=200)
def test_any_text_stays_inside_its_field(going, text):
    item = going(title=text, byline=text, site=text, lead=text, url=f"https://a.example/{text}")
    data = BIBTEX.render(item).decode("utf-8")
    entries = pybtex.database.parse_string(data, "bibtex").entries
    assert len(entries) == 1
    (entry,) = entries.values()
    assert entry.fields["urldate"] == "2021-06-03"
    assert "0123456789abcdef" in entry.fields["note"]


def test_the_key_tells_site_and_year_and_is_the_articles_own(variant):
    assert key(variant()) == "xaa2021-5f0c2b7d"
    assert key(variant(site=None, date=None)) == "page-5f0c2b7d"
    assert key(variant(site="ủy-ban.example:8080")) == "yban2021-5f0c2b7d"
