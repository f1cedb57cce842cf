"""Break each masking rule in turn: the verifier must find it.  And leave the same orders in peace when nothing is broken."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from damage_campaign import FULL_FORMS
from pikepdf import Pdf

from waybill.address.parse import for_label
from waybill.deidentify.phones import mask_phone
from waybill.deidentify.result import Masked
from waybill.pipeline import PrintJob, print_labels
from waybill.verify import secrets_of_files, verify_pdf

CIPHERTEXT = "~AgAAAAGQ7w8Kb3d4c1V3~V2Fhc2RmZ2hq~1~"
HEAD = "运单号,快递公司,收件人,收件人手机,虚拟号,省,市,区,详细地址,寄件人,寄件人手机,寄件地址,商品,备注\n"
ROWS = (
    "SF3822208120193,顺丰速运,欧阳清秋,15089606268,,福建省,泉州市,晋江市,长江西路737号山门府际苑东区43栋3单元1202室,"
    "徐永康,18883948814,贵州省贵阳市观山湖区胜利街1938号恒桃公寓26幢3单元2206室,保温杯,放前台\n"
    "JT9698459974817,极兔速递,Mary Poppins,0755-86541234,,广东省,深圳市,福田区,中山街1677号创大苑东区20幢1单元2407室,"
    "蒋野立,18574869632,新疆维吾尔自治区乌鲁木齐市沙依巴克区振兴路915号28幢2单元1904室,坚果礼盒,打13912340000找李想\n"
    "99123456789012,邮政,阿依古丽·买买提,13409746361,是,浙江省,杭州市,滨江区,建设东路1274号9幢4单元2606室,"
    "张薇辉,15857748232,陕西省西安市碑林区振兴南路987号24幢1单元1203室,四件套,生鲜急件\n"
)
SEALED_ROW = f"YT0000000000001,圆通速递,{CIPHERTEXT},15089606268,,福建省,泉州市,晋江市,长江西路737号,徐永康,18883948814,贵州省贵阳市胜利街1938号,杯,\n"


def verify(folder: Path, text: str, head: str = HEAD, template: str = "gbt-76x130") -> tuple[int, set[str]]:
    """Print in this process, then verify; the number of pages, and codes with kinds."""
    orders = folder / "orders.csv"
    orders.write_text(head + text, "utf-8")
    job = PrintJob(
        orders=(str(orders),),
        output=str(folder / "labels.pdf"),
        journal=str(folder / "journal.db"),
        keys=folder / "keys",
        template=template,
        jobs=1,
    )
    report = print_labels(job, clock=lambda: datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    found = (
        verify_pdf(folder / "labels.pdf", secrets=secrets_of_files([str(orders)])) if report.pages else None
    )
    return report.pages, {
        ":".join([f.code, *(dict(f.facts).values() if f.code == "VERIFY-LEAK" else ())])
        for f in found.findings
    } if found else set()


def test_unbroken_rules_leave_nothing_to_find(tmp_path: Path) -> None:
    assert verify(tmp_path, ROWS + SEALED_ROW) == (3, set())


_SYMBOL = re.compile(rb"(q \d+ 0 0 \d+\.9992 [^\n]+ cm\n)((?:\d+ 0 [^\n]+ f\n)+)Q\n")


@pytest.mark.parametrize("symbol", [0, 1])
def test_one_damaged_bar_code_of_two_is_found(tmp_path: Path, symbol: int) -> None:
    """Its fellow says the number all the same.  A page whose one bar code is all that is drawn is in peace."""
    verify(tmp_path, ROWS)
    for damage, found in (
        (lambda bars: [*bars[:4], *bars[5:]], [(2, "VERIFY-BARS")]),
        (lambda bars: [*bars[:-1], b"0 0 200.9992 1 re f\n"], [(2, "VERIFY-BARS")]),
        (lambda bars: [], []),
    ):
        with Pdf.open(tmp_path / "labels.pdf") as pdf:
            page = pdf.pages[1]
            content = page.Contents.read_bytes()
            one = list(_SYMBOL.finditer(content))[symbol]
            bars = damage(one[2].splitlines(keepends=True))
            drawn = b"".join([one[1], *bars, b"Q\n"])
            page.Contents = pdf.make_stream(content[: one.start()] + drawn + content[one.end() :])
            pdf.save(tmp_path / "damaged.pdf")
        report = verify_pdf(tmp_path / "damaged.pdf")
        assert [(finding.page, finding.code) for finding in report.findings] == found
        assert report.exit_code == (8 if found else 0)


def break_rule(monkeypatch: pytest.MonkeyPatch, name: str, rule: object, *rooms: str) -> None:
    """Put a broken rule in the place of the real one wherever it is known by its name."""
    rooms = rooms or ("waybill.deidentify",)
    holders = [
        module for key, module in sys.modules.items() if key.startswith(rooms) and hasattr(module, name)
    ]
    assert holders
    for module in holders:
        monkeypatch.setattr(module, name, rule)


def plainly(raw: str, *_: Any, **__: Any) -> Masked:
    return Masked(raw, "masked", "broken", 0)


def given_name(raw: str, *_: Any, **__: Any) -> Masked:
    return Masked("**" + raw[-2:], "masked", "broken", 0)


def surname_and_one_more(raw: str, *_: Any, **__: Any) -> Masked:
    return Masked(raw[:-1] + "*", "masked", "broken", 0)


def seven_digits(raw: str, *_: Any, **__: Any) -> Masked:
    return Masked(raw[:7] + "****", "masked", "broken", 0)


def ends_shown(raw: str, *_: Any, **__: Any) -> Masked:
    return Masked(raw[:3] + "****" + raw[7:], "masked", "broken", 0)


def all_virtual(real: Callable[..., Masked]) -> Callable[..., Masked]:
    return lambda raw, policy, *, virtual=False, until="": real(raw, policy, virtual=True, until=until)


def whole(real: Callable[..., Any]) -> Callable[..., Any]:
    def broken(province: str, city: str, district: str, town: str, address: str) -> Any:
        return real(province, city, district, town, address)._replace(masked=address, secrets=())

    return broken


def unit_kept(real: Callable[..., Any]) -> Callable[..., Any]:
    def broken(province: str, city: str, district: str, town: str, address: str) -> Any:
        found = real(province, city, district, town, address)
        return found._replace(masked=address.replace("室", ""), secrets=())

    return broken


BROKEN: dict[str, tuple[dict[str, Any], str]] = {
    "name shown": ({"mask_name": plainly}, "VERIFY-LEAK:name"),
    "given name shown": ({"mask_name": given_name}, "VERIFY-LEAK:name"),
    "only the last character hidden": ({"mask_name": surname_and_one_more}, "VERIFY-LEAK:name"),
    "phone shown": ({"mask_phone": plainly}, "VERIFY-LEAK:phone"),
    "four digits hidden": ({"mask_phone": seven_digits}, "VERIFY-LEAK:phone"),
    "both ends shown": ({"mask_phone": ends_shown}, "VERIFY-LEAK:phone"),
    "every phone taken for virtual": ({"mask_phone": all_virtual(mask_phone)}, "VERIFY-LEAK:phone"),
    "free text shown": (
        {"mask_text": plainly, "hide_contacts": plainly, "untouched": lambda *_, **__: True}, "VERIFY-LEAK:phone",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_rule_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    rules, finding = BROKEN[what]
    for name, rule in rules.items():
        break_rule(monkeypatch, name, rule)
    pages, found = verify(tmp_path, ROWS)
    assert pages == 3 and finding in found


@pytest.mark.parametrize("rule", [whole, unit_kept])
def test_a_broken_address_rule_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rule: Callable[..., Any]
) -> None:
    """The rule that hides rooms is broken for the verifier too: it has patterns of its own."""
    break_rule(
        monkeypatch, "for_label", rule(for_label), "waybill.address", "waybill.deidentify", "waybill.verify"
    )
    for name in ("hide_contacts", "mask_text"):
        # The door looks for rooms once more where the address's own rules found none: that rule is broken as well.
        break_rule(monkeypatch, name, plainly)
    pages, found = verify(tmp_path, ROWS)
    assert pages == 3 and "VERIFY-LEAK:room" in found


def test_ciphertext_let_through_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("is_ciphertext", "holds_ciphertext", "may_hold_ciphertext"):
        break_rule(monkeypatch, name, lambda text: False, "waybill.intake", "waybill.deidentify")
    for name in ("mask_name", "hide_contacts"):
        break_rule(monkeypatch, name, plainly)
    pages, found = verify(tmp_path, SEALED_ROW)
    assert pages == 1 and "VERIFY-LEAK:ciphertext" in found


def test_own_name_in_the_contents_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, rule in (("mask_text", plainly), ("untouched", lambda *_, **__: True)):
        break_rule(monkeypatch, name, rule)
    pages, found = verify(tmp_path, ROWS.replace("保温杯", "欧阳清秋的杯"))
    assert pages == 3 and "VERIFY-LEAK:name" in found


@pytest.mark.parametrize("decorated", ["欧阳清秋（代收）", "欧阳清秋(收)", "欧阳清秋女士", "欧阳清秋"])
def test_a_remark_calls_people_by_their_bare_name(tmp_path: Path, decorated: str) -> None:
    row = ROWS.splitlines(keepends=True)[0].replace("欧阳清秋", decorated)
    for remark in ("发票抬头欧阳清秋", f"发票抬头{decorated}", f"{decorated}本人签收", "送到三零二室"):
        assert verify(tmp_path, row.replace("放前台", remark).replace("SF38", f"SF{len(remark):02d}")) == (
            1,
            set(),
        )
        for path in tmp_path.glob("journal.db*"):
            path.unlink()


@pytest.mark.parametrize("template", FULL_FORMS)
def test_a_marked_exception_needs_no_orders_to_be_lawful(tmp_path: Path, template: str) -> None:
    """Name, phone and address of the recipient in clear, and nothing to find, whether the orders are at hand or not."""
    row = ROWS.splitlines()[0] + ",全部,收件人要求,收件人书面同意C-1\n"
    head = HEAD.strip() + ",明文例外,例外理由,同意凭证\n"
    assert verify(tmp_path, row, head, template) == (1, set())
    assert verify_pdf(tmp_path / "labels.pdf").findings == []


@pytest.mark.parametrize(
    ("sender", "codes"), [("26幢3单元2206室", set()), ("26幢4单元2206室", {"VERIFY-LEAK:room"})]
)
def test_an_address_in_clear_may_name_the_senders_unit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sender: str, codes: set[str]
) -> None:
    """Shown by exception, the recipient's unit 3 is no leak of the sender's; anything else of the sender is one."""
    row = ROWS.splitlines()[0].replace("26幢3单元2206室", sender) + ",地址,急救药品,C-1\n"
    if codes:
        for name in ("mask_text", "hide_contacts"):
            break_rule(monkeypatch, name, plainly)
        row = row.replace("放前台", "4单元")
    head = HEAD.strip() + ",明文例外,例外理由,同意凭证\n"
    assert verify(tmp_path, row, head) == (1, codes)
