"""What people see, and what happens when something is in the way."""

from __future__ import annotations

import io
import json
import signal

import pytest

from reader.cli import main
from reader.library.library import Library
from reader.model import ImportPlan, ImportReport, Progress
from reader.translation import set_language


def test_a_search_is_a_list_to_read(run, library):
    out = run("search", "bầu cử", "--facets").out
    assert "results · " in out
    assert "1. " in out
    assert library["bau-cu"] in out
    assert "xa-a.example · 1 June 2021" in out
    assert "<mark>" not in out
    assert "Sites\n  xa-a.example (" in out


def test_what_was_not_understood_is_said(run, library):
    out = run("search", 'xã "bầu').out
    assert "A quotation mark without its partner was ignored." in out


def test_undated_articles_that_a_filter_leaves_out_are_counted(run, library, archive):
    (archive / "khong-ngay.html").write_text(
        "<html><body><h1>Thông báo chung của xã</h1><p>"
        + "Nội dung thông báo này không ghi ngày nào cả. " * 5
        + "</p></body></html>",
        "utf-8",
    )
    assert run("import", archive).code == 1
    out = run("search", "xã", "--from", "2021").out
    assert "1 article without a date is left out." in out


def test_an_article_is_a_page_to_read(run, library):
    out = run("show", library["bau-cu"]).out
    assert "\nCuộc bầu cử tại xã A đã thành công tốt đẹp\n" in "\n" + out
    assert "1 June 2021" in out
    assert "\n\nCuộc bầu cử tại xã A đã thành công tốt đẹp: đoạn thứ 1" in out
    assert "SHA-256" in out
    assert "bau-cu.html" in out


def test_related_names_its_lists_and_states(run, library):
    out = run("related", library["bau-cu"]).out
    assert "On this page (2)" in out
    assert "● Công bố kết quả bầu cử" in out
    assert "○ Trang này không được lưu lại" in out
    assert "not in the archive · 1 June 2021" in out
    assert "Links here" in run("related", library["ket-qua"]).out


def test_follow_says_where_it_leads(run, library):
    out = run("follow", library["bau-cu"], "--source").out
    assert out.startswith("● archived\nCông bố kết quả")
    assert run("follow", library["bau-cu"], "https://xa-a.example/no").out.startswith(
        "○ not in the archive\n"
    )
    ran = run("follow", library["y-te"], "--source")
    assert ran.code == 1
    assert "names no source" in ran.err


def test_an_import_says_what_was_done_and_what_to_do(run, archive):
    out = run("import", archive).out
    assert "8 pages in 8 files" in out or "7 pages in 8 files" in out
    assert "7  added" in out
    assert "The file is empty. Save the page again, if it still exists." in out
    assert "7 articles in the library" in out


def test_everything_is_said_in_vietnamese_too(run, library):
    english = run("stats").out
    set_language("vi")
    for words in (
        ["stats"],
        ["search", "bầu cử"],
        ["related", library["bau-cu"]],
        ["archives"],
        ["failures"],
    ):
        assert run(*words).code == 0
    set_language("en")
    assert run("stats").out == english


# ---- space and stops --------------------------------------------------------------------------


@pytest.fixture
def tight(monkeypatch):
    plan = ImportPlan(files=8, bytes=10**9, seconds=60.0, library_bytes=9 * 10**8, free_bytes=10**9)
    monkeypatch.setattr(Library, "plan_import", lambda self, paths: plan)


def test_without_a_terminal_a_tight_import_is_refused(run, archive, tight):
    ran = run("import", archive, "--json")
    assert (ran.code, ran.out) == (3, "")
    assert "900 MB of the 1 GB free" in ran.err
    assert "--yes" in ran.err
    assert run("import", archive, "--yes").code == 1
    assert run("stats", "--json").json["articles"] == 7


def test_ctrl_c_keeps_what_is_done_and_says_so(run, archive, monkeypatch):
    real = Library.import_paths

    def interrupted(self, paths, *, jobs=None):
        signal.raise_signal(signal.SIGINT)
        yield from real(self, paths, jobs=jobs)

    monkeypatch.setattr(Library, "import_paths", interrupted)
    ran = run("import", archive, "--json")
    assert ran.code == 130
    assert ran.json["stopped"] == "cancelled"
    assert "What was imported so far is kept" in ran.err
    monkeypatch.undo()
    assert run("import", archive).code == 1
    assert run("stats", "--json").json["articles"] == 7


def test_a_full_disk_is_said(run, archive, monkeypatch):
    def full(self, paths, *, jobs=None):
        yield Progress(
            "done", 1, 1, report=ImportReport(files=8, seen=3, added=3, articles=3, stopped="disk-full")
        )

    monkeypatch.setattr(Library, "import_paths", full)
    ran = run("import", archive, "--json")
    assert ran.code == 3
    assert ran.json["stopped"] == "disk-full"
    assert "The disk is full." in ran.err


