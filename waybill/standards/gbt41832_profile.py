"""The layout of a GB/T 41832-2022 code as a data file describes it (see :mod:`waybill.standards.gbt41832`).

Errors are ConformanceError: GBT41832-PROFILE for a layout that is wrong, with what is wrong in it; for a text that does
not fit its segment, the segment's name and the ``position`` of the first wrong character (1 = first).
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from waybill.errors import ConformanceError, InputError, Where
from waybill.paths import small_text
from waybill.standards import gbt39409, iso7064

STANDARD = "GB/T 41832-2022"
NAMES = ("country", "gnss", "position", "enterprise", "item")
"""The segments that a profile may have."""
CLAUSE = f"{STANDARD}, 5"


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of the code: lengths in characters, the characters or values allowed, a grammar by name."""

    name: str
    min_length: int
    max_length: int
    alphabet: str = ""
    values: tuple[str, ...] = ()
    grammar: str = ""
    default: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """A layout of the code.  ``unverified`` tells that it was not checked against the standard's text."""

    name: str
    version: str
    standard: str
    unverified: bool
    separator: str
    check: str
    segments: tuple[Segment, ...]

    @property
    def label(self) -> str:
        """Name and version, as outputs show it."""
        return f"{self.name}/{self.version}"

    @property
    def check_length(self) -> int:
        return iso7064.LENGTHS.get(self.check, 0)


@cache
def shipped_profile() -> Profile:
    """The profile that comes with Waybill."""
    source = files("waybill.standards") / "data" / "gbt41832.toml"
    return profile_from_text(source.read_text("utf-8"))


def load_profile(path: Path) -> Profile:
    """A profile from a file of the same form as the shipped one.  Raises ConformanceError for a wrong one,
    InputError GBT41832-READ for one that can't be read.
    """
    try:
        return profile_from_text(small_text(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "not UTF-8")
        raise InputError("GBT41832-READ", where=Where(str(path)), reason=reason) from None


def profile_from_text(text: str) -> Profile:
    """The profile that a TOML text describes.  Raises ConformanceError GBT41832-PROFILE, which tells what is wrong."""
    from waybill.toml_text import NotToml, loads

    try:
        table = loads(text)
    except NotToml:
        raise _unusable("TOML") from None
    rows = table.pop("segment", None)
    if not isinstance(rows, list) or not rows:
        raise _unusable("segment")
    profile: Profile = _typed(Profile, table | {"segments": [_typed(Segment, row) for row in rows]})
    _check_profile(profile)
    return profile


def _unusable(what: str) -> ConformanceError:
    return ConformanceError("GBT41832-PROFILE", clause=CLAUSE, what=what)


def _typed(kind: type[Any], values: Any) -> Any:
    """A Profile or Segment of the values, none of them unknown, missing or of another type; lists become tuples."""
    if not isinstance(values, dict):
        raise _unusable("segment")
    known = {field.name: field for field in fields(kind)}
    for name, value in values.items():
        if name not in known:
            raise _unusable(name)
        wanted, _, item = known[name].type.partition("[")
        if not isinstance(value, list) if item else type(value) is not _TYPES[wanted]:
            raise _unusable(name)
        if item.startswith("str") and not all(isinstance(each, str) for each in value):
            raise _unusable(name)
    for name, field in known.items():
        if name not in values and field.default is MISSING:
            raise _unusable(name)
    return kind(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    )


_TYPES = {"str": str, "int": int, "bool": bool}


def _check_profile(profile: Profile) -> None:
    """Refuse a layout whose codes could not be read back, or checked."""
    segments = profile.segments
    names = [segment.name for segment in segments]
    if "position" not in names or len(set(names)) != len(names) or not set(names) <= set(NAMES):
        raise _unusable("segment names")
    if profile.check != "none" and profile.check not in iso7064.SYSTEMS:
        raise _unusable("check")
    varying = sum(segment.min_length != segment.max_length for segment in segments)
    optional = [segment.optional for segment in segments]
    for segment in segments:
        _check_layout(segment, profile)
    if segments[names.index("position")].optional or optional != sorted(optional):
        raise _unusable("optional before required")
    written = set("".join(segment.alphabet + "".join(segment.values) for segment in segments))
    if profile.separator != gbt39409.compact(profile.separator) or written & set(profile.separator):
        raise _unusable("separator")
    if set(profile.separator) & set(iso7064.CHARACTERS + "*"):  # of the position and of the check characters
        raise _unusable("separator")
    if not profile.separator and (varying > 1 or any(optional)):
        raise _unusable("separator")


def _check_layout(segment: Segment, profile: Profile) -> None:
    """Refuse a segment that no text could fill, or whose texts the check can't count."""
    if not 1 <= segment.min_length <= segment.max_length < len(iso7064.CHARACTERS):
        raise _unusable("min_length, max_length")
    if segment.grammar not in ("", "gbt39409"):
        raise _unusable("grammar")
    written = segment.alphabet + "".join(segment.values)
    if written != gbt39409.compact(written) or not (written or segment.grammar):
        raise _unusable("alphabet")
    if profile.check != "none" and not set(written) <= set(iso7064.CHARACTERS):
        raise _unusable("alphabet")
    if segment.default:
        try:
            check_segment(segment, segment.default, 1)
        except ConformanceError:
            raise _unusable("default") from None


def check_segment(segment: Segment, text: str, at: int) -> None:
    """Raise ConformanceError unless ``text``, which begins at character ``at`` (1 = first), fits."""
    name = segment.name
    if not segment.min_length <= len(text) <= segment.max_length:
        low, high = segment.min_length, segment.max_length
        expected = str(low) if low == high else f"{low}-{high}"
        raise ConformanceError("GBT41832-LENGTH", clause=CLAUSE, position=at, expected=expected, segment=name)
    if segment.values and text not in segment.values:
        expected = " ".join(segment.values)
        raise ConformanceError("GBT41832-VALUE", clause=CLAUSE, position=at, expected=expected, segment=name)
    if segment.alphabet:
        wrong = next((k for k, character in enumerate(text) if character not in segment.alphabet), None)
        if wrong is not None:
            raise ConformanceError("GBT41832-CHARACTER", clause=CLAUSE, position=at + wrong, segment=name)
    if segment.grammar == "gbt39409":
        try:
            gbt39409.validate(text)
        except ConformanceError as error:
            position = at - 1 + int(error.facts.get("position", "1"))
            raise ConformanceError(
                "GBT41832-POSITION", clause=error.clause, position=position, segment=name
            ) from error
