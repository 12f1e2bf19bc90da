"""The command line as a person meets it: a real process, a real data folder, and sentences for what goes wrong."""

from __future__ import annotations

import gc
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from samspill.cli import demonstration, main, overview
from samspill.cli.commands import COMMANDS
from samspill.cli.serve_ import settle
from samspill.config.embedded import Server, address


@dataclass
class Machine:
    """One data folder and one port, as an operator sets them."""

    data: Path
    port: int

    def command(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "SAMSPILL_POOL"}}
        own = {"SAMSPILL_DATA": str(self.data), "SAMSPILL_PORT": str(self.port), "SAMSPILL_DEMO": "0"}
        return subprocess.Popen(
            [sys.executable, "-m", "samspill", *words],
            env=kept | own | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *words: str, **environment: str) -> tuple[int, str, str]:
        process = self.command(*words, **environment)
        out, errors = process.communicate(timeout=90)
        return process.returncode, out, errors

    def serve(self) -> subprocess.Popen[str]:
        process = self.command("serve")
        assert process.stdout is not None
        for line in process.stdout:
            if "Samspill is ready" in line:
                process.stdout.readline()  # the empty line behind it, or whoever stops it soon finds it in the answer
                return process
        raise AssertionError(process.communicate()[1])

    def status(self) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", "/")
        found = connection.getresponse().status
        connection.close()
        return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """A data folder after its first start; copying one is ten times as fast as making one."""
    with TemporaryDirectory(prefix="samspill-test-") as made:
        first = Machine(Path(made) / "data", free_port())
        end(first.serve())
        yield first.data


@pytest.fixture
def empty(folder: Path) -> Iterator[Machine]:
    made = Machine(folder / "data", free_port())
    yield made
    deadline = time.monotonic() + 30
    while Server(made.data).pid() is not None:
        assert time.monotonic() < deadline, "a PostgreSQL was left behind"
        time.sleep(0.05)


@pytest.fixture
def machine(empty: Machine, prepared: Path) -> Machine:
    # -a, because as root the database's files belong to another user.
    subprocess.run(["cp", "-a", str(prepared), str(empty.data)], check=True)
    return empty


@pytest.fixture(scope="module")
def running(prepared: Path) -> Iterator[Machine]:
    """One that is being served, for tests that leave it running."""
    with TemporaryDirectory(prefix="samspill-test-") as made:
        served = Machine(Path(made) / "data", free_port())
        subprocess.run(["cp", "-a", str(prepared), str(served.data)], check=True)
        process = served.serve()
        yield served
        end(process)


def end(process: subprocess.Popen[str], by: signal.Signals = signal.SIGINT) -> tuple[int, str, str]:
    process.send_signal(by)
    out, errors = process.communicate(timeout=30)
    return process.returncode, out, errors


def test_what_stays_is_kept_from_the_garbage_collector() -> None:
    settle()
    kept, looked_through = gc.get_freeze_count(), len(gc.get_objects())
    gc.unfreeze()

    assert kept > 100 * (looked_through + 1)


def test_it_answers_stops_cleanly_and_has_what_was_written_after_a_restart(machine: Machine) -> None:
    first = machine.serve()
    answered = machine.status()
    with psycopg.connect(address(machine.data)) as database:
        database.execute("create table kept as select 1 as one")
    stopped, left = end(first, signal.SIGINT), Server(machine.data).pid()

    second = machine.serve()
    with psycopg.connect(address(machine.data)) as database:
        kept = database.execute("select one from kept").fetchone()

    assert answered < 500
    assert (stopped, left, kept) == ((0, "Stopped.\n", ""), None, (1,))
    assert (end(second, signal.SIGTERM), Server(machine.data).pid()) == ((0, "Stopped.\n", ""), None)


def test_it_starts_again_after_being_killed(machine: Machine) -> None:
    process = machine.serve()
    process.kill()
    process.communicate()

    process = machine.serve()

    assert machine.status() < 500
    end(process)


def test_a_second_one_on_the_same_folder_is_refused(running: Machine) -> None:
    code, _, errors = Machine(running.data, free_port()).run("serve")

    assert code == 2
    assert errors.startswith(f"samspill: The data folder {running.data} is in use by samspill serve at http://")
    assert "Traceback" not in errors


