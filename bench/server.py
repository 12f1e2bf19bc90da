"""The real server in a process of its own, on a data folder that is thrown away."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from samspill.config import house

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Served:
    """`samspill serve` on a data folder; started as often as it is wanted."""

    data: Path
    port: int
    process: subprocess.Popen[str] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "samspill", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        if not any("Samspill is ready" in line for line in self.process.stdout):
            raise SystemExit("The server did not start; see its sentence above.")

    def kill(self) -> None:
        assert self.process is not None
        self.process.kill()
        self.process.communicate(timeout=60)

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGINT)
            self.process.communicate(timeout=60)


@contextmanager
def served() -> Iterator[Served]:
    """Start `samspill serve` with an empty database, and wake Django here on the same one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="samspill-bench-") as folder:
        data = Path(folder) / "data"
        os.environ |= {"SAMSPILL_DATA": str(data), "SAMSPILL_DEMO": "0", "DJANGO_SETTINGS_MODULE": "bench.settings"}
        os.environ.pop("DATABASE_URL", None)
        # What was compiled for one case serves the next: a server that compiles beside its pages measures that as well.
        os.environ.setdefault("NUMBA_CACHE_DIR", str(ROOT / ".pytest_cache" / "numba"))
        server = Served(data, port)
        try:
            server.start()
            house.bare(data)
            yield server
        finally:
            server.stop()


@contextmanager
def serving() -> Iterator[int]:
    with served() as server:
        yield server.port


class Visitor:
    """One browser: a connection that is kept, and a session."""

    def __init__(self, port: int, cookie: str) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Cookie": cookie, "Accept-Language": "nb"}

    def get(self, path: str) -> tuple[int, float]:
        """Fetch a page; give its status and the milliseconds until its last byte."""
        began = time.perf_counter()
        self.connection.request("GET", path, headers=self.headers)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status, (time.perf_counter() - began) * 1000
