"""DATABASE_URL → Django's setting. PostgreSQL is the only database."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from samspill.config.env import SettingError

ACCEPTED = "Accepted: postgresql://user:password@host:5432/name (or ?host=/socket/folder for a Unix socket)."


def from_url(url: str, *, pool_size: int) -> dict[str, Any]:
    """Read a PostgreSQL address; `pool_size` connections at the most are kept open by each process."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise SettingError(f"DATABASE_URL begins with “{parts.scheme}”. {ACCEPTED}")
    query = dict(parse_qsl(parts.query))
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise SettingError(f"DATABASE_URL names no database. {ACCEPTED}")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {**query, "pool": {"min_size": 1, "max_size": pool_size}} if pool_size else query,
    }
