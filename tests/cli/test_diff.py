"""``diff`` of the command line."""

from reader.text.differences import PARAGRAPHS


def test_the_shape_of_the_contract(run, library):
    ran = run("diff", library["bau-cu"], library["ket-qua"], "--json")
    assert (ran.code, ran.err) == (0, "")
    assert list(ran.json) == ["a", "b", "fields", "paragraphs"]
    assert (ran.json["a"], ran.json["b"]) == (library["bau-cu"], library["ket-qua"])
    fields = {each["field"]: (each["a"], each["b"]) for each in ran.json["fields"]}
    assert fields["date"] == ("2021-06-01", "2021-06-02")
    assert all(list(each) == ["field", "a", "b"] for each in ran.json["fields"])
    assert all(list(each) == ["op", "a", "b"] for each in ran.json["paragraphs"])
    new = PARAGRAPHS.join(each["b"] for each in ran.json["paragraphs"] if each["b"] is not None)
    assert new == run("show", library["ket-qua"], "--json").json["text"]


def test_an_article_does_not_differ_from_itself(run, library):
    ran = run("diff", library["bau-cu"], library["bau-cu"], "--json")
    assert ran.json["fields"] == []
    assert {each["op"] for each in ran.json["paragraphs"]} == {"same"}
    assert "The two are the same." in run("diff", library["bau-cu"], library["bau-cu"]).out


def test_for_people_words_are_marked_without_colour(run, library):
    out = run("diff", library["bau-cu"], library["ket-qua"]).out
    assert out.startswith("--- ")
    assert "[-" in out
    assert "{+" in out
    assert "\x1b" not in out


def test_it_is_written_to_a_file_by_its_ending(run, library, tmp_path):
    for ending, sign in (("html", b"<ins>"), ("md", b"**"), ("txt", b"{+")):
        target = tmp_path / f"so-sanh.{ending}"
        ran = run("diff", library["bau-cu"], library["ket-qua"], "-o", target)
        assert (ran.code, ran.out) == (0, f"{target}\n")
        assert sign in target.read_bytes()
    assert run("diff", library["bau-cu"], library["ket-qua"], "-o", target).code == 3
    assert run("diff", library["bau-cu"], library["ket-qua"], "-o", target, "--force").code == 0
    assert run("diff", library["bau-cu"], library["ket-qua"], "-o", tmp_path / "x.pdf").code == 2


def test_an_unknown_article_is_code_1(run, library):
    assert run("diff", library["bau-cu"], "0" * 16).code == 1
    assert run("diff", library["bau-cu"]).code == 2


def test_an_article_shows_where_its_text_comes_from(run, library):
    told = run("show", library["bau-cu"]).out
    assert "Where the text comes from" in told
    assert told.rstrip().endswith(library["ket-qua"])
    assert "named as the source" in told
    assert "Where the text comes from" not in run("show", library["ket-qua"]).out
