"""Why Chromium is not started, before it would end the process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from reader.translation import set_language
from reader.ui.original import engine
from reader.ui.original.engine import EngineError

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looked for on Linux only")


@pytest.fixture(autouse=True)
def no_switch_of_the_environment(monkeypatch):
    monkeypatch.delenv("QTWEBENGINE_DISABLE_SANDBOX", raising=False)


@linux
def test_the_administrator_needs_a_sandbox_switched_off(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    with pytest.raises(EngineError) as failure:
        engine._look_for_sandbox("--lang=vi")
    assert failure.value.code == "root"
    engine._look_for_sandbox("--lang=vi --no-sandbox")
    monkeypatch.setenv("QTWEBENGINE_DISABLE_SANDBOX", "1")
    engine._look_for_sandbox("")


@linux
@pytest.mark.parametrize(("code", "refused"), [(0, False), (1, True)])
def test_a_system_without_namespaces(monkeypatch, code, refused):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, code))
    if refused:
        with pytest.raises(EngineError, match="sandbox"):
            engine._look_for_sandbox("")
    else:
        engine._look_for_sandbox("")


@linux
def test_a_system_without_the_tool_is_given_a_chance(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(engine, "_TRIAL", ("there-is-no-such-program",))
    engine._look_for_sandbox("")


@pytest.mark.parametrize("code", sorted(engine._REASONS))
def test_every_reason_has_its_sentence_in_both_languages(code):
    english = EngineError(code, "libnss3.so").text()
    set_language("vi")
    assert EngineError(code, "libnss3.so").text() not in ("", english)
