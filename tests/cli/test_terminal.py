"""What the streams get: UTF-8 whatever the locale, no control signs of a page, colour on terminals only."""

from __future__ import annotations

import io

import pytest

from reader.cli.progress import ProgressLine, describe, run_steps
from reader.cli.terminal import Terminal, one_line
from reader.model import Progress
from reader.translation import set_language


class Screen(io.StringIO):
    """A terminal of 80 columns."""

    def isatty(self):
        return True


@pytest.fixture(autouse=True)
def plain(monkeypatch):
    set_language("en")
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.fixture
def screen():
    return Terminal(Screen(), Screen())


@pytest.fixture
def file():
    return Terminal(io.StringIO(), io.StringIO())


def test_marks_are_shown_on_a_terminal_only(screen, file):
    for terminal in (screen, file):
        terminal.line(terminal.marked("Kỳ <mark>bầu</mark> &lt;cử&gt; &amp;"))
    assert file.out.getvalue() == "Kỳ bầu <cử> &\n"
    assert screen.out.getvalue() == "Kỳ \x1b[1;33mbầu\x1b[0m <cử> &\n"


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_colours_can_be_turned_off(monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    terminal = Terminal(Screen(), Screen())
    terminal.line(terminal.bold("Tên") + terminal.dim("ngày"))
    assert terminal.out.getvalue() == "Tênngày\n"


def test_a_page_cannot_drive_the_terminal(screen):
    screen.line(screen.bold(one_line("a\x1b]0;title\x07b\x9bc\x0ed")))
    assert screen.out.getvalue() == "\x1b[1ma\ufffd]0;title\ufffdb\ufffdc\ufffdd\x1b[0m\n"
    screen.line(screen.marked("a\x1b[2J<mark>b\x0e</mark>"))
    assert "\x1b[2J" not in screen.out.getvalue()


def test_paragraphs_are_set_on_a_terminal_and_left_alone_in_a_file(screen, file):
    text = "Hội nghị đã nghe báo cáo. " * 10
    for terminal in (screen, file):
        terminal.paragraph(text.strip(), "  ", lines=2)
    assert file.out.getvalue() == f"  {text.strip()}\n"
    lines = screen.out.getvalue().splitlines()
    assert len(lines) == 2
    assert all(line.startswith("  ") and len(line) < 80 for line in lines)
    assert lines[1].endswith(" …")


def test_json_is_valid_whatever_a_page_holds(file):
    file.json({"text": "a\ud800b\x1b"})
    assert file.out.getvalue() == '{"text": "a?b\\u001b"}\n'


def test_errors_are_one_line(file):
    file.error("first\nsecond")
    assert file.err.getvalue() == "gov-reader: first second\n"


def test_progress_is_drawn_on_a_terminal_only(screen, file):
    for terminal in (screen, file):
        line = ProgressLine(terminal)
        line.show(Progress("read", 340, 2000, 62.0, 27.0, "tin/1.html"))
        line.clear()
    assert file.err.getvalue() == ""
    drawn, cleared = screen.err.getvalue().split("\r\x1b[K")[1:]
    assert drawn.startswith("Reading pages  ███░")
    assert "340/2,000  62/s  27 s left" in drawn
    assert len(drawn) < 80
    assert cleared == ""


def test_a_step_of_unknown_length_is_told():
    assert describe(Progress("scan", 12, None)) == "Looking for pages  12"
    assert describe(Progress("scan", 0, None)) == "Looking for pages"


def test_a_question_needs_somebody_to_answer(screen, file, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert screen.ask("Go on?", "yes") is None
    answers = {"y\n": True, "Yes\n": True, "n\n": False, "\n": False, "": False}
    for typed, meant in answers.items():
        monkeypatch.setattr("sys.stdin", Screen(typed))
        assert screen.ask("Go on?", "yes") is meant
        assert file.ask("Go on?", "yes") is None
    for typed in ("c\n", "co\n", "CÓ\n", "y\n"):
        monkeypatch.setattr("sys.stdin", Screen(typed))
        assert screen.ask("Tiếp tục?", "có") is True


def test_ctrl_c_ends_long_work_between_two_steps(screen):
    import signal

    closed = []

    def work():
        try:
            yield Progress("read", 1, 3)
            signal.raise_signal(signal.SIGINT)
            yield Progress("read", 2, 3)
            yield Progress("read", 3, 3)
        finally:
            closed.append(True)

    last, interrupted = run_steps(work(), screen)
    assert (last.done, interrupted, closed) == (2, True, [True])
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_second_ctrl_c_does_not_wait(screen):
    import signal

    def work():
        yield Progress("read", 1, 3)
        signal.raise_signal(signal.SIGINT)
        signal.raise_signal(signal.SIGINT)
        yield Progress("read", 2, 3)

    with pytest.raises(KeyboardInterrupt):
        run_steps(work(), screen)
