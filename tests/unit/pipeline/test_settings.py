"""Where a setting's value comes from, what is told of one that can't be used, and what a job makes of options."""

from __future__ import annotations

import os
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

import waybill
from waybill.errors import InputError, UsageError, WaybillError
from waybill.intake import Options
from waybill.pipeline.config import Config, Value
from waybill.pipeline.context import wall_clock
from waybill.pipeline.sender import read_sender
from waybill.processes import cores


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """A project's and a user's settings."""
    (tmp_path / "waybill.toml").write_text('dpi = 300\ntemplate = "project"\n', "utf-8")
    (tmp_path / "config.toml").write_text('template = "user"\noperator = "zhou"\n', "utf-8")
    return Config(tmp_path / "waybill.toml", tmp_path / "config.toml")


def test_a_flag_wins_then_the_environment_the_project_the_user_the_default(
    config: Config, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert config.value("operator") == Value("zhou", str(tmp_path / "config.toml"))
    assert config.value("template") == Value("project", str(tmp_path / "waybill.toml"))
    monkeypatch.setenv("WAYBILL_TEMPLATE", "environment")
    assert config.value("template") == Value("environment", "environment")
    assert config.value("template", "") == Value("environment", "environment")
    assert config.value("template", "flag") == Value("flag", "flag")
    assert config.value("policy") == Value("", "default")
    assert (config.number("dpi"), config.number("dpi", 0), config.path("policy")) == (300, 0, None)
    assert config.number("dpi", 999_999_999) == 999_999_999


def test_a_path_in_a_settings_file_begins_in_its_folder(tmp_path: Path) -> None:
    """The user's own file is read wherever he prints: a journal named there was another one in each folder."""
    user = tmp_path / "settings" / "config.toml"
    user.parent.mkdir()
    user.write_text(
        'journal = "j.db"\nsender = "~/sender.toml"\nkeys = "/keys"\npolicy = ""\ntemplate = "mine.toml"\n'
        'seal_to = "极兔速递=k/jitu.pem, *=/others.pem"\noperator = "a/b"\n',
        "utf-8",
    )
    config = Config(tmp_path / "none", user)
    told = {
        name: config.text(name) for name in ("journal", "sender", "keys", "policy", "template", "operator")
    }
    assert told == {
        "journal": str(user.parent / "j.db"),
        "sender": str(Path("~/sender.toml").expanduser()),
        "keys": "/keys",
        "policy": "",
        "template": str(user.parent / "mine.toml"),
        "operator": "a/b",
    }
    assert config.text("seal_to") == f"极兔速递={user.parent}/k/jitu.pem, *=/others.pem"
    for kept in ('journal = "postgresql+psycopg://a@b/c"', 'template = "gbt-100x150"', 'seal_to = "wrong"'):
        user.write_text(kept, "utf-8")
        name, _, text = kept.replace('"', "").partition(" = ")
        assert Config(tmp_path / "none", user).text(name) == text


@pytest.mark.parametrize("text", ["x", "-1", "1.5", "", " 1", "1234567890"])
def test_what_is_no_whole_number_is_told_with_its_origin(text: str, tmp_path: Path) -> None:
    (tmp_path / "waybill.toml").write_text(f'dpi = "{text}"\n', "utf-8")
    with pytest.raises(InputError, match="CONFIG-NUMBER") as caught:
        Config(tmp_path / "waybill.toml", tmp_path / "none.toml").number("dpi")
    assert caught.value.facts == {"name": "dpi", "origin": str(tmp_path / "waybill.toml")}


@pytest.mark.parametrize("name", ["journal", "keys", "templates", "profiles"])
def test_what_must_be_somewhere_is_in_its_usual_place_where_a_file_names_none(
    name: str, tmp_path: Path
) -> None:
    (tmp_path / "waybill.toml").write_text(f'{name} = ""\n', "utf-8")
    told, usual = (Config(tmp_path / file, tmp_path / "none") for file in ("waybill.toml", "none"))
    assert told.folder(name) == usual.folder(name) == Path(usual.text(name))
    assert usual.text(name)


@pytest.mark.parametrize("value", ["true", "2.5", "2026-12-01", '["*=a.pem"]', '{ "*" = "a.pem" }'])
@pytest.mark.parametrize("name", ["journal", "jobs", "seal_to"])
def test_a_value_is_a_text_or_a_whole_number(name: str, value: str, tmp_path: Path) -> None:
    """A list would be read as the text that Python makes of it: as keys of carriers that nobody knows, as a file True."""
    (tmp_path / "waybill.toml").write_text(f"{name} = {value}\n", "utf-8")
    with pytest.raises(InputError, match="CONFIG-VALUE") as caught:
        Config(tmp_path / "waybill.toml", tmp_path / "none.toml").text("dpi")
    assert caught.value.facts == {"name": name}


@pytest.mark.parametrize(("name", "nearest"), [("tempate", "template"), ("zzz", "-")])
def test_an_unknown_setting_is_told_with_the_nearest(name: str, nearest: str, tmp_path: Path) -> None:
    path = tmp_path / "waybill.toml"
    path.write_text(f"dpi = 300\n{name} = 1\n", "utf-8")
    with pytest.raises(InputError, match="CONFIG-UNKNOWN") as caught:
        Config(path, tmp_path / "none.toml").text("dpi")
    told = caught.value
    assert (told.facts, told.where and told.where.file) == ({"name": name, "nearest": nearest}, str(path))


def test_settings_that_are_not_there_or_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").touch()
    for nothing in (tmp_path / "none", tmp_path / "folder", tmp_path / "file" / "waybill.toml"):
        assert Config(nothing, nothing).number("dpi") == 203

    def denied(*_: object) -> str:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("waybill.pipeline.config.small_text", denied)
    with pytest.raises(InputError, match=r"CONFIG-READ: .*file: .*\(Permission denied\)"):
        Config(tmp_path / "file", tmp_path / "file").number("dpi")


def test_the_settings_of_the_folder_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "waybill.toml").write_text("dpi = 600\n", "utf-8")
    assert Config().value("dpi") == Value("600", "waybill.toml")


