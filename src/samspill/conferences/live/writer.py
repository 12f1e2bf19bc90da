"""One thread keeps what all phones say; each is told after the commit."""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import psycopg

from samspill.conferences.actions.saying import Kept, Said, keep
from samspill.conferences.statements import Answer
from samspill.notes.committer import Committer

logger = logging.getLogger(__name__)

QUIET = 5.0


@dataclass(slots=True)
class Keeper(Committer[Said]):
    told: Callable[[list[Said], Kept], None]  # called in this thread, after each commit
    # Marks our own news, so that the listener leaves them to us.
    server: int = field(default_factory=lambda: random.SystemRandom().getrandbits(52) + 1)

    def _run(self) -> None:
        while True:
            batch = self._next()
            if batch:
                self._insist(partial(self._keep, batch))
            elif self._stopping:
                break
            else:
                self._hang_up()
        self._hang_up()

    def _patience(self) -> float | None:
        """The connection is let go when nobody has said anything for a while."""
        return QUIET if self._connection else None

    def _keep(self, batch: list[Said]) -> None:
        """Together; where one of them cannot be stored, each alone, so that it holds up nobody else."""
        try:
            kept = self._commit(batch)
        except (psycopg.IntegrityError, psycopg.DataError) as error:
            logger.warning("What a group said was refused: %s", error)
            if len(batch) > 1:
                for one in batch:
                    self._keep([one])
                return
            kept = Kept([[Answer(op.id, "refused", op.uid, why="trouble") for op in batch[0].ops]])
        self.told(batch, kept)

    def _commit(self, batch: list[Said]) -> Kept:
        database = self._database()
        with database.transaction(), database.cursor() as cursor:
            return keep(cursor, batch, self.server)
