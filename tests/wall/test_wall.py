"""The wall: a page that tries every way out reaches nobody, seen from outside the process by ``strace``."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from collections import deque
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from reader.library.library import Library

from . import ways_out

pytest.importorskip("PySide6.QtWebEngineCore")
pytestmark = pytest.mark.xdist_group("wall")  # one process has the fixture for all of them

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LONG = 120  # seconds
_CALL = re.compile(r"(connect|sendto|sendmsg|sendmmsg)\((\d+)(?:<([A-Za-z0-9]+)[^,]*>)?, (.*)")
_INET = re.compile(r"sa_family=AF_INET6?,.*?htons\((\d+)\)")


class Listeners:
    """Whoever comes to these ports on the loopback addresses is noted."""

    def __init__(self) -> None:
        self.hits: list[str] = []
        self._stack = ExitStack()
        self.port = self._listen(socket.AF_INET, "127.0.0.1", 0)
        with suppress(OSError):
            self._listen(socket.AF_INET6, "::1", self.port)
        datagrams = self._stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        datagrams.bind(("127.0.0.1", 0))
        self.udp = datagrams.getsockname()[1]
        self._run(self._receive, datagrams)

    def _listen(self, family, host, port):
        listening = self._stack.enter_context(socket.socket(family, socket.SOCK_STREAM))
        listening.bind((host, port))
        listening.listen()
        self._run(self._accept, listening)
        return listening.getsockname()[1]

    def _run(self, work, *values):
        threading.Thread(target=work, args=values, daemon=True).start()

    def _accept(self, listening):
        with suppress(OSError):
            while True:
                connection, _ = listening.accept()
                with connection:
                    connection.settimeout(2)
                    said = b""
                    with suppress(OSError):
                        said = connection.recv(200)
                    self.hits.append(said.decode("latin-1"))

    def _receive(self, datagrams):
        with suppress(OSError):
            while True:
                self.hits.append(f"datagram {datagrams.recv(200)!r}")

    def close(self):
        self._stack.close()


@pytest.fixture(scope="module")
def listeners():
    found = Listeners()
    yield found
    found.close()


@pytest.fixture(scope="module")
def marker():
    """A port for the connection by which the watcher shows that he sees connections."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        yield listening.getsockname()[1]


@pytest.fixture(scope="module")
def library(tmp_path_factory, listeners):
    folder = tmp_path_factory.mktemp("wall")
    archive = folder / "archive"
    archive.mkdir()
    text = ways_out.page("127.0.0.1", listeners.port, listeners.udp)
    note = "<!-- saved from url=(0029)http://xa-a.example/thu.html -->\n"
    (archive / "thu.html").write_text(text.replace("<html", note + "<html", 1), "utf-8")
    with Library(folder / "library") as made:
        report = deque(made.import_paths([str(archive)], jobs=1), maxlen=1).pop().report
    assert report.articles == 1
    return folder / "library"


def environment():
    values = dict(os.environ, QT_QPA_PLATFORM="offscreen", PYTHONPATH=str(ROOT), LANGUAGE="en")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        values["QTWEBENGINE_CHROMIUM_FLAGS"] = "--no-sandbox"  # root has no other way to run Chromium
    return values


def journey(*before, library, marker, more=()):
    command = [*before, sys.executable, str(HERE / "journey.py"), str(library), str(marker), *more]
    done = subprocess.run(
        command, env=environment(), capture_output=True, text=True, timeout=LONG, check=False, cwd=ROOT
    )
    lines = done.stdout.strip().splitlines()
    assert lines, f"{done.returncode}: {done.stderr[-3000:]}"
    return json.loads(lines[-1])


def calls(log):
    """(name of the call, kind of socket, the rest) of every line about the network."""
    for line in log.read_text("utf-8", "replace").splitlines():
        if found := _CALL.search(line):
            yield found[1], found[3] or "", found[4]