def job(**options: Any) -> waybill.PrintJob:
    return waybill.PrintJob.from_config(Config(), options.pop("orders", ["o.csv"]), "labels.pdf", **options)


def test_what_a_job_is_without_options() -> None:
    plain = job()
    assert {name: value for name, value in asdict(plain).items() if not isinstance(value, (dict, Path))} == {
        "orders": ("o.csv",), "output": "labels.pdf", "template": "gbt-76x130", "dpi": 203, "journal": plain.journal,
        "sender": None, "jobs": cores(), "sort": "file", "split": "", "bookmarks": "", "several_parcels": False, "again": "",
        "verify": None, "dry_run": False, "timing": False, "operator": "", "reprint_policy": None,
    }  # fmt: skip
    assert (plain.seal_to, plain.policy) == ({}, waybill.Policy.default())
    assert plain.reading == Options(profile_folder=Config().path("profiles"))


def test_what_options_make_of_a_job() -> None:
    given = {
        "template": "mine", "dpi": 300, "jobs": 7, "sort": "sku", "split": "12", "bookmarks": "file", "several_parcels": True,
        "again": "torn", "dry_run": True, "timing": True, "operator": "zhou",
    }  # fmt: skip
    how = {
        "profile": "jd", "encoding": "big5", "join": "n.csv", "on": "订单号", "strict": True, "delimiter": ";", "sheet": "甲"
    }  # fmt: skip
    made = job(**given, **how)
    assert {name: getattr(made, name) for name in given} == given
    assert {name: getattr(made.reading, name) for name in how} == how
    assert [job(verify=word).verify for word in ("all", "3")] == [0, 3]


@pytest.mark.parametrize(("options", "code", "facts"), [
    ({"orders": []}, "PIPELINE-NO-ORDERS", {}),
    ({"join": "names.csv"}, "PIPELINE-JOIN", {}),
    ({"again": " "}, "PIPELINE-AGAIN", {}),
    ({"sort": "name"}, "PIPELINE-CHOICE", {"flag": "--sort", "allowed": "file, segment, carrier, sku"}),
    ({"split": "name"}, "PIPELINE-CHOICE", {"flag": "--split", "allowed": "carrier, segment, template, N"}),
    ({"split": "0"}, "PIPELINE-CHOICE", {"flag": "--split", "allowed": "carrier, segment, template, N"}),
    ({"bookmarks": "sku"}, "PIPELINE-CHOICE", {"flag": "--bookmarks", "allowed": "segment, file"}),
    ({"verify": "0"}, "PIPELINE-CHOICE", {"flag": "--verify", "allowed": "all, N"}),
    ({"verify": "some"}, "PIPELINE-CHOICE", {"flag": "--verify", "allowed": "all, N"}),
    ({"seal_to": ["x"]}, "KEYS-SEAL-TO", {}),
    ({"seal_to": ["=key.pem"]}, "KEYS-SEAL-TO", {}),
    ({"seal_to": ["x= "]}, "KEYS-SEAL-TO", {}),
])  # fmt: skip
def test_options_that_say_nothing_to_be_done(
    options: dict[str, Any], code: str, facts: dict[str, str]
) -> None:
    with pytest.raises(UsageError) as caught:
        job(**options)
    assert (caught.value.code, caught.value.facts) == (code, facts)


def test_several_files_do_not_go_to_standard_output_nor_beside_a_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "printer")
    for output in ("-", str(tmp_path / "printer")):
        with pytest.raises(UsageError, match="PIPELINE-SPLIT-STDOUT"):
            waybill.PrintJob.from_config(Config(), ["o.csv"], output, split="carrier")


def test_a_setting_that_names_no_key_is_no_wrong_command_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYBILL_SEAL_TO", "x")
    with pytest.raises(WaybillError, match="KEYS-SEAL-TO") as caught:
        job()
    assert type(caught.value) is InputError


