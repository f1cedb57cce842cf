"""How columns that are missing or were not understood are told, without a cell's value."""

from __future__ import annotations

from collections.abc import Sequence

from waybill.intake.column_names import gives, names_of
from waybill.intake.match import Match
from waybill.intake.profile import Profile

_MOST_TOLD = 20
"""So many columns that were not understood are named where others are missing."""


def in_chinese(seen: str) -> str:
    """A column that was not understood for Chinese readers: its name, or its place where that may be a value."""
    return f"第 {seen[1:]} 列" if seen.startswith("#") and seen[1:].isdigit() else seen


def named_unknown(match: Match, missing: Sequence[str]) -> dict[str, str]:
    """Facts for a message on columns that are missing: those that were not understood, first the ones whose name is
    nearly that of a missing one."""
    table = names_of(match.plain)
    near = {seen: guess for seen, guess in match.unknown if guess and gives({table[guess][0]}) & {*missing}}
    told = [*near, *(seen for seen, _ in match.unknown if seen not in near)][:_MOST_TOLD]
    more = ["..."] if len(match.unknown) > len(told) else []
    english = [f"{seen} ~ {near[seen]}" if seen in near else seen for seen in told]
    chinese = [f"{seen}（是“{near[seen]}”？）" if seen in near else in_chinese(seen) for seen in told]
    return {
        "unknown": "; ".join(english + more) or "-",
        "unknown_zh": "、".join(chinese + more) or "无",
    }


def named_missing(columns: Sequence[str], plain: Profile) -> dict[str, str]:
    """Facts for a message on columns that are not there: their standard names, and their usual names for Chinese
    readers."""
    usual = {column: names[0] for column, names in plain.columns}
    return {
        "missing": ", ".join(columns),
        "missing_zh": "、".join(f"{usual.get(column, column)}（{column}）" for column in columns),
    }
