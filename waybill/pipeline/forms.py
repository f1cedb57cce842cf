"""A form made ready to print: template, dot grid and static art in one packed value, kept for the next time.

Reading a template and drawing its static art takes as long as all the rest of a first label.  A form is therefore kept
in the user's cache folder with what it was made from; it is used again only where all of that is the same, and where it
can't be kept it is made anew.  It holds nothing of any order.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path

from waybill.layout import Form, load_template, sound_form
from waybill.layout.files import find
from waybill.paths import private_folder, small_file
from waybill.pipeline.config import cache_folder

_MAKERS = ("layout", "render", "fonts", "symbols")
"""The rooms whose code makes a form."""
_MOST_KEPT = 16 << 20
"""Bytes of a kept form: more is none of ours."""
_MOST_FORMS = 64
"""The newest are kept: a template's each state, and each release of Waybill, has a form of its own."""


def compiled_form(template: str, folder: Path | None, dpi: int) -> Form:
    """The compiled form with its static art drawn, for a head of ``dpi``.

    TemplateError where the template is unknown, wrong, or such that labels should not be printed on it.
    """
    kept = _place_of(find(template, folder).absolute(), dpi)
    known = _kept(kept)
    return known or _made(template, folder, dpi, kept)


def _made(template: str, folder: Path | None, dpi: int, kept: Path) -> Form:
    from waybill.render.static_art import compile_static

    source = load_template(template, folder)
    form = sound_form(source, dpi)
    form = replace(form, static_art=compile_static(form.static, form.grid))
    with suppress(OSError):
        _keep(kept, form, source.files)
    return form


def _place_of(template: Path, dpi: int) -> Path:
    """Where the form is kept: named by the template's path, the resolution, and the state of the code that makes it.

    The folders' times are in the name too: a part that is put there may take the place of a shipped one.
    """
    folders = [
        place.stat().st_mtime_ns
        for place in (template.parent, template.parent / "parts")
        if os.path.isdir(place)  # noqa: PTH112 - Path.is_dir raises where a folder may not be entered
    ]
    stamp = json.dumps([str(template), dpi, *folders, *_code()])
    return cache_folder() / "forms" / f"{sha256(stamp.encode()).hexdigest()[:32]}.form"


def _code() -> list[str]:
    """Time and size of each source file of ours, and of the library that draws."""
    package = Path(__file__).parent.parent
    found = [entry for room in _MAKERS for entry in os.scandir(package / room) if entry.name.endswith(".py")]
    states = [(entry.path, entry.stat()) for entry in found]
    library = find_spec("reportlab")
    if library and library.origin:
        states.append((library.origin, os.stat(library.origin)))  # noqa: PTH116 (one of many of its kind)
    return [f"{path} {state.st_mtime_ns} {state.st_size}" for path, state in sorted(states)]


def _kept(place: Path) -> Form | None:
    """The form kept there, unless a file that it was made from has changed, or its own file was damaged."""
    try:
        digest, inputs, packed = small_file(place, _MOST_KEPT).split(b"\n", 2)
        if digest.decode() != sha256(inputs + packed).hexdigest():
            return None
        if all(_digest_of(Path(name)) == known for name, known in json.loads(inputs)):
            return Form.unpack(packed)
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return None


def _keep(place: Path, form: Form, inputs: Mapping[str, str]) -> None:
    """Keep the form with the digests of its files as they were read: one may have been written since."""
    told = json.dumps([[str(Path(name).absolute()), digest] for name, digest in inputs.items()]).encode()
    packed = form.pack()
    private_folder(place.parent)
    part = place.with_suffix(f".{os.getpid()}.part")
    try:
        part.write_bytes(b"\n".join((sha256(told + packed).hexdigest().encode(), told, packed)))
        part.replace(place)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    for old in sorted(place.parent.glob("*.form"), key=_age)[_MOST_FORMS:]:
        old.unlink(missing_ok=True)


def _age(path: Path) -> float:
    return -path.stat().st_mtime


def _digest_of(path: Path) -> str:
    return sha256(small_file(path)).hexdigest()
