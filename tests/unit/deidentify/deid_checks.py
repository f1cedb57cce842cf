"""One checker for all properties that the vector files name, read as strictly as their words allow."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

from waybill.deidentify.marks import narrow
from waybill.deidentify.name_cells import is_han, is_letter
from waybill.deidentify.result import Masked

VECTORS = Path(__file__).parents[2] / "vectors"
MARKS = frozenset("*＊●^_")


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of a vector file; a header line, which has no ``raw``, is left out."""
    found = [json.loads(line) for line in (VECTORS / name).read_text("utf-8").splitlines()]
    return [row for row in found if "raw" in row]


def digits(text: str) -> str:
    return re.sub(r"\D", "", narrow(text))


def _is_opaque(result: Masked) -> list[str]:
    refused = result.masked is None and result.kind == "ciphertext" and result.issues
    return [] if refused else ["ciphertext is not refused"]


def name_failures(row: dict[str, Any], result: Masked) -> list[str]:
    """What of the row's properties the masked name breaks."""
    wanted = row["properties"]
    out = result.masked
    if wanted.get("treat_as") == "opaque":
        return _is_opaque(result)
    if wanted.get("treat_as") == "error":
        return [] if out is None and result.issues else ["a placeholder is printed"]
    if out is None:
        return ["nothing is printed"]
    failures = [f"contains {text!r}" for text in wanted.get("must_not_contain", []) if text in out]
    core = Counter(char for char in row["core"] if is_han(char))
    hidden_han = [char for char in core if char not in out]
    if len(hidden_han) < wanted.get("min_hidden_han", 0):
        failures.append("too few Chinese characters hidden")
    if row["title"] and not set(hidden_han) & set(row["surname"] + row["given"]):
        failures.append("only the form of address is hidden")
    letters = Counter(filter(is_letter, row["core"])) - Counter(filter(is_letter, out))
    if letters.total() < wanted.get("min_hidden_letters", 0):
        failures.append("too few letters hidden")
    if wanted.get("must_not_equal_input") and out == row["raw"]:
        failures.append("equals the input")
    if any(char in out for char in wanted.get("recommended_hide", "")):
        failures.append("shows the given name")
    if wanted.get("must_stay_masked") and not MARKS & set(out):
        failures.append("lost its mask")
    if wanted.get("must_not_add_unmasked_chars") and Counter(filter(is_letter, out)) - Counter(row["raw"]):
        failures.append("shows more than before")
    if result.kind != "masked" and sum(map(is_letter, out)) > 1:
        failures.append("shows more than one character")
    return failures


def phone_failures(row: dict[str, Any], result: Masked) -> list[str]:
    """What of the row's properties the masked phone breaks."""
    wanted = row["properties"]
    out = result.masked
    if wanted.get("treat_as") == "opaque":
        return _is_opaque(result)
    failures = [] if not wanted.get("treat_as") or result.issues else ["not flagged"]
    if out is None:
        return failures if wanted.get("treat_as") else ["nothing is printed"]
    shown = digits(out)
    if wanted.get("if_printed_hide_all_digits") and shown:
        failures.append("shows digits of what is no phone")
    if len(digits(row["raw"])) - len(shown) < wanted.get("min_hidden_digits", 0):
        failures.append("too few digits hidden")
    national = row["national"] or ""
    if (
        national
        and wanted.get("min_hidden_digits")
        and len(shown) > max(5, 5 * (row["kind"] == "multiple") * 2)
    ):
        failures.append("too many digits in sight")
    for text in (*wanted.get("must_not_contain", []), wanted.get("must_not_contain_digits_run")):
        if text and (text in out or text in shown):
            failures.append("the number rejoins")
    if wanted.get("extension") and digits(out[out.rfind("-") :] if "-" in out else ""):
        failures.append("shows the extension")
    if len(shown) > wanted.get("max_visible_digits", 99):
        failures.append("too many digits in sight")
    if wanted.get("may_be_identical") is False and out == row["raw"]:
        failures.append("equals the input")
    if wanted.get("must_not_reveal_more") and Counter(shown) - Counter(digits(row["raw"])):
        failures.append("shows more than before")
    return failures
