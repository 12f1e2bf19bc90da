from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, SignupWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from samspill.door.adapter import end_of_day
from samspill.people.models import Person

NAME = _("Name of the passkey")
NO_ANSWER = _("The device gave no passkey. Press the button again and follow what the device asks.")


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail and password; the browser may fill in both."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        self.fields["login"].widget.attrs["autocomplete"] = "username"

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponse:
        response: HttpResponse = super().login(request, redirect_url)
        end_of_day(request)
        return response


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """Every key that is added may sign in alone, so there is one kind and nothing to choose."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_it(self)
        del self.fields["passwordless"]


class FirstPasskeyForm(SignupWebAuthnForm):  # type: ignore[misc]
    """The passkey made with an invitation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_it(self)


def name_it(form: forms.Form) -> None:
    form.fields["name"].label = NAME
    form.fields["name"].help_text = _("For example the device it is kept on.")
    form.fields["name"].initial = form.initial["name"] = _("My passkey")
    form.fields["credential"].error_messages["required"] = NO_ANSWER


class CodeForm(forms.Form):
    """The code of an invitation, typed from paper."""

    code = forms.CharField(
        label=_("Code"),
        max_length=60,
        help_text=_("16 letters and digits. Capitals, spaces and dashes do not matter."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        return "".join(sign for sign in self.cleaned_data["code"].upper() if sign.isalnum())


class FirstPasswordForm(forms.Form):
    """A password of one's own, twice."""

    password = forms.CharField(
        label=_("Password"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password

    def clean_again(self) -> str:
        again: str = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("The two passwords are not the same. Write the same one in both fields."))
        return again
