"""Typst, in this process or in one of its own: `python -m samspill.documents.typesetting` reads JSON, writes PDF."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import typst

TEMPLATES = Path(__file__).parent / "typst"
STANDARDS: list[Any] = ["a-2a", "ua-1"]
SECONDS, MEMORY = 60, 2 * 1024**3
REFUSED = 3


class RefusedError(RuntimeError):
    """Typst does not lay it out; the text is its diagnosis."""


class TooMuchError(RuntimeError):
    """It took more time or memory than a document may."""


def compiled(data: dict[str, Any], root: Path, seconds: int, template: str = "paper") -> bytes:
    """The PDF of `data`, stamped with `seconds`. Pictures are read from `root`, and nothing else from anywhere.

    A compiler for each paper: one cannot serve two threads, and making it costs less than a millisecond.
    """
    compiler = typst.Compiler(root=str(root), font_paths=_fonts(), ignore_system_fonts=True)
    try:
        made = compiler.compile(
            (TEMPLATES / f"{template}.typ").read_bytes(),
            format="pdf",
            sys_inputs={"paper": json.dumps(data, ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=seconds,
        )
    except typst.TypstError as error:
        raise RefusedError(f"{error.message}\n{error.diagnostic}") from error
    if not isinstance(made, bytes):
        raise RefusedError("Typst gave no file.")
    return made


@cache
def _fonts() -> typst.Fonts:
    """Only the fonts inside the package, so that every machine makes the same file."""
    return typst.Fonts(include_system_fonts=False)


def apart(data: dict[str, Any], root: Path, seconds: int) -> bytes:
    """The same in a process of its own: what runs wild there takes nobody's pages along."""
    command = [sys.executable, "-m", __name__]
    given = json.dumps({"data": data, "root": str(root), "seconds": seconds}).encode()
    try:
        done = subprocess.run(command, input=given, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise TooMuchError("time") from error
    if done.returncode == REFUSED:
        raise RefusedError(done.stderr.decode())
    if done.returncode:
        raise TooMuchError(done.stderr.decode(errors="replace")[-500:])
    return done.stdout


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    asked = json.load(sys.stdin)
    try:
        sys.stdout.buffer.write(compiled(asked["data"], Path(asked["root"]), asked["seconds"]))
    except RefusedError as error:
        sys.stderr.write(str(error))
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
