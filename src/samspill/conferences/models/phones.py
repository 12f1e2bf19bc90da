from __future__ import annotations

import uuid

from django.db import models

from samspill.conferences.models.groups import Group


class TakenOp(models.Model):
    """Something a phone sent that was taken: sent again, it does nothing. It names no phone and no person."""

    op = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)  # given by the phone
    group = models.ForeignKey(Group, models.CASCADE, related_name="taken")
    uid = models.UUIDField(null=True)  # the statement it went to
    state = models.CharField(max_length=8)  # "kept", "beside" or "stays"

    def __str__(self) -> str:
        return str(self.op)


class CodeTries(models.Model):
    """How often somebody has guessed a code in vain, by address; the address itself is not kept."""

    address = models.CharField(max_length=64, primary_key=True)  # keyed digest
    wrong = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()  # of the last try
    until = models.DateTimeField(null=True, blank=True)  # nothing is tried before

    def __str__(self) -> str:
        return self.address[:8]
