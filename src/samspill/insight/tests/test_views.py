from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspill.insight import actions
from samspill.insight.models import Departure, SupportNeed
from samspill.journal.models import Entry
from samspill.measures.models import LogEntry
from samspill.projects.actions import adapt, join
from samspill.projects.models import Participation
from samspill.wheel.models import Occasion
from tests.cast import AT, Cast
from tests.measures import at_stage, day_of

MOST_QUERIES = (
    29  # the board's twenty-one, and those for the session, the reader, what she wears and the frame of the page
)


def status(client: Client, cast: Cast, part: str, url: str) -> int:
    client.force_login(cast.people[part])
    return client.get(url).status_code


def ask(own: Participation, cast: Cast, text: str = "We need a substitute.") -> SupportNeed:
    return actions.ask_support(own, requirement="L09", text=text, acting=cast.leader, at=AT)


@pytest.mark.parametrize(
    ("part", "hidden", "shown"),
    [
        ("leader", 200, 200),
        ("teacher", 200, 200),
        ("owner", 403, 200),
        ("administrator", 403, 403),
        ("other_leader", 403, 403),
        ("nurse", 403, 403),
        ("outsider", 404, 404),
    ],
)
def test_who_sees_a_schools_board_before_and_after_its_release(
    client: Client, cast: Cast, own: Participation, part: str, hidden: int, shown: int
) -> None:
    url = reverse("insight:board", args=[own.pk])
    assert status(client, cast, part, url) == hidden

    actions.release_board(own, acting=cast.leader, at=AT)

    assert status(client, cast, part, url) == shown


def test_a_board_that_was_taken_back_is_the_schools_own_again(client: Client, cast: Cast, own: Participation) -> None:
    actions.release_board(own, acting=cast.leader, at=AT)
    client.force_login(cast.leader)

    client.post(reverse("insight:take_back", args=[own.pk]))

    assert status(client, cast, "owner", reverse("insight:board", args=[own.pk])) == 403
    assert Entry.objects.filter(verb="board.taken_back").count() == 1


@pytest.mark.parametrize(
    ("part", "expected"), [("owner", 200), ("leader", 200), ("head_of_ppt", 200), ("teacher", 403), ("outsider", 404)]
)
def test_the_municipalitys_board_is_for_those_who_lead(
    client: Client, cast: Cast, municipal: Participation, part: str, expected: int
) -> None:
    assert status(client, cast, part, reverse("insight:board", args=[municipal.pk])) == expected


def test_the_owner_reads_nothing_of_a_board_that_is_not_released(
    client: Client, cast: Cast, own: Participation
) -> None:
    need = ask(own, cast)
    client.force_login(cast.owner)

    answer = client.get(reverse("insight:overview", args=[cast.project.pk]))

    assert (answer.context["hidden"], answer.context["shown"], answer.context["asking"]) == ([own], [], [])
    assert need.text not in answer.content.decode()


def test_support_needs_come_first_once_the_board_is_released(client: Client, cast: Cast, own: Participation) -> None:
    need = ask(own, cast)
    actions.release_board(own, acting=cast.leader, at=AT)
    client.force_login(cast.owner)

    answer = client.get(reverse("insight:overview", args=[cast.project.pk]))

    assert answer.context["asking"] == [own]
    assert need.text in answer.content.decode()


def test_schools_stand_by_name_and_comparison_schools_apart(client: Client, cast: Cast, own: Participation) -> None:
    compared = join(
        cast.project, cast.other_school, joined=date(2026, 8, 17), takes_part=False, acting=cast.owner, at=AT
    )
    client.force_login(cast.owner)

    answer = client.get(reverse("insight:overview", args=[cast.project.pk]))

    assert (answer.context["hidden"], answer.context["compared"]) == ([own], [compared])


def test_the_owner_answers_only_while_the_board_is_released(client: Client, cast: Cast, own: Participation) -> None:
    need = ask(own, cast)
    url = reverse("insight:answer_support", args=[need.pk])
    assert status(client, cast, "owner", url) == 403
    actions.release_board(own, acting=cast.leader, at=AT)

    answer = client.post(url, {"answer": "Two hours a month from January."})

    need.refresh_from_db()
    assert answer.status_code == 302
    assert (need.answer, need.answered_by) == ("Two hours a month from January.", cast.owner)


def test_a_board_shows_each_requirement_of_its_level(client: Client, cast: Cast, own: Participation) -> None:
    client.force_login(cast.leader)

    page = client.get(reverse("insight:board", args=[own.pk])).content.decode()

    wishes = [f'id="L{number:02}"' for number in (5, 6, 7, 9, 19, 33, 35)]
    assert all(wish in page for wish in wishes)
    assert 'id="L01"' not in page


def test_the_chips_filter_by_state(client: Client, cast: Cast, own: Participation) -> None:
    client.force_login(cast.leader)

    answer = client.get(reverse("insight:board", args=[own.pk]) + "?state=met")

    assert {row.verdict.state for group in answer.context["groups"] for row in group.rows} == {"met"}


