"""Why a password is not taken, where Django's own sentence is not in all our languages."""

from __future__ import annotations

from django.contrib.auth.password_validation import MinimumLengthValidator
from django.utils.translation import ngettext


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return ngettext(
            "The password is too short. Use at least %(number)s character.",
            "The password is too short. Use at least %(number)s characters, for example three or four words.",
            self.min_length,
        ) % {"number": self.min_length}
