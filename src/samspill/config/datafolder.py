"""The data folder: made, held by one Samspill at a time, and home of the secret key."""

from __future__ import annotations

import errno
import fcntl
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from samspill.config.trouble import Trouble

# A fresh database with its journal takes 65 MB (measured); the demo and a year of notes fit in the rest.
ROOM_FOR_A_NEW_ONE = 300_000_000
ROOM_TO_GO_ON = 50_000_000


class Held(Trouble):
    """Another process works with the data folder."""


def chosen() -> Path:
    """Give the data folder that the environment names."""
    return Path(os.environ.get("SAMSPILL_DATA") or "data").resolve()


def open_folder(data: Path) -> None:
    """Make the folder if need be, and see that it can be written and has room."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        probe = data / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Trouble(reason(error, data)) from error
    needed = ROOM_TO_GO_ON if (data / "postgres").exists() else ROOM_FOR_A_NEW_ONE
    if shutil.disk_usage(data).free < needed:
        raise Trouble(
            f"The disk that holds {data} is nearly full: Samspill needs {needed // 1_000_000} MB there. "
            "Free some space, or choose a folder on another disk with SAMSPILL_DATA."
        )


def reason(error: OSError, data: Path) -> str:
    """Say what the system's error means for the person who started Samspill."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return f"The disk that holds {data} is full. Free some space and start again."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return (
            f"This user may not write in the data folder {data}. "
            "Give the folder to the user that runs Samspill, or choose another with SAMSPILL_DATA."
        )
    if error.errno in {errno.EEXIST, errno.ENOTDIR}:
        return f"The data folder {data} cannot be made: a file is in the way. Choose another folder with SAMSPILL_DATA."
    return f"The data folder {data} cannot be used: {error.strerror}. Choose another folder with SAMSPILL_DATA."


@contextmanager
def held(data: Path, *, by: str) -> Iterator[None]:
    """Keep the folder to ourselves. The system lets go of the lock when the process ends, however it ends."""
    path = data / "lock"
    with path.open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = path.read_text().strip() or "another process"
            raise Held(
                f"The data folder {data} is in use by {holder}. "
                "Use that one, stop it first, or give this one a folder of its own with SAMSPILL_DATA."
            ) from error
        lock.truncate(0)
        lock.write(f"{by} (process {os.getpid()})\n")
        lock.flush()
        try:
            yield
        finally:
            lock.truncate(0)


def refuse_if_held(data: Path) -> None:
    if (data / "lock").exists():
        with held(data, by="a Samspill that only looks"):
            return


def secret_key(data: Path) -> str:
    """Read the key that signs cookies; the first start makes it, readable by its owner only."""
    path = data / "secret.key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(descriptor, "w") as made:
        made.write(secrets.token_urlsafe(50) + "\n")
    return path.read_text().strip()
