"""``waybill template``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from waybill.cli import options
from waybill.cli.book import open_book
from waybill.cli.numbers import as_printed
from waybill.cli.options import group_help, help_text
from waybill.cli.png import save
from waybill.cli.streams import json_line, on_screen
from waybill.errors import TemplateError, UsageError, WaybillError
from waybill.i18n import current_lang, tr

if TYPE_CHECKING:
    from waybill.label import Label
    from waybill.layout.findings import Finding
    from waybill.layout.form import Form
    from waybill.layout.template import Template
    from waybill.page import Mark, Page

Forms = Annotated[
    list[str], typer.Argument(metavar="NAME|FILE", help=tr("Forms to check.", "要检查的模板。"))
]
Source = Annotated[bool, typer.Option("--source", help=tr("The template's own text.", "模板原文。"))]
Png = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=tr("PNG to write; - is standard output.", "输出的 PNG；- 为标准输出。"),
    ),
]
Sample = Annotated[
    str, typer.Option(help=tr("Data: plain, virtual, long or bare.", "样例：plain、virtual、long 或 bare。"))
]
Zones = Annotated[bool, typer.Option("--zones", help=tr("Draw the zones.", "画出分区。"))]
Reprint = Annotated[int, typer.Option(min=0, help=tr("As this reprint.", "作为第几次补打。"))]
Number = Annotated[
    str,
    typer.Option(
        help=tr(
            "A label of the journal instead; its codes are spoiled, the look is recorded.",
            "改用台账中的运单；其条码被遮断，查看记入台账。",
        )
    ),
]
NewName = Annotated[
    str, typer.Argument(metavar="NAME", help=tr("The new template's name.", "新模板的名称。"))
]
Folder = Annotated[
    Path, typer.Option("--output", "-o", metavar="FOLDER", help=tr("Folder to write into.", "写入的目录。"))
]
TemplateFile = Annotated[
    Path, typer.Argument(metavar="FILE", readable=False, help=tr("The template.", "模板文件。"))
]
Replace = Annotated[bool, typer.Option("--replace", help=tr("Overwrite an installed one.", "覆盖已安装的。"))]


def register(app: typer.Typer) -> None:
    """Add ``preview`` and the commands of ``template``."""
    about = group_help("template", "waybill template preview gbt-76x130 -o label.png")
    group = typer.Typer(no_args_is_help=True, help=about, rich_markup_mode=None)
    app.add_typer(group, name="template")
    group.command("list", help=help_text("List all forms.", "列出全部模板。", "waybill template list"))(
        list_all
    )
    group.command(
        "show",
        help=help_text(
            "Show a form's zones and fields.", "查看模板的分区与字段。", "waybill template show gbt-76x130"
        ),
    )(show)
    group.command(
        "check",
        help=help_text(
            "Find what would make labels hard to scan, read or tear. Exit 6 if anything is found.",
            "检查会使运单难以扫描、阅读或撕开的问题；有问题时退出码为 6。",
            "waybill template check mine.toml",
        ),
    )(check)
    group.command(
        "preview",
        help=help_text(
            "Draw a form with sample data. A pixel of the PNG is a dot of the print head.",
            "用样例数据画出模板的打印头点阵 (PNG)。",
            "waybill template preview gbt-100x150 -o label.png --sample long",
        ),
    )(preview_template)
    group.command(
        "new",
        help=help_text(
            "Write a template to begin with.", "写出一个可修改的模板。", "waybill template new mine"
        ),
    )(new)
    group.command(
        "install",
        help=help_text(
            "Check a template and copy it into your folder of templates.",
            "检查模板并复制到自定义模板目录。",
            "waybill template install mine.toml",
        ),
    )(install)


def _folder() -> Path | None:
    from waybill.pipeline.config import Config

    return Config().path("templates")


def _dpis(dpi: int | None) -> tuple[int, ...]:
    from waybill.pipeline.config import Config
    from waybill.units import DPIS

    return (Config().dpi(dpi),) if dpi is not None else DPIS


def list_all(as_json: options.JsonLines = False) -> None:
    """One line a form: name, paper, title, where it comes from."""
    from waybill.layout.files import names, shipped_folder
    from waybill.layout.reader import load_template

    for name, path in names(_folder()):
        origin = "shipped" if path.is_relative_to(shipped_folder()) else str(path)
        try:
            template = load_template(str(path))
            paper, title = f"{template.width_mm:g}x{template.height_mm:g}", template.title_en
            title = template.title_zh if current_lang() == "zh" else title
        except WaybillError as error:
            paper, title = "-", error.code
        row = {"name": name, "paper_mm": paper, "title": title, "origin": origin}
        if as_json:
            typer.echo(json_line(row))
        else:
            told = tr("shipped", "自带") if origin == "shipped" else origin
            typer.echo(on_screen(f"{name}  {paper}  {title}  {told}"))


def show(name: options.Form, source: Source = False) -> None:
    """What the form consists of, or its text."""
    from waybill.layout.fields import FIELDS
    from waybill.layout.files import find
    from waybill.layout.reader import load_template
    from waybill.layout.tables import source_text

    if source:
        sys.stdout.write(source_text(find(name, _folder())))
        return
    template = load_template(name, _folder())
    row = {
        "name": template.name,
        "title_en": template.title_en,
        "title_zh": template.title_zh,
        "kind": template.kind,
        "paper_mm": [template.width_mm, template.height_mm],
        "plies_mm": list(template.plies_mm),
        "zones": [
            [zone.name, zone.area.x, zone.area.y, zone.area.width, zone.area.height]
            for zone in template.zones
        ],
        "digest": template.digest,
        "fields": list(FIELDS),
    }
    for key, value in row.items():
        typer.echo(f"{key} = {json_line(value)}")


def check(templates: Forms, dpi: options.Dpis = None) -> None:
    """Print the findings; TemplateError when there are any."""
    from waybill.layout.lint import check as find_faults
    from waybill.layout.reader import load_template

    findings = [
        found for name in templates for found in find_faults(load_template(name, _folder()), _dpis(dpi))
    ]
    _tell(findings)


def _tell(findings: list[Finding]) -> None:
    for finding in findings:
        typer.echo(on_screen(finding.text()))
    if findings:
        raise TemplateError("TEMPLATE-FINDINGS", count=len(findings))


def preview_template(
    name: options.Form,
    output: Png,
    dpi: options.Dpi = None,
    sample: Sample = "plain",
    zones: Zones = False,
    reprint: Reprint = 0,
    number: Number = "",
    journal: options.Journal = None,
    operator: options.Operator = None,
) -> None:
    """Lay out a sample or a stored label, paint it, and keep the dots."""
    from waybill.journal import files_beside
    from waybill.layout import Copy, compile_form, load_template, placer
    from waybill.layout.outline import spoiling_marks, zone_marks
    from waybill.layout.samples import SAMPLES, sample_label
    from waybill.pipeline.config import Config
    from waybill.pipeline.targets import check_target

    config, template = Config(), load_template(name, _folder())
    kept: list[str | Path] = [*files_beside(config.text("journal", journal)), config.folder("keys")]
    check_target(str(output), list(template.files), kept)
    if sample not in SAMPLES:
        raise UsageError("TEMPLATE-SAMPLE", samples=", ".join(SAMPLES))
    form = compile_form(template, config.dpi(dpi))
    if not number:
        _room_for(template, form, sample)
    label = _stored(number, journal, operator) if number else sample_label(sample)
    page = placer(form, on_missing="geta" if number else "reject")(label, Copy(reprint=reprint))
    if number:
        page.marks.extend(spoiling_marks(page.marks))
    if zones:
        page.marks.extend(zone_marks(form))
    _save_page(form, page, output)


def _room_for(template: Template, form: Form, sample: str) -> None:
    """TemplateError with the first place that is too small for a sample's text."""
    from waybill.layout.lint_texts import texts_without_room

    for found in texts_without_room(template, form.grid.dpi, (sample,)):
        raise TemplateError(found.problem.code, where=found.where, **dict(found.problem.facts))


