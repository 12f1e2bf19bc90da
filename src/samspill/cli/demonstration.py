"""When there is a demo municipality, and when there must not be one.

Demo mode lets anyone sign in as anyone of the cast, so it is a property of the database, not of a wish: a data folder
remembers the database that was filled with the demo, and no other is ever opened in demo mode.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from samspill.config import datafolder, env
from samspill.config.house import Say
from samspill.config.trouble import Trouble


def _mark() -> str:
    """Name the database without giving its password away."""
    url = os.environ.get("DATABASE_URL", "")
    return hashlib.sha256(url.encode()).hexdigest()[:16] if url else "embedded"


def _written(data: Path) -> str:
    path = data / "demo"
    return path.read_text().strip() if path.exists() else ""


def _write(data: Path, state: str) -> None:
    (data / "demo").write_text(f"{state} {_mark()}\n")


def decide(data: Path) -> None:
    """Settle demo mode before the settings are read: a brand-new data folder shows the demo unless told otherwise."""
    brand_new = not (data / "postgres").exists() and not os.environ.get("DATABASE_URL")
    wanted = env.flag("SAMSPILL_DEMO", default=_known(data) or brand_new)
    os.environ["SAMSPILL_DEMO"] = "1" if wanted else "0"
    if wanted and brand_new:
        datafolder.open_folder(data)
        _write(data, "begun")


def _known(data: Path) -> bool:
    return _written(data) in {f"begun {_mark()}", f"built {_mark()}"}


def recall(data: Path) -> None:
    """Let a command beside the demo know it is the demo: what it sends goes into the demo's outbox."""
    if _known(data):
        os.environ.setdefault("SAMSPILL_DEMO", "1")


def is_empty() -> bool:
    from django.contrib.auth import get_user_model

    return not get_user_model()._default_manager.exists()


def ensure(data: Path, say: Say) -> None:
    """Build the demo into an empty database; refuse demo mode on a database that holds anything else."""
    if not env.flag("SAMSPILL_DEMO", default=False):
        return
    if is_empty():
        build(data, say)
    elif _written(data) != f"built {_mark()}":
        raise Trouble(
            "Demo mode is on, but this database holds people who are not the demo's, and in demo mode anyone may sign "
            "in as anyone. Set SAMSPILL_DEMO=0, or give the demo a data folder of its own with SAMSPILL_DATA."
        )


def build(data: Path, say: Say) -> None:
    from django.utils import timezone

    from samspill import demo

    say("Building the demo municipality …")
    demo.build(at=timezone.now(), say=say)
    _write(data, "built")


def forget(data: Path) -> None:
    """What is restored is not the demo's, whatever was here before."""
    (data / "demo").unlink(missing_ok=True)


def welcome(address: str) -> list[str]:
    """Say where Samspill answers and, for the demo, how to sign in as each of its cast."""
    lines = ["", f"Samspill is ready: {address}   (Ctrl-C stops it)"]
    if env.flag("SAMSPILL_DEMO", default=False):
        from samspill import demo

        guide = demo.sign_in_guide()
        width = max((len(who) for who, _ in guide), default=0)
        how = f"Open {address}/demo/cast/ and choose a name; no password is needed. For example:"
        lines += ["", how, *(f"  {who:<{width}}  {part}" for who, part in guide)]
    return [*lines, ""]
