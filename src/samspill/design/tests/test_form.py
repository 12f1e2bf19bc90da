"""A form ties every label, help and error to its field, and says on top what has to be corrected."""

from __future__ import annotations

import re

from django import forms
from django.test import SimpleTestCase

from samspill.design.tests.drawing import draw


class Member(forms.Form):
    name = forms.CharField(label="Navn", help_text="Fornavn og etternavn.")
    mail = forms.EmailField(label="E-post", required=False)
    days = forms.MultipleChoiceField(
        label="Dager", choices=[("mon", "Mandag"), ("tue", "Tirsdag")], widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(label="Notat", widget=forms.Textarea, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> None:
        self.add_error(None, "Noen andre har endret dette.")


def tag(html: str, start: str) -> str:
    found = re.search(re.escape(start) + r"[^>]*>", html)
    assert found, f"{start} is not in the form"
    return found[0]


def choice(html: str, name: str) -> str:
    return next(one for one in re.findall(r"<input[^>]*>", html) if f'id="{name}"' in one)


class FormTest(SimpleTestCase):
    def setUp(self) -> None:
        self.html = draw(
            '{% part "form" form=form submit="Lagre" draft="m" %}', form=Member({"mail": "x"}), csrf_token="t"
        )

    def test_an_input_points_at_its_help_and_its_error(self) -> None:
        name = tag(self.html, '<input type="text"')

        assert 'aria-describedby="id_name_help id_name_error"' in name
        assert 'aria-invalid="true"' in name
        self.assertInHTML('<p class="ss-help" id="id_name_help">Fornavn og etternavn.</p>', self.html)
        assert 'id="id_name_error"' in self.html

    def test_what_was_typed_is_kept(self) -> None:
        assert 'value="x"' in tag(self.html, '<input type="email"')

    def test_the_summary_links_to_the_fields(self) -> None:
        links = re.findall(r'<a class="ds-link" href="(#[^"]+)">', self.html)

        assert links == ["#id_name", "#id_mail", "#id_days_0"]
        self.assertInHTML("<li>Noen andre har endret dette.</li>", self.html)

    def test_errors_of_hidden_fields_are_said_too(self) -> None:
        assert self.html.count("<li>") == 5

    def test_a_group_of_choices_is_a_fieldset_that_points_at_its_error(self) -> None:
        assert 'aria-describedby="id_days_error"' in tag(self.html, "<fieldset")
        self.assertInHTML('<label class="ds-label" for="id_days_1">Tirsdag</label>', self.html)

    def test_only_fields_that_may_be_left_out_say_so(self) -> None:
        assert self.html.count("ss-optional") == 2

    def test_it_is_protected_and_sent_once(self) -> None:
        self.assertInHTML('<input type="hidden" name="csrfmiddlewaretoken" value="t">', self.html)
        assert "data-once" in tag(self.html, "<form")
        assert 'data-draft="m"' in tag(self.html, "<form")

    def test_a_form_without_errors_has_no_summary(self) -> None:
        html = draw('{% part "form" form=form submit="Lagre" %}', form=Member())

        assert "data-focus" not in html
        assert "aria-invalid" not in html

    def test_ticked_choices_stay_ticked(self) -> None:
        html = draw('{% part "field" field=form.days %}', form=Member({"days": ["tue"]}))

        assert "checked" in choice(html, "id_days_1")
        assert "checked" not in choice(html, "id_days_0")

    def test_a_form_with_a_file_is_sent_as_one(self) -> None:
        upload = type("Upload", (forms.Form,), {"file": forms.FileField()})

        html = draw('{% part "form" form=form submit="Last opp" %}', form=upload())

        assert 'enctype="multipart/form-data"' in tag(html, "<form")

    def test_a_form_that_only_asks_carries_no_token(self) -> None:
        assert "csrf" not in draw('{% part "filter_bar" form=form %}', form=Member(), csrf_token="t")
