"""The user's own templates: a skeleton to begin with, and a checked template into the user's folder."""

from __future__ import annotations

import shutil
from pathlib import Path

from waybill.errors import InputError, TemplateError, UsageError, Where
from waybill.i18n import tr
from waybill.layout.files import NAME, SUFFIX
from waybill.layout.findings import Finding
from waybill.layout.lint import check
from waybill.layout.reader import load_template
from waybill.layout.template import Template

_SKELETON = Path(__file__).with_name("skeleton.toml")
"""A whole form, in which NAME stands for the new template's."""


def write_skeleton(name: str, folder: Path) -> Path:
    """A complete template to begin with, as ``folder/NAME.toml``; nothing is overwritten.  Raises as
    :func:`install`; UsageError for what is no name.
    """
    name = name.removesuffix(SUFFIX)
    if not NAME.fullmatch(name):
        raise UsageError("TEMPLATE-NAME", name=name)
    path = folder / f"{name}{SUFFIX}"
    text = _comment(path.name) + _SKELETON.read_text("utf-8").replace("NAME", name)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise InputError("TEMPLATE-EXISTS", where=Where(str(path))) from None
    except OSError as error:
        raise InputError("TEMPLATE-WRITE", where=Where(str(path)), reason=error.strerror or "?") from None
    return path


def _comment(file: str) -> str:
    return tr(
        "# Sizes are millimetres; {fields} come from the de-identified label (`waybill template show` lists them).\n"
        f"# Check with: waybill template check {file}\n",
        "# 尺寸以毫米计；{字段} 取自去标识化后的运单（`waybill template show` 列出全部字段）。\n"
        f"# 检查：waybill template check {file}\n",
    )


def install(
    source: Path, folder: Path, *, dpis: tuple[int, ...], replace: bool = False
) -> tuple[Template, list[Finding]]:
    """Copy a template with the parts and pictures beside it into ``folder``; with findings nothing is copied.

    An installed file of the same name and other content is overwritten only when ``replace`` allows it.  Raises
    TemplateError, and InputError ``TEMPLATE-WRITE`` where the folder takes no file.
    """
    if not NAME.fullmatch(source.name.removesuffix(SUFFIX)):
        raise TemplateError("TEMPLATE-NAME", name=source.name or source)
    template = load_template(str(source))
    findings = check(template, dpis)
    if findings:
        return template, findings
    home = source.resolve().parent
    own = [path for path in (Path(each).resolve() for each in template.files) if path.is_relative_to(home)]
    pairs = [(path, folder / path.relative_to(home)) for path in own]
    try:
        _copy(pairs, replace)
    except OSError as error:
        where = Where(error.filename2 or error.filename or str(folder))
        raise InputError("TEMPLATE-WRITE", where=where, reason=error.strerror or "?") from None
    return template, []


def _copy(pairs: list[tuple[Path, Path]], replace: bool) -> None:
    for path, target in pairs:
        if target.exists() and not replace and target.read_bytes() != path.read_bytes():
            raise InputError("TEMPLATE-EXISTS", where=Where(str(target)))
    for path, target in pairs:
        if path != target.resolve():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
