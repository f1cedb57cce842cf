"""Errors and row problems: what happened, where, what to do; never the value of a cell.

Every error has a stable code such as ``INTAKE-ENCODING``.  The part before the first hyphen names the file in
``messages/`` that holds its sentences in both languages: ``en``/``zh`` (what happened), ``near_en``/``near_zh`` (the
nearest known word), ``known_en``/``known_zh`` (all known words, where none is near), ``cause_en``/``cause_zh`` and ``remedy_en``/``remedy_zh``.  Facts that a sentence names (``{column}``, ``{clause}``, ``{limit}`` ...) are
counts, names of columns, zones, clauses and files, code points: nothing that a person could be told by.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import ClassVar

from waybill.i18n import Lang, current_lang

MESSAGES = Path(__file__).with_name("messages")

EXIT_SOME_REJECTED = 10
EXIT_FAULT = 70
EXIT_INTERRUPTED = 130


_BLANKS = "\xa0\u3000"


def harmless(text: str, kept: str = _BLANKS) -> str:
    """``text`` with what would move a terminal's cursor, or turn its writing around, shown as U+FFFD.

    A lone surrogate, which stands for a byte that is no text, is left to the stream, which writes its number.
    """
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() or sign in kept or "\ud800" <= sign <= "\udfff" else "\ufffd"
        for sign in text
    )


@dataclass(frozen=True, slots=True)
class Where:
    """A place in an input: file, line (1 = first line of the file) and column name, each where known."""

    file: str | None = None
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = harmless(self.file or "")
        if self.line is not None:
            place += f":{self.line}"
        if self.column:
            place += f"{' ' if place else ''}[{harmless(self.column)}]"
        return place


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with one row: a code, the column's standard name, and facts that are no cell values."""

    code: str
    column: str | None = None
    facts: tuple[tuple[str, str], ...] = ()

    def text(self, lang: Lang | None = None) -> str:
        """The sentence for people, in the language in force unless told."""
        return sentence(self.code, {"column": self.column_name(lang)} | dict(self.facts), lang)

    def remedy(self, lang: Lang | None = None) -> str:
        """What to do about it; empty where nothing is said."""
        return sentence(
            self.code, {"column": self.column_name(lang)} | dict(self.facts), lang, kind="remedy_"
        )

    def column_name(self, lang: Lang | None = None) -> str:
        """The column for people: in Chinese as its file calls it, where :meth:`named` told; else its standard name."""
        own = dict(self.facts).get(_OWN_NAME) if (lang or current_lang()) == "zh" else None
        return own or self.column or ""

    def shared_with(self, other: Problem) -> Problem:
        """The same with those facts alone that another row's problem has, too.  What is one row's the sentence has as … ."""
        if self.facts == other.facts:
            return self
        return replace(self, facts=tuple(fact for fact in self.facts if fact in other.facts))

    def named(self, names: Mapping[str, str]) -> Problem:
        """The same problem of a file that calls its columns so (standard name -> header name)."""
        own = names.get(self.column or "")
        return replace(self, facts=(*self.facts, (_OWN_NAME, own))) if own else self


_OWN_NAME = "column_zh"


class WaybillError(Exception):
    """The root of all errors of Waybill.  ``exit_code`` is the process's exit status (public interface)."""

    exit_code: ClassVar[int] = 3

    def __init__(
        self, code: str, *, where: Where | None = None, clause: str | None = None, **facts: object
    ) -> None:
        self.code = code
        self.where = where
        self.clause = clause
        self.facts = {name: str(value) for name, value in facts.items()}
        super().__init__(code)

    def text(self, lang: Lang | None = None) -> str:
        """Code, place, what happened and what to do, on one or two lines."""
        facts = self.facts | {"clause": self.clause or "", "column": (self.where and self.where.column) or ""}
        place = f" {self.where}:" if self.where and str(self.where) else ""
        remedy = sentence(self.code, facts, lang, kind="remedy_")
        told = _with_clause(sentence(self.code, facts, lang), facts["clause"], lang)
        return f"{self.code}:{place} {told}" + (f"\n  {remedy}" if remedy else "")

    def problem(self) -> Problem:
        """The same of one row: where many are read, one that fails is told among the others."""
        return Problem(self.code, self.where.column if self.where else None, tuple(self.facts.items()))

    def __str__(self) -> str:
        return self.text()


