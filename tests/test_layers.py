"""The order of the stages, read from the imports themselves (those inside functions and for typing too)."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "reader"
ORDER = [
    "model",
    "errors",
    "assets",
    "translation",
    "text",
    "formats",
    "extract",
    "search",
    "library",
    "export",
    "system_words",
    "messages",
    "explanations",
    "query_card",
]
FRONT_ENDS = {"cli", "ui"}
PLACES = {
    "PySide6": ("ui/", "export/pdf"),
    "sqlite3": ("library/catalogue/",),
    "whoosh": ("search/",),
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def imported(path):
    """Every (absolute) module name that a file imports."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def stage(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def dotted(path):
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path):
    here = stage(path)
    if here in ("__main__", "__init__"):
        return
    for name in imported(path):
        parts = name.split(".")
        if parts[0] != "reader" or len(parts) < 2 or parts[1] == "__version__":
            continue
        there = parts[1]
        if there == here:
            continue
        assert there in ORDER, f"{path.name} imports {name}"
        if here not in FRONT_ENDS:
            assert ORDER.index(there) < ORDER.index(here), (
                f"{path.name} imports {name}, which stands below it"
            )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_heavy_libraries_stay_in_their_place(path):
    where = path.relative_to(PACKAGE).as_posix()
    for name in imported(path):
        allowed = PLACES.get(name.split(".")[0])
        assert allowed is None or where.startswith(allowed), f"{where} imports {name}"


def test_no_cycle_between_modules():
    known = {dotted(path): path for path in MODULES}
    edges = {
        name: {target for target in imported(path) if target in known and target != name}
        for name, path in known.items()
    }
    done, under_way = set(), []

    def visit(name):
        assert name not in under_way, " -> ".join([*under_way, name])
        if name in done:
            return
        under_way.append(name)
        for target in sorted(edges[name]):
            visit(target)
        under_way.pop()
        done.add(name)

    for name in sorted(known):
        visit(name)
