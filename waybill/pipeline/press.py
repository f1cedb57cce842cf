"""The press: pages go into the PDF, or into several by ``--split``; nothing has its final name until all is well."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from waybill.intake.carriers import names_of_carrier
from waybill.journal import Output
from waybill.layout import Form
from waybill.patterns import late_pattern
from waybill.pipeline.chunk import SortKey
from waybill.pipeline.context import chance
from waybill.pipeline.output import Draft, Parts, Stream, draft, parts_in
from waybill.pipeline.targets import STDOUT
from waybill.render.pdf import PageBytes, PdfFile
from waybill.render.shown import Codes, add_codes, characters

_UNSAFE = late_pattern(r"[^\w.\-]+")

NOTHING = PageBytes(b"", 0, 1, None, ())
"""A page of nothing, to tell characters by."""


class _File:
    """One PDF being written."""

    def __init__(self, target: str | Path, form: Form, created: datetime, parts: Parts | None) -> None:
        self.draft: Draft | Stream = draft(target, parts)
        self.pdf = PdfFile(
            self.draft, grid=form.grid, static=form.static_art, created=created, chance=chance()
        )
        self.pages = 0
        self.codes: Codes = {}


class Press:
    """All output files of one run."""

    def __init__(self, output: str, split: str, form: Form, created: datetime) -> None:
        self._output = output
        self._split = split
        self._form = form
        self._created = created
        self._parts = parts_in(Path(output).parent) if split else None
        self._files: dict[str, _File] = {}
        self._used: dict[int, set[str]] = {}
        self._carriers: dict[str, str] = {}
        """The first spelling of each carrier's name, which its file is called after."""
        self.pages = 0

    def add(self, page: PageBytes, key: SortKey, group: str = "") -> None:
        """Append a page to the file that it belongs to; where ``group`` changes, a bookmark."""
        name = self._part(key)
        file = self._files.get(name)
        if file is None:
            file = self._files[name] = _File(self._target(name), self._form, self._created, self._parts)
        if self._split:
            add_codes(page, file.codes)
            page = page._replace(used=())
        elif self._used:
            file.pdf.use(page._replace(used=tuple((font, "".join(met)) for font, met in self._used.items())))
            self._used.clear()
        file.pdf.add(page, group=group)
        file.pages += 1
        self.pages += 1

    def use(self, page: PageBytes) -> None:
        """Note a page's characters for the files' fonts: a painter tells each character once, whichever file gets it.

        Of several files each gets those that it shows: one carrier has no business with another one's addressees.
        """
        if self._split or not self._files:
            for font, met in page.used:
                self._used.setdefault(font, set()).update(met)
        else:
            for file in self._files.values():
                file.pdf.use(page)

    def _part(self, key: SortKey) -> str:
        if not self._split:
            return ""
        if self._split.isdecimal():
            return f"{self.pages // int(self._split) + 1:04d}"
        if self._split == "carrier":
            value = self._carriers.setdefault(names_of_carrier(key.carrier)[0], key.carrier)
        else:
            value = {"segment": key.three_segment_code, "template": self._form.name}[self._split]
        return _UNSAFE.sub("_", value) or "none"

    def _target(self, part: str) -> str | Path:
        if self._output == STDOUT:
            return STDOUT
        path = Path(self._output)
        return path.with_name(f"{path.stem}-{part}{path.suffix}") if part else path

    @property
    def lengths(self) -> list[int]:
        """How many pages each of the :attr:`drafts` has."""
        return [file.pages for file in self._files.values()]

    @property
    def drafts(self) -> list[Draft | Stream]:
        """The files, in the order in which they were begun."""
        return [file.draft for file in self._files.values()]

    @property
    def left(self) -> bool:
        """Whether any file is out under its name, or on its way to a printer."""
        return any(one.left for one in self.drafts)

    def prepare(self) -> None:
        """Do ahead what :meth:`finish` will have to do: to be called when there is time."""
        for file in self._files.values():
            file.pdf.prepare()

    def finish(self) -> list[Output]:
        """Complete every file under its temporary name and bring it to the disk."""
        for file in self._files.values():
            if self._split:
                file.pdf.use(NOTHING._replace(used=characters(self._used, file.codes)))
            file.pdf.finish()
            file.draft.settle()
        return [
            Output(
                str(one.target.absolute()) if one.target != Path(STDOUT) else STDOUT,
                one.path.name,
                one.size,
                one.sha256,
            )
            for one in self.drafts
        ]

    def release(self) -> list[str]:
        """Give every file its name; the names."""
        for one in self.drafts:
            one.release()
        return [str(one.target) for one in self.drafts]

    def discard(self) -> None:
        """Forget every file."""
        for one in self.drafts:
            one.discard()
