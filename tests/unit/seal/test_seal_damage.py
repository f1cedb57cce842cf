"""A damaged code is refused, each damage with the error of its class, and the authentication error tells nothing."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import pytest

from waybill.deidentify import base45
from waybill.deidentify.public_keys import public_path, read_public
from waybill.deidentify.seal import HpkeSealer
from waybill.deidentify.seal_format import bound, info, split_frame, unpack_fields
from waybill.deidentify.seal_keys import new_key, read_private
from waybill.deidentify.sealing_protocol import SealFields
from waybill.deidentify.unseal import read_code, unseal
from waybill.errors import PrivacyError

TODAY = date(2026, 11, 23)
NUMBER = "JT9698459974817"
PASSPHRASE = b"correct horse battery"
FIELDS = SealFields("林清秋", "13900000000", "福建省泉州市晋江市长江西路737号山门府43栋3单元1202室", "", "")
WHOLE = 153
"""Bytes of the smallest frame: version and number, key id 1-4, ephemeral key 5-36, ciphertext and tag."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys") / "store"
    new_key(folder, "carrier", PASSPHRASE)
    return folder


@pytest.fixture(scope="module")
def text(store: Path) -> str:
    return HpkeSealer({"*": read_public(public_path(store, "carrier"))}).start()(FIELDS, NUMBER, "any")


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, store: Path) -> None:
    """The private key is decrypted once, not a thousand times: that is slow on purpose."""
    from waybill.deidentify import unseal as module

    private = read_private(store / "carrier.key.pem", PASSPHRASE)
    monkeypatch.setattr(module, "read_private", lambda path, passphrase: private)


def outcome(text: str, store: Path, number: str = NUMBER) -> tuple[str, str]:
    try:
        fields = unseal(read_code(text, store), number, PASSPHRASE, TODAY)
    except PrivacyError as error:
        return error.code, error.text()
    return "opened", repr(fields)


def test_undamaged_opens(text: str, store: Path) -> None:
    assert unseal(read_code(text, store), NUMBER, PASSPHRASE, TODAY) == FIELDS
    assert unseal(read_code(text + "\r\n", store), NUMBER, PASSPHRASE, TODAY) == FIELDS


@pytest.mark.usefixtures("quick")
def test_every_single_bit(text: str, store: Path) -> None:
    frame = base45.decode(text)
    assert len(frame) == WHOLE and len(text) == 230
    told: dict[str, set[str]] = {}
    for bit in range(WHOLE * 8):
        damaged = bytearray(frame)
        damaged[bit // 8] ^= 1 << bit % 8
        code, sentence = outcome(base45.encode(bytes(damaged)), store)
        # X25519 takes no notice of the ephemeral key's highest bit, but HPKE binds the key as it was written.
        head = "SEAL-MALFORMED" if 4 <= bit < 8 else "SEAL-UNKNOWN-KEY" if 8 <= bit < 40 else None
        expected = head or "SEAL-AUTHENTICATION"
        assert code == expected, bit
        told.setdefault(code, set()).add(sentence)
    assert len(told["SEAL-AUTHENTICATION"]) == 1, "one and the same sentence"


@pytest.mark.usefixtures("quick")
def test_single_characters(text: str, store: Path) -> None:
    chance = random.Random(41833)
    for _ in range(1000):
        at = chance.randrange(len(text))
        other = chance.choice(base45.ALPHABET.replace(text[at], ""))
        code, _ = outcome(text[:at] + other + text[at + 1 :], store)
        assert code in {"SEAL-MALFORMED", "SEAL-UNKNOWN-KEY", "SEAL-AUTHENTICATION"}
        if at > 8:
            assert code in {"SEAL-MALFORMED", "SEAL-AUTHENTICATION"}


@pytest.mark.usefixtures("quick")
def test_cut_swapped_and_doubled(text: str, store: Path) -> None:
    for length in range(len(text)):
        assert outcome(text[:length], store)[0] == "SEAL-MALFORMED"
    assert outcome(text + text, store)[0] == "SEAL-MALFORMED"
    assert outcome(text + "0", store)[0] == "SEAL-MALFORMED"
    for at in range(9, len(text) - 1):
        if text[at] != text[at + 1]:
            swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
            assert outcome(swapped, store)[0] in {"SEAL-MALFORMED", "SEAL-AUTHENTICATION"}


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize(
    "number", ["JT9698459974818", "", "jt9698459974817", "JT9698459974817 ", "运单", "JT969845997481"]
)
def test_another_parcels_number(text: str, store: Path, number: str) -> None:
    assert outcome(text, store, number)[0] == "SEAL-AUTHENTICATION"


def test_what_binds_cannot_be_shifted_between_its_parts() -> None:
    """Format and key are bound in one place, the parcel in another."""
    assert info(b"abcd") == b"waybill-seal\x01abcd"
    assert bound("JT1") == b"JT1"


def test_unknown_key_names_its_id_only(text: str, tmp_path: Path) -> None:
    code, sentence = outcome(text, tmp_path)
    assert code == "SEAL-UNKNOWN-KEY"
    assert split_frame(base45.decode(text)).key_id.hex() in sentence


def test_what_a_right_key_opens_and_no_format_made_is_malformed() -> None:
    for plain in (b"", b"\xff" * 100, b"\x85\x60\x20\x60\x60\xf6", b"\x85\x60\x60\x60\x60\xf9\x7e\x00"):
        with pytest.raises(ValueError):
            unpack_fields(plain)


def test_nothing_shows_the_fields(text: str, store: Path) -> None:
    code = read_code(text, store)
    assert FIELDS.name not in repr(unseal(code, NUMBER, PASSPHRASE, TODAY))
    assert FIELDS.phone not in f"{FIELDS!r}"
