from __future__ import annotations

from django import template

from samspill.conferences.report_bridge import Felt, Saying
from samspill.conferences.report_paper import felt_words, times_words

register = template.Library()


@register.filter
def times(one: Saying) -> str:
    """{{ saying|times }}: how often it was said."""
    return times_words(one)


@register.filter
def felt(one: Felt) -> str:
    """{{ question|felt }}: the mean of the answers, and how many they were."""
    return felt_words(one)
