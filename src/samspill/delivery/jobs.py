"""What the queue does for this room."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspill.delivery import mailbox, posting
from samspill.delivery.models import Message, Reason, State
from samspill.queue.jobs import job
from samspill.queue.models import Job
from samspill.queue.schedules import Daily, Every

# With the queue's waits a mail server may be away for seventeen hours before we give up.
TRIES = 15


@job(title=_("Send a mail"), retries=TRIES)
def post(*, message: int, at: datetime) -> None:
    """Send a message that waits. What the server says stands on the message; only a later try raises."""
    later = _post(message, at)
    if later:
        raise later


@transaction.atomic
def _post(pk: int, at: datetime) -> posting.LaterError | None:
    """The row stays locked while the server is asked, so that no second worker sends the same mail."""
    message = Message.objects.select_for_update().filter(pk=pk, state=State.WAITING).first()
    if message is None:
        return None
    message.attempts += 1
    later = None
    try:
        posting.post(message, at)
        message.state, message.sent, message.reason, message.detail = State.SENT, at, Reason.NONE, ""
    except posting.RefusedError as error:
        message.state, message.reason, message.detail = State.FAILED, Reason.REFUSED, str(error)
    except posting.LaterError as error:
        message.reason, message.detail = error.reason, str(error)
        if message.attempts >= TRIES:
            message.state = State.FAILED
        else:
            later = error
    message.save(update_fields=["state", "sent", "reason", "detail", "attempts"])
    return later


def ask_to_post(message: Message, *, at: datetime, key: str = "") -> Job:
    return post.enqueue(message=message.pk, municipality_id=message.municipality_id, at=at, key=key)


@job(title=_("Read mail that came in"), retries=2, schedule=Every(2))
def read_mail(*, at: datetime) -> None:
    """Read the mailbox, where there is one, and the folder."""
    mailbox.read_folder(settings.INBOX, lambda: at)
    if settings.IMAP_HOST:
        mailbox.read_mailbox(timezone.now)


@job(title=_("Forget what old mails said"), schedule=Daily(4, 20))
def forget(*, at: datetime) -> None:
    from samspill.delivery.actions import forget_letters  # the verbs above enqueue these jobs

    forget_letters(at=at)
