"""The program as a process: what it loads, and how it meets locales, pipes and a missing display."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

LOADED = (
    "import json, sys\n"
    "from reader.__main__ import main\n"
    "code = main()\n"
    "heavy = {'PySide6', 'whoosh', 'sqlite3', 'babel', 'pypdf', 'markdownify'}\n"
    "print(json.dumps(sorted(heavy & {name.split('.')[0] for name in sys.modules})), file=sys.stderr)\n"
    "raise SystemExit(code)\n"
)


def loaded(process, *words, **settings):
    ran = process(*words, start=("-c", LOADED), **settings)
    return ran, set(json.loads(ran.err.splitlines()[-1]))


def test_search_never_loads_qt(process, archive):
    assert process("import", archive).code == 1
    ran, modules = loaded(process, "search", "bầu cử", "--json")
    assert json.loads(ran.out)["total"] >= 2
    assert not modules & {"PySide6", "babel", "pypdf", "markdownify"}


def test_extract_loads_neither_qt_nor_the_index_nor_the_catalogue(process, archive):
    ran, modules = loaded(process, "extract", archive, "--json", library=False)
    assert len(ran.lines) == 8
    assert not modules & {"PySide6", "whoosh", "sqlite3", "pypdf", "markdownify"}


def test_json_is_utf8_whatever_the_locale(process, archive):
    env = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    ran = process("extract", archive / "bau-cu.html", "--json", library=False, env=env)
    assert ran.json["title"] == "Cuộc bầu cử tại xã A đã thành công tốt đẹp"
    assert ran.err == ""


def test_queries_come_from_standard_input_too(process, archive):
    process("import", archive)
    ran = process("search", "--queries", "-", "--json", stdin="bầu cử\nđường\n")
    assert [line["query"] for line in ran.lines] == ["bầu cử", "đường"]


def test_the_language_is_that_of_the_environment(process):
    ran = process("serach", env={"LANGUAGE": "", "LC_ALL": "vi_VN.UTF-8"})
    assert ran.code == 2
    assert "“serach”" in ran.err
    assert "no command" not in ran.err


def test_a_closed_pipe_is_no_error(archive, tmp_path):
    """``gov-reader extract … | head -1``: the reader goes away while much is still to be written."""
    text = "<p>" + "Nội dung dài để tràn ống dẫn giữa hai chương trình. " * 100 + "</p>"
    for number in range(30):
        (archive / f"dai-{number}.html").write_text(f"<h1>Bài {number}</h1>{text}", "utf-8")
    command = [sys.executable, "-m", "reader", "extract", str(archive), "--json", "--jobs", "1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        assert program.stdout.readline()
        program.stdout.close()
        assert program.stderr.read() == b""
        assert program.wait() == 0


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of Linux")
def test_without_a_display_the_window_says_so(process):
    env = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    ran = process(env=env)
    assert ran.code == 3
    assert ran.err.startswith("gov-reader: There is no display for the window")
    assert ran.err.count("\n") == 1


def test_open_wants_files_that_exist(process, tmp_path):
    assert process("open").code == 2
    ran = process("open", tmp_path / "no.html")
    assert (ran.code, ran.err) == (3, f"gov-reader: {tmp_path / 'no.html'} does not exist.\n")


def test_help_names_every_command(process):
    from reader.cli.commands import COMMANDS

    out = process("--help", library=False).out
    for command in COMMANDS:
        assert f"\n  {command.name}" in out
        assert process(command.name, "--help", library=False).out.startswith("Usage: gov-reader ")


def test_the_version_is_told(process):
    from reader import __version__

    assert process("--version", library=False).out == f"gov-reader {__version__}\n"
