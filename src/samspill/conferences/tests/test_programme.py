"""The programme on the clock: what fits, what the method asks, which groups it gives, and how it is changed."""

import re
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from samspill.conferences.actions import conferring
from samspill.conferences.models import Conference, Session, SessionForm, SessionKind
from samspill.conferences.programme import lack_of, laid, sizes_of, total
from samspill.methods import load
from tests.asking import adopted_once, counted, fresh, sign_in
from tests.cast import Cast
from tests.conferring import NOW, conference, say, seated, with_people

standing = pytest.fixture(scope="module")(adopted_once)
LOG = load.method("log")
MORNING = datetime(2026, 9, 23, 8, 30, tzinfo=UTC)


@pytest.fixture
def cast(standing: Cast, db: None) -> Cast:
    return fresh(standing)


def rounds(*forms: str, by: str = "") -> list[Session]:
    return [
        Session(pk=place, kind=SessionKind.GROUPS, form=form, by=by, minutes=40)
        for place, form in enumerate(forms, start=1)
    ]


def post(client: Client, cast: Cast, name: str, thing: object, **fields: object) -> tuple[int, str]:
    address = reverse(f"conferences:{name}", args=[thing.pk])  # type: ignore[attr-defined]
    query = fields.pop("query", "")
    answer = sign_in(client, cast.leader).post(f"{address}{query}", fields, headers={"HX-Request": "true"})
    return answer.status_code, answer.content.decode()


def a_round(session: Session, **fields: object) -> dict[str, object]:
    given = {"version": session.version, "theme": session.theme, "how": session.form, "minutes": session.minutes}
    return {**given, "smallest": session.smallest, "largest": session.largest, **fields}


@pytest.mark.parametrize(
    ("people", "bounds", "found"),
    [
        (58, (5, 6), (11, 5, 6)),
        (58, (5, 8), (9, 6, 7)),
        (60, (5, 5), (12, 5, 5)),
        (4, (5, 8), None),
        (9, (5, 8), (1, 9, 9)),
        (0, (5, 8), None),
    ],
)
def test_groups_are_of_middle_size(people: int, bounds: tuple[int, int], found: tuple[int, int, int] | None) -> None:
    sizes = sizes_of(people, *bounds)

    if found == (1, 9, 9):
        assert sizes is None  # nine are too many for one group of eight, too few for two of five
    else:
        assert (sizes and (sizes.groups, sizes.smallest, sizes.largest)) == found


def test_each_part_begins_when_the_one_before_ends() -> None:
    parts = laid(rounds("mixed", "cross"), MORNING, {1: 12, 2: 12})

    assert [part.begins.minute for part in parts if part.begins] == [30, 10]
    assert total([part.session for part in parts]) == 80


@pytest.mark.parametrize(
    ("forms", "code"),
    [
        (("mixed",), "rounds"),
        ((), "rounds"),
        (("base", "base"), "alike"),
        (("base", "cross"), None),
        (("mixed", "mixed"), None),
    ],
)
def test_the_method_asks_for_two_rounds_that_differ(forms: tuple[str, ...], code: str | None) -> None:
    lack = lack_of(rounds(*forms), LOG, "school")

    assert (lack and lack.code) == code


def test_too_much_for_the_day_is_said(cast: Cast, client: Client) -> None:
    made = conference(cast)
    conferring.add_session(
        made, kind=SessionKind.GROUPS, form=SessionForm.BASE, theme="More", minutes=60, acting=cast.leader, at=NOW
    )

    page = sign_in(client, cast.leader).get(reverse("conferences:programme", args=[made.pk])).content.decode()

    assert "The parts take 30 minutes more than the conference lasts" in page


def test_a_round_says_which_groups_it_gives(cast: Cast, client: Client) -> None:
    made = with_people(cast, 12)

    page = sign_in(client, cast.leader).get(made.get_absolute_url()).content.decode()

    assert "14 people: 3 groups of 4 or 5" in page


