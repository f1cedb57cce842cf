"""Where templates are: the shipped ones, the user's own, and any file by its path."""

from __future__ import annotations

from pathlib import Path

from waybill.errors import TemplateError
from waybill.paths import user_path
from waybill.patterns import late_pattern

SUFFIX = ".toml"
NAME = late_pattern(r"[a-z0-9][a-z0-9._-]*")
"""What a template or a part may be called."""


def shipped_folder() -> Path:
    """Where the forms that come with Waybill are: inside the package, or beside it in a source tree."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def names(folder: Path | None) -> list[tuple[str, Path]]:
    """All templates by name, shipped ones first; one of the user's with the same name takes the shipped one's place."""
    found: dict[str, Path] = {}
    for place in (shipped_folder(), folder):
        if place and place.is_dir():
            found |= {path.stem: path for path in sorted(place.glob(f"*{SUFFIX}"))}
    return list(found.items())


def find(name_or_path: str, folder: Path | None) -> Path:
    """The file of a template given by name, or by path when it has a separator or ends in ``.toml``."""
    if name_or_path.endswith(SUFFIX) or "/" in name_or_path or "\\" in name_or_path:
        return user_path(name_or_path)
    known = dict(names(folder))
    if name_or_path not in known:
        from waybill.layout.tables import nearest

        raise TemplateError("TEMPLATE-UNKNOWN", name=name_or_path, nearest=nearest(name_or_path, known))
    return known[name_or_path]
