"""What an operator can put right: one sentence saying what is wrong, why, and what to do."""

from __future__ import annotations


class Trouble(Exception):  # noqa: N818 - it is not a programming error, and the word is shown to no one
    """The command line prints this sentence and ends with code 2; there is never a traceback."""
