import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.query import LONGEST, MOST_WORDS, parse
from reader.search.tree import AllOf, AnyOf, In, Near, Not, Period, Phrase, Value, Word, positive


def shape(node):
    """A tree as a short text."""
    match node:
        case Word():
            loose = ("*" if node.prefix else "") + ("?" if node.wild else "") + "~" * node.fuzzy
            return ("+" if node.must else "") + node.text + loose
        case Phrase():
            inside = " ".join(map(shape, node.words))
            return ("+" if node.must else "") + f"[{inside}]" + (f"~{node.slop}" if node.slop else "")
        case Near():
            return f"<{shape(node.left)} {node.distance} {shape(node.right)}>"
        case In():
            return f"{node.field}:{shape(node.child)}"
        case Value():
            return f"{node.field}={node.text}" + ("*" if node.prefix else "")
        case Period():
            return f"{node.field}={node.first}..{node.last}"
        case Not():
            return f"-{shape(node.child)}"
        case AnyOf():
            return "(" + " | ".join(map(shape, node.children)) + ")"
        case AllOf():
            return "(" + " ".join(map(shape, node.children)) + ")"


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("", "()"),
        ("làng", "làng"),
        ("làng nghề", "(làng nghề)"),
        ('"làng nghề" cũ', "(+[làng nghề] cũ)"),
        ("“làng nghề”", "+[làng nghề]"),
        ("«làng nghề»", "+[làng nghề]"),
        ('"làng nghề"~3', "+[làng nghề]~3"),
        ('"làng"', "+làng"),
        ("a b OR c d", "((a b) | (c d))"),
        ("a (b OR c) d", "(a (b | c) d)"),
        ("(a b) c", "(a b c)"),
        ("-a b", "(-a b)"),
        ("a -b", "(a -b)"),
        ("a NOT b", "(a -b)"),
        ('a -"b c"', "(a -+[b c])"),
        ("a -(b OR c)", "(a -(b | c))"),
        ("+a b", "(+a b)"),
        ("a AND b c", "(+a +b c)"),
        ("a - b", "(a b)"),
        ("a-b", "[a b]"),
        ("làng*", "làng*"),
        ("-làng*", "-làng*"),
        ("12/QĐ-UBND", "[12 QĐ UBND]"),
        ("làng,gốm;KT-XH", "(làng gốm [KT XH])"),
        ("3,5 1,250,000", "(3,5 1,250,000)"),
        (",làng,", "làng"),
        ("làng,gốm*", "(làng gốm*)"),
        ("title:làng nghề", "(title:làng nghề)"),
        ('title:"làng nghề"', "title:+[làng nghề]"),
        ("title:(làng nghề)", "title:(làng nghề)"),
        ("-title:làng", "-title:làng"),
        ("site:a.gov.vn b", "(site=a.gov.vn b)"),
        ("Site:a.gov.vn", "site=a.gov.vn"),
        ('source:"Báo Làng"', "source=Báo Làng"),
        ("author:Lan*", "author=Lan*"),
        ("docno:12/QĐ-UBND", "docno=12/QĐ-UBND"),
        ("date:2021", "date=2021-01-01..2021-12-31"),
        ("date:2021-05..2021-06", "date=2021-05-01..2021-06-30"),
        ("date:3/5/2021 a", "(date=2021-05-03..2021-05-03 a)"),
        ("captured:2020..", "captured=2020-01-01..None"),
        ("lang:en format:html", "(lang=en format=html)"),
        ("https://a.vn/b", "(url=https://a.vn/b | [https a vn b])"),
        ("a.vn/b-c", "(url=a.vn/b-c | [a vn b c])"),
        ("10:30", "[10 30]"),
        ("Tin:", "Tin"),
        ("and or not", "(and or not)"),
        ("a NEAR/5 b", "<a 5 b>"),
        ("a NEAR b", "<a 10 b>"),
        ("x a NEAR/2 b y", "(x <a 2 b> y)"),
        ('"x y" NEAR/3 (b OR c) NEAR/1 z', "<<+[x y] 3 (b | c)> 1 z>"),
        ("NOT a NEAR/2 b", "-<a 2 b>"),
        ("title:(a NEAR/2 b)", "title:<a 2 b>"),
        ("l*g", "l*g?"),
        ("+l?ng,", "+l?ng?"),
        ("*ng", "*ng?"),
        ("là gì?", "(là gì)"),
        ('"làng ngh?-"', "+[làng ngh]"),
        ('"làng n*ề cũ~"', "+[làng n*ề? cũ~]"),
        ("làng~", "làng~"),
        ("làng~2 x", "(làng~~ x)"),
        ("làng~9", "làng~~"),
        ("a.vn/x?id=5", "(url=a.vn/x?id=5 | [a vn x id 5])"),
        ('tag:"việc làng"', "tag=việc làng"),
        ("has:image", "has=images"),
        ("linksto:a.vn/x", "linksto=http://a.vn/x"),
        ("linksto:https://a.vn/", "linksto=https://a.vn/"),
    ],
)
def test_the_tree(query, tree):
    parsed = parse(query)
    assert shape(parsed.tree) == tree
    assert parsed.problems == ()


