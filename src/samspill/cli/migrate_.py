"""Bring the database's tables up to this release. “samspill serve” does so by itself; this is for servers of one's own.

example:
  DATABASE_URL=postgresql://me:secret@db/samspill samspill migrate
"""

from __future__ import annotations

from argparse import Namespace

from samspill.config import upkeep


def run(_options: Namespace) -> None:
    # The tables were brought up to date before this module was imported; a Samspill that runs keeps them so.
    left = upkeep.pending()
    print("The tables are of this release." if not left else f"Not yet done: {sorted(left)}.")