def test_an_error_of_the_program_is_one_line(run, library, monkeypatch):
    def broken(self, request):
        raise ZeroDivisionError("nobody expected this")

    monkeypatch.setattr(Library, "search", broken)
    ran = run("search", "x")
    assert ran.code == 3
    assert ran.err.count("\n") == 1
    assert "ZeroDivisionError: nobody expected this" in ran.err


def test_an_error_of_the_system_is_one_line(run, library, monkeypatch):
    def broken(self, request):
        raise PermissionError(13, "Permission denied", "/kho")

    monkeypatch.setattr(Library, "search", broken)
    assert run("search", "x").err == "gov-reader: /kho: there is no permission for it\n"


def test_ctrl_c_elsewhere_is_one_line(run, library, monkeypatch):
    def stopped(self, request):
        raise KeyboardInterrupt

    monkeypatch.setattr(Library, "search", stopped)
    ran = run("search", "x")
    assert (ran.code, ran.err) == (130, "gov-reader: Stopped.\n")


def test_a_reader_that_goes_away_is_no_error(monkeypatch):
    class Gone(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    monkeypatch.setattr("sys.stdout", Gone())
    assert main.main(["--help"]) == 0


# ---- export -------------------------------------------------------------------------------------


def test_the_ending_names_the_format(run, library, tmp_path):
    target = tmp_path / "bài.md"
    ran = run("export", library["bau-cu"], "-o", target)
    assert (ran.code, ran.out) == (0, f"{target}\n")
    assert "Cuộc bầu cử" in target.read_text("utf-8")


def test_an_existing_file_is_code_3_unless_forced(run, library, tmp_path):
    target = tmp_path / "bài.txt"
    target.write_text("mine")
    ran = run("export", library["bau-cu"], "--format", "txt", "-o", target)
    assert ran.code == 3
    assert "use --force" in ran.err
    assert target.read_text() == "mine"
    assert run("export", library["bau-cu"], "--format", "txt", "-o", target, "--force").code == 0


def test_several_articles_go_into_a_folder(run, library, tmp_path):
    ran = run("export", *library.values(), "0" * 16, "--format", "json", "-o", tmp_path / "ra")
    assert ran.code == 1
    assert len(list((tmp_path / "ra").glob("*.json"))) == 7
    lines = [
        json.loads(line) for line in (tmp_path / "ra" / "manifest.jsonl").read_text("utf-8").splitlines()
    ]
    assert [line["result"] for line in lines] == ["written"] * 7 + ["failed"]
    assert lines[-1] == {
        **dict.fromkeys(lines[0]),
        "id": "0" * 16,
        "result": "failed",
        "code": "article-unknown",
    }
    assert all((tmp_path / "ra" / line["file"]).is_file() and len(line["sha256"]) == 64 for line in lines[:7])
    assert "There is no article 0000000000000000" in ran.err


def test_articles_of_one_name_are_kept_apart(run, library, archive, tmp_path):
    (archive / "copy").mkdir()
    text = (archive / "y-te.html").read_text("utf-8").replace("thôn 1", "thôn 9")
    (archive / "copy" / "y-te.html").write_text(text, "utf-8")
    run("import", archive)
    ran = run("export", "--query", "tiêm chủng", "--format", "txt", "-o", tmp_path / "ra")
    assert ran.code == 0
    assert len(ran.out.splitlines()) == len(list((tmp_path / "ra").glob("*.txt"))) == 2


def test_all_results_of_a_query_are_exported(run, library, tmp_path):
    total = run("search", "bầu cử", "--json").json["total"]
    ran = run("export", "--query", "bầu cử", "--format", "bibtex", "-o", tmp_path / "ra")
    assert ran.code == 0
    assert len(list((tmp_path / "ra").glob("*.bib"))) == total
    assert run("export", "--query", "khôngcóởđâu", "--format", "md", "-o", tmp_path / "ra").code == 1


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--format", "odt"], 2, "choose from pdf, html, docx, epub, md, txt, bibtex, ris"),
        ([], 2, "Which format?"),
        (["--query", "x", "--format", "md"], 2, "Which articles?"),
    ],
)
def test_wrong_exports(run, library, tmp_path, words, code, told):
    ran = run("export", library["bau-cu"], *words, "-o", tmp_path / "ra")
    assert ran.code == code
    assert told in ran.err


def test_several_articles_go_into_one_file_that_is_named(run, library, tmp_path):
    target = tmp_path / "all.csl.json"
    ran = run("export", "--query", "bầu cử", "-o", target)
    assert (ran.code, ran.out) == (0, f"{target}\n")
    assert len(json.loads(target.read_text("utf-8"))) == run("search", "bầu cử", "--json").json["total"]
    assert run("export", "--query", "bầu cử", "-o", target).code == 3
    assert run("export", "--query", "bầu cử", "-o", target, "--force").code == 0


