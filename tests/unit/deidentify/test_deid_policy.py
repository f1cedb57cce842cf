"""The policy file: what it may say, and what is refused with the clause."""

from __future__ import annotations

import pytest

from waybill.deidentify.policy import Policy
from waybill.errors import InputError, PrivacyError


def write(tmp_path, text):
    path = tmp_path / "policy.toml"
    path.write_text(text, "utf-8")
    return path


def test_every_key_of_a_file_is_read(tmp_path):
    policy = Policy.load(
        write(
            tmp_path,
            'style = "smile"\nname_visible_max = 0\nphone_visible_max = 4\naddress_code_level = 3\nvirtual_numbers = "mask"\n'
            'exceptions = "forbid"\non_missing = "geta"\n[seal_to]\n"极兔速递" = "jitu.pub"\n',
        )
    )
    assert policy == Policy(
        "smile", 0, 4, 3, "mask", "forbid", "geta", "", "", "", (("极兔速递", str(tmp_path / "jitu.pub")),)
    )  # fmt: skip


def test_a_key_file_is_beside_the_policy_or_where_its_own_path_says(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "zhou"))
    policy = Policy.load(write(tmp_path, '[seal_to]\na = "a.pem"\nb = "~/b.pem"\nc = "/c.pem"\n'))
    assert [file for _, file in policy.seal_to] == [
        str(tmp_path / "a.pem"),
        str(tmp_path / "zhou" / "b.pem"),
        "/c.pem",
    ]


def test_an_empty_file_is_the_default_policy_and_equal_content_has_an_equal_digest(tmp_path):
    empty = Policy.load(write(tmp_path, "# nothing\n"))
    assert empty == Policy.default()
    assert empty.digest == Policy.load(write(tmp_path, '\ufeffstyle = "standard"\n')).digest
    assert len(empty.digest) == 64
    assert empty.digest != Policy(style="smile").digest


@pytest.mark.parametrize(
    ("text", "key", "line"),
    [
        ("name_visible_max = 2\n", "name_visible_max", 1),
        ('style = "smile"\nphone_visible_max = 7\n', "phone_visible_max", 2),
        ("\n\naddress_code_level = 8\n", "address_code_level", 3),
    ],
)
def test_a_policy_that_hides_less_than_the_standard_is_refused_with_the_clause(tmp_path, text, key, line):
    with pytest.raises(PrivacyError) as caught:
        Policy.load(write(tmp_path, text))
    error = caught.value
    assert (error.code, error.facts["key"], error.where.line) == ("POLICY-TOO-WEAK", key, line)
    assert "GB/T 41833-2022" in error.clause
    assert "GB/T 41833-2022" in error.text("zh")
    assert "至少隐去" in error.text("zh") or "隐去单元室号" in error.text("zh")
    assert "hidden" in error.text("en") and "hidden" not in error.text("zh")


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ('stlye = "smile"\n', "POLICY-KEY", 1),
        ('style = "smile"\n[reprint]\nmax_count = 3\n', "POLICY-KEY", 2),
        ('style = "smile"\n\nphone_visible = 3\n', "POLICY-KEY", 3),
        ('style = "loud"\n', "POLICY-VALUE", 1),
        ("name_visible_max = true\n", "POLICY-VALUE", 1),
        ("phone_visible_max = -1\n", "POLICY-VALUE", 1),
        ('phone_visible_max = "5"\n', "POLICY-VALUE", 1),
        ("style = smile\n", "POLICY-FILE", 1),
        ('seal_to = "x"\n', "POLICY-VALUE", None),
        ('show_exception = "phone"\n', "POLICY-EXCEPTION", None),
        (
            'exceptions = "forbid"\nshow_exception = "phone"\nexception_reason = "r"\nconsent_reference = "c"\n',
            "POLICY-EXCEPTION",
            2,
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_its_line(tmp_path, text, code, line):
    with pytest.raises(InputError) as caught:
        Policy.load(write(tmp_path, text))
    assert (caught.value.code, caught.value.where.line) == (code, line)


def test_an_unknown_key_names_the_nearest(tmp_path):
    with pytest.raises(InputError) as caught:
        Policy.load(write(tmp_path, "phone_visibel_max = 3\n"))
    assert caught.value.facts["nearest"] == "phone_visible_max"


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_cannot_be_read_is_an_input_error(tmp_path, content):
    path = tmp_path / "policy.toml"
    if content:
        path.write_bytes(content)
    with pytest.raises(InputError, match="POLICY-FILE"):
        Policy.load(path)
