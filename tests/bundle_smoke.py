"""Tries the built program where Python is not: version, import, search, and the window without a screen.

Called by ``make bundle`` with the path of the program; says what failed and ends with 1.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PATIENCE = 120.0  # seconds until the window must have filled its library


def run(program: Path, *words: str, env: dict[str, str]) -> str:
    """What a command prints; a failure ends everything."""
    ran = subprocess.run([program, *words], env=env, capture_output=True, text=True, check=False)
    if ran.returncode not in (0, 1):
        sys.exit(f"{' '.join(words)}: exit {ran.returncode}\n{ran.stderr}")
    return ran.stdout


def main() -> None:
    """Runs all tries."""
    program = Path(sys.argv[1]).resolve()
    archive = program.parent / "_internal" / "reader" / "_data" / "archive"
    with tempfile.TemporaryDirectory() as home:
        env = {
            "HOME": home,
            "PATH": "/usr/bin:/bin",
            "QT_QPA_PLATFORM": "offscreen",
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": home,
        }
        print(run(program, "--version", env=env).strip())
        library = ("--library", str(Path(home, "library")))
        report = json.loads(run(program, *library, "import", str(archive), "--jobs", "2", "--json", env=env))
        found = json.loads(run(program, *library, "search", "bầu cử", "--json", env=env))
        print(f"{report['articles']} articles, {found['total']} found")
        if not report["articles"] or not found["total"]:
            sys.exit("the sample archive was not read")
        for name in ("pdf", "docx", "epub"):
            target = Path(home, f"article.{name}")
            run(
                program,
                *library,
                "export",
                found["hits"][0]["id"],
                "--format",
                name,
                "-o",
                str(target),
                env=env,
            )
            if not target.is_file():
                sys.exit(f"no {name} was written")
        try_window(program, env, Path(home))


def try_window(program: Path, env: dict[str, str], home: Path) -> None:
    """Opens the window, waits until it has read the sample archive, and ends it as a system does."""
    window = subprocess.Popen([program], env=env, cwd=home)
    own = home / ".local" / "share"
    deadline = time.monotonic() + PATIENCE
    while window.poll() is None and time.monotonic() < deadline:
        if any(file.stat().st_size > 100_000 for file in own.rglob("catalogue.db*")):
            break
        time.sleep(0.5)
    else:
        window.kill()
        sys.exit(f"the window did not start (exit {window.poll()})")
    os.kill(window.pid, signal.SIGTERM)
    code = window.wait(PATIENCE)
    if code != 0:
        sys.exit(f"the window ended with {code}")
    print("the window opened, read the sample archive and closed")


if __name__ == "__main__":
    main()