def test_a_list_is_one_file_also_in_a_folder(run, library, tmp_path):
    ran = run("export", *library.values(), "--format", "jsonl", "-o", tmp_path / "ra")
    assert ran.out == f"{tmp_path / 'ra' / 'articles.jsonl'}\n"
    lines = (tmp_path / "ra" / "articles.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == list(library.values())


def test_a_manifest_is_written_where_it_is_wanted(run, library, tmp_path):
    listed = tmp_path / "list.csv"
    ran = run(
        "export", *library.values(), "--format", "epub", "--combined", "-o", tmp_path, "--manifest", listed
    )
    assert ran.code == 0
    assert (tmp_path / "articles.epub").is_file()
    assert listed.read_text("utf-8-sig").splitlines()[0] == "file,id,sha256,title,url,result,code,detail"


def test_every_format_takes_several_into_one_file(run, library, tmp_path):
    for name in ("pdf", "html", "docx", "md", "txt", "json"):
        ran = run("export", *library.values(), "--format", name, "--combined", "-o", tmp_path / "ra")
        assert ran.out == f"{tmp_path / 'ra' / 'articles'}.{name}\n"
        assert (tmp_path / "ra" / f"articles.{name}").stat().st_size > 1000
    assert run("export", "--query", "bầu cử", "-o", tmp_path / "all.md").code == 0
    assert (tmp_path / "all.md").read_text("utf-8").startswith('---\ntitle: "bầu cử"\n')


def test_a_file_in_a_folder_that_is_not_there_is_told_of(run, library, tmp_path):
    assert run("export", library["bau-cu"], "-o", tmp_path / "none" / "a.md").code == 3
    (tmp_path / "file").touch()
    assert "file-unwritable" not in run("export", library["bau-cu"], "-o", tmp_path / "file" / "a.md").err


def test_one_article_may_have_a_manifest_too(run, library, tmp_path):
    words = ("--format", "md", "-o", tmp_path / "ra", "--manifest", tmp_path / "list.jsonl")
    assert run("export", library["bau-cu"], *words).code == 0
    assert json.loads((tmp_path / "list.jsonl").read_text("utf-8"))["id"] == library["bau-cu"]


def test_corrections_are_left_out_when_wanted(run, library, tmp_path):
    run("correct", library["bau-cu"], "byline", "Một người")
    for more, told in (([], "Một người"), (["--as-read"], None)):
        run("export", library["bau-cu"], "-o", tmp_path / "a.json", "--force", *more)
        assert json.loads((tmp_path / "a.json").read_text("utf-8"))["byline"] == told


def test_a_citation_has_the_style_that_is_asked_for(run, library, tmp_path):
    words = ("export", library["bau-cu"], "--format", "citation", "-o", tmp_path / "a.txt", "--force")
    run(*words, "--style", "vietnamese")
    assert ", tệp bau-cu.html, SHA-256 " in (tmp_path / "a.txt").read_text("utf-8")
    assert run(*words, "--style", "apa").code == 2


def test_nothing_is_exported_into_an_archive(run, library, archive):
    before = sorted(archive.iterdir())
    ran = run("export", library["bau-cu"], "--format", "md", "-o", archive)
    assert ran.code == 3
    assert "which is never written to" in ran.err
    assert sorted(archive.iterdir()) == before


def test_an_import_tells_formats_and_what_was_put_right(run, archive):
    page = archive / "cu.html"
    page.write_bytes(page_in("windows-1251"))
    told = run("import", archive).out
    assert "  read from: web pages (HTML): 8\n" in told
    assert "        1  repaired: another encoding than the page says\n" in told
    again = run("import", archive).out
    assert "read from" not in again
    assert "repaired" not in again


def page_in(encoding):
    """A page in an encoding that says that it is in UTF-8."""
    text = "Администрация района сообщает жителям, что строительство новой дороги начнётся весной."
    html = f'<html><head><meta charset="utf-8"></head><body><h1>{text[:60]}</h1><p>{text}</p></body></html>'
    return html.encode(encoding)


def test_filters_of_a_search_may_be_given_several_times(run, library):
    everything = run("search", "xã", "--json").json["total"]
    assert everything
    both = ("--site", "xa-a.example", "--site=xa-b.example")
    one = run("search", "xã", "--json", *both[:2]).json["total"]
    assert one <= run("search", "xã", "--json", *both).json["total"] <= everything
    assert run("search", "xã", "--json", "--lang", "vi", "--format", "html").json["total"] == everything
    assert run("search", "xã", "--json", "--lang", "xx", "--lang", "yy").json["total"] == 0
    assert run("search", "xã", "--json", "--tag", "none").json["total"] == 0
