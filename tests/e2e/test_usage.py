"""What a user meets who tries things: one meaning for ``-``, nothing overwritten, no option passed over, plain helps."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from e2e_kit import SAMPLES, started, waybill

from waybill.errors import InputError

TEMPLATES = Path(__file__).parents[2] / "templates"


@pytest.mark.parametrize(("words", "told"), [
    ("address decode N50J47584", "116.391666667"), ("address encode --lon 116.4 --lat 39.9", "CN-"), ("address parse 贵阳市观山湖区胜利街1938号", "贵阳"),
    ("audit head", "1"), ("config show", "journal"), ("explain INTAKE-QUOTE", "INTAKE-QUOTE"), ("keys list", ""),
    ("journal find --order 202600000000000001", "JT3810101072162"), ("mask phone 13800138000", "1******8000"), ("orders list", "jd"),
    ("orders new {} -o shop.toml", ""), ("template check gbt-76x130", ""), ("template list", "gbt-76x130"), ("template new own.toml", "own.toml"),
    ("template show gbt-76x130", "76"),
])  # fmt: skip
def test_what_the_canaries_do_not_use_starts_by_itself_too(house: Path, words: str, told: str) -> None:
    """Each command is started as a user starts it here or there: in other tests it mostly finds all loaded."""
    if words.startswith(("audit", "journal")):
        assert waybill("print", SAMPLES / "orders_plain.csv", "-q", cwd=house).returncode == 0
    done = started(*words.format(SAMPLES / "jd.csv").split(), cwd=house)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert told in done.stdout.decode() and (told or not done.stdout)


@pytest.mark.parametrize(("words", "typed", "answer"), [
    ("mask name -", "林清秋\n", "林**\n"),
    ("mask name --jsonl -", '"林清秋"\n', '{"masked": "林**", "kind": "name", "rule": "first", "hidden": 2, "issues": []}\n'),
    ("address decode -", "N50J47584\n", "116.391666667,39.908333333\n"),
])  # fmt: skip
def test_a_hyphen_is_standard_input(house: Path, words: str, typed: str, answer: str) -> None:
    done = waybill(*words.split(), stdin=typed.encode(), cwd=house)
    assert (done.returncode, done.stdout.decode()) == (0, answer)


def test_a_profile_that_was_worked_on_is_not_overwritten(house: Path) -> None:
    words = ("orders", "new", SAMPLES / "jd.csv", "-o", "shop.toml")
    assert waybill(*words, cwd=house).returncode == waybill(*words, cwd=house).returncode == 0
    (house / "shop.toml").write_text("# sorted\n", "utf-8")
    done = waybill(*words, cwd=house)
    assert (done.returncode, b"OUTPUT-EXISTS" in done.stderr) == (3, True)
    assert (house / "shop.toml").read_text("utf-8") == "# sorted\n"


def test_a_file_in_the_place_of_a_public_key_is_not_overwritten(house: Path) -> None:
    (house / "passphrase").write_text("correct horse battery\n", "utf-8")
    (house / "passphrase").chmod(0o600)
    assert waybill("keys", "new", "jitu", "--passphrase-file", "passphrase", cwd=house).returncode == 0
    words = ("keys", "export", "jitu", "-o")
    for _ in range(2):
        assert waybill(*words, "jitu.pub.pem", cwd=house).returncode == 0
    done = waybill(*words, "passphrase", cwd=house)
    assert (done.returncode, b"OUTPUT-EXISTS" in done.stderr) == (3, True)
    assert (house / "passphrase").read_text("utf-8") == "correct horse battery\n"


def test_a_check_tells_what_no_label_will_show(house: Path) -> None:
    """Eight thousand labels without a sender are too late to hear of it."""
    header, row = (
        "运单号,收件人,收件人手机,地址,保价金额",
        "JT9698459974817,林清秋,15089606268,福建省泉州市晋江市长江西路737号,99",
    )
    (house / "orders.csv").write_text(f"{header}\n{row}\n", "utf-8")
    (house / "sender.toml").write_text(
        'name = "林记"\nphone = "15089606269"\naddress = "福建省厦门市湖里区"\n', "utf-8"
    )
    told = waybill("check", "orders.csv", cwd=house).stderr.decode()
    assert "orders.csv: no column tells who sends" in told
    assert "orders.csv: not printed is 保价金额" in told
    assert (
        "who sends"
        not in waybill("check", "orders.csv", cwd=house, WAYBILL_SENDER="sender.toml").stderr.decode()
    )
    (house / "orders.csv").write_text(f"{header},寄件人\n{row},林记\n", "utf-8")
    assert "who sends" not in waybill("check", "orders.csv", cwd=house).stderr.decode()


def test_rejects_of_check_that_are_being_corrected_are_kept(house: Path) -> None:
    header, row = (SAMPLES / "orders_plain.csv").read_text("utf-8").splitlines()[:2]
    (house / "orders.csv").write_text(f"{header}\n{row.replace('15089606268', '1.38E+10')}\n", "utf-8")
    words = ("check", "orders.csv", "--rejects", "bad.csv")
    assert waybill(*words, cwd=house).returncode == waybill(*words, cwd=house).returncode == 10
    written = (house / "bad.csv").read_bytes()
    assert not (house / "bad.csv~").exists()
    for kept in ("bad.csv~", "bad.csv~2"):
        (house / "bad.csv").write_text(f"corrected for {kept}\n", "utf-8")
        done = waybill(*words, cwd=house)
        assert (done.returncode, f"kept as {kept}" in done.stderr.decode()) == (10, True)
        assert (house / kept).read_text("utf-8") == f"corrected for {kept}\n"
        assert (house / "bad.csv").read_bytes() == written


def test_a_check_that_ends_early_leaves_the_rejects_that_are_being_corrected(house: Path) -> None:
    header, row = (SAMPLES / "orders_plain.csv").read_text("utf-8").splitlines()[:2]
    (house / "orders.csv").write_text(f"{header}\n{row.replace('15089606268', '1.38E+10')}\n", "utf-8")
    (house / "none.csv").write_text("a,b,c\n1,2,3\n", "utf-8")
    (house / "bad.csv").write_text("corrected\n", "utf-8")
    done = waybill("check", "orders.csv", "none.csv", "--rejects", "bad.csv", cwd=house)
    assert (done.returncode, done.stdout) == (3, b"")
    assert (house / "bad.csv").read_text("utf-8") == "corrected\n"
    assert not [*house.glob(".bad*"), *house.glob("bad*~")]


@pytest.mark.parametrize(
    ("place", "status", "told"), [("/dev/full", 3, "OUTPUT-WRITE: /dev/full"), ("-", 2, "--rejects")]
)
def test_rejects_of_check_that_can_not_be_written_are_told(
    house: Path, place: str, status: int, told: str
) -> None:
    (house / "orders.csv").write_text("运单号,收件人,收件人手机,详细地址\nJT1,王,1,x\n", "utf-8")
    done = waybill("check", "orders.csv", "--rejects", place, cwd=house)
    assert (done.returncode, told in done.stderr.decode(), done.stdout) == (status, True, b"")
    assert not (house / "-").exists()


@pytest.mark.parametrize(("flag", "value"), [("--order", "202600000000000001"), ("--phone", "19161397319")])
def test_what_is_looked_for_may_come_from_a_copied_cell_or_a_file_of_notepad(
    house: Path, flag: str, value: str
) -> None:
    assert waybill("print", SAMPLES / "orders_plain.csv", "-q", cwd=house).returncode == 0
    for typed in (f"\ufeff{value}\r\n", f"'{value}\n", f'"{value}"', f"{value}"):
        done = waybill("find", flag, "-", stdin=typed.encode(), cwd=house)
        assert (done.returncode, b"JT3810101072162" in done.stdout) == (0, True), typed
    assert waybill("find", flag, f"'{value}", cwd=house).returncode == 0
    nothing = waybill("find", flag, "-", stdin=b"", cwd=house)
    assert (nothing.returncode, b"JOURNAL-NOTHING-ASKED" in nothing.stderr) == (2, True)


def test_erase_takes_one_thing_to_look_for(house: Path) -> None:
    assert waybill("print", SAMPLES / "orders_plain.csv", "-q", cwd=house).returncode == 0
    words = ("--number", "JT9698459974817", "--phone", "19161397319", "--reason", "request")
    done = waybill("erase", *words, cwd=house)
    assert (done.returncode, b"JOURNAL-NOTHING-ASKED" in done.stderr) == (2, True)
    assert waybill("find", "--phone", "19161397319", cwd=house).returncode == 0


@pytest.mark.parametrize(("words", "status", "code"), [
    ("report --from 2026-12-01 --to 2026-01-01", 2, "JOURNAL-DAYS"),
    ("journal export --batch 99", 9, "JOURNAL-UNKNOWN-BATCH"),
    ("verify labels.pdf --profile jd", 2, "VERIFY-READING"),
    ("verify labels.pdf --join more.csv", 2, "VERIFY-READING"),
    ("verify labels.pdf --delimiter ^", 2, "VERIFY-READING"),
    ("verify labels.pdf labels.pdf", 2, "VERIFY-ONE"),
    ("verify labels.pdf --orders orders.csv --join more.csv", 2, "PIPELINE-JOIN"),
    ("preview labels.pdf -o png --pages 2-1", 2, "--pages"),
])  # fmt: skip
def test_what_asks_for_nothing_is_told(house: Path, words: str, status: int, code: str) -> None:
    assert waybill("print", SAMPLES / "orders_plain.csv", "-q", cwd=house).returncode == 0
    done = waybill(*words.split(), cwd=house)
    assert (done.returncode, code in done.stderr.decode(), done.stdout) == (status, True, b"")


def test_a_table_of_the_journal_stands_in_columns(house: Path) -> None:
    assert waybill("print", SAMPLES / "orders_plain.csv", "-q", cwd=house).returncode == 0
    header, row = waybill("journal", "list", cwd=house).stdout.decode().splitlines()
    assert [header.index(name) for name in ("state", "template")] == [
        row.index("released"),
        row.index("gbt-"),
    ]
    assert "hash" not in waybill("journal", "show", "JT9698459974817", cwd=house).stdout.decode()


@pytest.mark.parametrize("command", [
    "print", "reprint", "check", "orders new", "template preview", "mask", "address encode", "keys new", "unseal", "journal list",
    "erase", "purge", "explain", "verify",
])  # fmt: skip
def test_helps_have_no_types_of_python(house: Path, command: str) -> None:
    told = waybill(*command.split(), "--help", cwd=house).stdout.decode()
    assert "<" not in told.replace("< ", "").replace("<=", ""), told


@pytest.mark.parametrize(
    "command", ["", "orders", "template", "address", "keys", "journal", "audit", "config"]
)
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_list_of_commands_cuts_no_sentence(house: Path, command: str, lang: str) -> None:
    listed = (
        waybill(*command.split(), "--help", "--lang", lang, cwd=house)
        .stdout.decode()
        .split("\nCommands:\n")[1]
    )
    assert "..." not in listed


@pytest.mark.parametrize(("words", "told"), [
    ("template check nosuch.toml", "没有此文件或目录"),
    ("print orders.csv --sender nosuch.toml", "没有此文件或目录"),
    ("print orders.csv -o nowhere/labels.pdf", "没有此目录"),
    ("preview labels.pdf -o orders.csv", "已有同名文件"),
    ("journal list --journal .", "台账"),
    ("template check wrong.toml", "paper 的值应为 两个数字的列表"),
    ("print orders.csv", "内件信息区"),
])  # fmt: skip
def test_a_reason_is_told_in_the_language_of_its_sentence(house: Path, words: str, told: str) -> None:
    header, row = (SAMPLES / "orders_plain.csv").read_text("utf-8").splitlines()[:2]
    (house / "orders.csv").write_text(f"{header}\n{row.replace('儿童', chr(0x0F56))}\n", "utf-8")
    wrong = (TEMPLATES / "gbt-76x130.toml").read_text("utf-8").replace("paper = [76, 130]", "paper = 76")
    (house / "wrong.toml").write_text(wrong, "utf-8")
    done = waybill(*words.split(), "--lang", "zh", cwd=house)
    assert done.returncode != 0
    assert told in done.stderr.decode()
    assert not re.search(r"[a-z]+ [a-z]+ [a-z]+", done.stderr.decode().split("\n  ")[0])


def test_a_wrong_variable_is_told_with_its_origin_and_what_it_takes(house: Path) -> None:
    for lang, told in (
        ("zh", "设置 jobs（来自 环境变量）应为不小于 0 的整数"),
        ("en", "(from environment) must be a whole number, 0 or more"),
    ):
        done = waybill("print", SAMPLES / "jd.csv", "--lang", lang, cwd=house, WAYBILL_JOBS="-1")
        assert (done.returncode, told in done.stderr.decode()) == (3, True)


@pytest.mark.parametrize(("words", "code"), [
    ("keys export jitu", "KEYS-READ"),
    ("keys show jitu", "KEYS-READ"),
    ("verify keys/jitu.pub.pem", "VERIFY-READ"),
    ("preview keys/jitu.pub.pem", "VERIFY-READ"),
    ("template install keys/jitu.pub.pem", "TEMPLATE-READ"),
    ("keys new other --passphrase-file keys/jitu.pub.pem", "KEYS-PASSPHRASE-READ"),
    ("address encode --lon 116 --lat 39 --profile keys/jitu.pub.pem", "GBT41832-READ"),
])  # fmt: skip
def test_a_file_that_may_not_be_read_is_no_fault_and_no_wrong_word(
    house: Path, words: str, code: str
) -> None:
    (house / "passphrase").write_text("correct horse battery\n", "utf-8")
    (house / "passphrase").chmod(0o600)
    assert waybill("keys", "new", "jitu", "--passphrase-file", "passphrase", cwd=house).returncode == 0
    (house / "keys" / "jitu.pub.pem").chmod(0)
    command = [sys.executable, "-m", "waybill", *words.split(), "--lang", "zh"]
    if os.getuid() == 0:  # who may read everything
        if not (setpriv := shutil.which("setpriv")):
            pytest.skip("no setpriv to take the rights of root away")
        command = [setpriv, "--bounding-set=-dac_override,-dac_read_search", *command]
    done = subprocess.run(command, cwd=house, env=os.environ, capture_output=True, text=True)
    assert done.returncode not in (0, 2, 70), done.stderr
    assert f"waybill: {code}: " in done.stderr and "Usage" not in done.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are text there")
def test_names_in_gbk_are_no_fault(house: Path) -> None:
    """Archives of Chinese Windows bring them: bytes that are no text on this machine."""
    own = os.fsdecode("面单".encode("gbk"))
    (house / f"{own}.toml").write_bytes((TEMPLATES / "reprint-small.toml").read_bytes())
    assert waybill("orders", "new", SAMPLES / "jd.csv", "-o", f"{own}-2.toml", cwd=house).returncode == 0
    assert 'title_zh = "面单-2"' in (house / f"{own}-2.toml").read_text("utf-8")
    words = ("print", SAMPLES / "orders_plain.csv", "-o", f"{own}.pdf", "--template", f"{own}.toml")
    assert waybill(*words, cwd=house).returncode == 0
    again = waybill("reprint", "--batch", "1", "-o", "again.pdf", "--reason", own, cwd=house)
    assert again.returncode == 0, again.stderr.decode()


@pytest.mark.parametrize("words", [
    "journal show", "void --reason wrong", "erase --reason request --yes --number", "reprint --reason torn -o again.pdf",
    "template preview gbt-76x130 -o form.png --number", "reprint JT0 --reason torn -o again.pdf --approval",
])  # fmt: skip
def test_a_number_in_another_encoding_is_not_known(house: Path, words: str) -> None:
    assert waybill("print", SAMPLES / "kuaishou.csv", "-o", "a.pdf", cwd=house).returncode in (0, 10)
    done = waybill(*words.split(), os.fsdecode("单号".encode("gbk")), cwd=house)
    assert (done.returncode, "JOURNAL-" in done.stderr.decode()) == (9, True), done.stderr.decode()


@pytest.mark.skipif(os.name != "posix", reason="a folder that is in use can't be removed")
@pytest.mark.parametrize(("words", "status", "told"), [
    (f"print {SAMPLES / 'orders_plain.csv'} -o labels.pdf", 3, "CLI-FILE: .: "),
    ("reprint JT9698459974817 -o again.pdf --reason torn", 3, "CLI-FILE: .: "),
    ("template preview gbt-76x130 -o form.png", 3, "CLI-FILE: .: "),
    ("doctor", 3, "FAIL  working folder: "),
    ("journal list --journal {}/journal.db", 9, "JOURNAL-OPEN"),
    ("mask phone 13800138000", 0, "1******8000"),
])  # fmt: skip
def test_a_working_folder_that_was_removed_is_no_fault(
    house: Path, words: str, status: int, told: str
) -> None:
    """A terminal often stands in a folder that another one has removed."""
    command = (
        f"mkdir gone && cd gone && rmdir ../gone && exec {sys.executable} -m waybill {words.format(house)}"
    )
    environment = os.environ | {"XDG_CACHE_HOME": str(house / "cache")}
    done = subprocess.run(
        command, shell=True, cwd=house, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, told in done.stdout + done.stderr) == (status, True), done.stderr


@pytest.mark.parametrize("home", ["house", os.devnull])
def test_nothing_in_the_users_home_changes_how_a_form_is_drawn(house: Path, home: str) -> None:
    """A home may be no folder at all, as a service's is."""
    for name in (".reportlab_mods", ".reportlab_settings"):
        (house / name).write_text("import os\nos._exit(9)\n", "utf-8")
    done = waybill(
        "print", SAMPLES / "kuaishou.csv", "-o", "a.pdf",
        cwd=house, HOME=home.replace("house", str(house)), XDG_CACHE_HOME=str(house / "cache"),
    )  # fmt: skip
    assert done.returncode in (0, 10) and (house / "a.pdf").exists(), done.stderr.decode()


