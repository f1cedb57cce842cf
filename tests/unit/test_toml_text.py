"""What is no TOML is refused in each room's own words, also where tomllib itself would fall over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from waybill.deidentify.policy import Policy
from waybill.errors import WaybillError
from waybill.intake import profile
from waybill.journal import policy
from waybill.layout import load_template
from waybill.pipeline.config import Config
from waybill.pipeline.sender import read_sender
from waybill.standards import gbt41832_profile
from waybill.toml_text import NotToml, loads

FAULTS = {
    "unfinished": "a = ",
    "too deep": f"a = {'[' * 5000}{']' * 5000}",
    "too deep tables": f"a = {'{a = ' * 5000}1{'}' * 5000}",
    "a key of too many parts": f"{'.'.join('a' * 100_000)} = 1",
    "a table of too many parts": f"x = 1\n[{'.'.join('a' * 100_000)}]",
    "too many digits": f"a = {'9' * 5000}",
}
READERS: dict[str, tuple[Callable[[Path], object], str]] = {
    "template": (lambda path: load_template(str(path)), "TEMPLATE-SYNTAX"),
    "policy": (Policy.load, "POLICY-FILE"),
    "reprint policy": (policy.load_retention, "JOURNAL-POLICY"),
    "sender": (read_sender, "PIPELINE-SENDER"),
    "order profile": (lambda path: profile.find(str(path), ()), "INTAKE-PROFILE"),
    "code profile": (gbt41832_profile.load_profile, "GBT41832-PROFILE"),
    "settings": (lambda path: Config(project_file=path).value("dpi"), "CONFIG-SYNTAX"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("reader", READERS)
def test_every_reader_refuses_it(reader: str, fault: str, tmp_path: Path) -> None:
    path = tmp_path / "t.toml"
    path.write_text(FAULTS[fault], "utf-8")
    read, code = READERS[reader]
    with pytest.raises(WaybillError) as raised:
        read(path)
    assert raised.value.code == code


def test_the_place_of_wrong_syntax_is_kept() -> None:
    assert loads(f"# {'.' * 999}\na = 1\n") == {"a": 1}
    with pytest.raises(NotToml, match=r"\(at line 2, column 5\)$"):
        loads("a = 1\nb = ?\n")