def test_an_adaptation_stands_on_the_board_with_its_reason(client: Client, cast: Cast, own: Participation) -> None:
    reason = "Three meetings suit our small school."
    adapt(cast.project, path="requirements.L19.params.days", value=200, reason=reason, acting=cast.owner, at=AT)
    client.force_login(cast.leader)

    page = client.get(reverse("insight:board", args=[own.pk])).content.decode()

    assert reason in page


def test_a_reason_needs_words(client: Client, cast: Cast, own: Participation) -> None:
    client.force_login(cast.leader)
    url = reverse("insight:depart", args=[own.pk, "L09"])

    answer = client.post(url, {"reason": "", "since": "2026-11-01"})

    assert (answer.status_code, answer.context["form"].errors.keys()) == (422, {"reason"})
    assert "2026-11-01" in answer.content.decode()


def test_a_departure_begins_and_ends(client: Client, cast: Cast, own: Participation) -> None:
    client.force_login(cast.leader)
    client.post(reverse("insight:depart", args=[own.pk, "L09"]), {"reason": "Every sixth week.", "since": "2026-11-01"})
    made = Departure.objects.get()

    refused = client.post(reverse("insight:end_departure", args=[made.pk]), {"until": "2026-10-01"})
    done = client.post(reverse("insight:end_departure", args=[made.pk]), {"until": "2026-11-10"})

    made.refresh_from_db()
    assert (refused.status_code, done.status_code, made.until) == (422, 302, date(2026, 11, 10))


def test_only_the_school_leader_departs_releases_and_asks(client: Client, cast: Cast, own: Participation) -> None:
    actions.release_board(own, acting=cast.leader, at=AT)
    urls = [reverse(f"insight:{verb}", args=[own.pk, "L09"]) for verb in ("depart", "ask_support")]

    assert [status(client, cast, "leader", url) for url in urls] == [200, 200]
    assert [status(client, cast, "owner", url) for url in urls] == [403, 403]
    assert client.post(reverse("insight:release", args=[own.pk])).status_code == 403


def test_a_requirement_the_method_does_not_have_is_not_found(client: Client, cast: Cast, own: Participation) -> None:
    assert status(client, cast, "leader", reverse("insight:depart", args=[own.pk, "L99"])) == 404
    with pytest.raises(ValidationError, match="no requirement “L99”"):
        actions.ask_support(own, requirement="L99", text="Help", acting=cast.leader, at=AT)


def test_the_menu_leads_everybody_to_their_own_board(client: Client, cast: Cast, own: Participation) -> None:
    client.force_login(cast.leader)

    assert client.get(reverse("insight:start")).url == reverse("insight:board", args=[own.pk])


def test_showing_a_board_twice_is_one_release(cast: Cast, own: Participation) -> None:
    first = actions.release_board(own, acting=cast.leader, at=AT)

    assert actions.release_board(own, acting=cast.leader, at=AT) == first
    assert Entry.objects.filter(verb="board.released").count() == 1


def test_a_board_takes_the_same_queries_with_little_and_much(client: Client, cast: Cast, own: Participation) -> None:
    at_stage(cast, "practice")
    client.force_login(cast.leader)
    url = reverse("insight:board", args=[own.pk])
    client.get(url)

    much = count_queries(client, url)
    Occasion.objects.exclude(activity="start-resource-team").delete()

    assert count_queries(client, url) == much
    assert much <= MOST_QUERIES


def count_queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


def test_a_log_entry_leads_the_owner_to_the_measure_and_shows_no_word_of_it(
    client: Client, cast: Cast, own: Participation
) -> None:
    measure = at_stage(cast, "trying")
    words = {"project": cast.project, "unit": cast.school, "measure": measure, "done": "A word of the log."}
    LogEntry.objects.create(**words, on=day_of("trying"), written_at=AT)
    actions.release_board(own, acting=cast.leader, at=AT)
    client.force_login(cast.owner)

    page = client.get(reverse("insight:board", args=[own.pk])).content.decode()

    assert f'href="{measure.get_absolute_url()}">{measure.title}' in page
    assert "A word of the log." not in page


def test_the_journal_keeps_none_of_the_words_of_a_board(cast: Cast, own: Participation) -> None:
    ask(own, cast, text="We quarrel.")
    said = {"reason": "We quarrel.", "acting": cast.leader, "at": AT}
    actions.depart(own, requirement="L09", since=AT.date(), **said)  # type: ignore[arg-type]
    actions.judge(own, requirement="dialogue", value=0, on=AT.date(), **said)  # type: ignore[arg-type]

    lines = Entry.objects.filter(verb__in=("board.support_asked", "board.departed", "board.judged"))

    assert [(one.why, one.changes) for one in lines] == [("", {})] * 3
