"""The key store: modes, passphrases, retirement, sealing for several carriers."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from base64 import b64decode
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_public_key,
)

from waybill.deidentify import seal_keys
from waybill.deidentify.base45 import decode, encode
from waybill.deidentify.public_keys import (
    list_keys,
    public_path,
    read_public,
    read_sealing_key,
    show_key,
)
from waybill.deidentify.seal import HpkeSealer
from waybill.deidentify.seal_format import (
    MESSAGES,
    TooLongError,
    join_frame,
    key_id,
    pack_fields,
    split_frame,
)
from waybill.deidentify.seal_keys import (
    find_private,
    new_key,
    read_passphrase,
    read_private,
    retire_key,
)
from waybill.deidentify.sealing_protocol import SealFields
from waybill.errors import InputError, PrivacyError, WaybillError

PASSPHRASE = b"correct horse battery"
FIELDS = SealFields("林清秋", "13900000000", "福建省泉州市晋江市长江西路737号", "", "")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    folder = tmp_path / "keys"
    new_key(folder, "jitu-2026", PASSPHRASE)
    return folder


def code_of(function: object, *arguments: object) -> str:
    with pytest.raises(WaybillError) as refused:
        function(*arguments)  # type: ignore[operator]
    return refused.value.code


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_modes_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        new_key(tmp_path / "keys", "jitu", PASSPHRASE)
    finally:
        os.umask(before)
    assert mode(tmp_path / "keys") == 0o700
    assert mode(tmp_path / "keys" / "jitu.key.pem") == 0o600
    assert mode(tmp_path / "keys" / "jitu.pub.pem") == 0o644


def test_private_key_is_encrypted(store: Path) -> None:
    pem = (store / "jitu-2026.key.pem").read_bytes()
    assert pem.startswith(b"-----BEGIN ENCRYPTED PRIVATE KEY-----")
    private = read_private(store / "jitu-2026.key.pem", PASSPHRASE)
    assert private.public_key().public_bytes_raw() == read_public(public_path(store, "jitu-2026"))
    for wrong in (b"", b"correct horse batterz", PASSPHRASE + b" "):
        assert code_of(read_private, store / "jitu-2026.key.pem", wrong) == "KEYS-PASSPHRASE"


def test_a_stolen_key_file_can_not_be_tried_fast(store: Path) -> None:
    """scrypt with 16 MB five times over; the parameters stand in the file, as OpenSSL and the library read them."""
    der = b64decode(b"".join((store / "jitu-2026.key.pem").read_bytes().splitlines()[1:-1]))
    scrypt = bytes.fromhex("06092b06010401da47040b")
    assert der[der.index(scrypt) + len(scrypt) + 20 :].startswith(
        bytes.fromhex("02024000 020108 020105 020120")
    )


@pytest.mark.skipif(not shutil.which("openssl"), reason="there is no openssl on this machine")
def test_the_key_file_is_one_that_openssl_reads(store: Path) -> None:
    command = [
        "openssl",
        "pkey",
        "-in",
        store / "jitu-2026.key.pem",
        "-passin",
        f"pass:{PASSPHRASE.decode()}",
        "-pubout",
    ]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stdout == (store / "jitu-2026.pub.pem").read_bytes()


def test_a_taken_name_and_a_short_passphrase_change_nothing(store: Path) -> None:
    before = {path.name: path.read_bytes() for path in store.iterdir()}
    assert code_of(new_key, store, "jitu-2026", PASSPHRASE) == "KEYS-TAKEN"
    assert code_of(new_key, store, "other", b"7 bytes") == "KEYS-PASSPHRASE-SHORT"
    for name in ("", "../other", "a/b", "a b", "运", "x" * 65):
        assert code_of(new_key, store, name, PASSPHRASE) == "KEYS-NAME"
    assert {path.name: path.read_bytes() for path in store.iterdir()} == before


def test_a_public_file_alone_is_not_given_a_private_key(store: Path) -> None:
    (store / "jitu-2026.key.pem").unlink()
    assert code_of(new_key, store, "jitu-2026", PASSPHRASE) == "KEYS-TAKEN"
    assert not (store / "jitu-2026.key.pem").exists()
    assert not show_key(store, "jitu-2026").private


def test_half_a_pair_is_not_left(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = seal_keys._write_new

    def full_disk(path: Path, data: bytes, mode: int) -> None:
        if path.name.endswith(".pub.pem"):
            raise OSError(28, "No space left on device")
        write(path, data, mode)

    monkeypatch.setattr(seal_keys, "_write_new", full_disk)
    assert code_of(new_key, store, "next", PASSPHRASE) == "KEYS-FOLDER"
    assert sorted(path.name for path in store.iterdir()) == ["jitu-2026.key.pem", "jitu-2026.pub.pem"]


def test_a_key_that_does_not_fit_on_the_disk_takes_no_name(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full_disk)
        assert code_of(new_key, store, "next", PASSPHRASE) == "KEYS-FOLDER"
    new_key(store, "next", PASSPHRASE)


def full_disk(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_folder_that_cannot_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert code_of(new_key, tmp_path / "file", "name", PASSPHRASE) == "KEYS-FOLDER"


def test_list_and_find(store: Path) -> None:
    second = new_key(store, "a-second", PASSPHRASE)
    assert [info.name for info in list_keys(store)] == ["a-second", "jitu-2026"]
    assert find_private(store, bytes.fromhex(second.key_id)) == store / "a-second.key.pem"
    assert second.fingerprint.startswith(second.key_id) and len(second.fingerprint) == 64
    (store / "a-second.key.pem").unlink()
    assert find_private(store, bytes.fromhex(second.key_id)) is None
    assert list_keys(store / "nowhere") == []
    assert code_of(list_keys, store / "jitu-2026.pub.pem") == "KEYS-READ"
    assert code_of(show_key, store, "unknown") == "KEYS-UNKNOWN"
    assert code_of(show_key, store, "../jitu-2026") == "KEYS-NAME"


def test_a_retired_key_reads_and_is_not_sealed_to(store: Path, tmp_path: Path) -> None:
    raw = read_sealing_key(public_path(store, "jitu-2026"), store)
    exported = tmp_path / "jitu.pub.pem"
    exported.write_bytes(public_path(store, "jitu-2026").read_bytes())
    info = retire_key(store, "jitu-2026")
    assert info.retired and info.private
    assert find_private(store, key_id(raw)) is not None
    assert code_of(read_sealing_key, public_path(store, "jitu-2026")) == "KEYS-RETIRED"
    assert code_of(read_sealing_key, exported, store) == "KEYS-RETIRED"
    assert read_sealing_key(exported) == raw, "who prints elsewhere has to be told"
    assert code_of(retire_key, store, "unknown") == "KEYS-UNKNOWN"


def test_public_files_as_others_write_them(store: Path, tmp_path: Path) -> None:
    """Whatever the library reads is read; the usual form without it, and to the same key."""
    usual = public_path(store, "jitu-2026").read_bytes()
    raw = load_pem_public_key(usual).public_bytes_raw()  # type: ignore[union-attr]
    path = tmp_path / "x.pub.pem"
    _, body, _ = usual.split(b"\n", 2)
    begin, end = b"-----BEGIN PUBLIC KEY-----\n", b"\n-----END PUBLIC KEY-----\n"
    for data in (
        usual, usual.replace(b"\n", b"\r\n"), usual.strip(), usual + b"\n\n", b"a note\n" + usual,
        begin + body[:32] + b"\n" + body[32:] + end,
    ):  # fmt: skip
        path.write_bytes(data)
        assert load_pem_public_key(data).public_bytes_raw() == raw  # type: ignore[union-attr]
        assert read_public(path) == raw
    for data in (begin + body[:-4] + end, begin + b"A" + body[1:] + end, begin + body + body + end, body):
        path.write_bytes(data)
        assert code_of(read_public, path) == "KEYS-NOT-PUBLIC"


def test_public_files_that_are_none(store: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.pub.pem"
    other = Ed25519PrivateKey.generate()
    for data in (
        b"", b"\xff\xfe", (store / "jitu-2026.key.pem").read_bytes(),
        other.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo),
    ):  # fmt: skip
        path.write_bytes(data)
        assert code_of(read_public, path) == "KEYS-NOT-PUBLIC"
    path.write_bytes(other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    assert code_of(read_private, path, PASSPHRASE) == "KEYS-PASSPHRASE"
    assert code_of(read_public, tmp_path / "missing.pem") == "KEYS-READ"
    assert code_of(read_private, tmp_path / "missing.pem", PASSPHRASE) == "KEYS-READ"


@pytest.mark.parametrize(
    "point", [bytes(32), (1).to_bytes(32, "little"), (2**255 - 19).to_bytes(32, "little")]
)
def test_a_point_of_small_order_is_no_key_to_seal_to(tmp_path: Path, point: bytes) -> None:
    """Each label would be refused for it, as a fault of the program's own."""
    path = tmp_path / "small.pub.pem"
    key = X25519PublicKey.from_public_bytes(point)
    path.write_bytes(key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
    with pytest.raises(InputError, match="KEYS-NOT-PUBLIC"):
        read_sealing_key(path)


def test_passphrase_file(tmp_path: Path) -> None:
    path = tmp_path / "pass"
    path.write_bytes("四个 互不 相关 的词\r\nsecond line\n".encode())
    path.chmod(0o600)
    assert read_passphrase(path) == "四个 互不 相关 的词".encode()
    for shared in (0o640, 0o604, 0o660, 0o644):
        path.chmod(shared)
        assert code_of(read_passphrase, path) == "KEYS-PASSPHRASE-FILE"
    path.chmod(0o600)
    path.write_bytes(b"\nlater\n")
    assert code_of(read_passphrase, path) == "KEYS-PASSPHRASE-FILE"
    assert code_of(read_passphrase, tmp_path / "missing") == "KEYS-PASSPHRASE-READ"
    assert code_of(read_passphrase, tmp_path) == "KEYS-PASSPHRASE-READ"


def test_a_new_key_makes_codes_that_begin_with_a_visible_character(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    generate = seal_keys.X25519PrivateKey.generate
    offered: list[str] = []

    class Source:
        @staticmethod
        def generate() -> object:
            key = generate()
            identity = key_id(key.public_key().public_bytes_raw())
            starts = [encode(join_frame(number, identity, b"", b""))[0] for number in range(MESSAGES)]
            offered.append("".join(starts))
            return key

    monkeypatch.setattr(seal_keys, "X25519PrivateKey", Source)
    while not any(" " in starts for starts in offered):
        seal_keys._generate()
        assert " " not in offered[-1]


def test_each_carrier_has_its_key(store: Path) -> None:
    second = new_key(store, "second", PASSPHRASE)
    first = read_public(public_path(store, "jitu-2026"))
    other = read_public(public_path(store, "second"))
    seal = HpkeSealer({"极兔速递": first, "顺丰速运": other}).start()
    assert split_frame(decode(seal(FIELDS, "JT1", "极兔速递"))).key_id == key_id(first)
    assert split_frame(decode(seal(FIELDS, "SF1", "顺丰速运"))).key_id.hex() == second.key_id
    assert seal(FIELDS, "YT1", "圆通速递") == ""
    for_all = HpkeSealer({"极兔速递": other, "*": first}).start()
    assert split_frame(decode(for_all(FIELDS, "YT1", "圆通速递"))).key_id == key_id(first)
    assert split_frame(decode(for_all(FIELDS, "JT1", "极兔速递"))).key_id.hex() == second.key_id


def test_sizes_tell_one_of_three(store: Path) -> None:
    seal = HpkeSealer({"*": read_public(public_path(store, "jitu-2026"))}).start()
    lengths = {len(seal(FIELDS._replace(address="某" * count), "JT1", "")) for count in range(1, 90)}
    assert lengths == {230, 296, 392}
    with pytest.raises(TooLongError):
        pack_fields(FIELDS._replace(address="某" * 120))
    with pytest.raises(PrivacyError) as refused:
        seal(FIELDS._replace(address="某" * 120), "JT1", "")
    assert refused.value.code == "SEAL-TOO-LONG" and "某" not in refused.value.text()
    assert refused.value.where is not None and refused.value.where.column == "recipient_address"


def test_names_of_keys_are_checked_before_paths_are_made(store: Path) -> None:
    with pytest.raises(InputError):
        public_path(store, "../../etc/passwd")
