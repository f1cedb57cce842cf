"""``waybill address encode`` and ``decode``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from waybill.errors import EXIT_SOME_REJECTED, ConformanceError, InputError
from waybill.i18n import tr

if TYPE_CHECKING:
    from waybill.standards.gbt41832 import Profile

_BATCH = 4096


def _stdin_lines() -> Iterator[str]:
    for number, line in enumerate(sys.stdin.buffer):
        text = line.decode("utf-8", errors="replace")
        yield text.removeprefix("\ufeff") if number == 0 else text


def _say(text: str) -> None:
    sys.stderr.write(f"waybill: {text}\n")


def _say_line(number: int, error: ConformanceError) -> None:
    _say(tr(f"line {number}: {error.text()}", f"第 {number} 行：{error.text()}"))


def _json(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False)


def _profile(path: Path | None) -> Profile:
    """The profile in force; says once, on stderr, when it is unverified."""
    from waybill.standards import gbt41832

    profile = gbt41832.load_profile(path) if path else gbt41832.shipped_profile()
    if profile.unverified:
        _say(
            tr(
                f"note: the layout {profile.label} is not verified against the text of {profile.standard}",
                f"注意：编码格式 {profile.label} 未经 {profile.standard} 标准原文核对",
            )
        )
    return profile


class _Output:
    """Result lines to stdout, written in batches."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self.bad = 0

    def add(self, line: str) -> None:
        self._lines.append(line)
        if len(self._lines) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        if self._lines:
            sys.stdout.write("\n".join(self._lines) + "\n")
            self._lines.clear()

    def finish(self) -> None:
        self.flush()
        if self.bad:
            raise typer.Exit(EXIT_SOME_REJECTED)


def _encode(
    lon: Annotated[str | None, typer.Option(help=tr("Longitude, degrees.", "经度（度）。"))] = None,
    lat: Annotated[str | None, typer.Option(help=tr("Latitude, degrees.", "纬度（度）。"))] = None,
    height: Annotated[str | None, typer.Option(help=tr("Geodetic height, metres.", "大地高（米）。"))] = None,
    level: Annotated[int | None, typer.Option(min=1, max=10, help=tr("Grid level.", "网格级别。"))] = None,
    datum: Annotated[str, typer.Option(help="CGCS2000 | WGS84 | GCJ02 | BD09")] = "CGCS2000",
    grid: Annotated[bool, typer.Option("--grid", help=tr("Grid code only.", "只输出网格位置码。"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=tr("Everything, as JSON.", "输出完整 JSON。"))] = False,
    profile: Annotated[Path | None, typer.Option(help=tr("Code layout, TOML.", "编码格式文件 (TOML)。"))] = None,
) -> None:
    from waybill.address.coordinates import datum_of
    from waybill.address.encode_lines import Wish, encode_lines, encode_point, encoded_facts

    if (lon is None) != (lat is None) or (height is not None and lon is None):
        raise InputError("COORD-PAIR")
    datum_of(datum)
    wish = Wish(datum, level, grid, None if grid else _profile(profile))
    if lon is not None and lat is not None:
        result = encode_point(lon.strip(), lat.strip(), (height or "").strip(), wish)
        if result.coarsened:
            _say(_coarsened(result.level))
        typer.echo(_json(encoded_facts(result, wish)) if as_json else result.code)
        return
    output = _Output()
    for number, found in enumerate(encode_lines(_stdin_lines(), wish), start=1):
        if found is None:
            output.add("")
        elif isinstance(found, ConformanceError):
            output.bad += 1
            output.add(_json({"line": number, "error": found.code}) if as_json else "")
            _say_line(number, found)
        else:
            output.add(_json(encoded_facts(found, wish)) if as_json else found.code)
    output.finish()


def _coarsened(level: int) -> str:
    return tr(
        f"note: level {level}; the coordinates as written allow no finer code",
        f"注意：第 {level} 级；坐标书写精度不支持更细的编码",
    )


def _decode(
    codes: Annotated[list[str] | None, typer.Argument(metavar="[CODE]...", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help=tr("Everything, as JSON.", "输出完整 JSON。"))] = False,
    profile: Annotated[Path | None, typer.Option(help=tr("Code layout, TOML.", "编码格式文件 (TOML)。"))] = None,
) -> None:
    from waybill.standards import gbt41832

    chosen = gbt41832.load_profile(profile) if profile else None
    if codes:
        for code in codes:
            typer.echo(_decoded(code, as_json, chosen))
        return
    output = _Output()
    for number, line in enumerate(_stdin_lines(), start=1):
        try:
            output.add(_decoded(line, as_json, chosen) if line.strip() else "")
        except ConformanceError as error:
            output.bad += 1
            output.add(_json({"line": number, "error": error.code}) if as_json else "")
            _say_line(number, error)
    output.finish()


def _decoded(code: str, as_json: bool, profile: Profile | None) -> str:
    from waybill.address.encode_lines import cell_facts, centre_text, grid_code_of

    grid_code, parts = grid_code_of(code, profile)
    return _json(parts | cell_facts(grid_code)) if as_json else centre_text(grid_code)


def register_codes(sub: typer.Typer) -> None:
    """Add ``encode`` and ``decode``."""
    example = tr("Example:", "示例：")
    sub.command(
        "encode",
        help=tr(
            "Coordinates to a delivery address code (GB/T 41832) or grid code (GB/T 39409).\n\n"
            "Without --lon and --lat, reads lines lon,lat[,height] from stdin and writes one result a line; a line "
            "that is no point gives an empty result and a message, exit status 10. A grid code is made at --level "
            "(default 10); a delivery address code is never finer than the coordinates are written.",
            "坐标转寄递地址编码（GB/T 41832）或北斗网格位置码（GB/T 39409）。\n\n"
            "不给 --lon、--lat 时从标准输入逐行读取 经度,纬度[,高度]，逐行输出；无法识别的行输出空行并报错，退出码 10。"
            "--grid 按 --level（默认 10）编码；寄递地址编码不会比坐标书写精度更细。",
        )
        + f"\n\n{example}  waybill address encode --lon 116.3912757 --lat 39.906217 --grid --level 4",
    )(_encode)
    sub.command(
        "decode",
        help=tr(
            "A delivery address code, grid code or reference code to its cell: lon,lat[,height] of the centre; "
            "--json gives edges, level and parts. Without CODE, one code a line from stdin.",
            "寄递地址编码、北斗网格位置码或参考码还原为网格：输出中心 经度,纬度[,高度]；--json 输出边界、级别与各码段。"
            "不给 CODE 时从标准输入逐行读取。",
        )
        + f"\n\n{example}  waybill address decode N50J47584 --json",
    )(_decode)
