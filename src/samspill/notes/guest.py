"""One connection: what it may do, what it has sent, and what is on its way to it."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from samspill.notes import protocol
from samspill.notes.entrance import Visitor
from samspill.notes.protocol import Close

Send = Callable[[Any], Awaitable[None]]

# A reader this far behind is let go: it comes back and gets the difference in one piece.
MOST_WAITING = 4000
# Sending does not wait while the system takes it, so others, and the news that this one has gone, need their turn.
AT_ONCE = 20
# Fast typing is ten frames a second, and a helper that types for somebody some tens.
FRAMES_PER_SECOND, FRAMES_AT_ONCE = 60.0, 600.0


class Guest:
    def __init__(self, visitor: Visitor, key: str, send: Send, now: float) -> None:
        self.visitor = visitor
        self.key = key
        self.checked = now
        self.count = 0  # updates taken from it
        self.refused = False  # one was not; so those after it are not either, or the count would lie
        self.closed = False
        self._send = send
        self._waiting: deque[Any] = deque()
        self._woken = asyncio.Event()
        self._allowance, self._counted = FRAMES_AT_ONCE, now

    def in_time(self, now: float) -> bool:
        """Whether it sends no faster than it may."""
        self._allowance = min(FRAMES_AT_ONCE, self._allowance + (now - self._counted) * FRAMES_PER_SECOND)
        self._counted = now
        self._allowance -= 1
        return self._allowance >= 0

    def give(self, frame: bytes | str) -> None:
        """Never waits: a slow reader must not hold up those who write."""
        if self.closed:
            return
        if len(self._waiting) >= MOST_WAITING:
            self._waiting.clear()
            self.close(Close.BEHIND)
            return
        self._waiting.append({"type": "websocket.send", "text" if isinstance(frame, str) else "bytes": frame})
        self._woken.set()

    def refuse(self, code: str, close: Close) -> None:
        self.give(protocol.standing(code))
        self.close(close)

    def close(self, code: Close | int) -> None:
        if not self.closed:
            self.closed = True
            self._waiting.append({"type": "websocket.close", "code": int(code)})
            self._woken.set()

    async def deliver(self) -> None:
        """Send what is given, in order, until the connection ends."""
        while True:
            for _frame in range(min(len(self._waiting), AT_ONCE)):
                message = self._waiting.popleft()
                await self._send(message)
                if message["type"] == "websocket.close":
                    return
            if self._waiting:
                await asyncio.sleep(0)
                continue
            self._woken.clear()
            await self._woken.wait()
