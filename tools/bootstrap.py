"""Make ready what `make run` and `make test` need, on a machine that has only Python with venv, make and git.

Standard library only, and nothing newer than Python 3.8 in its grammar, so that an old Python gets a sentence and
not a SyntaxError. Each step leaves a fingerprint of what it was made from and is skipped while that still fits.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BOOT = ROOT / ".boot"
VENV = ROOT / ".venv"
BUILT = ROOT / "src" / "samspill" / "design" / "static" / "built"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (20, 19)  # what vite 8 asks for
COUNTERPARTS = {"dovecot": "dovecot-imapd", "radicale": "radicale"}
PROGRAMS = f"{os.environ.get('PATH', '')}:/usr/sbin"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


class Stop(Exception):  # noqa: N818 - a sentence for the person, not a programming error
    """What hinders us, in one sentence for the person at the keyboard."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Make ready what `make run` and `make test` need.")
    parser.add_argument("--dev", action="store_true", help="also the tools for testing and checking")
    parser.add_argument("--browser", action="store_true", help="also a Chromium for the browser tests")
    options = parser.parse_args()
    os.chdir(str(ROOT))
    # Many municipalities' networks have a certificate authority of their own, which only the system knows.
    for name in ("UV_SYSTEM_CERTS", "NODE_USE_SYSTEM_CA"):
        os.environ.setdefault(name, "1")
    try:
        use_a_new_enough_python()
        packages(dev=options.dev)
        front_end()
        translations()
        if options.browser:
            browser()
            counterparts()
    except Stop as stop:
        print(f"samspill: {stop}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"samspill: {error.filename or ROOT} cannot be written: {error.strerror}.", file=sys.stderr)
        return 2
    return 0


def use_a_new_enough_python() -> None:
    """Carry on with a newer Python of this machine if `python3` is too old; refuse one without venv."""
    if sys.version_info[:2] < OLDEST_PYTHON:
        for minor in range(15, OLDEST_PYTHON[1] - 1, -1):
            newer = shutil.which(f"python3.{minor}")
            if newer:
                os.execv(newer, [newer, *sys.argv])
        raise Stop(
            "This is Python {}.{}, and Samspill needs 3.11 or newer. Install a newer Python, "
            "or name one: make run PYTHON=/path/to/python3.".format(*sys.version_info[:2])
        )
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        raise Stop(
            "This Python cannot make virtual environments: its venv module is missing. "
            "On Debian and Ubuntu: apt install python3-venv (or python{}.{}-venv).".format(*sys.version_info[:2])
        )


def packages(*, dev: bool) -> None:
    """Install the pinned packages, each checked against its hash, into `.venv`; one with the tools serves both."""
    files = ["requirements.txt", "requirements-dev.txt", "requirements-build.txt", "pyproject.toml"]
    key = fingerprint([ROOT / name for name in files], sys.version, str(ROOT))
    stamp = VENV / ".fingerprint"
    kind, _, made_from = read(stamp).partition(" ")
    if made_from == key and (kind == "dev" or not dev):
        return
    dev = dev or kind == "dev"
    say("Installing the packages …")
    uv = install_uv()
    run([uv, "venv", "-q", "--clear", "--python", sys.executable, VENV], "Making the virtual environment .venv failed")
    listed = "requirements-dev.txt" if dev else "requirements.txt"
    sync = [
        uv,
        "pip",
        "sync",
        "-q",
        "--require-hashes",
        "--compile-bytecode",
        "-p",
        VENV,
        listed,
        "requirements-build.txt",
    ]
    run(sync, "Installing the packages failed (is there a way to the package index?)")
    itself = [uv, "pip", "install", "-q", "-p", VENV, "--no-deps", "--no-build-isolation", "-e", "."]
    run(itself, "Installing Samspill itself failed")
    stamp.write_text("{} {}".format("dev" if dev else "run", key))


def install_uv() -> Path:
    """Pip fetches uv, hash-checked, and uv does the rest: 4 seconds instead of 30 for the whole list (measured)."""
    uv = BOOT / "bin" / "uv"
    key = fingerprint([ROOT / "requirements-boot.txt"], sys.version)
    if not uv.exists() or read(BOOT / ".fingerprint") != key:
        run([sys.executable, "-m", "venv", "--clear", BOOT], "Making the virtual environment .boot failed")
        pip = [BOOT / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", "--require-hashes"]
        run([*pip, "-r", "requirements-boot.txt"], "Installing uv failed (is there a way to the package index?)")
        (BOOT / ".fingerprint").write_text(key)
    return uv


def front_end() -> None:
    """Build styles and scripts when their sources changed."""
    if not (ROOT / "package.json").exists():
        return
    lock = fingerprint([ROOT / "package.json", ROOT / "package-lock.json"])
    sources = fingerprint(front_end_sources(), lock)
    stamp = ROOT / "node_modules" / ".built-from"
    if BUILT.is_dir() and read(stamp) == sources:
        return
    environment = dict(os.environ, PATH=node_folder() + os.pathsep + os.environ.get("PATH", ""))
    installed = ROOT / "node_modules" / ".installed-from"
    if read(installed) != lock:
        say("Installing the front end's packages …")
        npm_ci = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        run(npm_ci, "Installing the front end's packages failed", environment)
        installed.write_text(lock)
    say("Building the front end …")
    run(["npm", "run", "--silent", "build"], "Building the front end failed", environment)
    compress()
    stamp.write_text(sources)


def front_end_sources() -> list[Path]:
    found = [path for path in ROOT.glob("*.*") if path.name.startswith(("vite.config.", "tsconfig."))]
    for path in (ROOT / "src").rglob("*"):
        if path.suffix in {".ts", ".js", ".mjs", ".css"} and BUILT not in path.parents:
            found.append(path)
    return sorted(found)


def compress() -> None:
    """Lay a .gz beside each text file; whitenoise hands it out to browsers that take it."""
    for path in BUILT.rglob("*"):
        if path.suffix in {".js", ".css", ".svg", ".json"}:
            Path(str(path) + ".gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))


def node_folder() -> str:
    """Use the machine's Node if it is new enough, else one from the package index."""
    node = shutil.which("node")
    if node and shutil.which("npm") and node_version(node) >= OLDEST_NODE:
        return str(Path(node).parent)
    if not (BOOT / "bin" / "npm").exists():
        say("Fetching Node for building the front end …")
        install = [install_uv(), "pip", "install", "-q", "--require-hashes", "-p", BOOT, "-r", "requirements-node.txt"]
        run(install, "Installing Node failed")
    return str(BOOT / "bin")


def node_version(node: str) -> tuple[int, ...]:
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
        return tuple(int(part) for part in said.strip().lstrip("v").split(".")[:2])
    except (OSError, ValueError, subprocess.CalledProcessError):
        return (0, 0)


def translations() -> None:
    """Compile the translations that are newer than their compiled form."""
    stale = [
        path
        for path in (ROOT / "src").rglob("*.po")
        if not path.with_suffix(".mo").exists() or path.with_suffix(".mo").stat().st_mtime < path.stat().st_mtime
    ]
    if stale:
        say("Compiling the translations …")
        run([VENV / "bin" / "python", "tools/messages.py", "compile"], "Compiling the translations failed")


def browser() -> None:
    """See to a Chromium: the machine's own, or Debian's package when we may install one."""
    if find_browser():
        return
    if not shutil.which("apt-get") or os.geteuid() != 0:
        raise Stop(
            "The browser tests need Chromium, and none was found. On Debian: apt install chromium (on Ubuntu: "
            "chromium-browser). Or name one: SAMSPILL_BROWSER=/path/to/chrome make test."
        )
    debian("chromium")


def counterparts() -> None:
    """See to the mail and calendar servers that tests talk to; where they cannot be had, those tests are skipped."""
    missing = [package for name, package in COUNTERPARTS.items() if not shutil.which(name, path=PROGRAMS)]
    if not missing or not shutil.which("apt-get") or os.geteuid() != 0:
        return
    try:
        debian(*missing)
    except Stop as stop:
        say(f"{stop} The tests that need them are skipped.")


def debian(*packages: str) -> None:
    names = ", ".join(packages)
    say(f"Installing {names} …")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    run(["apt-get", "update", "-q"], "Reading Debian's package lists failed", environment)
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    run(install, f"Installing {names} failed", environment)


def find_browser() -> str | None:
    """Find a Chromium or Chrome on this machine."""
    places = [os.environ.get("SAMSPILL_BROWSER") or ""]
    places += [shutil.which(name) or "" for name in BROWSERS]
    places.append("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    return next((place for place in places if place and Path(place).exists()), None)


def fingerprint(paths: Iterable[Path], *words: str) -> str:
    made = hashlib.sha256("\0".join(words).encode())
    for path in paths:
        made.update(str(path).encode() + b"\0" + (path.read_bytes() if path.exists() else b"") + b"\0")
    return made.hexdigest()


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def say(line: str) -> None:
    print(line, flush=True)


def run(command: Sequence[object], failure: str, environment: dict[str, str] | None = None) -> None:
    """Run quietly; show what was said only if it failed."""
    try:
        ended = subprocess.run(
            [str(word) for word in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=environment,
            check=False,
        )
    except FileNotFoundError as error:
        raise Stop(f"{failure}: {command[0]} is not there.") from error
    if ended.returncode == 0:
        return
    said = ended.stdout.decode(errors="replace").strip()
    if "No space left on device" in said or "ENOSPC" in said:
        raise Stop(f"The disk that holds {ROOT} is full. Free some space and try again.")
    raise Stop("{}. It said:\n{}".format(failure, "\n".join("    " + line for line in said.splitlines()[-15:])))


if __name__ == "__main__":
    sys.exit(main())
