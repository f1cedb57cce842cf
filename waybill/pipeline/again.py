"""``print --again``: of the orders' numbers, those that were printed before come from the journal, as reprints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from waybill.errors import LayoutError, Problem, SymbolError
from waybill.journal import Check, Journal, Refusal, Reprintable, ReprintPolicy
from waybill.layout import Form
from waybill.pipeline.stored import FormPainter, unpack_label
from waybill.render.painter import PageBytes


class AgainPainter:
    """Paints numbers that were released before, for the run's own file and on its form.

    ``foresee``: for a dry run, which writes no event.
    """

    def __init__(
        self, journal: Journal, reason: str, policy: ReprintPolicy, form: Form, *, foresee: bool
    ) -> None:
        self._journal = journal
        self._reason = reason
        self._policy = policy
        self._foresee = foresee
        self._painter = FormPainter(form)
        self.bare: Counter[str] = Counter()
        """Carriers of painted labels that were first printed without a sealed code, and stay so."""

    def pages(self, labels: Mapping[str, bytes]) -> tuple[dict[str, PageBytes], dict[str, Problem]]:
        """Page by waybill number, for those that the reprint policy grants, and of the others why not.

        Each is a reprint event or a refusal event; what does not fit on this form, since it was first printed on a
        larger one, is neither.  ``labels``: what the order makes by number, for what was erased.
        """
        pages: dict[str, PageBytes] = {}
        denied: dict[str, Problem] = {}

        def paint(granted: list[Reprintable]) -> list[Reprintable]:
            for one in granted:
                label = unpack_label(one.label if one.form else labels[one.number])
                try:
                    pages[one.number] = self._painter.page(label, one.count)
                except (LayoutError, SymbolError) as error:
                    denied[one.number] = error.problem()
                else:
                    self.bare[label.carrier] += not label.seal
            return [one for one in granted if one.number in pages]

        for one in self._ask(list(labels), paint) if labels else ():
            denied[one.asked] = Problem(one.code, "waybill_no", (("number", one.asked), *one.facts))
        return pages, denied

    def _ask(self, numbers: list[str], paint: Check) -> list[Refusal]:
        """Have what is granted painted before it is written down; what is refused."""
        if not self._foresee:
            return self._journal.reprint_some(
                numbers, self._reason, policy=self._policy, again=True, check=paint
            )[1]
        granted, refused = self._journal.foresee_reprints(numbers, self._reason, self._policy)
        paint(granted)
        return refused
