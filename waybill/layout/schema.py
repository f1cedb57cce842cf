"""The template language as a JSON Schema, for editors that complete and check TOML."""

from __future__ import annotations

import json
from typing import Any

from waybill.layout.language import ELEMENTS, TEMPLATE, ZONE, Key

_NUMBER: dict[str, Any] = {"type": "number"}
_PARAMETER: dict[str, Any] = {"type": "string", "pattern": "^<[a-z][a-z0-9_]*>$"}
_KINDS: dict[str, dict[str, Any]] = {
    "number": {"anyOf": [_NUMBER, _PARAMETER]},
    "whole": {"anyOf": [{"type": "integer"}, _PARAMETER]},
    "text": {"type": "string"},
    "texts": {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]},
    "flag": {"type": "boolean"},
    "size": {
        "anyOf": [_NUMBER, {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2}, _PARAMETER]
    },
    "box": {"type": "array", "items": _NUMBER, "minItems": 4, "maxItems": 4},
    "numbers": {"type": "array", "items": _NUMBER, "minItems": 1},
    "table": {"type": "object"},
}


def schema() -> dict[str, Any]:
    """The schema of a template file."""
    definitions = {kind: _object(keys) for kind, keys in ELEMENTS.items()}
    definitions["element"] = {"anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in ELEMENTS]}
    definitions["zone"] = _object(ZONE)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Waybill label template",
        **_object(TEMPLATE),
        "$defs": definitions,
    }


def schema_text() -> str:
    """The published file ``templates/schema.json``."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _object(keys: dict[str, Key]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {name: _value(name, key) for name, key in keys.items()},
        "required": [name for name, key in keys.items() if key.required],
        "additionalProperties": False,
    }


def _value(name: str, key: Key) -> dict[str, Any]:
    if key.kind == "tables":
        items = {"$ref": "#/$defs/zone" if name == "zone" else "#/$defs/element"}
        return {"type": "array", "items": items, "description": key.about}
    choices = {"enum": list(key.choices)} if key.choices else {}
    return {**_KINDS[key.kind], **choices, "description": key.about}
