"""Published vectors: RFC 9285, RFC 9180, and the sealed code's own, opened by the package and by a plain reader."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from plain_reader import cbor, from_base45, read, setup_receiver, setup_sender, to_base45, write

from waybill.deidentify import base45, hpke
from waybill.deidentify.seal import HpkeSealer
from waybill.deidentify.seal_format import MESSAGES, pack_fields, split_frame
from waybill.deidentify.sealing_protocol import SealFields
from waybill.deidentify.unseal import SealedCode, read_code, unseal
from waybill.errors import PrivacyError
from waybill.standards import gbt41832

VECTORS = Path(__file__).resolve().parents[2] / "vectors"
RFC9285 = json.loads((VECTORS / "rfc9285.json").read_text("utf-8"))
HPKE = json.loads((VECTORS / "rfc9180_a2.json").read_text("utf-8"))
OURS = json.loads((VECTORS / "seal_v1.json").read_text("utf-8"))
SEALED = pytest.mark.parametrize("case", OURS["sealed"], ids=lambda case: case["what"])
PASSPHRASE = b"correct horse battery"


def private_of(case: dict[str, Any]) -> bytes:
    return bytes.fromhex(OURS["keys"][case["key"]]["private"])


def public_of(case: dict[str, Any]) -> bytes:
    return bytes.fromhex(OURS["keys"][case["key"]]["public"])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key store with the vectors' keys."""
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        PrivateFormat,
        PublicFormat,
    )

    folder = tmp_path_factory.mktemp("keys")
    for name, pair in OURS["keys"].items():
        key = X25519PrivateKey.from_private_bytes(bytes.fromhex(pair["private"]))
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(PASSPHRASE))
        (folder / f"{name}.key.pem").write_bytes(pem)
        public = key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (folder / f"{name}.pub.pem").write_bytes(public)
    return folder


@pytest.mark.parametrize("case", RFC9285["encodings"], ids=lambda case: case["text"] or "empty")
def test_base45_encodes_as_printed(case: dict[str, str]) -> None:
    data = bytes.fromhex(case["bytes"])
    assert base45.encode(data) == case["text"] == to_base45(data)
    assert base45.decode(case["text"]) == data == from_base45(case["text"])


