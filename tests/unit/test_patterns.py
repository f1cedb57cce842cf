"""Late patterns answer as ``re.compile``'s do, are compiled once and not before they are asked, and all of them compile."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys
from typing import Any

import pytest

from waybill.patterns import either, late_pattern, named

PATTERN = r"(?P<head>[a-z]+)-(\d*)"
TEXTS = ("", "ab-12", "x AB-3, cd-", "AB-1", "no", "林-1ab-22\nab-")


def found(answer: Any) -> Any:
    """A match as what can be compared; any other answer as it is."""
    if isinstance(answer, re.Match):
        return answer.span(), answer.group(), answer.groupdict(), answer.re.pattern
    return answer


def test_of_several_ways_the_first_that_fits_counts() -> None:
    found_one = re.match(either(named("short", "a", "ab"), "abc"), "abc")
    assert found_one is not None
    assert (found_one.lastgroup, found_one[0]) == ("short", "a")


@pytest.mark.parametrize("flags", [0, re.IGNORECASE, re.ASCII | re.MULTILINE])
@pytest.mark.parametrize("text", TEXTS)
def test_every_method_answers_as_the_compiled_pattern_does(text: str, flags: int) -> None:
    ours, plain = late_pattern(PATTERN, flags), re.compile(PATTERN, flags)
    for method in ("search", "match", "fullmatch"):
        assert found(getattr(ours, method)(text)) == found(getattr(plain, method)(text))
        assert found(getattr(ours, method)(text, 1, 5)) == found(getattr(plain, method)(text, 1, 5))
    assert [*map(found, ours.finditer(text))] == [*map(found, plain.finditer(text))]
    assert ours.findall(text) == plain.findall(text)
    assert ours.split(text, 1) == plain.split(text, 1)
    assert ours.sub(r"<\2>", text, count=1) == plain.sub(r"<\2>", text, count=1)
    assert ours.subn("", text) == plain.subn("", text)
    assert (ours.pattern, ours.flags) == (plain.pattern, plain.flags)
    assert (ours.groups, dict(ours.groupindex)) == (plain.groups, dict(plain.groupindex))


def test_a_copy_answers_too() -> None:
    ours = late_pattern(PATTERN)
    for copied in (copy.copy(ours), copy.deepcopy(ours), pickle.loads(pickle.dumps(ours))):
        assert found(copied.search("ab-12")) == found(ours.search("ab-12"))


def test_patterns_of_bytes() -> None:
    assert late_pattern(rb"[0-9]+").findall(b"a1 22") == [b"1", b"22"]


def test_it_is_compiled_when_it_is_first_asked_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    honest, compiled = re.compile, []

    def counted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append((pattern, flags))
        return honest(pattern, flags)

    monkeypatch.setattr(re, "compile", counted)
    pattern = late_pattern("a+", re.IGNORECASE)
    assert (pattern.pattern, compiled) == ("a+", [])
    assert pattern.search("bA") and pattern.search("a") and pattern.sub("", "Aa") == ""
    assert compiled == [("a+", re.IGNORECASE)]


def test_a_wrong_one_is_told_when_it_is_asked() -> None:
    wrong = late_pattern("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_what_a_compiled_pattern_has_not_got_a_late_one_has_not_either() -> None:
    with pytest.raises(AttributeError, match=r"^'re\.Pattern' object has no attribute 'find'$"):
        _ = late_pattern("a").find  # type: ignore[attr-defined]


EVERY_MODULE = """
import gc, importlib, pkgutil, waybill
from waybill.patterns import LatePattern
for module in pkgutil.walk_packages(waybill.__path__, "waybill."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
found = [each for each in gc.get_objects() if isinstance(each, LatePattern)]
print(len(found), *(each.pattern for each in found if each._compiled is not None))
for each in found:
    each.flags
"""


def test_importing_every_module_compiles_none_of_them_and_all_of_them_compile() -> None:
    """Wherever a module keeps them: in a name of its own, a table, a cache."""
    done = subprocess.run([sys.executable, "-c", EVERY_MODULE], capture_output=True, text=True, timeout=120)
    assert done.stderr == ""
    count, *compiled_too_soon = done.stdout.split()
    assert int(count) > 150
    assert compiled_too_soon == []