def test_the_later_key_of_a_carrier_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "waybill.deidentify.public_keys.read_sealing_key", lambda file, store: f"{file} {store}".encode()
    )
    monkeypatch.setenv("WAYBILL_KEYS", "store")
    monkeypatch.setenv("WAYBILL_SEAL_TO", "甲=a.pem,,乙 = b.pem")
    assert job(seal_to=["乙=c.pem", "*= d.pem "]).seal_to == {
        "甲": b"a.pem store", "乙": b"c.pem store", "*": b"d.pem store",
    }  # fmt: skip


SENDER = 'name = "徐永"\nphone = " 18883948814 "\naddress = "长江西路7号"\n'


def test_the_sender_file(tmp_path: Path) -> None:
    path = tmp_path / "sender.toml"
    path.write_text(SENDER + 'city = "泉州市"\nphone_is_virtual = true\n', "utf-8-sig")
    sender = read_sender(path)
    assert (sender.name, sender.phone, sender.address, sender.city) == (
        "徐永", "18883948814", "长江西路7号", "泉州市",
    )  # fmt: skip
    assert sender.phone_is_virtual is True
    path.write_text(SENDER, "utf-8")
    assert read_sender(path).phone_is_virtual is False
    path.write_text(
        SENDER.replace('" 18883948814 "', "18883948814") + "virtual_until = 2026-11-30\n", "utf-8"
    )
    sender = read_sender(path)
    assert (sender.phone, sender.virtual_until) == ("18883948814", "2026-11-30")


@pytest.mark.parametrize(("text", "code"), [
    (SENDER + 'remark = "x"\n', "PIPELINE-SENDER"),
    (SENDER.replace("name", "city"), "PIPELINE-SENDER"),
    (SENDER + "徐永\n", "PIPELINE-SENDER"),
    (SENDER.replace('"徐永"', '["徐永"]'), "PIPELINE-SENDER"),
    (SENDER.replace('" 18883948814 "', "1.8883948814e10"), "PIPELINE-SENDER"),
    (SENDER + 'phone_is_virtual = "true"\n', "PIPELINE-SENDER"),
    (SENDER.encode("gbk"), "PIPELINE-SENDER"),
    (None, "PIPELINE-READ"),
])  # fmt: skip
def test_a_sender_file_that_is_none(tmp_path: Path, text: str | bytes | None, code: str) -> None:
    """Its text is not told: it holds a person."""
    path = tmp_path / "sender.toml"
    if text is not None:
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(InputError) as caught:
        read_sender(path)
    assert (caught.value.code, "徐" in str(caught.value)) == (code, False)


@pytest.mark.parametrize(("variables", "expected"), [
    ({}, "en"),
    ({"LANG": "zh_CN.UTF-8"}, "zh"),
    ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "en"),
    ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_TW"}, "zh"),
    ({"LC_ALL": "C", "WAYBILL_LANG": "ZH"}, "zh"),
    ({"WAYBILL_LANG": "", "LC_ALL": "zh_CN"}, "zh"),
])  # fmt: skip
def test_the_language_of_the_environment(
    variables: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from waybill.i18n import lang_from_environment

    for name in ("WAYBILL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert lang_from_environment() == expected


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone is not the environment's here")
@pytest.mark.parametrize(("zone", "hours"), [("CST-8", 8), ("XYZ-25:30", 0), ("Nonsense/Zone", 0)])
def test_a_zone_that_no_calendar_has_stops_no_clock(
    monkeypatch: pytest.MonkeyPatch, zone: str, hours: int
) -> None:
    with monkeypatch.context() as there:
        there.setenv("TZ", zone)
        time.tzset()
        offset = wall_clock()().utcoffset()
    time.tzset()
    assert offset is not None
    assert offset.total_seconds() == hours * 3600


def test_settings_of_notepad(tmp_path: Path) -> None:
    """It begins files with a byte-order mark."""
    from waybill.journal import load_policy

    (tmp_path / "waybill.toml").write_text("dpi = 300\n", "utf-8-sig")
    config = waybill.Config(tmp_path / "waybill.toml", tmp_path / "none.toml")
    assert (config.number("dpi"), config.value("dpi").origin) == (300, str(tmp_path / "waybill.toml"))
    (tmp_path / "reprints.toml").write_text("[reprint]\nmax_count = 2\n", "utf-8-sig")
    assert load_policy(tmp_path / "reprints.toml").max_count == 2


def test_doctor_makes_no_journal_however_its_file_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from waybill.pipeline.doctor import _journal

    for place in (str(tmp_path / "j.db"), f"sqlite:///{tmp_path / 'j.db'}"):
        monkeypatch.setenv("WAYBILL_JOURNAL", place)
        assert _journal(waybill.Config()) == ("journal", True, str(tmp_path))
        assert not (tmp_path / "j.db").exists()
