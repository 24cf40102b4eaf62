"""``kwic`` and ``timeline``: the shapes of the contract, CSV, exit codes, queries that look like options."""

import csv
import io

import pytest


def test_kwic_has_the_shape_of_the_contract(run, library):
    found = run("kwic", "bầu cử", "--width", 20, "--json")
    assert found.code == 0
    shape = found.json
    assert shape["query"] == "bầu cử"
    assert shape["total"] == len(shape["lines"]) > 1
    for line in shape["lines"]:
        assert list(line) == ["id", "title", "date", "left", "match", "right"]
        assert line["match"].lower() == "bầu cử"
        assert max(len(line["left"]), len(line["right"])) <= 20
        text = run("show", line["id"], "--json").json["text"]
        assert line["left"] + line["match"] + line["right"] in " ".join(text.split())
    assert {line["id"] for line in shape["lines"]} == {library["bau-cu"], library["ket-qua"]}


def test_kwic_by_date(run, library):
    lines = run("kwic", "người dân", "--sort", "date", "--json").json["lines"]
    assert [line["date"] for line in lines] == sorted(line["date"] for line in lines)
    assert len({line["date"] for line in lines}) == 7


def test_kwic_as_csv_and_for_people(run, library):
    rows = list(csv.reader(io.StringIO(run("kwic", "bầu cử", "--csv").out)))
    assert rows[0] == ["id", "title", "date", "left", "match", "right"]
    shown = run("kwic", "bầu cử").out.splitlines()
    assert shown[0] == f"{len(rows) - 1} lines · 2 articles"
    assert len(shown) == len(rows)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("kwic", "voi chín ngà"), 1),
        (("kwic",), 2),
        (("kwic", "a", "--json", "--csv"), 2),
        (("kwic", "a", "--width", "x"), 2),
        (("kwic", "-bầu"), 1),
        (("timeline", "voi chín ngà"), 1),
        (("timeline",), 2),
        (("timeline", "a", "--by", "week"), 2),
    ],
)
def test_exit_codes(run, library, words, code):
    assert run(*words).code == code


def test_words_that_never_stand_together_have_lines_of_their_own(run, library):
    found = run("kwic", "cử bầu", "--json").json
    assert found["relaxed"] == "apart"
    assert {line["match"].lower() for line in found["lines"]} == {"bầu", "cử"}


def test_timeline_has_the_shape_of_the_contract(run, library):
    found = run("timeline", "bầu cử", "-bầu", "--json")
    assert found.json == {
        "by": "month",
        "series": [
            {"query": "bầu cử", "counts": [{"period": "2021-06", "count": 2}]},
            {"query": "-bầu", "counts": [{"period": "2021-06", "count": 5}]},
        ],
    }
    years = run("timeline", "bầu cử", "--by", "year", "--json").json
    assert years["series"][0]["counts"] == [{"period": "2021", "count": 2}]


def test_timeline_as_csv_and_for_people(run, library):
    assert run("timeline", "bầu cử", "y tế", "--csv").out == "period,bầu cử,y tế\n2021-06,2,1\n"
    assert "2" in run("timeline", "bầu cử").out
    assert "y tế" in run("timeline", "bầu cử", "y tế").out


def test_copies_are_folded_when_that_is_asked_for(run, library, archive):
    copy = archive / "ban-sao.html"
    copy.write_text((archive / "bau-cu.html").read_text("utf-8").replace("bau-cu", "ban-in"), "utf-8")
    run("import", archive)
    plain = run("search", "bầu cử thành công tốt đẹp", "--json").json
    assert (plain["total"], len(plain["hits"])) == (2, 2)
    assert not any("folded" in hit for hit in plain["hits"])
    folded = run("search", "bầu cử thành công tốt đẹp", "--fold", "--json").json
    assert (folded["total"], len(folded["hits"])) == (2, 1)
    assert {folded["hits"][0]["id"], *folded["hits"][0]["folded"]} == {hit["id"] for hit in plain["hits"]}
    assert "+1 copy" in run("search", "bầu cử thành công tốt đẹp", "--fold").out
