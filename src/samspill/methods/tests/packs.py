"""A copy of the real packs that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

from samspill.methods import load

PACK = "log/2017.1"


class Copy:
    """All packs in a folder of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "packs"
        shutil.copytree(load.ROOT, self.root)

    def edit(self, file: str, old: str, new: str) -> None:
        """Replaces the first occurrence; a test that looks for words that have gone should say so."""
        path = self.root / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} no longer says {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
