"""The vocabulary is closed: everything in it is drawn, shown and described, and everything outside it is refused."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from django.template import Context, Engine, TemplateSyntaxError
from django.test import SimpleTestCase
from django.utils.safestring import mark_safe

from samspill.design import examples
from samspill.design.components import Component, Prop, needed
from samspill.design.tests.drawing import draw
from samspill.design.vocabulary import COMPONENTS

FOLDER = Path(examples.__file__).parent


def problem(source: str, **context: object) -> str:
    with pytest.raises(TemplateSyntaxError) as caught:
        draw(source, **context)
    return str(caught.value)


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_has_a_look_an_example_and_a_description(name: str) -> None:
    shown = "".join(source for group in examples.EXAMPLES.values() for source in group.values())
    shown += (FOLDER / "templates/design/catalogue.html").read_text()

    found = (
        f'"{name}"' in shown,
        f"**{name}**" in (FOLDER / "README.md").read_text(),
        COMPONENTS[name].compiled().name,
    )

    assert found == (True, True, f"design/{name}.html")


def test_no_look_without_a_component() -> None:
    frame = {"bare", "base", "catalogue", "error", "_header", "_footer"}

    assert {path.stem for path in (FOLDER / "templates/design").glob("*.html")} - frame == set(COMPONENTS)


def test_an_unknown_component_is_refused_with_the_list() -> None:
    said = problem('{% part "badge" %}')

    assert said == f"There is no component “badge”. Accepted: {', '.join(sorted(COMPONENTS))}."


def test_a_wrong_prop_is_refused_with_the_accepted_ones() -> None:
    assert (
        problem('{% part "tag" label="x" colour="red" %}') == "tag has no prop “colour”. Accepted: label, color, icon."
    )


def test_a_missing_prop_is_named() -> None:
    assert problem('{% part "tag" color="info" %}') == "tag needs the prop “label”. Accepted: label, color, icon."


def test_a_wrong_literal_is_refused_when_compiled() -> None:
    with pytest.raises(TemplateSyntaxError, match=r"tag: “color” is “red”. Accepted: neutral, accent, info"):
        Engine.get_default().from_string('{% load samspill %}{% part "tag" label="x" color="red" %}')


def test_a_wrong_computed_value_is_refused_when_drawn() -> None:
    assert problem('{% part "tag" label="x" color=c %}', c="red").startswith("tag: “color” is “red”. Accepted: neutral")


def test_a_misspelt_variable_is_not_taken_for_a_default() -> None:
    assert problem('{% part "state" value=verdict.staet %}', verdict={}).startswith(
        "state: “value” is “”. Accepted: met,"
    )


def test_a_wrong_slot_is_refused_with_the_accepted_ones() -> None:
    said = problem('{% component "card" %}{% slot "footer" %}x{% endslot %}{% endcomponent %}')

    assert said == "card has no slot “footer”. Accepted: kicker, meta, actions."


def test_content_is_refused_where_there_is_no_place_for_it() -> None:
    said = problem('{% component "page_header" title="x" %}lost words{% endcomponent %}')

    assert said == "page_header takes no content of its own, only slots: crumbs, actions, meta."


def test_a_slot_under_a_condition_is_refused_with_the_way_out() -> None:
    said = problem('{% component "card" %}{% if a %}{% slot "meta" %}x{% endslot %}{% endif %}{% endcomponent %}')

    assert said.endswith("Put the condition inside the slot; an empty slot counts as not given.")


def test_a_slot_outside_a_component_is_refused() -> None:
    assert problem('{% slot "meta" %}x{% endslot %}').startswith("The slot “meta” stands outside a component.")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% part alert %}", "part needs the name of a component in quotes first"),
        ('{% part "tag" "x" %}', "is no prop. Write every prop as name=value."),
        ('{% component "card" %}{% slot %}{% endslot %}{% endcomponent %}', "slot needs exactly one name in quotes"),
        ('{% icon "unicorn" %}', "There is no icon “unicorn”. Accepted: add, archive,"),
        ('{% htmx fetch="/" %}', "htmx has no “fetch”. Accepted: get, post, target"),
    ],
)
def test_other_mistakes_are_explained(source: str, said: str) -> None:
    assert said in problem(source)


def test_a_component_sees_only_its_props() -> None:
    assert "secret" not in draw('{% part "tag" label="x" %}', color="secret", icon="secret")


def test_slots_see_the_page_around_them() -> None:
    html = draw(
        '{% component "card" %}{% slot "meta" %}{{ name }}{% endslot %}{{ name }}{% endcomponent %}', name="Åse"
    )

    assert html.count("Åse") == 2


def test_words_are_escaped_also_after_safe_ones_of_the_same_letters_were_remembered() -> None:
    source = '{% part "tag" label=label %}'

    safe, unsafe = draw(source, label=mark_safe("<b>")), draw(source, label="<b>")

    assert ("<b>" in safe, "<b>" in unsafe, "&lt;b&gt;" in unsafe) == (True, False, True)


def test_htmx_attributes_are_escaped() -> None:
    assert draw("{% htmx get=url push_url=1 %}", url='/?a="b"') == 'hx-get="/?a=&quot;b&quot;" hx-push-url="1"'


def test_a_component_may_not_use_one_name_for_a_prop_and_a_slot() -> None:
    with pytest.raises(ValueError, match="both a prop and a slot: meta"):
        Component("odd", {"meta": needed(), "tone": Prop("")}, ("meta",))


def test_five_hundred_badges_take_less_than_fifty_milliseconds() -> None:
    compiled = Engine.get_default().from_string(
        "{% load samspill %}{% for s in all %}{% part 'state' value=s %}{% endfor %}"
    )
    page = Context({"all": ["met", "overdue"] * 250})

    compiled.render(page)
    start = time.perf_counter()
    compiled.render(page)

    # 5 ms on two busy cores; the limit only catches a loss of the memory.
    assert time.perf_counter() - start < 0.05


class StateTest(SimpleTestCase):
    def test_a_state_is_an_icon_and_a_word(self) -> None:
        html = draw('{% part "state" value="overdue" label="For sent" note="siden 3. mai" %}')

        self.assertInHTML('<span class="ss-state-label">For sent</span>', html)
        self.assertInHTML('<span class="ss-state-note">siden 3. mai</span>', html)
        assert '<svg class="ss-icon" aria-hidden="true" focusable="false"' in html
