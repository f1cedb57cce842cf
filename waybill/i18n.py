"""The two languages of Waybill: Chinese and English, side by side in the source.

A sentence for people is written once in both languages, where it is used: ``tr("Printed", "已打印")``.
A missing translation is thus a missing argument, found by the type checker, and no catalogue has to be
loaded before the first word can be said.  Identifiers and error codes are never translated.
"""

from __future__ import annotations

import os
from typing import Literal

Lang = Literal["zh", "en"]

_chosen: Lang | None = None


def lang_from_environment() -> Lang:
    """The language that ``WAYBILL_LANG`` or the locale asks for; English where neither names Chinese."""
    for name in ("WAYBILL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"


def use_lang(lang: Lang) -> None:
    """Choose the language of this process (the CLI calls it once, before any message)."""
    global _chosen
    _chosen = lang


def current_lang() -> Lang:
    """The language in force."""
    return _chosen or lang_from_environment()


def counted(number: int, noun: str) -> str:
    """In English: 1 label, 2 labels."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def tr(en: str, zh: str) -> str:
    """The sentence in the language in force."""
    return zh if current_lang() == "zh" else en
