"""The closed list of rules: what a method may ask, by name (L01 to L36). A pack names a rule, it never contains one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from samspill.core.fidelity.rules import bodies, deeds, ladders, meetings, rhythms, subjects, summer
from samspill.core.fidelity.rules.shape import Rule

_GROUPS = (deeds.RULES, bodies.RULES, rhythms.RULES, meetings.RULES, summer.RULES, subjects.RULES, ladders.RULES)

RULES: Mapping[str, Rule] = MappingProxyType({rule.name: rule for group in _GROUPS for rule in group})