def _stored(number: str, journal: str | None, operator: str | None) -> Label:
    from waybill.pipeline.stored import unpack_label

    with open_book(journal, operator) as book:
        return unpack_label(book.peek(as_printed(number)))


def _save_page(form: Form, page: Page[Mark], output: Path) -> None:
    from datetime import UTC, datetime
    from tempfile import TemporaryDirectory

    from waybill.render.pdf import Painter, PdfFile
    from waybill.render.png import preview

    with TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        with path.open("wb") as out:
            pdf = PdfFile(out, grid=form.grid, static=form.static, created=datetime(2000, 1, 1, tzinfo=UTC))
            pdf.add(Painter(form.grid).paint(page))
            pdf.finish()
        for _, picture in preview(path, form.grid.dpi):
            save(picture, output, form.grid.dpi)
    if str(output) != "-":
        typer.echo(str(output))


def new(name: NewName, folder: Folder = Path()) -> None:
    """Write NAME.toml; print its path."""
    from waybill.layout.install import write_skeleton

    typer.echo(str(write_skeleton(name, folder)))


def install(file: TemplateFile, replace: Replace = False, dpi: options.Dpis = None) -> None:
    """Check, copy, print the installed path."""
    from waybill.layout.install import install as install_checked

    folder = _folder() or Path()
    template, findings = install_checked(file, folder, dpis=_dpis(dpi), replace=replace)
    _tell(findings)
    typer.echo(str(folder / f"{template.name}.toml"))
