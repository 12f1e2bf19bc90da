"""The frames. 0 and 1 are y-websocket's; ours are the acknowledgement, how it stands with writing, and who is here.

[0, 0, state] [0, 1, update] [0, 2, update]   what I have · what you lack · what was typed just now
[1, bytes]                                     awareness, relayed and never read
[100, n]        to the client: its first n updates of this connection are committed
[101, code]     to the client: "" writing is open, else why not: one of STANDINGS
[102, json]     to the client: {"here": [[id, name], …], "names": {id: name}}
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import IntEnum

from pycrdt import write_message, write_var_uint

SYNC, AWARENESS, ACK, STANDING, PRESENT = 0, 1, 100, 101, 102
STANDINGS = ("", "locked", "reading", "signed_out", "gone", "too_big", "too_fast", "unreadable", "trouble")

# Larger than any text typed in a meeting; an hour of writing without network is some tens of kilobytes.
LARGEST = 1024 * 1024
LARGEST_AWARENESS = 4096
# A note of 100 pages is below 1 MB.
LARGEST_NOTE = 32 * 1024 * 1024


class Sync(IntEnum):
    HAVE = 0
    LACK = 1
    TYPED = 2


class Close(IntEnum):
    SIGNED_OUT = 4401
    NOT_FOUND = 4404
    ANEW = 4205  # come again at once: rights or lock have changed
    BEHIND = 4408
    UNREADABLE = 4422
    TOO_FAST = 4429
    TROUBLE = 4500


class FrameError(ValueError):
    pass


def parse(frame: bytes) -> tuple[int, int, bytes]:
    """Split a frame into kind, sync kind and payload."""
    kind = frame[0] if frame else -1
    if kind == AWARENESS:
        return AWARENESS, 0, frame[1:]
    if kind != SYNC or len(frame) < 3 or frame[1] > Sync.TYPED:
        raise FrameError(f"a frame that begins with {frame[:2].hex()}")
    length, start = _number(frame, 2)
    if start + length != len(frame):
        raise FrameError(f"a frame of {len(frame)} bytes that says {length}")
    return SYNC, frame[1], frame[start:]


def _number(frame: bytes, start: int) -> tuple[int, int]:
    number = shift = 0
    for at in range(start, min(start + 5, len(frame))):
        number |= (frame[at] & 127) << shift
        shift += 7
        if frame[at] < 128:
            return number, at + 1
    raise FrameError("a number without an end")


def sync(kind: Sync, payload: bytes) -> bytes:
    return bytes([SYNC, kind]) + write_message(payload)


def ack(count: int) -> bytes:
    return bytes([ACK]) + write_var_uint(count)


def standing(code: str) -> bytes:
    return bytes([STANDING]) + write_message(code.encode())


def present(here: Sequence[tuple[int, str]], names: Mapping[int, str]) -> bytes:
    return bytes([PRESENT]) + write_message(json.dumps({"here": here, "names": names}).encode())


CLOSE_OF = {"signed_out": Close.SIGNED_OUT, "gone": Close.NOT_FOUND}