@pytest.mark.parametrize("case", RFC9285["errors"], ids=lambda case: case["why"])
def test_base45_refuses(case: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        base45.decode(case["text"])


def test_plain_reader_reads_rfc_9180() -> None:
    """With the RFC's additional data, sequence numbers and intermediate values."""
    enc, sender = setup_sender(
        bytes.fromhex(HPKE["skEm"]), bytes.fromhex(HPKE["pkRm"]), bytes.fromhex(HPKE["info"])
    )
    receiver = setup_receiver(enc, bytes.fromhex(HPKE["skRm"]), bytes.fromhex(HPKE["info"]))
    assert enc.hex() == HPKE["enc"]
    for context in (sender, receiver):
        assert context.shared_secret.hex() == HPKE["shared_secret"]
        assert (context.key.hex(), context.base_nonce.hex()) == (HPKE["key"], HPKE["base_nonce"])
    for one in HPKE["encryptions"]:
        aad, sealed, number = bytes.fromhex(one["aad"]), bytes.fromhex(one["ct"]), one["sequence"]
        assert receiver.nonce(number).hex() == one["nonce"]
        assert receiver.open(sealed, aad, number).hex() == HPKE["pt"]
        assert sender.seal(bytes.fromhex(HPKE["pt"]), aad, number) == sealed


def test_what_unseals_opens_rfc_9180() -> None:
    """The RFC's ciphertexts, with their additional data and sequence numbers, on the path that unseals a label."""
    private = X25519PrivateKey.from_private_bytes(bytes.fromhex(HPKE["skRm"]))
    receiver = hpke.set_up_receiver(bytes.fromhex(HPKE["enc"]), private, bytes.fromhex(HPKE["info"]))
    assert receiver.base_nonce.to_bytes(12, "big").hex() == HPKE["base_nonce"]
    for one in HPKE["encryptions"]:
        aad, sealed = bytes.fromhex(one["aad"]), bytes.fromhex(one["ct"])
        assert receiver.open(one["sequence"], aad, sealed).hex() == HPKE["pt"]
        for number, other in ((one["sequence"] ^ 1, aad), (one["sequence"], aad + b"0")):
            with pytest.raises(InvalidTag):
                receiver.open(number, other, sealed)


def test_what_seals_makes_the_ciphertexts_of_rfc_9180(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the RFC's ephemeral key in place of a fresh one."""

    class Ephemeral:
        @staticmethod
        def generate() -> X25519PrivateKey:
            return X25519PrivateKey.from_private_bytes(bytes.fromhex(HPKE["skEm"]))

    monkeypatch.setattr(hpke, "X25519PrivateKey", Ephemeral)
    public = X25519PublicKey.from_public_bytes(bytes.fromhex(HPKE["pkRm"]))
    enc, sender = hpke.set_up_sender(public, bytes.fromhex(HPKE["info"]))
    assert enc.hex() == HPKE["enc"]
    for one in HPKE["encryptions"]:
        sealed = sender.seal(one["sequence"], bytes.fromhex(one["aad"]), bytes.fromhex(HPKE["pt"]))
        assert sealed.hex() == one["ct"]


def test_the_librarys_own_hpke_opens_a_first_message() -> None:
    """A second implementation: cryptography's single-shot HPKE, which takes no additional data."""
    private = X25519PrivateKey.generate()
    enc, sender = hpke.set_up_sender(private.public_key(), b"info")
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    assert suite.decrypt(enc + sender.seal(0, b"", b"plain"), private, b"info") == b"plain"
    theirs = suite.encrypt(b"plain", private.public_key(), b"info")
    assert hpke.set_up_receiver(theirs[:32], private, b"info").open(0, b"", theirs[32:]) == b"plain"


@SEALED
def test_published_vector_opens_with_the_package(case: dict[str, Any], store: Path) -> None:
    code = read_code(case["text"], store)
    day = date.fromisoformat(case["fields"]["expires"] or OURS["today"])
    assert unseal(code, case["waybill_no"], PASSPHRASE, day) == SealFields(**case["fields"])
    assert split_frame(base45.decode(case["text"])).key_id.hex() == OURS["keys"][case["key"]]["key_id"]


@SEALED
def test_published_vector_opens_with_the_plain_reader(case: dict[str, Any]) -> None:
    fields = case["fields"]
    name, phone, address, code, expiry = read(case["text"], private_of(case), case["waybill_no"])
    assert (name, phone, address) == (fields["name"], fields["phone"], fields["address"])
    # A packed code is the grid code alone; the whole code adds what is the same for all, and check characters.
    assert code == fields["address_code"] or f"CN-C-{code}-" == fields["address_code"][:-2]
    assert expiry == (
        (date.fromisoformat(fields["expires"]) - date(1970, 1, 1)).days if fields["expires"] else None
    )


@SEALED
def test_the_package_writes_what_the_vectors_hold(case: dict[str, Any]) -> None:
    """Everything but the ephemeral key is determined: the plaintext, and around it the text."""
    plain = pack_fields(SealFields(**case["fields"]))
    assert plain.hex() == case["plain"]
    ephemeral = bytes.fromhex(case["ephemeral_private"])
    assert write(plain, ephemeral, public_of(case), case["waybill_no"], case["number"]) == case["text"]


@SEALED
def test_the_plain_reader_opens_what_the_package_seals(case: dict[str, Any]) -> None:
    text = HpkeSealer({"some": public_of(case)}).start()(
        SealFields(**case["fields"]), case["waybill_no"], "some"
    )
    assert text != case["text"], "the ephemeral key is fresh"
    assert len(text) == len(case["text"])
    assert read(text, private_of(case), case["waybill_no"]) == read(
        case["text"], private_of(case), case["waybill_no"]
    )


def test_an_ephemeral_key_seals_sixteen_labels_each_once() -> None:
    """Never two under one nonce: that would give both away."""
    sealer = HpkeSealer({"a": public_of(OURS["sealed"][0]), "*": public_of({"key": "carrier-b"})})
    first, second = sealer.start(), sealer.start()
    frames = []
    for seal in (first, second):
        for count in range(3 * MESSAGES):
            text = seal(SealFields("", f"1390000{count:04d}", "", "", ""), f"JT{count:010d}", "ab"[count % 2])
            frames.append(split_frame(base45.decode(text)))
            private = private_of({"key": ("carrier-a", "carrier-b")[count % 2]})
            assert read(text, private, f"JT{count:010d}")[1] == f"1390000{count:04d}"
    assert len({(frame.enc, frame.number) for frame in frames}) == len(frames)
    shared = Counter(frame.enc for frame in frames)
    assert max(shared.values()) == MESSAGES and len(shared) == 8
    assert all(len({frame.key_id for frame in frames if frame.enc == enc}) == 1 for enc in shared)


@pytest.mark.parametrize("case", OURS["refused"], ids=lambda case: case["what"])
def test_published_refusals(case: dict[str, str], store: Path) -> None:
    with pytest.raises(PrivacyError) as refused:
        unseal(
            read_code(case["text"], store), case["waybill_no"], PASSPHRASE, date.fromisoformat(OURS["today"])
        )
    assert refused.value.code == case["error"]


def test_valid_through_its_last_day(store: Path) -> None:
    case = next(case for case in OURS["sealed"] if case["what"] == "a day long ago")
    code = read_code(case["text"], store)
    last = date.fromisoformat(case["fields"]["expires"])
    assert unseal(code, case["waybill_no"], PASSPHRASE, last).expires == last.isoformat()
    with pytest.raises(PrivacyError, match="SEAL-EXPIRED"):
        unseal(code, case["waybill_no"], PASSPHRASE, last + timedelta(days=1))


def test_the_plain_cbor_reader_reads_the_rfc_examples() -> None:
    """RFC 8949, appendix A."""
    for encoded, value in (
        ("00", 0), ("17", 23), ("1818", 24), ("1903e8", 1000), ("1a000f4240", 1000000), ("1bffffffffffffffff", 2**64 - 1),
        ("c249010000000000000000", 2**64), ("f6", None), ("4401020304", bytes([1, 2, 3, 4])), ("62c3bc", "ü"),
        ("83010203", [1, 2, 3]), ("60", ""),
    ):  # fmt: skip
        assert cbor(bytes.fromhex(encoded)) == (value, len(encoded) // 2)


def test_wrong_private_key_under_a_right_id(store: Path, tmp_path: Path) -> None:
    """A forged store that names another key by the right id opens nothing and says no more than any damage does."""
    case = OURS["sealed"][0]
    code = read_code(case["text"], store)
    forged = SealedCode(code.frame, store / "carrier-b.key.pem")
    with pytest.raises(PrivacyError) as wrong_key:
        unseal(forged, case["waybill_no"], PASSPHRASE, date.fromisoformat(OURS["today"]))
    with pytest.raises(PrivacyError) as other_parcel:
        unseal(code, "SF0000000000000", PASSPHRASE, date.fromisoformat(OURS["today"]))
    assert wrong_key.value.text() == other_parcel.value.text()
    assert wrong_key.value.code == "SEAL-AUTHENTICATION"


@pytest.mark.parametrize(("grid", "size"), [("N50J47584", 6), ("N50J475", 5), ("N50J4758475221", 9)])
def test_a_grid_code_takes_no_byte_more_than_its_number(grid: str, size: int) -> None:
    """The last one's number has 72 bits."""
    plain = pack_fields(SealFields("", "", "", gbt41832.encode(grid), ""))
    assert bytes([0x40 + size]) + int(grid, 36).to_bytes(size, "big") in plain
