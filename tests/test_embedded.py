"""The embedded PostgreSQL: it starts, keeps what it was given, ends with its owner, and explains what went wrong."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from samspill.config.embedded import SOCKET_LIMIT, Server, address, explain, socket_folder
from samspill.config.trouble import Trouble

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def server(folder: Path) -> Iterator[Server]:
    made = Server(folder / "data", forgetful=True)
    yield made
    made.stop()


def ask(server: Server, statement: str) -> object:
    with psycopg.connect(address(server.data, "postgres"), autocommit=True) as connection:
        answer = connection.execute(statement)
        return answer.fetchone() if answer.description else None


def test_what_was_written_is_there_after_a_stop_and_a_start(folder: Path) -> None:
    server = Server(folder / "data")
    server.start()
    ask(server, "create table word as select 'møte' as text")

    server.stop()
    server.start()

    assert ask(server, "select text from word") == ("møte",)
    server.stop()


def test_stop_leaves_no_process(server: Server) -> None:
    server.start()
    assert server.pid() is not None

    server.stop()

    assert server.pid() is None
    with pytest.raises(psycopg.OperationalError):
        ask(server, "select 1")


def test_the_server_ends_when_its_owner_is_killed(folder: Path) -> None:
    program = (
        "import sys, time, pathlib; from samspill.config.embedded import Server\n"
        f"Server(pathlib.Path({str(folder)!r}), forgetful=True).start(); print('up', flush=True); time.sleep(60)"
    )
    owner = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE)
    assert owner.stdout is not None
    assert owner.stdout.readline() == b"up\n"
    assert Server(folder).pid() is not None

    owner.kill()
    owner.communicate()

    deadline = time.monotonic() + 20
    while Server(folder).pid() is not None:
        assert time.monotonic() < deadline, "the server outlived its owner"
        time.sleep(0.05)


def test_a_server_that_a_killed_process_left_behind_is_replaced(folder: Path) -> None:
    left = Server(folder / "data", forgetful=True)
    left.start()
    old = left.pid()

    new = Server(folder / "data", forgetful=True)
    new.start()

    assert new.pid() not in {None, old}
    assert ask(new, "select 1") == (1,)
    new.stop()
    left.stop()


def test_a_stale_pid_file_does_not_hinder_a_start(server: Server) -> None:
    server.start()
    server.stop()
    (server.cluster / "postmaster.pid").write_text("999999\n/nowhere\n0\n5432\n\n\n\n")

    server.start()

    assert ask(server, "select 1") == (1,)


def test_a_long_path_gets_a_short_socket_folder(folder: Path) -> None:
    server = Server(folder / ("l" * 100) / "data", forgetful=True)

    server.start()

    assert len(str(socket_folder(server.data))) < SOCKET_LIMIT
    assert ask(server, "select 1") == (1,)
    server.stop()


def test_a_cluster_of_another_version_is_refused_with_a_sentence(server: Server) -> None:
    server.cluster.mkdir(parents=True)
    (server.cluster / "PG_VERSION").write_text("17\n")

    with pytest.raises(Trouble, match=r"made by PostgreSQL 17; this release brings PostgreSQL 18"):
        server.start()


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        ('initdb: error: could not write to file "x": No space left on device', "The disk that holds /data is full"),
        ('initdb: error: could not open "x": Permission denied', "cannot be read or written by this user"),
        ("FATAL:  could not create shared memory segment", "no shared memory left"),
        ("LOG: a\nFATAL:  bogus data in lock file", "did not start: FATAL:  bogus data in lock file."),
        ("", "no reason was given"),
    ],
)
def test_what_postgres_says_becomes_a_sentence(output: str, sentence: str) -> None:
    told = explain(output, Path("/data"))

    assert sentence in told
    assert told.endswith(".")
