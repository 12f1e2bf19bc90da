"""Pandoc, kept small: in its sandbox, with limits on time and memory, and no file to write."""

from __future__ import annotations

import resource
import subprocess
from functools import cache
from pathlib import Path

import pypandoc

SECONDS = 30
MEGABYTES = 1024  # of pandoc's heap; the address space it reserves is far larger by design


class PandocError(RuntimeError):
    """Pandoc could not do it: too slow, too large, or a file it cannot read."""


@cache
def program() -> str:
    return str(Path(pypandoc.get_pandoc_path()).resolve())


def run(arguments: list[str], given: bytes, *, seconds: int = SECONDS) -> bytes:
    """What pandoc writes for `given`. The sandbox reads nothing but the files named here, and no address."""
    command = [program(), "+RTS", f"-M{MEGABYTES}m", "-RTS", "--sandbox", *arguments]
    with subprocess.Popen(  # noqa: S603 – a fixed program with arguments of ours, no shell
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        _limit(process.pid, seconds)
        try:
            made, said = process.communicate(given, timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            raise PandocError("time") from None
    if process.returncode:
        raise PandocError(said.decode(errors="replace")[:2000] or f"ended with {process.returncode}")
    return made


def _limit(pid: int, seconds: int) -> None:
    """Set from outside: code between fork and exec may lock up a server of many threads."""
    if hasattr(resource, "prlimit"):  # Linux; elsewhere the limits on heap and time hold alone
        resource.prlimit(pid, resource.RLIMIT_CPU, (seconds, seconds))
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, 0))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
