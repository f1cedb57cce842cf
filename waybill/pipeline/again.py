"""Labels of the journal painted again, marked 补打 and counted."""

from __future__ import annotations

from collections.abc import Sequence

from waybill.errors import JournalError, Problem
from waybill.journal import Journal, Reprintable, ReprintPolicy
from waybill.label import Label
from waybill.layout import Copy, Form, placer
from waybill.render.painter import PageBytes, Painter


class FormPainter:
    """Paints labels on one form; compiled once.  As a Painter's, every page must be added or told by ``use``."""

    def __init__(self, form: Form) -> None:
        self.form = form
        self._painter = Painter(form.grid)
        self._place = placer(form, on_missing="geta", pen=self._painter)

    def page(self, packed: bytes, count: int) -> PageBytes:
        """The finished page of a packed Label as its ``count``-th reprint."""
        try:
            label = Label.unpack(packed)
        except ValueError:
            raise JournalError("PIPELINE-LABEL-DAMAGED") from None
        return self._painter.finish(self._place(label, Copy(reprint=count)))


def unpack_form(packed: bytes) -> Form:
    """The form that the journal kept.  JournalError PIPELINE-LABEL-DAMAGED where it is none."""
    try:
        return Form.unpack(packed)
    except ValueError:
        raise JournalError("PIPELINE-LABEL-DAMAGED") from None


class AgainPainter:
    """For ``print --again``: numbers that were released before, from the journal, in the run's own file."""

    def __init__(self, journal: Journal, reason: str, policy: ReprintPolicy) -> None:
        self._journal = journal
        self._reason = reason
        self._policy = policy
        self._painters: dict[str, FormPainter] = {}

    def pages(self, numbers: Sequence[str]) -> tuple[dict[str, PageBytes], dict[str, Problem]]:
        """Page by waybill number, for those that the reprint policy grants, and of the others why not.

        Each is a reprint event or a refusal event.
        """
        if not numbers:
            return {}, {}
        granted, refused = self._journal.reprint_some(numbers, self._reason, policy=self._policy, again=True)
        pages: dict[str, PageBytes] = {Label.unpack(one.label).waybill_no: self._page(one) for one in granted}
        return pages, {
            one.asked: Problem(one.code, "waybill_no", (("number", one.asked), *one.facts)) for one in refused
        }

    def _page(self, one: Reprintable) -> PageBytes:
        if one.form_digest not in self._painters:
            self._painters[one.form_digest] = FormPainter(unpack_form(one.form))
        return self._painters[one.form_digest].page(one.label, one.count)
