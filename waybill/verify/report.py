"""What the verifier found: codes, pages, zones; never what it was that leaked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from waybill.errors import Problem
from waybill.i18n import tr

_SERIOUS = (
    ("VERIFY-LEAK", 5), ("VERIFY-HIDDEN", 5),
    ("VERIFY-CODE", 8), ("VERIFY-BARS", 8), ("VERIFY-QUIET", 8),
)  # fmt: skip
_OTHERWISE = 7


class Finding(NamedTuple):
    """One thing wrong: the page (0 = the file as a whole), the zone or place, the code and its facts."""

    page: int
    zone: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()

    def text(self) -> str:
        """The sentence for people."""
        sentence = Problem(self.code, None, self.facts).text()
        place = tr(f"page {self.page}", f"第 {self.page} 页") if self.page else tr("file", "文件")
        return f"{self.code}: {place} [{self.zone}] {sentence}"


@dataclass(slots=True)
class VerifyReport:
    """All findings of one file."""

    file: str
    pages: int = 0
    checked: int = 0
    codes: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """0, or the status of the most serious finding: 5 leak, 8 symbol, 7 text."""
        found = {finding.code for finding in self.findings}
        return next((status for code, status in _SERIOUS if code in found), _OTHERWISE if found else 0)

    def as_dict(self) -> dict[str, object]:
        """For ``--json``."""
        return {
            "file": self.file,
            "pages": self.pages,
            "checked": self.checked,
            "codes": self.codes,
            "findings": [
                {"page": f.page, "zone": f.zone, "code": f.code, "facts": dict(f.facts)}
                for f in self.findings
            ],
        }
