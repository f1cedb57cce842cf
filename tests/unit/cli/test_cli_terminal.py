"""Names that others choose - of files, columns, keys of settings - move no cursor and turn no writing around, whoever tells them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from waybill.cli import run
from waybill.cli.journal_rows import write_rows
from waybill.cli.streams import json_line, on_screen
from waybill.errors import InputError, Problem, Where, harmless

TITLE, RED, TURNED, LINE = "\x1b]0;title\x07", "\x9b31m", "\u202egpj", "a\nwaybill: 9 labels printed"
HOSTILE = (TITLE, RED, TURNED, LINE, "\x7f", "\u2066", "\u2028")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_message_is_one_text_for_one_place(name: str) -> None:
    place = Where(f"{name}.pdf", 3, f"x{name}")
    told = InputError("POLICY-FILE", where=place, reason=name).text("en")
    told += Problem("INTAKE-FORMULA", name).text("zh") + on_screen(f"-> {name}").replace("\n", "")
    assert not any(sign in told.replace("\n  ", "") for sign in name if not sign.isprintable())


@pytest.mark.parametrize("name", HOSTILE)
def test_json_tells_what_it_is_without_doing_it(name: str) -> None:
    line = json_line({name: [name, "林　清秋"]})
    assert json.loads(line) == {name: [name, "林　清秋"]}
    assert line.replace("\u3000", "").isprintable() and "林" in line


def test_plain_text_and_undecodable_bytes_are_left_alone() -> None:
    for text in ("订单\u3000表.csv", "a\xa0b", "\udcc4\udce3.csv", ""):
        assert harmless(text) == text
    assert on_screen("a\n\tb") == "a\n\tb"


def test_tables_are_lines_of_what_they_have(capsys: pytest.CaptureFixture[str]) -> None:
    write_rows([{"outputs": [LINE, TITLE], "n": 1}])
    out = capsys.readouterr().out
    assert out.count("\n") == 2 and "\x1b" not in out


@pytest.mark.parametrize(
    "words",
    [
        ["verify", "NAME.pdf"], ["preview", "NAME.pdf"], ["print", "o.csv", "--policy", "NAME"],
        ["print", "o.csv", "--template", "NAME"], ["print", "o.csv", "-o", "NAME/x.pdf"], ["template", "check", "NAME.toml"],
        ["reprint", "--pdf", "NAME.pdf", "--reason", "jam"], ["journal", "list", "--journal", "NAME.db"],
        ["print", "o.csv", "--seal-to", "*=NAME"], ["check", "o.csv", "--rejects", "NAME/x"],
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", [TITLE, RED, TURNED])
def test_no_command_repeats_it(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    name: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "o.csv").write_text("运单号,收件人\nSF1234567890123,林清秋\n", "utf-8")
    for ending in (".pdf", ".toml"):
        (tmp_path / f"x{name}{ending}").write_text('"\\u001b]0;" = 1')
    with pytest.raises(SystemExit) as ended:
        run([word.replace("NAME", f"x{name}") for word in words])
    out, err = capsys.readouterr()
    assert ended.value.code in (3, 6, 9)
    assert [sign for sign in out + err if not sign.isprintable() and sign not in "\n\t"] == []


def test_the_file_of_a_key_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WAYBILL_KEYS", str(tmp_path / "none"))
    file = tmp_path / f"x{TITLE}{LINE}.pem"
    file.write_bytes(
        X25519PrivateKey.generate().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )
    with pytest.raises(SystemExit) as ended:
        run(["keys", "show", str(file)])
    assert ended.value.code == 0
    out = capsys.readouterr().out
    assert out.count("\n") == 2 and not any(sign in out for sign in TITLE if not sign.isprintable())
