"""A profile's skeleton from a file's header (``waybill orders new``): what was understood filled in, the rest
to be sorted."""

from __future__ import annotations

from collections import Counter

from waybill.intake.columns import FIELDS
from waybill.intake.match import may_show
from waybill.intake.source import Source


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def skeleton(source: Source, profile_id: str) -> str:
    """The TOML text of a profile for files like this one.  Only names that look like headers are written into
    it."""
    match = source.match
    names = dict.fromkeys(name for name, _ in match.understood if may_show(name))
    lines = [
        "# A profile of order files.  Move the names of unknown columns to the standard column that they",
        "# mean, or to 'ignored'.  Standard columns: " + ", ".join(FIELDS),
        f"id = {_quoted(profile_id)}",
        f"title_en = {_quoted(profile_id)}",
        f"title_zh = {_quoted(profile_id)}",
        "# A file is recognised when its header has all of these:",
        f"recognise = [{', '.join(map(_quoted, names))}]",
        f"ignored = [{', '.join(_quoted(name) for name in match.ignored if may_show(name))}]",
        "",
        "[columns]",
    ]
    by_place = [name for name, count in Counter(name for name, _ in match.understood).items() if count > 1]
    for field in FIELDS:
        found = [
            name
            for name, column in match.understood
            if column == field and may_show(name) and name not in by_place
        ]
        if found:
            lines.append(f"{field} = [{', '.join(map(_quoted, found))}]")
    lines += [f"# missing: {column} = []" for column in match.missing]
    lines += [
        f"# not understood: {name}" + (f"  (like {guess}?)" if guess else "") for name, guess in match.unknown
    ]
    if source.layout.clean:
        steps: dict[str, list[str]] = {}
        for column, step in source.layout.clean:
            steps.setdefault(column, []).append(step)
        lines += [
            "",
            "[clean]",
            *(f"{column} = [{', '.join(map(_quoted, names))}]" for column, names in steps.items()),
        ]
    return "\n".join(lines) + "\n"
