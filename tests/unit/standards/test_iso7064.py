"""ISO/IEC 7064: published examples, the defining congruences, and what each system detects, exhaustively."""

from __future__ import annotations

import random

import pytest

from waybill.standards.iso7064 import CHARACTERS, LENGTHS, SYSTEMS, check_of


def whole(system: str, text: str) -> str:
    return text + check_of(system, text)


def holds(system: str, text: str) -> bool:
    return text == whole(system, text[: -LENGTHS[system]])


@pytest.mark.parametrize(
    ("system", "text"),
    [("mod1271-36", "ISO793W"), ("mod37-2", "G123489654321Y"), ("mod37-36", "A12425GABC1234002M")],
)
def test_published_examples(system: str, text: str) -> None:
    assert holds(system, text)


@pytest.mark.parametrize(("system", "modulus", "radix"), [("mod1271-36", 1271, 36), ("mod37-2", 37, 2)])
def test_pure_systems_are_congruent_to_1(system: str, modulus: int, radix: int) -> None:
    rng = random.Random(7064)
    for _ in range(500):
        text = whole(system, "".join(rng.choices(CHARACTERS, k=rng.randint(1, 40))))
        values = [(CHARACTERS + "*").index(character) for character in reversed(text)]
        assert sum(value * radix**power for power, value in enumerate(values)) % modulus == 1


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_single_substitution_is_detected(system: str) -> None:
    """Every position of lengths 1 to 44, every other character there, the check characters included."""
    rng = random.Random(1)
    alphabet = CHARACTERS + ("*" if system == "mod37-2" else "")
    missed = tried = 0
    for length in range(1, 45):
        text = whole(system, "".join(rng.choices(CHARACTERS, k=length)))
        for at, old in enumerate(text):
            for new in CHARACTERS if at < length else alphabet:
                if new != old:
                    tried += 1
                    missed += holds(system, text[:at] + new + text[at + 1 :])
    assert tried > 30_000
    assert missed == 0


def transpositions(system: str) -> tuple[int, int]:
    """(missed, tried) over every place of 24 characters and every ordered pair of characters there."""
    rng = random.Random(2)
    missed = tried = 0
    for at in range(23):
        for first in CHARACTERS:
            for second in CHARACTERS:
                if first == second:
                    continue
                before = "".join(rng.choices(CHARACTERS, k=at))
                after = "".join(rng.choices(CHARACTERS, k=22 - at))
                check = check_of(system, before + first + second + after)
                tried += 1
                missed += holds(system, before + second + first + after + check)
    return missed, tried


def test_every_adjacent_transposition_is_detected_by_the_chosen_system() -> None:
    assert transpositions("mod1271-36") == (0, 23 * 36 * 35)
    assert transpositions("mod37-2") == (0, 23 * 36 * 35)


def test_the_hybrid_system_misses_a_few_transpositions() -> None:
    missed, tried = transpositions("mod37-36")
    assert 0 < missed < tried * 0.003


def test_transpositions_that_touch_the_check_characters() -> None:
    """Every residue that a payload can leave, with every last character before the two check characters."""
    for value in range(1271):
        payload = CHARACTERS[value // 36] + CHARACTERS[value % 36]
        for last in CHARACTERS:
            text = whole("mod1271-36", payload + last)
            for at in (2, 3):
                if text[at] != text[at + 1]:
                    assert not holds("mod1271-36", text[:at] + text[at + 1] + text[at] + text[at + 2 :])
