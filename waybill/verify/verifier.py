"""The verifier's story: page by page, over several processes where there are many, and the rest of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from waybill.confined import Confined
from waybill.errors import InputError, Where
from waybill.layout import load_template
from waybill.layout.template import Template
from waybill.processes import cores
from waybill.verify.characters import check_text, check_zones
from waybill.verify.codes import check_bars, check_codes, number_of
from waybill.verify.contents import Contents
from waybill.verify.encoded import sayings
from waybill.verify.leaks import (
    EXCEPTION_MARK,
    check_masks,
    check_patterns,
    check_secrets,
    leaks,
    patterns,
)
from waybill.verify.leftovers import Leftovers
from waybill.verify.objects import Content
from waybill.verify.packed import UnreadError
from waybill.verify.pages import PageView, Reader, load_readers
from waybill.verify.report import Finding, VerifyReport
from waybill.verify.secret_book import SecretBook
from waybill.verify.secrets import Secrets
from waybill.verify.shapes import DATE, squeeze
from waybill.verify.sight import as_seen
from waybill.verify.zones import KnownForm, Zone, known_form

_SHORT = 200
"""Harmless texts up to so many characters are remembered: thousands of page objects say the same."""
_PORTION = 24
"""Pages that a process checks at a time."""


class Task(NamedTuple):
    """What every process is told: the file, what must not be in it, how to look."""

    path: Path
    secrets: SecretBook | None
    dpi: int
    template: Template | None


class Checked(NamedTuple):
    """What became of a portion of pages."""

    codes: int
    findings: list[Finding]


def verify_pdf(
    path: str | Path,
    *,
    secrets: SecretBook | None = None,
    dpi: int = 203,
    pages: Sequence[int] | None = None,
    template: str | None = None,
    templates: Path | None = None,
    jobs: int = 1,
    on_portion: Callable[[], None] = lambda: None,
) -> VerifyReport:
    """Everything wrong with a PDF of labels.

    ``secrets``: by waybill number, what the pages must not show; without them the verifier looks for what is
    shaped like a phone, an identity number or a name.  ``template``: the form whose zones the text must keep, by
    its name (in the user's folder ``templates`` or shipped) or its file; without it, pages that show the rules of a
    shipped form must keep to that form's.  ``jobs``: processes; 0 = one for each
    core.  ``on_portion`` is called now and then while the pages are read.  InputError VERIFY-PAGES-BEYOND for a page that
    the file does not have.
    """
    task = Task(Path(path), secrets, dpi, load_template(template, templates) if template else None)
    with Confined(task.path, partial(PageChecker, task), jobs or cores(), load=load_all) as checkers:
        report = VerifyReport(task.path.name, pages=checkers.result_of(checkers.give(PageChecker.count)))
        wanted = list(range(1, report.pages + 1) if pages is None else pages)
        beyond = next((number for number in wanted if not 1 <= number <= report.pages), None)
        if beyond is not None:
            raise InputError("VERIFY-PAGES-BEYOND", page=beyond, pages=report.pages)
        portions = [wanted[at : at + _PORTION] for at in range(0, len(wanted), _PORTION)]
        rest = checkers.give(PageChecker.check_rest)
        for number in [checkers.give(PageChecker.check, portion) for portion in portions]:
            checked = checkers.result_of(number)
            report.codes += checked.codes
            report.findings += checked.findings
            on_portion()
        report.findings += checkers.result_of(rest)
    report.checked = len(wanted)
    return report


def load_all() -> None:
    """Load what the processes read with."""
    load_readers()
    with suppress(ImportError):  # told where it is missed
        import_module("pypdf")


class PageChecker:
    """Checks pages of one file."""

    def __init__(self, task: Task) -> None:
        """InputError VERIFY-NOT-PDF also where two readers find different numbers of pages."""
        self._task = task
        self._reader = Reader(task.path, task.dpi)
        self._contents = Contents(task.path)
        # One viewer would show pages that another does not know of.
        if self._contents.pages != self._reader.pages:
            raise InputError("VERIFY-NOT-PDF", where=Where(str(task.path)))
        self._forms: dict[tuple[float, float], KnownForm | None] = {}
        self._all: Secrets | None = None

    def count(self) -> int:
        """How many pages there are."""
        return self._reader.pages

    def check(self, numbers: list[int]) -> Checked:
        """All findings on some pages."""
        codes, findings = 0, list[Finding]()
        with self._told_if_unread():
            for number in numbers:
                page = self._reader.page(number)
                codes += len(page.codes)
                findings += self._page(page)
        return Checked(codes, findings)

    def check_rest(self) -> list[Finding]:
        """All findings on what no page shows."""
        contents, found = self._contents, self._contents.leftovers()
        texts = chain(contents.elsewhere(), contents.left_over(found))
        with self._told_if_unread():
            return [*check_elsewhere(texts, self._task.secrets), *check_revisions(found)]

    @contextmanager
    def _told_if_unread(self) -> Iterator[None]:
        """InputError VERIFY-UNREAD where an archive in a text holds more than is read."""
        try:
            yield
        except UnreadError:
            raise InputError("VERIFY-UNREAD", where=Where(str(self._task.path))) from None

    def _page(self, page: PageView) -> Iterator[Finding]:
        book = self._task.secrets
        number = number_of(page, book.by_number if book else ())
        zones = self._zones_of(page)
        if self._task.template and not zones:
            yield Finding(page.number, "page", "VERIFY-PAPER", self._papers(page, self._task.template))
        yield from check_codes(page, number, zones)
        yield from check_text(page, zones)
        yield from check_zones(page, zones)
        yield from check_masks(page, zones)
        # A character by itself has no size where its font is not at hand; where it is, the page shows it.
        drawn = self._contents.drawn(page.number, copied=bool(page.loose_fonts))
        drawn.append(Content("text", as_seen(page.chars)))
        yield from check_bars(page, drawn)
        if book is None:
            yield from check_patterns(page, number, drawn, zones)
            return
        own = self._own(page, book, number)
        if own is None:
            if number:
                yield Finding(page.number, "number_zone" if zones else "page", "VERIFY-STRANGER")
            self._all = self._all or book.everything()
            own = self._all
        yield from check_secrets(page, own, drawn, zones)

    @staticmethod
    def _own(page: PageView, book: SecretBook, number: str) -> Secrets | None:
        """The secrets of the page's order: by its code, or where that fails by the number in its text."""
        marked = EXCEPTION_MARK in page.flat
        if number:
            return book.of(number, marked=marked)
        text = squeeze(page.text)
        spelled = [each for each in book.by_number if each and each in text]
        return book.of(spelled[0], marked=marked) if len(spelled) == 1 else None

    @staticmethod
    def _papers(page: PageView, template: Template) -> tuple[tuple[str, str], ...]:
        own = f"{page.width_mm:.0f} × {page.height_mm:.0f}"
        return ("form", f"{template.width_mm:g} × {template.height_mm:g}"), ("own", own)

    def _zones_of(self, page: PageView) -> list[Zone]:
        """Those of the form told, or of the one that the page's size and rules tell; none where no form is known."""
        paper, template = (round(page.width_mm, 1), round(page.height_mm, 1)), self._task.template
        if paper not in self._forms:
            dots = page.dots.size
            self._forms[paper] = known_form(template, page.width_mm, page.height_mm, dots, self._task.dpi)
        form = self._forms[paper]
        return form.zones if form and (template or form.is_on(page)) else []


def check_revisions(found: Leftovers) -> Iterator[Finding]:
    """A file that is to be printed has one revision and nothing behind its end."""
    if found.revisions > 1:
        yield Finding(0, "file", "VERIFY-REVISIONS", (("count", str(found.revisions)),))
    if found.behind:
        yield Finding(0, "file", "VERIFY-BEHIND", (("count", str(found.behind)),))


def check_elsewhere(contents: Iterable[Content], book: SecretBook | None) -> Iterator[Finding]:
    """What no page shows holds no order's secrets; without the orders, nothing shaped like them."""
    everything = book.everything() if book else None
    found: set[tuple[str, str]] = set()
    harmless: set[tuple[bool, str]] = set()
    for place, text in ((content.place, DATE.sub(" ", content.text)) for content in contents):
        is_stream = place.startswith("stream")
        if (is_stream, text) in harmless:
            continue
        kinds = _kinds(text, everything, operators=is_stream)
        if not kinds and len(text) < _SHORT:
            harmless.add((is_stream, text))
        for kind in kinds:
            if (place, kind) not in found:
                found.add((place, kind))
                yield Finding(0, place, "VERIFY-LEAK", (("kind", kind),))


def _kinds(text: str, everything: Secrets | None, *, operators: bool) -> list[str]:
    """The kinds of secrets that a text holds, in plain or in other words; without the orders, of what is shaped like some."""
    kinds: dict[str, None] = {}
    for said in sayings(text):
        told = leaks(squeeze(said), said, everything, operators=operators) if everything else patterns(said)
        kinds |= dict.fromkeys(kind for kind, _ in told)
    return list(kinds)
