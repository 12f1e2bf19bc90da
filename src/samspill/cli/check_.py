"""See whether everything Samspill needs is in order: settings, data folder, database, packs …

example:
  samspill check
"""

from __future__ import annotations

import os
import shutil
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from samspill.config import datafolder, embedded, house, upkeep
from samspill.config.trouble import Trouble
from samspill.methods.check import check_all


def run(_options: Namespace) -> int:
    data = datafolder.chosen()
    inquiries: list[tuple[str, Callable[[Path], str]]] = [
        ("Data folder", _folder),
        ("Settings", _settings),
        ("Database", _database),
        ("Mail", _mail),
        ("Method packs", _packs),
        ("Front end", _front_end),
        ("Translations", _translations),
    ]
    in_order = [_answer(name, inquiry, data) for name, inquiry in inquiries]
    return 0 if all(in_order) else 1


def _answer(name: str, inquiry: Callable[[Path], str], data: Path) -> bool:
    try:
        print(f"  ok   {name}: {inquiry(data)}")
    except Trouble as trouble:
        print(f"  !!   {name}: {trouble}")
        return False
    return True


def _folder(data: Path) -> str:
    if not data.exists():
        return f"{data} will be made at the first start."
    datafolder.open_folder(data)
    return f"{data}, {shutil.disk_usage(data).free // 1_000_000_000} GB free."


def _settings(data: Path) -> str:
    house.bare(data)
    from django.core.checks import WARNING, run_checks

    found = [f"{each.msg} {each.hint or ''}".strip() for each in run_checks() if each.level >= WARNING]
    if found:
        raise Trouble(" ".join(found))
    return "no contradictions."


def _database(data: Path) -> str:
    url = os.environ.get("DATABASE_URL")
    server = embedded.Server(data)
    if url:
        upkeep.reach(url)
    elif server.pid() is None:
        return f"PostgreSQL is here ({embedded.tool('postgres')}) and starts with Samspill."
    left = upkeep.pending()
    if left:
        raise Trouble(f"its tables are older than this release ({len(left)} steps). Run “samspill migrate”.")
    return "answers, and its tables are of this release."


def _mail(_data: Path) -> str:
    """Knock at the mail server and the mailbox, where they are set."""
    from django.conf import settings

    from samspill.delivery import mailbox, posting

    if not settings.MAIL:
        return "no mail server is set (SAMSPILL_MAIL_HOST): nothing is sent, and the operations page says so."
    try:
        posting.greet()
        if not settings.IMAP_HOST:
            return f"{settings.MAIL} answers; no mailbox is set (SAMSPILL_IMAP_HOST), so answers are not read."
        mailbox.greet()
    except (posting.LaterError, mailbox.MailboxError) as error:
        raise Trouble(f"{error}. See that the SAMSPILL_MAIL_ and SAMSPILL_IMAP_ settings are right.") from error
    return f"{settings.MAIL} and {settings.IMAP_HOST} answer."


def _packs(_data: Path) -> str:
    problems = check_all()
    if problems:
        raise Trouble(f"{len(problems)} problems. Run “samspill methods check”.")
    return "whole."


def _front_end(_data: Path) -> str:
    from django.contrib.staticfiles.finders import find

    if find("built/manifest.json") is None:
        raise Trouble("not built. Run “make build”.")
    return "built."


def _translations(_data: Path) -> str:
    from django.conf import settings

    files = [path for folder in settings.LOCALE_PATHS for path in Path(folder).glob("*/LC_MESSAGES/*.po")]
    missing = [path.parts[-3] for path in files if not path.with_suffix(".mo").exists()]
    if missing:
        raise Trouble(f"not compiled for {', '.join(sorted(missing))}. Run “make build”.")
    return "compiled."
