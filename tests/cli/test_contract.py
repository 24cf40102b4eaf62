"""Names, JSON keys and exit codes of the commands."""

from __future__ import annotations

import json

import pytest

KEYS = {
    "article": (
        "id, path, member, url, site, title, lead, byline, date, date_text, date_from, captured, "
        "captured_from, source, section, language, encoding, text, html, images, tables, related, notices, "
        "links, documents, attachments, sha256, size, format"
    ),
    "import": (
        "files, seen, added, updated, unchanged, reextracted, failed, skipped, other, articles, seconds"
    ),
    "hit": "id, title, url, site, date, captured, source, snippet, score",
    "stats": (
        "pages, articles, captures, sites, languages, formats, failed, skipped, index_bytes, "
        "catalogue_bytes, first, last"
    ),
}


def has_keys(shape, name):
    return ", ".join(shape) == KEYS[name]


def test_import_counts(run, archive):
    ran = run("import", archive, "--json")
    assert ran.code == 1
    assert has_keys(ran.json, "import")
    assert (ran.json["added"], ran.json["articles"], ran.json["files"]) == (7, 7, 8)
    (failed,) = ran.json["failed"]
    assert failed == {"path": str(archive / "rong.html"), "member": None, "code": "file-empty", "detail": ""}
    assert ran.err == ""


def test_importing_again_changes_nothing(run, archive, library):
    again = run("import", archive, "--json").json
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 7)


def test_a_folder_without_pages_is_code_1(run, tmp_path):
    (tmp_path / "leer").mkdir()
    ran = run("import", tmp_path / "leer")
    assert ran.code == 1
    assert "Nothing here could be read as an article." in ran.out


def test_a_path_that_does_not_exist_is_code_3(run, tmp_path):
    for command in ("import", "extract"):
        ran = run(command, tmp_path / "no")
        assert (ran.code, ran.out) == (3, "")
        assert ran.err == f"gov-reader: {tmp_path / 'no'} does not exist.\n"


def test_search_finds(run, library):
    ran = run("search", "bau cu", "--json", "--facets")
    assert ran.code == 0
    assert {"query", "total", "took_ms", "suggestion", "relaxed", "hits", "facets"} <= set(ran.json)
    assert all(has_keys(hit, "hit") for hit in ran.json["hits"])
    assert {hit["id"] for hit in ran.json["hits"]} >= {library["bau-cu"], library["ket-qua"]}
    assert all(
        list(value) == ["value", "count"] for values in ran.json["facets"].values() for value in values
    )


def test_search_limits_sorts_and_filters(run, library):
    newest = run("search", "", "--json").json["hits"]
    assert [hit["date"] for hit in newest] == sorted((hit["date"] for hit in newest), reverse=True)
    assert len(run("search", "", "--limit", 2, "--offset", 6, "--json").json["hits"]) == 1
    oldest = run("search", "", "--sort", "oldest", "--json").json["hits"]
    assert [hit["id"] for hit in oldest] == [hit["id"] for hit in reversed(newest)]
    dated = run("search", "", "--from", "03/06/2021", "--to", "2021-06-04", "--json").json
    assert {hit["date"] for hit in dated["hits"]} == {"2021-06-03", "2021-06-04"}
    assert run("search", "", "--site", "nowhere.example", "--json").json["total"] == 0


def test_search_without_a_hit_is_code_1_but_an_empty_list_is_done(run, library):
    assert run("search", "khôngcóởđâu", "--json").code == 1
    assert run("search", "", "--site", "nowhere.example").code == 0


def test_search_takes_a_query_that_begins_with_a_dash(run, library):
    ran = run("search", "-bầu cử", "--json")
    assert ran.json["query"] == "-bầu cử"
    assert library["bau-cu"] not in {hit["id"] for hit in ran.json["hits"]}


def test_a_file_of_queries_is_answered_line_by_line(run, library, tmp_path):
    file = tmp_path / "queries.txt"
    file.write_bytes('bầu cử\n\nkhông\x0bcó\r\n"hở\n-x\nlast'.encode())
    ran = run("search", "--queries", file, "--limit", 1, "--json")
    assert ran.code == 0
    assert [each["query"] for each in ran.lines] == ["bầu cử", "", "không\x0bcó\r", '"hở', "-x", "last"]
    assert all(len(each["hits"]) <= 1 for each in ran.lines)


def test_a_file_of_queries_that_is_not_there_is_code_3(run, library, tmp_path):
    ran = run("search", "--queries", tmp_path / "no.txt", "--json")
    assert ran.code == 3
    assert "no.txt cannot be read" in ran.err


@pytest.mark.parametrize(
    "words", [["search"], ["search", "x", "--queries", "f"], ["search", "x", "--from", "31/02/2021"]]
)
def test_wrong_searches_are_code_2(run, library, words):
    ran = run(*words)
    assert ran.code == 2
    assert ran.err.startswith("gov-reader: ")
    assert ran.err.count("\n") == 1


