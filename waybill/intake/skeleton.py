"""A profile's skeleton from a file's header (``waybill orders new``): what was understood filled in, the rest
to be sorted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from waybill.i18n import tr
from waybill.intake.column_names import may_show
from waybill.intake.columns import FIELDS
from waybill.intake.source import Source


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def skeleton(source: Source, profile_id: str) -> str:
    """The TOML text of a profile for files like this one.  Only names that look like headers are written into
    it."""
    match = source.match
    names = dict.fromkeys(name for name, _ in match.understood if may_show(name))
    lines = [
        tr(
            "# A profile of order files.  Move the names of unknown columns to the standard column that they\n"
            "# mean, or to 'ignored'.  Standard columns: ",
            "# 订单文件格式。请把未识别的列名移到其含义对应的标准列，或移到 ignored。标准列：",
        )
        + ", ".join(FIELDS),
        f"id = {_quoted(profile_id)}",
        f"title_en = {_quoted(profile_id)}",
        f"title_zh = {_quoted(profile_id)}",
        tr(
            "# A file is recognised when its header has all of these:",
            "# 表头含有以下全部列名的文件按此格式读取：",
        ),
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
    missing, unknown = tr("missing", "缺少"), tr("not understood", "未识别")
    lines += [f"# {missing}: {column} = []" for column in match.missing]
    lines += [
        f"# {unknown}: {name}" + (tr(f"  (like {guess}?)", f"（是否为 {guess}？）") if guess else "")
        for name, guess in match.unknown
    ]
    lines += _steps(source.layout.clean)
    return "\n".join(lines) + "\n"


def _steps(clean: Sequence[tuple[str, str]]) -> list[str]:
    """The table of a profile's steps, by column; nothing where it has none."""
    steps: dict[str, list[str]] = {}
    for column, step in clean:
        steps.setdefault(column, []).append(step)
    lines = [f"{column} = [{', '.join(map(_quoted, names))}]" for column, names in steps.items()]
    return ["", "[clean]", *lines] if lines else []