@pytest.mark.parametrize(
    ("query", "tree", "code", "place"),
    [
        ('làng "nghề', "(làng nghề)", "quote-not-closed", '"'),
        ('làng"', "làng", "quote-not-closed", '"'),
        ("làng NEAR/5", "làng", "near-without-words", "NEAR/5"),
        ("NEAR/5 làng", "làng", "near-without-words", "NEAR/5"),
        ("làng NEAR/5 -nghề", "(làng -nghề)", "near-without-words", "NEAR/5"),
        ("has:gốm", "gốm", "value-unknown", "has:gốm"),
        ("linksto:làng", "làng", "address-not-understood", "linksto:làng"),
        ("(làng nghề", "(làng nghề)", "bracket-not-matched", "("),
        ("làng) nghề", "(làng nghề)", "bracket-not-matched", ")"),
        ("làng OR", "làng", "operator-without-word", "OR"),
        ("AND làng", "làng", "operator-without-word", "AND"),
        ("OR", "OR", "operator-without-word", "OR"),
        ("vùng:sâu", "(vùng sâu)", None, None),
        ("place:sâu", "(place sâu)", "unknown-field", "place:"),
        ("date:sâu", "sâu", "date-not-understood", "date:sâu"),
        ("date:31/02/2021", "[31 02 2021]", "date-not-understood", "date:31/02/2021"),
        ('site:"" làng', "làng", "field-without-value", 'site:""'),
        ("làng date:", "làng", "field-without-value", "date:"),
        ("Tag: làng", "làng", "field-without-value", "Tag:"),
        ("()", "()", "nothing-to-search", "()"),
        ('""', "()", "nothing-to-search", '""'),
        ("- + *", "()", "nothing-to-search", "- + *"),
        ("…!?", "()", "nothing-to-search", "…!?"),
    ],
)
def test_what_is_not_understood_is_named_and_the_rest_searched(query, tree, code, place):
    parsed = parse(query)
    text = shape(parsed.tree)
    assert text == tree
    if code is None:
        assert parsed.problems == ()
    else:
        assert [(problem.code, query[problem.start : problem.end]) for problem in parsed.problems] == [
            (code, place)
        ]


def test_a_long_query_is_cut_and_says_so():
    parsed = parse("ab " * 1000)
    assert {problem.code for problem in parsed.problems} == {"query-too-long"}
    assert len(parsed.tree.children) == MOST_WORDS
    parsed = parse("a" * (LONGEST + 1))
    assert [(problem.code, problem.start) for problem in parsed.problems] == [("query-too-long", LONGEST)]


@pytest.mark.parametrize(
    "query", ["(" * 500 + "a", "title:" * 300 + "a", "-+" * 900 + "a", "((a)" * 400, "a OR " * 390]
)
def test_depth_is_no_danger(query):
    assert shape(parse(query).tree)


_PIECES = st.sampled_from(
    [
        *("a", "làng", " ", " ", " ", '"', "“", "”", "(", ")", "-", "+", "*", "~5", "OR", "AND", "NOT"),
        *("title:", "date:", "site:", "docno:", "x:", "2021", "..", "12/QĐ-UBND", "https://a.vn/?b=c", ":"),
        *("\u200b", "\n", "[", "\\", "NEAR/5"),
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.lists(_PIECES, max_size=14).map("".join), st.text(max_size=40)))
def test_no_query_is_ever_refused(query):
    parsed = parse(query)
    for problem in parsed.problems:
        assert 0 <= problem.start <= problem.end <= len(query)
    for part in positive(parsed.tree):
        for word in part.words if isinstance(part, Phrase) else (part,):
            assert query[word.start : word.end] == word.text
    if parsed.is_empty and query.strip():
        assert parsed.problems


def test_where_words_stand():
    query = 'xa "làng nghề" title:cũ'
    assert [query[part.start : part.end] for part in positive(parse(query).tree)] == [
        "xa",
        '"làng nghề"',
        "cũ",
    ]
