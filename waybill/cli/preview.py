"""``waybill preview``: the pages of any PDF as the dots that a print head burns."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from waybill.cli import options
from waybill.cli.options import help_text
from waybill.cli.png import save
from waybill.errors import InputError, Where
from waybill.i18n import tr

Pdf = Annotated[Path, typer.Argument(metavar="PDF", readable=False, help=tr("The PDF.", "PDF 文件。"))]
Output = Annotated[
    Path, typer.Option("--output", "-o", metavar="FOLDER", help=tr("Folder for the PNGs.", "PNG 的目录。"))
]
Pages = Annotated[str, typer.Option(metavar="N|N-M", help=tr("Pages; default: all.", "页码；默认全部。"))]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "preview",
        help=help_text(
            "Show a PDF as the dots a print head burns: one PNG a page.",
            "按打印头点阵显示 PDF，每页一个 PNG。",
            "waybill preview labels.pdf --dpi 203 -o png/",
        ),
    )(preview)


def preview(pdf: Pdf, output: Output = Path("png"), dpi: options.AnyDpi = None, pages: Pages = "") -> None:
    """Write NAME-0001.png and so on; print each path."""
    from waybill.pipeline.config import Config
    from waybill.render.png import preview as rasters

    head = dpi or Config().dpi()
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError("TEMPLATE-WRITE", where=Where(str(output)), reason=error.strerror or "?") from None
    for number, picture in rasters(pdf, head, _pages(pages)):
        path = output / f"{pdf.stem}-{number:04d}.png"
        save(picture, path, head)
        typer.echo(str(path))


def _pages(text: str) -> range | None:
    if not text:
        return None
    from waybill.pipeline.config import whole

    word, to, end = text.partition("-")
    first, last = whole(word), whole(end if to else word)
    if not first or not last or first > last:
        raise typer.BadParameter(tr("give N or N-M", "请写 N 或 N-M"), param_hint="--pages")
    return range(first, last + 1)
