"""Build step: compiles the gettext catalogues, for wheels and editable installs alike."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):
    """Writes ``NAME.mo`` beside every ``NAME.po`` of ``resources/translations``."""

    def initialize(self, version: str, build_data: dict[str, object]) -> None:
        """Called by hatchling before it collects files."""
        for po_file in sorted(Path(self.root, "resources", "translations").glob("*.po")):
            with po_file.open("rb") as source:
                catalogue = read_po(source, locale=po_file.stem)
            with po_file.with_suffix(".mo").open("wb") as target:
                write_mo(target, catalogue)