def test_a_busy_port_is_told_before_a_database_is_made(empty: Machine) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", empty.port))
        taken.listen()

        code, out, errors = empty.run("serve")

    assert (code, out) == (2, "")
    assert errors == (
        f"samspill: Port {empty.port} is taken by another program. Stop that program, "
        f"or choose another port: SAMSPILL_PORT={empty.port + 1}.\n"
    )
    assert not empty.data.exists()


def test_a_database_that_does_not_answer_is_told(empty: Machine) -> None:
    code, _, errors = empty.run("serve", DATABASE_URL="postgresql://me:hemmelig@127.0.0.1:1/samspill")

    assert code == 2
    assert errors.startswith("samspill: The database “samspill” at 127.0.0.1 did not answer: ")
    assert errors.count("\n") == 1
    assert "hemmelig" not in errors


def test_an_address_of_another_kind_of_database_is_told(empty: Machine) -> None:
    code, _, errors = empty.run("migrate", DATABASE_URL="mysql://me@db/samspill")

    assert code == 2
    assert errors.startswith("samspill: DATABASE_URL begins with “mysql”. Accepted: postgresql://")


def test_a_data_folder_that_is_a_file_is_told(empty: Machine) -> None:
    empty.data.write_text("in the way")

    code, _, errors = empty.run("serve")

    assert code == 2
    assert errors.startswith(f"samspill: The data folder {empty.data} cannot be made: a file is in the way.")
    empty.data.unlink()


def test_a_wrong_port_is_told(empty: Machine) -> None:
    code, _, errors = empty.run("serve", SAMSPILL_PORT="door")

    assert (code, errors) == (
        2,
        "samspill: SAMSPILL_PORT is “door”. Accepted: a whole number from 1 to 65535.\n",
    )


def test_a_backup_restores_into_an_empty_folder_only(running: Machine, folder: Path) -> None:
    file = folder / "all.backup"
    with psycopg.connect(address(running.data), autocommit=True) as database:
        database.execute("create table kept as select 'ærlig' as word")
    assert running.run("backup", str(file))[0] == 0
    other = Machine(folder / "other", free_port())

    first, again = other.run("restore", str(file)), other.run("restore", str(file))

    assert (first[0], first[1]) == (0, f"The database is as {file} has it.\n")
    assert again[0] == 2
    assert "only restored into an empty one" in again[2]
    assert file.stat().st_mode & 0o077 == 0
    assert f"samspill: {file} exists already" in other.run("backup", str(file))[2]


def test_an_unknown_command_is_answered_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["server"]) == 2

    assert capsys.readouterr().err.startswith("samspill: There is no command “server”. Accepted: serve, ")


def test_the_overview_names_every_command_in_one_line() -> None:
    lines = overview().splitlines()

    for command in COMMANDS:
        assert sum(bool(re.match(rf"  {command.name} +\w.*\.$", line)) for line in lines) == 1
    assert max(len(line) for line in lines) <= 80


@pytest.mark.parametrize("name", [command.name for command in COMMANDS])
def test_each_command_explains_itself_with_an_example(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])

    out = capsys.readouterr().out
    assert left.value.code == 0
    assert out.startswith(f"usage: samspill {name}")
    assert re.search(r"examples?:\n  ", out)


def test_waiting_work_is_done_beside_or_without_a_server(machine: Machine) -> None:
    code, out, errors = machine.run("work", "--once")

    assert (code, errors.count("Traceback")) == (0, 0)
    assert re.fullmatch(r"\d+ jobs were done\.", out.strip())


@pytest.mark.parametrize(("written", "demo"), [("built embedded", "1"), ("built elsewhere", None), ("", None)])
def test_a_command_beside_the_demo_knows_that_it_is_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, written: str, demo: str | None
) -> None:
    for name in ("SAMSPILL_DEMO", "DATABASE_URL"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    (tmp_path / "demo").write_text(written)

    demonstration.recall(tmp_path)

    assert os.environ.get("SAMSPILL_DEMO") == demo
