"""Chromium's switches: ours behind those of the environment, lists joined."""

from __future__ import annotations

import os
import shlex

import pytest

from reader.ui.original import switches
from reader.ui.original.switches import FEATURES, SWITCHES, VARIABLE, appended


def test_ours_stand_behind_what_was_given():
    words = shlex.split(appended("--no-sandbox --lang=vi"))
    assert words[:2] == ["--no-sandbox", "--lang=vi"]
    assert "--host-resolver-rules=MAP * ~NOTFOUND" in words
    assert {f"--{name}" if value is None else f"--{name}={value}" for name, value, _ in SWITCHES} <= set(
        words
    )


def test_a_switch_that_was_given_otherwise_is_overruled():
    words = shlex.split(appended('--proxy-server="http://10.0.0.1:3128" --host-resolver-rules="MAP a b"'))
    last = {word.partition("=")[0]: word for word in words}
    assert last["--proxy-server"] == "--proxy-server=http://offline.invalid:9"
    assert last["--host-resolver-rules"] == "--host-resolver-rules=MAP * ~NOTFOUND"


def test_lists_are_joined_as_chromium_heeds_the_last_one_only():
    words = shlex.split(
        appended("--disable-features=Theirs,More --enable-features=One --enable-features=Two")
    )
    off = [word for word in words if word.startswith("--disable-features=")]
    assert off == ["--disable-features=Theirs,More," + ",".join(name for name, _ in FEATURES)]
    assert [word for word in words if word.startswith("--enable-features=")] == ["--enable-features=One,Two"]


@pytest.mark.parametrize("given", ["", "--no-sandbox", '--a="b c"', '--broken="x'])
def test_twice_is_once(monkeypatch, given):
    monkeypatch.setenv(VARIABLE, given)
    switches.append()
    once = os.environ[VARIABLE]
    switches.append()
    assert os.environ[VARIABLE] == once


def test_every_switch_has_a_reason():
    assert all(reason for *_, reason in (*SWITCHES, *FEATURES))
