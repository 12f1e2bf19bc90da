"""A message as the mail program of its reader wants it. Pure but for the sender's address.

multipart/mixed( multipart/alternative( text/plain, text/html, text/calendar; method=… ), attachments …, invite.ics )
Gmail and Outlook act on the alternative part; older Outlooks on the attached file.
"""

from __future__ import annotations

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from samspill.delivery import addresses
from samspill.delivery.models import Message

HOUSE = "Samspill"


def build(message: Message) -> EmailMessage:
    made = EmailMessage(policy=SMTP)
    _head(made, message)
    made.set_content(message.text, cte="quoted-printable")
    made.add_alternative(message.html, subtype="html", cte="quoted-printable")
    if message.calendar:
        made.add_alternative(
            message.calendar.encode(),
            maintype="text",
            subtype="calendar",
            cte="base64",
            params={"method": message.method, "charset": "UTF-8"},
        )
        del list(made.iter_parts())[-1]["Content-Disposition"]
    for attachment in message.attachments.select_related("body"):
        main, _slash, sub = attachment.media_type.partition("/")
        made.add_attachment(bytes(attachment.body.data), maintype=main, subtype=sub, filename=attachment.name)
    if message.calendar:
        made.add_attachment(message.calendar.encode(), maintype="application", subtype="ics", filename="invite.ics")
    # Last, since the parts take along what describes content.
    made["Content-Language"] = message.language
    return made


def _head(made: EmailMessage, message: Message) -> None:
    sender = Address(HOUSE, addr_spec=addresses.sender())
    made["From"] = sender
    made["Reply-To"] = sender
    made["To"] = Address(_line(message.name), addr_spec=message.address)
    made["Subject"] = _line(message.subject)
    made["Date"] = format_datetime(message.created)
    made["Message-ID"] = message.message_id
    # Out-of-office answers to a program help nobody.
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"
    if message.unsubscribe:
        made["List-Unsubscribe"] = f"<{message.unsubscribe}>"


def _line(text: str) -> str:
    """A header is one line: what somebody typed must not begin another."""
    return " ".join(text.split())
