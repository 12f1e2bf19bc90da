"""One thing that is wrong in a pack, its texts or an adaptation, said so that a pedagogue can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """`sentence` says what is wrong and what is accepted.

    A problem of an adaptation also carries `code` and `params`, because its reader is a school owner and not a
    developer: the sentence in her language is `problems.<code>` in the common texts (`text.problem_text`).
    """

    file: str
    key: str
    sentence: str
    code: str = ""
    params: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.sentence}"


class PackError(Exception):
    """A pack that cannot be used, with every problem found in it."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def listed(accepted: Iterable[str]) -> str:
    """The accepted values as they stand at the end of a sentence."""
    return ", ".join(sorted(accepted)) or "none"