class InputError(WaybillError):
    """An order file or an argument can't be understood."""

    exit_code = 3


class UsageError(InputError):
    """Options that don't go together, or a value that an option does not take."""

    exit_code = 2


class ConformanceError(WaybillError):
    """A value does not conform to a standard; ``clause`` names the clause."""

    exit_code = 4


class PrivacyError(WaybillError):
    """Something would have shown more than the policy or the standard allows; nothing was released."""

    exit_code = 5


class TemplateError(WaybillError):
    """A template is wrong or unknown."""

    exit_code = 6


class LayoutError(WaybillError):
    """A label's text or symbol does not fit its zone, or no font has a character."""

    exit_code = 7


class SymbolError(WaybillError):
    """A barcode or QR code can't be made or does not read back."""

    exit_code = 8


class JournalError(WaybillError):
    """The journal can't be used, does not know a number, or refuses."""

    exit_code = 9


def _with_clause(told: str, clause: str, lang: Lang | None) -> str:
    """The sentence with the standard's clause, where it does not name it in words of its own."""
    if not clause:
        return told
    if (lang or current_lang()) == "zh":
        from waybill.i18n_words import in_chinese  # an error that is never told costs nothing

        clause = in_chinese("", {"clause": clause})["clause"]
        return told if clause in told else f"{told.removesuffix('。')}（{clause}）。"
    return told if clause in told else f"{told.removesuffix('.')} ({clause})."


@dataclass(frozen=True, slots=True)
class Entry:
    """What ``waybill explain`` tells of one code."""

    code: str
    texts: dict[str, str] = field(default_factory=dict)

    def get(self, kind: str, lang: Lang) -> str:
        """``kind`` is ``""`` (what happened), ``"cause_"`` or ``"remedy_"``; empty where nothing is said."""
        return self.texts.get(kind + lang) or self.texts.get(f"{kind}en", "")


@cache
def _room(prefix: str) -> dict[str, dict[str, str]]:
    import tomllib  # an error that is never told costs nothing

    source = MESSAGES / f"{prefix.lower()}.toml"
    return tomllib.loads(source.read_text("utf-8")) if source.is_file() else {}


def entry(code: str) -> Entry | None:
    """The catalogue's entry for a code, or None for an unknown one."""
    texts = _room(code.partition("-")[0]).get(code)
    return Entry(code, texts) if texts is not None else None


def all_codes() -> list[str]:
    """Every code of the catalogue, sorted."""
    return sorted(code for path in MESSAGES.glob("*.toml") for code in _room(path.stem))


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"


def sentence(code: str, facts: dict[str, str], lang: Lang | None = None, kind: str = "") -> str:
    """The catalogue's sentence for a code with its facts filled in; the bare code where it has none.

    What happened is followed by the hint at the ``nearest`` known word, where one is near, or at all that are known.  A fact that has words of its
    own in a language (``missing_zh``) is told in them; words that many errors name are in ``i18n_words``.
    """
    found = entry(code)
    if found is None:
        return code if not kind else ""
    lang = lang or current_lang()
    text = found.get(kind, lang)
    near = "-" if kind else facts.get("nearest", "-")
    if near != "-":
        hint = (", " in near and found.get("known_", lang)) or found.get("near_", lang)
        text += (" " if lang == "en" else "") + hint
    if lang == "zh":
        from waybill.i18n_words import in_chinese  # an error that is never told costs nothing

        facts = in_chinese(code, facts)
    own = {name.removesuffix(f"_{lang}"): fact for name, fact in facts.items() if name.endswith(f"_{lang}")}
    return text.format_map(_Blank({name: harmless(fact) for name, fact in (facts | own).items()}))
