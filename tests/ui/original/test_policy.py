"""The headers of what is served."""

from __future__ import annotations

import pytest

from reader.ui.original.policy import headers


def directives(*, scripts):
    policy = headers(scripts=scripts)["Content-Security-Policy"]
    return {name: set(rest.split()) for name, _, rest in (each.partition(" ") for each in policy.split("; "))}


@pytest.mark.parametrize("scripts", [False, True])
def test_nothing_is_allowed_that_is_not_listed(scripts):
    rules = directives(scripts=scripts)
    for name in ("default-src", "worker-src", "manifest-src", "form-action"):
        assert rules[name] == {"'none'"}
    for name, sources in rules.items():
        assert not sources & {"*", "file:", "ws:", "wss:", "ftp:"}, name


def test_scripts_run_only_when_they_may():
    assert directives(scripts=False)["script-src"] == directives(scripts=False)["connect-src"] == {"'none'"}
    assert "'unsafe-inline'" in directives(scripts=True)["script-src"]


def test_no_other_capture_is_kept_and_nobody_is_told_of_the_page():
    told = headers(scripts=False)
    assert (told["Cache-Control"], told["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "camera=()" in told["Permissions-Policy"]
