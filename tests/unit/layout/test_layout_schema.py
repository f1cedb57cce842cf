"""The published JSON Schema is the language that the reader reads."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import pytest

from waybill.layout.files import names, shipped_folder
from waybill.layout.schema import schema, schema_text


def test_published_schema_is_current() -> None:
    """After a change: write ``schema_text()`` to templates/schema.json."""
    assert (shipped_folder() / "schema.json").read_text("utf-8") == schema_text()


def accepts(rule: dict[str, Any], value: Any, root: dict[str, Any]) -> bool:
    """As much of JSON Schema as the published one uses."""
    if "$ref" in rule:
        return accepts(root["$defs"][rule["$ref"].rpartition("/")[2]], value, root)
    if "anyOf" in rule:
        return any(accepts(each, value, root) for each in rule["anyOf"])
    if "enum" in rule and value not in rule["enum"]:
        return False
    match rule["type"]:
        case "number":
            return isinstance(value, int | float) and not isinstance(value, bool)
        case "integer":
            return isinstance(value, int) and not isinstance(value, bool)
        case "string":
            return isinstance(value, str) and bool(re.search(rule.get("pattern", ""), value))
        case "boolean":
            return isinstance(value, bool)
        case "array":
            sizes = (
                rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value))
                if isinstance(value, list)
                else False
            )
            return sizes and all(accepts(rule["items"], each, root) for each in value)
        case _:
            properties = rule.get("properties")
            if not isinstance(value, dict) or any(name not in value for name in rule.get("required", [])):
                return False
            return properties is None or all(
                name in properties and accepts(properties[name], each, root) for name, each in value.items()
            )


@pytest.mark.parametrize("name", [name for name, _ in names(None)])
def test_shipped_forms_conform(name: str) -> None:
    data = tomllib.loads((shipped_folder() / f"{name}.toml").read_text("utf-8"))
    root = json.loads(schema_text())
    assert accepts(root, data, root)
    assert not accepts(root, data | {"papr": 1}, root)
    data["zone"][0]["elements"] = [{"text": "a", "size": "big"}]
    assert not accepts(root, data, root)


def test_every_key_is_described() -> None:
    for rule in schema()["$defs"].values():
        for value in rule.get("properties", {}).values():
            assert value["description"]
