"""What some components work out: pages, initials, shares."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.test import RequestFactory, SimpleTestCase

from samspill.design import prepare
from samspill.design.tests.drawing import draw


class PartsTest(SimpleTestCase):
    def test_pagination_keeps_the_rest_of_the_question(self) -> None:
        request = RequestFactory().get("/", {"text": "åre", "page": "2"})

        html = draw('{% part "pagination" page=page %}', page=Paginator(range(50), 10).page(2), request=request)

        assert 'rel="next" href="?text=%C3%A5re&amp;page=3"' in html
        assert 'href="?text=%C3%A5re&amp;page=2" aria-current="page"' in html

    def test_one_page_needs_no_pagination(self) -> None:
        assert draw('{% part "pagination" page=page %}', page=Paginator(range(3), 10).page(1)).strip() == ""

    def test_a_person_is_reached_by_touch(self) -> None:
        html = draw('{% part "person" name="Åse Marie Li" phone="+47 900 12 345" mail="a@b.no" %}')

        assert 'href="tel:+4790012345"' in html
        assert 'href="mailto:a@b.no"' in html
        self.assertInHTML('<span class="ss-avatar" aria-hidden="true">ÅL</span>', html)

    def test_a_person_without_a_name_yet_has_no_initials(self) -> None:
        assert prepare.person({"name": "", "phone": ""})["initials"] == ""

    def test_a_meter_stays_within_its_bounds(self) -> None:
        values = [prepare.meter({"value": v, "max": m, "text": ""})["percent"] for v, m in ((7, 14), (20, 10), (1, 0))]

        assert values == [50, 100, 0]

    def test_a_missing_date_leaves_nothing_behind(self) -> None:
        assert draw('{% part "date" value=none %}', none=None).strip() == ""