def test_show_gives_the_article(run, library):
    ran = run("show", library["bau-cu"], "--json")
    assert ran.code == 0
    assert has_keys(ran.json, "article")
    assert run("show", library["bau-cu"], "--text").out == ran.json["text"] + "\n"


def test_related_gives_all_five_lists(run, library):
    shape = run("related", library["bau-cu"], "--json").json
    assert {"listed", "similar", "linked_from", "captures"} <= set(shape)
    statuses = {entry["title"]: (entry["status"], entry["id"]) for entry in shape["listed"]}
    assert statuses["Công bố kết quả bầu cử đại biểu Hội đồng nhân dân xã"] == (
        "archived",
        library["ket-qua"],
    )
    assert statuses["Trang này không được lưu lại"] == ("missing", None)
    assert all(list(entry) == ["title", "date", "url", "status", "id"] for entry in shape["listed"])
    assert all(list(each) == ["id", "title", "score", "reasons"] for each in shape["similar"])
    back = run("related", library["ket-qua"], "--json").json["linked_from"]
    assert library["bau-cu"] in {each["id"] for each in back}
    assert all(list(each) == ["id", "title", "url", "kind", "date"] for each in back)


def test_follow_leads_to_the_archived_page(run, library):
    ran = run("follow", library["bau-cu"], "--source", "--json")
    assert ran.code == 0
    assert list(ran.json) == ["status", "id", "url", "captured"]
    assert (ran.json["status"], ran.json["id"]) == ("archived", library["ket-qua"])
    ran = run(
        "follow", library["bau-cu"], "http://www.xa-a.example/tin/ket-qua.html?utm_source=x#top", "--json"
    )
    assert ran.json["id"] == library["ket-qua"]
    ran = run("follow", library["bau-cu"], "https://xa-a.example/tin/da-mat.html", "--json")
    assert (ran.code, ran.json["status"], ran.json["id"]) == (1, "missing", None)
    assert run("follow", library["bau-cu"]).code == 2
    assert run("follow", library["bau-cu"], "x", "--source").code == 2


def test_captures_are_listed_by_id_and_by_address(run, library):
    by_id = run("captures", library["bau-cu"], "--json").json
    assert list(by_id) == ["url", "captures"]
    (capture,) = by_id["captures"]
    assert list(capture) == ["id", "captured", "captured_from", "path", "member", "sha256"]
    assert run("captures", by_id["url"], "--json").json["captures"] == by_id["captures"]
    assert run("captures", "https://nowhere.example/").code == 1


@pytest.mark.parametrize("command", ["show", "related", "captures"])
def test_an_unknown_id_is_code_1(run, library, command):
    ran = run(command, "0" * 16, "--json")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.count("\n") == 1


def test_the_library_tells_of_itself(run, library, archive):
    stats = run("stats", "--json").json
    assert has_keys(stats, "stats")
    assert (stats["articles"], stats["failed"]) == (7, 1)
    assert stats["sites"] == [{"site": "xa-a.example", "count": 7}]
    assert (stats["first"], stats["last"]) == ("2021-06-01", "2021-06-07")
    (root,) = run("archives", "--json").json["archives"]
    assert (root["root"], root["state"]) == (str(archive), "present")
    assert list(root) == ["root", "state", "pages", "bytes"]
    (failure,) = run("failures", "--json").json["failures"]
    assert list(failure) == ["path", "member", "code", "detail", "when"]
    assert failure["code"] == "file-empty"


def test_an_archive_moves_and_goes(run, library, archive, tmp_path):
    archive.rename(tmp_path / "moved")
    assert run("archives", "--json").json["archives"][0]["state"] == "away"
    assert run("show", library["bau-cu"]).code == 0
    assert run("relocate", archive, tmp_path / "moved").code == 0
    (root,) = run("archives", "--json").json["archives"]
    assert (root["root"], root["state"]) == (str(tmp_path / "moved"), "present")
    assert run("forget", archive).code == 1
    assert run("forget", tmp_path / "moved").code == 0
    assert run("archives", "--json").json == {"archives": []}
    assert run("search", "", "--json").json["total"] == 0
    assert (tmp_path / "moved" / "bau-cu.html").is_file()


def test_rebuild_finds_the_same(run, library):
    before = run("search", "bầu cử", "--json").json["hits"]
    assert run("rebuild").code == 0
    assert run("search", "bầu cử", "--json").json["hits"] == before


def test_without_a_library_nothing_is_made(run, tmp_path):
    for words in (["search", "x"], ["show", "x"], ["stats"], ["export", "x", "--format", "md"]):
        ran = run(*words)
        assert ran.code == 3
        assert "There is no library in" in ran.err
    assert not (tmp_path / "library").exists()


def test_an_unknown_command_is_code_2(run):
    assert (
        run("serach", "x").err == "gov-reader: There is no command “serach”; gov-reader --help lists them.\n"
    )


def test_json_is_alone_on_stdout(run, library):
    for words in (["search", "bầu cử"], ["show", library["bau-cu"]], ["stats"], ["failures"], ["archives"]):
        ran = run(*words, "--json")
        assert ran.out.count("\n") == 1
        json.loads(ran.out)
        assert ran.err == ""
