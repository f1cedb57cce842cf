"""``waybill address encode`` and ``decode``."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waybill.cli import typed
from waybill.cli.options import help_text
from waybill.cli.streams import json_line, say
from waybill.errors import EXIT_SOME_REJECTED, ConformanceError, UsageError
from waybill.i18n import tr

if TYPE_CHECKING:
    from waybill.standards.gbt41832_profile import Profile

_BATCH = 4096

Lon = Annotated[str | None, typer.Option(help=tr("Longitude, degrees.", "经度（度）。"))]
Lat = Annotated[str | None, typer.Option(help=tr("Latitude, degrees.", "纬度（度）。"))]
Height = Annotated[str | None, typer.Option(help=tr("Geodetic height, metres.", "大地高（米）。"))]
Level = Annotated[
    int | None,
    typer.Option(
        min=1,
        max=10,
        help=tr("Grid level; default: the finest that is allowed.", "网格级别；默认取允许的最细级别。"),
    ),
]
Datum = Annotated[
    str,
    typer.Option(
        help=tr(
            "System of the coordinates: CGCS2000, WGS84, GCJ02 or BD09.",
            "坐标系：CGCS2000、WGS84、GCJ02 或 BD09。",
        )
    ),
]
Grid = Annotated[bool, typer.Option("--grid", help=tr("Grid code only.", "只输出网格位置码。"))]
Codes = Annotated[
    list[str] | None, typer.Argument(metavar="CODE", show_default=False, help=tr("Codes.", "编码。"))
]
Json = Annotated[bool, typer.Option("--json", help=tr("Everything, as JSON.", "输出完整 JSON。"))]
Layout = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", readable=False, help=tr("Another layout of the code (TOML).", "编码格式文件 (TOML)。")
    ),
]


@cache
def _say_unverified(profile: Profile) -> None:
    """Say, once, that a layout is unverified."""
    if profile.unverified:
        name, standard = profile.label, profile.standard
        say(
            tr(
                f"note: the layout {name} is not verified against the text of {standard}",
                f"注意：编码格式 {name} 未经 {standard} 标准原文核对",
            )
        )


def _profile(path: Path | None) -> Profile:
    from waybill.standards.gbt41832_profile import load_profile, shipped_profile

    return load_profile(path) if path else shipped_profile()


def _answer(
    results: Iterable[str | ConformanceError | None], as_json: bool, *, arguments: bool = False
) -> None:
    """One line a result: empty for a blank line; empty (JSON: its error code) and a message for a bad one.

    ``arguments``: the results are theirs.
    """
    batch: list[str] = []
    bad = 0
    for number, result in enumerate(results, start=1):
        if isinstance(result, ConformanceError):
            bad += 1
            batch.append(json_line({"line": number, "error": result.code}) if as_json else "")
            what = tr("argument", "个参数") if arguments else tr("line", "行")
            say(tr(f"{what} {number}: {result.text()}", f"第 {number} {what}：{result.text()}"))
        else:
            batch.append(result or "")
        if len(batch) == _BATCH:
            sys.stdout.write("\n".join(batch) + "\n")
            batch.clear()
    if batch:
        sys.stdout.write("\n".join(batch) + "\n")
    if bad:
        raise typer.Exit(EXIT_SOME_REJECTED)


def _encode(
    lon: Lon = None,
    lat: Lat = None,
    height: Height = None,
    level: Level = None,
    datum: Datum = "CGCS2000",
    grid: Grid = False,
    as_json: Json = False,
    profile: Layout = None,
) -> None:
    from waybill.address.coordinates import datum_of
    from waybill.address.encode_lines import Encoded, Wish, encode_lines, encode_point, encoded_facts

    if (lon is None) != (lat is None) or (height is not None and lon is None):
        raise UsageError("COORD-PAIR")
    try:
        datum_of(datum)
    except ConformanceError:
        raise UsageError("PIPELINE-CHOICE", flag="--datum", allowed="CGCS2000, WGS84, GCJ02, BD09") from None
    wish = Wish(datum, level, grid, None if grid else _profile(profile))
    if wish.profile:
        _say_unverified(wish.profile)
    if lon is not None and lat is not None:
        result = encode_point(lon.strip(), lat.strip(), (height or "").strip(), wish)
        if result.coarsened:
            say(
                tr(
                    f"note: level {result.level}; the coordinates as written allow no finer code",
                    f"注意：第 {result.level} 级；坐标书写精度不支持更细的编码",
                )
            )
        typer.echo(json_line(encoded_facts(result, wish)) if as_json else result.code)
        return
    found = encode_lines(typed.lines(), wish)
    if as_json:
        _answer(
            (json_line(encoded_facts(one, wish)) if isinstance(one, Encoded) else one for one in found),
            as_json,
        )
    else:
        _answer((one.code if isinstance(one, Encoded) else one for one in found), as_json)


def _decode(codes: Codes = None, as_json: Json = False, profile: Layout = None) -> None:
    from waybill.address.encode_lines import decode_lines

    chosen = _profile(profile)
    given = codes if codes != ["-"] else None
    if given and len(given) == 1:
        typer.echo(_decoded(given[0], as_json, chosen))
        return
    found = decode_lines(given or typed.lines(), lambda code: _decoded(code, as_json, chosen))
    _answer(found, as_json, arguments=bool(given))


def _decoded(code: str, as_json: bool, profile: Profile) -> str:
    from waybill.address.encode_lines import cell_facts, centre_text, grid_code_of

    grid_code, parts = grid_code_of(code, profile)
    if parts:
        _say_unverified(profile)
    return json_line(parts | cell_facts(grid_code)) if as_json else centre_text(grid_code)


def register_codes(group: typer.Typer) -> None:
    """Add ``encode`` and ``decode``."""
    group.command(
        "encode",
        help=help_text(
            "Coordinates to an address code or a grid code. Standards: GB/T 41832 and GB/T 39409.\n\n"
            "Without --lon and --lat, reads lines lon,lat[,height] from standard input and writes one result a line; "
            "a line that is no point gives an empty result and a message, exit status 10. A grid code is "
            "made at --level (default 10); a delivery address code is never finer than "
            "the coordinates are written.",
            "坐标转寄递地址编码（GB/T 41832）或北斗网格位置码（GB/T 39409）。\n\n"
            "不给 --lon、--lat 时从标准输入逐行读取 经度,纬度[,高度]，逐行输出；"
            "无法识别的行输出空行并报错，退出码 10。"
            "--grid 按 --level（默认 10）编码；寄递地址编码不会比坐标书写精度更细。",
            "waybill address encode --lon 116.3912757 --lat 39.906217 --grid --level 4",
        ),
    )(_encode)
    group.command(
        "decode",
        help=help_text(
            "An address code, grid code or reference code to its cell. The cell is told by its centre, "
            "lon,lat[,height]; --json gives edges, level and parts. Without CODE, or with -, one code a line from "
            "standard input.",
            "寄递地址编码、北斗网格位置码或参考码还原为网格。\n\n输出网格中心的 经度,纬度[,高度]；"
            "--json 输出边界、级别与各码段。不给 CODE 或给 - 时从标准输入逐行读取。",
            "waybill address decode N50J47584 --json",
        ),
    )(_decode)
