"""What of an order a page must not show, to the letter: a secret too few is a leak unseen, one too many a false alarm."""

from __future__ import annotations

from dataclasses import replace

import pytest

from waybill.intake.order import Order, Party
from waybill.verify.secret_book import SecretBook
from waybill.verify.secrets import secrets_of

RECIPIENT = Party(
    name="周静娜", phone="13812345678", province="江苏省", city="苏州市", district="昆山市", address="新华路8号3栋2单元1203室"
)  # fmt: skip
ORDER = Order("orders.csv", 2, waybill_no="SF9000000000001", recipient=RECIPIENT)
RUNS = {"1381234", "3812345", "8123456", "1234567", "2345678"}


def order(number: str = "SF9000000000001", **changes: object) -> Order:
    party = {key: value for key, value in changes.items() if hasattr(RECIPIENT, key)}
    rest = {key: value for key, value in changes.items() if key not in party}
    return replace(ORDER, waybill_no=number, recipient=replace(RECIPIENT, **party), **rest)  # type: ignore[arg-type]


def test_an_ordinary_order() -> None:
    found = secrets_of(ORDER)
    assert (found.names, found.digits) == ({"周静娜", "静娜"}, RUNS)
    assert found.rooms == {"2单元", "1203室", "2单元1203室", "元1203"}
    assert (found.latin, found.contacts, found.opaque) == (frozenset(), frozenset(), frozenset())


@pytest.mark.parametrize(
    ("address", "rooms"),
    [
        ("新华路8号国贸大厦1203", {"厦1203"}),
        ("新华路8号3栋1203", {"栋1203"}),
        ("新华路8号A1203", {"A1203", "号A1203"}),
        ("新华路118号", set()),
        ("三台村12号", set()),
    ],
)
def test_rooms(address: str, rooms: set[str]) -> None:
    assert secrets_of(order(address=address)).rooms == rooms


@pytest.mark.parametrize(
    ("city", "words"),
    [("Hangzhou", {"xiaotang"}), ("Beijing", {"xiaotang", "zhou"}), ("", {"xiaotang", "zhou"})],
)
def test_a_surname_in_latin_letters_within_a_places_name(city: str, words: set[str]) -> None:
    assert secrets_of(order(name="Zhou Xiaotang", city=city)).latin == words


def test_each_word_of_a_name_in_cyrillic_letters() -> None:
    assert secrets_of(order(name="Владимир Иванов")).latin == {"владимир", "иванов"}


def test_what_the_waybill_number_holds_is_no_secret() -> None:
    assert secrets_of(order("SF0001381234567")).digits == {"2345678"}


def test_contacts_and_phones_of_a_remark() -> None:
    found = secrets_of(order(remark="打13987654321 微信abc_123 a@b.cn"))
    assert found.contacts == {"abc_123", "a@b.cn"}
    assert found.digits - RUNS == {"1398765", "3987654", "9876543", "8765432", "7654321"}


@pytest.mark.parametrize(
    ("cell", "address", "contents", "names"),
    [
        ("赵和平", "和平小区3栋502室", "", {"赵和平"}),
        ("李小米", "人民路5号", "小米手机壳", {"李小米"}),
        ("李小米", "人民路5号", "给李小米的毛巾", {"李小米", "小米"}),
        ("陈金华", "浙江省金华市义乌市稠江街道香溪路88号", "", {"陈金华"}),
        ("金华", "浙江省金华市义乌市稠江街道香溪路88号", "", set()),
        ("收件人：柏青松", "人民路5号", "", {"收件人:柏青松", "柏青松"}),
        ("柏青松（公司前台）", "人民路5号", "", {"柏青松(公司前台)", "柏青松", "公司前台"}),
        ("柏青松 前台", "人民路5号", "", {"柏青松前台", "柏青松"}),
        ("何○○", "人民路5号", "", set()),
    ],
)
def test_what_goods_and_places_are_called_is_no_name(cell, address, contents, names) -> None:
    one = order(name=cell, address=address, province="", city="", district="", contents=contents)
    assert secrets_of(one).names == names


def test_masked_cells_and_virtual_numbers_hold_none() -> None:
    assert secrets_of(order(name="周**")).names == set()
    assert secrets_of(order(phone_is_virtual=True)).digits == set()
    assert secrets_of(order(phone="700123456789012")).digits == set()
    assert secrets_of(order(phone="+86 700-1234-5678-9012")).digits == set()


def test_a_book_knows_all_orders_at_once() -> None:
    book = SecretBook()
    book.add(ORDER)
    book.add(order("SF9000381234567", name="李雷", phone="15987654321"))
    union = book.everything()
    assert union.names == {"周静娜", "静娜", "李雷"}
    assert union.digits == {"1381234", "2345678", "1598765", "5987654", "9876543", "8765432", "7654321"}


def test_what_all_orders_hold_is_put_together_once_and_anew_for_a_further_one() -> None:
    book = SecretBook()
    book.add(ORDER)
    first = book.everything()
    assert book.everything() is first
    book.add(order("SF9000381234567", name="李雷"))
    assert book.everything().names == first.names | {"李雷"}


EXCEPTION = {"show_exception": "phone", "exception_reason": "r", "consent_reference": "c"}


@pytest.mark.parametrize("first", [0, 1])
def test_orders_of_one_number_are_excepted_where_any_is(first: int) -> None:
    two = [ORDER, order(name="李雷", **EXCEPTION)]
    book = SecretBook()
    book.add(two[first])
    book.add(two[1 - first])
    plainly = book.of("SF9000000000001", marked=False)
    assert plainly is not None and plainly.names == {"周静娜", "静娜", "李雷"}
    marked = book.of("SF9000000000001", marked=True)
    assert marked is not None and (marked.names, marked.digits) == ({"李雷"}, set())
    assert book.of("SF9000000000002", marked=False) is None


@pytest.mark.parametrize(("own", "digits"), [("", set()), (" ", set()), ("否", RUNS), ("name", RUNS)])
def test_a_policys_exception_is_that_of_an_order_without_one(own: str, digits: set[str]) -> None:
    book = SecretBook(exception="phone")
    book.add(replace(ORDER, show_exception=own))
    plainly, marked = (book.of("SF9000000000001", marked=mark) for mark in (False, True))
    assert plainly is not None and plainly.digits == RUNS
    assert marked is not None and marked.digits == digits


def test_the_other_numbers_of_a_person_are_secrets_whatever_is_shown() -> None:
    real = order(phone="18466667777-7804", phone_is_virtual=True, other_phones="13812345678/0571-8765")
    assert secrets_of(real).digits == RUNS | {"0571876", "5718765"}
    assert secrets_of(real, frozenset({"phone"})).digits == RUNS | {"0571876", "5718765"}
    told_twice = order(other_phones="13812345678")
    assert secrets_of(told_twice).digits == RUNS
    assert secrets_of(told_twice, frozenset({"phone"})).digits == set()
    assert (
        secrets_of(
            order(phone="18466667777-7804", phone_is_virtual=True, other_phones="18466667777-7804")
        ).digits
        == set()
    )
