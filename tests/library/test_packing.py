from dataclasses import fields, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.library.packing import pack, unpack
from reader.model import Article, Attachment, Encoding, Image, Link, Listed, Origin, Source

text = st.text(max_size=40)
maybe = st.none() | text
ARTICLES = st.builds(
    Article,
    id=text,
    path=st.just("/a"),
    member=st.none(),
    url=maybe,
    site=maybe,
    title=maybe,
    lead=maybe,
    byline=maybe,
    date=maybe,
    date_text=maybe,
    date_from=maybe,
    captured=maybe,
    captured_from=st.sampled_from([None, "file"]),
    source=st.none() | st.builds(Source, text, maybe),
    section=st.lists(text, max_size=2).map(tuple),
    language=maybe,
    encoding=st.builds(Encoding, maybe, text, maybe, st.booleans(), st.booleans()),
    text=text,
    html=text,
    images=st.lists(st.builds(Image, text, maybe), max_size=2).map(tuple),
    tables=st.integers(0, 9),
    related=st.lists(st.builds(Listed, text, maybe, maybe), max_size=2).map(tuple),
    notices=st.lists(st.builds(Listed, text, maybe, maybe), max_size=2).map(tuple),
    links=st.lists(st.builds(Link, text, text, st.sampled_from(["body", "menu"]), maybe), max_size=2).map(
        tuple
    ),
    documents=st.lists(text, max_size=2).map(tuple),
    attachments=st.lists(st.builds(Attachment, text, text), max_size=2).map(tuple),
    sha256=text,
    size=st.integers(0, 2**40),
    format=text,
    aliases=st.lists(text, max_size=2).map(tuple),
    origins=st.lists(st.builds(Origin, text, text, text), max_size=2).map(tuple),
)


@given(ARTICLES)
@settings(deadline=None, max_examples=60)
def test_an_article_comes_back_as_it_was(article):
    assert unpack(*pack(article), "/a", None) == article


def test_every_field_of_an_article_is_kept():
    """A field added to the model must be packed as well; corrections are laid over what is unpacked."""
    article = Article(**{field.name: "x" for field in fields(Article)} | _typed())
    assert unpack(*pack(article), article.path, article.member) == article


def test_lone_surrogates_survive():
    article = replace(Article(**{field.name: "x" for field in fields(Article)} | _typed()), text="a\udc80b")
    assert unpack(*pack(article), article.path, article.member) == article


def _typed():
    return {
        "source": Source("a", None),
        "encoding": Encoding(None, "utf-8"),
        "section": ("a",),
        "images": (Image("a", None),),
        "related": (Listed("a", None),),
        "notices": (Listed("a", "b", "c"),),
        "links": (Link("a", "b", "body", "c"),),
        "documents": ("a",),
        "attachments": (Attachment("a", "b"),),
        "aliases": ("a",),
        "origins": (Origin("title", "heading", "h1"),),
        "corrections": (),
    }