def test_a_part_is_changed_in_its_place(cast: Cast, client: Client) -> None:
    session = conference(cast).sessions.all()[1]

    status, page = post(client, cast, "change_session", session, **a_round(session, theme="Anew", minutes=50))

    assert status == 200
    assert "Anew" in page
    assert "<html" not in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"minutes": 0}, "Write how many minutes"),
        ({"smallest": 9, "largest": 6}, "cannot be larger than the largest"),
        ({"how": "homogeneous"}, "Choose what those who sit together have in common"),
        ({"theme": ""}, "Write what it is about"),
    ],
)
def test_bad_input_stands_at_its_field(cast: Cast, client: Client, fields: dict[str, object], said: str) -> None:
    session = conference(cast).sessions.all()[1]

    status, page = post(client, cast, "change_session", session, **a_round(session, question="Kept words?", **fields))

    assert status == 422
    assert said in page
    assert "Kept words?" in page


def test_a_stale_part_is_not_written_over(cast: Cast, client: Client) -> None:
    session = conference(cast).sessions.all()[1]
    Session.objects.filter(pk=session.pk).update(version=5)

    status, page = post(client, cast, "change_session", session, **a_round(session, theme="Meanwhile"))

    assert status == 409
    assert "Meanwhile" in page


def test_a_part_is_added_moved_removed_and_put_back(cast: Cast, client: Client) -> None:
    made = conference(cast)
    post(client, cast, "add_session", made, query="?kind=break", theme="Coffee", minutes=15)
    coffee = made.sessions.get(theme="Coffee")
    seen = ",".join(map(str, made.sessions.values_list("pk", flat=True)))

    moved = post(client, cast, "arrange_programme", made, seen=seen, move=f"{coffee.pk}:up")
    _status, removed = post(client, cast, "remove_session", coffee)
    again = {"kind": "break", "theme": "Coffee", "minutes": 15, "place": 4}
    post(client, cast, "restore_session", made, **again)

    assert "Coffee is now number 4 of 5." in moved[1]
    assert "“Coffee” is taken out." in removed
    assert [one.theme for one in made.sessions.all()].index("Coffee") == 3


def test_a_round_comes_back_with_its_question_and_sizes(cast: Cast, client: Client) -> None:
    made = conference(cast)
    session = made.sessions.all()[1]
    _status, page = post(client, cast, "remove_session", session)
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.partition("is taken out")[0]))

    status, _page = post(client, cast, "restore_session", made, **hidden)

    again = made.sessions.all()[1]
    assert status == 200
    assert (again.theme, again.question, again.form, again.smallest) == ("How it is now", "What works?", "mixed", 3)


def test_an_order_somebody_else_changed_moves_nothing(cast: Cast, client: Client) -> None:
    made = conference(cast)

    status, page = post(client, cast, "arrange_programme", made, seen="1,2", order="2,1")

    assert status == 409
    assert "nothing was moved" in page


def test_a_round_with_groups_asks_before_it_goes(cast: Cast, client: Client) -> None:
    made = with_people(cast, 6)
    group = seated(made, 2)[0]

    status, page = post(client, cast, "remove_session", group.session)
    sure, _page = post(client, cast, "remove_session", group.session, sure="1")

    assert status == 422
    assert "Take it out with its groups" in page
    assert sure == 200
    assert made.sessions.count() == 3


def test_a_round_in_which_something_was_said_stays(cast: Cast, client: Client) -> None:
    group = seated(with_people(cast, 6), 2)[0]
    say(group, "More time together.")

    status, page = post(client, cast, "remove_session", group.session, sure="1")

    assert status == 422
    assert "have begun to work with this" in page


def test_a_programme_that_is_over_stays(cast: Cast, client: Client) -> None:
    made = conference(cast)
    made.meeting.ended_at = NOW
    made.meeting.save()

    status, page = post(client, cast, "add_session", made, query="?kind=plenary", theme="Late", minutes=10)

    assert status == 422
    assert "stays as it is" in page


def test_who_may_change_a_programme(cast: Cast, client: Client) -> None:
    address = reverse("conferences:programme", args=[conference(cast).pk])

    assert sign_in(client, cast.teacher).get(address).status_code == 403
    assert sign_in(client, cast.outsider).get(address).status_code == 404


def test_a_long_programme_takes_as_many_queries_as_a_short_one(cast: Cast, client: Client) -> None:
    def ask(made: Conference) -> int:
        address = reverse("conferences:programme", args=[made.pk])
        sign_in(client, cast.leader).get(address)
        with counted() as queries:
            client.get(address)
        return len(queries)

    made = conference(cast)
    short = ask(made)
    for number in range(6):
        conferring.add_session(
            made, kind=SessionKind.BREAK, theme=f"Break {number}", minutes=5, acting=cast.leader, at=NOW
        )

    assert ask(made) == short