def test_a_user_without_a_home_is_told_what_to_set(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A container may run as a user that its system does not know."""
    from waybill.pipeline.config import Config

    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "WAYBILL_JOURNAL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_001)
    with pytest.raises(InputError) as told:
        Config().text("journal")
    assert told.value.code == "CONFIG-HOME"


def test_a_package_that_is_not_there_is_named(house: Path) -> None:
    command = (sys.executable, "-S", "-m", "waybill", "print", "orders.csv")
    done = subprocess.run(
        command,
        cwd=house,
        env=os.environ | {"PYTHONPATH": str(TEMPLATES.parent)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 70
    assert "(ModuleNotFoundError platformdirs)" in done.stderr


@pytest.mark.parametrize("setting", ["POLICY", "SENDER", "REPRINT_POLICY", "SEAL_TO"])
def test_doctor_looks_at_what_settings_name(house: Path, setting: str) -> None:
    done = waybill("doctor", cwd=house, HOME=str(house), **{f"WAYBILL_{setting}": "none.toml"})
    assert done.returncode
    assert [line for line in done.stdout.decode().splitlines() if line.startswith("FAIL  settings: ")]


@pytest.mark.skipif(os.name != "posix", reason="folders have no such permissions")
def test_doctor_finds_folders_that_cannot_be_written(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file where a folder is wanted, and what lies in a folder that may not be looked into."""
    from waybill.pipeline import doctor

    (house / "file").touch()
    closed = house / "closed"
    honest = Path.exists

    def exists(self: Path) -> bool:
        if closed in self.parents:
            raise PermissionError
        return honest(self)

    closed.mkdir()
    monkeypatch.setattr(Path, "exists", exists)
    monkeypatch.setattr(os, "access", lambda path, mode: path != closed)
    monkeypatch.setenv("WAYBILL_JOURNAL", str(closed / "in" / "journal.db"))
    for keys in ("file", "closed/in/keys"):
        monkeypatch.setenv("WAYBILL_KEYS", str(house / keys))
        failed = {each.name for each in doctor.examine() if not each.ok}
        assert failed >= {"journal", "keys"}


@pytest.mark.skipif(os.name != "posix", reason="files have no such permissions")
def test_doctor_finds_secrets_that_others_may_read(house: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that was put back with the usual permissions: who reads key and journal can try phone numbers.

    A journal may be a group's: one of two people approves what the other one reprints.
    """
    from waybill.pipeline import doctor

    monkeypatch.setenv("WAYBILL_KEYS", str(house / "keys"))
    monkeypatch.setenv("WAYBILL_JOURNAL", str(house / "j.db"))
    (house / "keys").mkdir()
    for name in ("keys/index.key", "keys/jitu.key.pem", "j.db-wal"):
        secret = house / name
        for mode, ok in ((0o600, True), (0o640, name == "j.db-wal"), (0o604, False)):
            secret.touch()
            secret.chmod(mode)
            found = doctor._secrets(doctor.Config())
            assert (found.ok, str(secret) in found.detail) == (ok, not ok)
        secret.unlink()
    (house / "keys" / "index.key").touch(0o644)
    (house / "keys" / "gone.key.pem").symlink_to(house / "gone")
    assert not doctor._secrets(doctor.Config()).ok, "what can't be looked at hides nothing else"
    (house / "keys" / "index.key").chmod(0o600)
    (house / "j.db-labels").mkdir(0o755)
    (house / "j.dbx.pdf").touch(0o644)
    assert doctor._secrets(doctor.Config()).ok, "files whose names begin as the journal's are none of it"


def test_a_chinese_user_is_told_in_chinese(house: Path) -> None:
    for words, told in (
        ("doctor", "首次使用时建立"),
        ("config show", "（默认）"),
        (f"check {SAMPLES / 'orders_plain.csv'}", "100%  收件人手机"),
        ("explain INTAKE-QUOTE", "原因："),
    ):
        done = waybill(
            *words.split(), "--lang", "zh", cwd=house, HOME=str(house), XDG_CONFIG_HOME=str(house / "c")
        )
        assert told in done.stdout.decode().replace("(默认)", "（默认）"), words
