"""The user's own templates: a skeleton to begin with, and a checked template into the user's folder."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from waybill.errors import InputError, TemplateError, Where
from waybill.i18n import tr
from waybill.layout.files import SUFFIX
from waybill.layout.findings import Finding
from waybill.layout.lint import check
from waybill.layout.reader import load_template
from waybill.layout.template import Template

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")

SKELETON = """\
{comment}
title_en = "{name}"
title_zh = "{name}"
paper = [76, 130]

elements = [
  {{ box = "frame", x = 2, y = 2, width = 72, height = 126, thickness = 0.375 }},
  {{ line = "h", x = 2, y = 31.2, width = 72 }},
  {{ line = "h", x = 2, y = 49.6, width = 72 }},
  {{ line = "h", x = 2, y = 72.8, width = 72 }},
  {{ line = "h", x = 2, y = 85.2, width = 72 }},
  {{ line = "h", x = 2, y = 116, width = 72 }},
]

[[zone]]
name = "header"
box = [2, 2, 72, 7]
elements = [{{ use = "header" }}]

[[zone]]
name = "destination_zone"
box = [2, 9, 72, 22.2]
elements = [{{ use = "destination" }}]

[[zone]]
name = "number_zone"
box = [2, 31.2, 72, 18.4]
elements = [{{ use = "number", x = 0.5, width = 71 }}]

[[zone]]
name = "recipient_zone"
box = [2, 49.6, 72, 23.2]
elements = [
  {{ use = "party" }},
  {{ use = "exception-mark", x = 1, y = 10, width = 8, height = 8 }},
]

[[zone]]
name = "sender_zone"
box = [2, 72.8, 72, 12.4]
elements = [{{ use = "sender" }}]

[[zone]]
name = "contents_zone"
box = [2, 85.2, 72, 30.8]
elements = [
  {{ use = "contents", width = 40.8 }},
  {{ use = "sealed-code", x = 40.8, y = 0.1, width = 30.8, height = 30.6 }},
]

[[zone]]
name = "receipt_zone"
box = [2, 116, 72, 12]
elements = [
  {{ use = "receipt" }},
  {{ text = "{name}", x = 40, y = 0.8, width = 30, height = 4, size = [3, 2], align = "right" }},
]
"""


def write_skeleton(name: str, folder: Path) -> Path:
    """A complete template to begin with, as ``folder/NAME.toml``; nothing is overwritten.  Raises as :func:`install`."""
    name = name.removesuffix(SUFFIX)
    if not _NAME.fullmatch(name):
        raise TemplateError("TEMPLATE-NAME", name=name)
    path = folder / f"{name}{SUFFIX}"
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(SKELETON.format(name=name, comment=_comment(path.name)))
    except FileExistsError:
        raise TemplateError("TEMPLATE-EXISTS", where=Where(str(path))) from None
    except OSError as error:
        raise InputError("TEMPLATE-WRITE", where=Where(str(path)), reason=error.strerror or "?") from None
    return path


def _comment(file: str) -> str:
    return tr(
        "# Sizes are millimetres; {fields} come from the de-identified label (`waybill template show` lists them).\n"
        f"# Check with: waybill template check {file}",
        "# 尺寸以毫米计；{字段} 取自去标识化后的运单（`waybill template show` 列出全部字段）。\n"
        f"# 检查：waybill template check {file}",
    )


def install(
    source: Path, folder: Path, *, dpis: tuple[int, ...], replace: bool = False
) -> tuple[Template, list[Finding]]:
    """Copy a template with the parts and pictures beside it into ``folder``; with findings nothing is copied.

    An installed file of the same name and other content is overwritten only when ``replace`` allows it.  Raises
    TemplateError, and InputError ``TEMPLATE-WRITE`` where the folder takes no file.
    """
    if not _NAME.fullmatch(source.name.removesuffix(SUFFIX)):
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
            raise TemplateError("TEMPLATE-EXISTS", where=Where(str(target)))
    for path, target in pairs:
        if path != target.resolve():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
