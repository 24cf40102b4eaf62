"""The fuzzing command works; its long runs are made by hand (``python -m tests.fuzzing``)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.skipif(os.name == "nt", reason="measures memory the POSIX way")
@pytest.mark.parametrize("kind", ["mhtml", "zip", "tar", "webarchive"])
def test_a_few_mutated_files(tmp_path, kind):
    command = [sys.executable, "-m", "tests.fuzzing", kind, "--files", "40", "--seed", "7"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "40 files" in done.stdout
