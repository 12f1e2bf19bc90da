"""Real counterparts from Debian: Dovecot for IMAP, Radicale for CalDAV. Without them the tests are skipped."""

from __future__ import annotations

import getpass
import grp
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

USER, PASSWORD = "samspill", "hemmelig"

DOVECOT = """
base_dir = {folder}/run
protocols = imap
listen = 127.0.0.1
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
mail_location = maildir:{folder}/mail
first_valid_uid = 1
default_internal_user = {internal}
default_login_user = {login}
default_internal_group = {group}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home
}}
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""
RADICALE = """
[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[rights]
type = authenticated
[storage]
filesystem_folder = {folder}/collections
[web]
type = none
"""


def program(name: str) -> str:
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin")
    if found is None:
        pytest.skip(f"{name} is not on this machine. On Debian: apt install dovecot-imapd radicale")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def dovecot(folder: Path) -> Iterator[int]:
    """Run it on a free port; its one user has the mails of `folder`/mail."""
    root, port = os.geteuid() == 0, free_port()
    me = getpass.getuser()
    # Dovecot refuses to read root's own mail, so root lends it the user that every Unix has.
    uid, gid = (65534, 65534) if root else (os.getuid(), os.getgid())
    text = DOVECOT.format(
        folder=folder,
        password=PASSWORD,
        port=port,
        uid=uid,
        gid=gid,
        internal="dovecot" if root else me,
        login="dovenull" if root else me,
        group="dovecot" if root else grp.getgrgid(gid).gr_name,
    )
    folder.chmod(0o711)
    for name in ("mail", "home"):
        (folder / name).mkdir()
        os.chown(folder / name, uid, gid)
    (folder / "conf").write_text(text)
    with running([program("dovecot"), "-F", "-c", str(folder / "conf")], port, folder):
        yield port


@contextmanager
def radicale(folder: Path) -> Iterator[str]:
    port = free_port()
    (folder / "conf").write_text(RADICALE.format(folder=folder, port=port))
    with running([program("radicale"), "--config", str(folder / "conf")], port, folder):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def running(command: list[str], port: int, folder: Path) -> Iterator[None]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    with (folder / "said").open("wb") as said:
        server = subprocess.Popen(command, stdout=said, stderr=said, env=environment)
    try:
        deadline = time.monotonic() + 20
        while not _answers(port):
            assert server.poll() is None and time.monotonic() < deadline, (folder / "said").read_text()  # noqa: PT018
            time.sleep(0.05)
        yield
    finally:
        server.terminate()
        server.wait(20)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
