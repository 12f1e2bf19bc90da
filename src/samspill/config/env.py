"""Small readers of environment variables that explain themselves when a value cannot be used."""

from __future__ import annotations

import os
from ipaddress import IPv4Network, IPv6Network, ip_network


class SettingError(SystemExit):
    """A setting has a value that cannot be used; the message says which, what is accepted, and what to do."""


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """Read yes or no: 1, true, yes, on — or 0, false, no, off."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off"}:
        return False
    raise SettingError(f"{name} is “{value}”. Accepted: 1 or 0 (also true/false, yes/no, on/off).")


def number(name: str, default: int, *, least: int, most: int) -> int:
    """Read a whole number between `least` and `most`."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not value.isdecimal() or not least <= int(value) <= most:
        raise SettingError(f"{name} is “{value}”. Accepted: a whole number from {least} to {most}.")
    return int(value)


def words(name: str) -> list[str]:
    """Read a comma-separated list."""
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """Read a comma-separated list of networks, such as 10.20.0.0/16."""
    try:
        return [ip_network(word) for word in words(name)]
    except ValueError as error:
        raise SettingError(f"{name}: {error}. Accepted: networks such as 10.20.0.0/16, separated by commas.") from None