@pytest.fixture(scope="module")
def watch(library, marker, tmp_path_factory):
    """Does the journey under strace: gives what it saw itself, and its calls."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed")
    log = tmp_path_factory.mktemp("strace") / "log"
    trial = subprocess.run(
        ["strace", "-f", "-o", str(log), "true"], capture_output=True, text=True, check=False, timeout=30
    )
    if trial.returncode:
        pytest.skip(f"strace cannot watch a process here: {trial.stderr.strip()[-200:]}")
    fast = ["--seccomp-bpf"] if "--seccomp-bpf" in _help("strace") else []
    names = "trace=connect,sendto,sendmsg,sendmmsg"

    def do(*more):
        command = ["strace", "-f", "-yy", *fast, "-e", names, "-o", str(log)]
        seen = journey(*command, library=library, marker=marker, more=more)
        return seen, list(calls(log))

    return do


@pytest.fixture(scope="module")
def watched(watch):
    """The journey with all that it has."""
    return watch()


def _help(program):
    return subprocess.run([program, "--help"], capture_output=True, text=True, check=False).stdout


def test_there_are_ways_enough():
    assert ways_out.COUNT >= 40


def test_no_connection_and_no_datagram_leaves_the_process(watched, marker, listeners):
    _, found = watched
    ports = [(name, kind, int(at[1])) for name, kind, rest in found if (at := _INET.search(rest))]
    assert ("connect", "TCP", marker) in ports, "the watcher sees nothing"
    connected = [each for each in ports if each[0] == "connect" and not each[1].startswith("UDP")]
    leaving = [each for each in connected if each[2] != marker]
    assert leaving == []
    sent = [
        (name, kind, rest) for name, kind, rest in found if name != "connect" and kind[:3] in ("TCP", "UDP")
    ]
    assert sent == []
    assert [each for each in ports if each[0] != "connect"] == []
    # Chromium asks the system for a way to an address with a connect() that sends nothing.
    asked = [rest for name, kind, rest in found if name == "connect" and kind.startswith("UDP")]
    print("connect() of datagram sockets, nothing sent:", *sorted(set(asked)), sep="\n    ")
    assert listeners.hits == []


def test_it_is_the_switches_that_hold(watched, watch, listeners):
    """The interceptor alone does not: without our switches Chromium connects for a preconnect."""
    assert listeners.hits == []
    _, found = watch("plain", "open")
    ports = [int(at[1]) for name, kind, rest in found if kind == "TCP" and (at := _INET.search(rest))]
    assert listeners.port in ports
    listeners.hits.clear()


def test_the_page_was_shown_and_its_tries_were_counted(watched):
    seen, _ = watched
    assert seen["messages"] == []
    assert ways_out.TITLE in seen["text"]
    plain = {what.rsplit("/", 1)[-1] for _, what in seen["plain"]}
    assert {"img", "srcset", "css-import", "iframe", "stylesheet", "svg-image", "video"} <= plain
    assert {"img-tls", "css-font", "style-attribute", "object", "data-frame"} <= plain
    assert "page" in {kind for kind, _ in seen["plain"]}  # the refresh
    assert not any(what.endswith(("/fetch", "/xhr", "/location")) for _, what in seen["plain"])


def test_with_scripts_on_the_wall_holds_and_counts(watched):
    seen, _ = watched
    kinds = {kind for kind, _ in seen["scripts"]}
    assert {"missing", "page", "window", "dialog", "form"} <= kinds
    asked = {what.rsplit("/", 1)[-1] for _, what in seen["scripts"]}
    assert {"fetch", "xhr", "websocket", "eventsource", "beacon", "location", "window-open", "form"} <= asked
    assert seen["address"].startswith("archive://xa-a.example/thu.html")
    assert seen["exports"] >= 4


def test_closing_the_original_page_ends_its_renderer(watched):
    seen, _ = watched
    during, after = seen["renderers"]
    assert after < during


def test_the_journey_in_a_namespace_without_a_network(library, marker):
    if shutil.which("unshare") is None:
        pytest.skip("unshare is not installed")
    command = (
        ["unshare", "--net"] if os.geteuid() == 0 else ["unshare", "--user", "--map-current-user", "--net"]
    )
    trial = subprocess.run([*command, "true"], capture_output=True, text=True, check=False, timeout=30)
    if trial.returncode:
        pytest.skip(f"no network namespace can be made here: {trial.stderr.strip()[-200:]}")
    seen = journey(*command, library=library, marker=marker, more=("plain",))
    assert ways_out.TITLE in seen["text"]
    assert seen["messages"] == []
