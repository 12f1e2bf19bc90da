"""Meetings: inbox, agenda, attendance, minutes, outcomes, approval, forwarding."""
