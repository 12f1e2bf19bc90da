"""Refusing a file that is too large while it is on its way, before it fills memory or disk."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class TooLargeFile(SimpleUploadedFile):
    """Stands in the form for a file that was too large: a name and a size, no content."""

    def __init__(self, name: str, size: int) -> None:
        super().__init__(name, b"")
        self.size = size


class SizeLimitHandler(FileUploadHandler):
    """Lets through as much as is accepted and lets the rest fall, so that the form can answer with a sentence."""

    _came = 0

    def new_file(self, *given: Any, **named: Any) -> None:
        super().new_file(*given, **named)
        self._came = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self._came = start + len(raw_data)
        return raw_data if self._came <= settings.UPLOAD_BYTES else None

    def file_complete(self, file_size: int) -> TooLargeFile | None:  # noqa: ARG002  # what got past us says nothing
        if self._came <= settings.UPLOAD_BYTES:
            return None
        self._let_go()
        return TooLargeFile(str(self.file_name), self._came)

    def _let_go(self) -> None:
        """Whoever comes after us will not be asked, and holds what was let through."""
        for other in self.request.upload_handlers if self.request else ():
            held = getattr(other, "file", None)
            if held is not None:
                held.close()
