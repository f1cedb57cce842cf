"""The Chinese of what errors name in English words: the system's reasons, and a few of the program's own.

A fact of an error is written once, in English, where the error is raised.  Most facts are the same in both languages
(names, counts, code points); those that are words are told in Chinese here.
"""

from __future__ import annotations

import errno
import os

WORDY = frozenset({"reason", "why", "what", "wanted", "origin", "clause"})
"""The facts that may be words; the others name keys, columns and files, and stay as they are."""

_SYSTEM = {
    errno.EACCES: "没有权限",
    errno.EBADF: "已关闭",
    errno.EBUSY: "设备或文件正被占用",
    errno.EDQUOT: "超出磁盘配额",
    errno.EEXIST: "已有同名文件",
    errno.EFBIG: "文件过大",
    errno.EINVAL: "参数无效",
    errno.EIO: "磁盘或设备读写出错",
    errno.EISDIR: "这是目录，不是文件",
    errno.ELOOP: "符号链接层数过多",
    errno.EMFILE: "打开的文件过多",
    errno.ENAMETOOLONG: "文件名过长",
    errno.ENODATA: "没有读到数据",
    errno.ENODEV: "没有此设备",
    errno.ENOENT: "没有此文件或目录",
    errno.ENOSPC: "磁盘空间不足",
    errno.ENOTDIR: "路径中有一段不是目录",
    errno.ENXIO: "没有此设备",
    errno.EPERM: "系统不允许",
    errno.EROFS: "只读文件系统",
    errno.ETXTBSY: "文件正被占用",
}

_WORDS = {os.strerror(number): words for number, words in _SYSTEM.items()} | {
    "No such directory": "没有此目录",
    "closed": "已关闭",
    "another process keeps it open": "另一进程正在使用",
    "not a regular file": "不是普通文件",
    "changed while it was read": "读取期间文件有改动",
    "environment": "环境变量",
    "it has a password": "有打开密码",
    "it is a binary workbook (XLSB)": "是二进制工作簿（XLSB）",
    "file": "无法读取文件",
    "not UTF-8": "不是 UTF-8",
    "not a PNG's name without a path": "不是不带路径的 PNG 文件名",
    "no such file": "没有此文件",
    "not a readable PNG": "不是可读取的 PNG",
    "bytes of a cell": "单个单元格的字节数",
    "bytes of a line": "单行字节数",
    "bytes of a workbook from a pipe": "经管道读入的工作簿字节数",
    "cells of a sheet": "单张工作表的单元格数",
    "columns of a sheet": "单张工作表的列数",
    "rows of a sheet": "单张工作表的行数",
    "bytes of a web page": "网页的字节数",
    "bytes of a tag": "单个标签的字节数",
    "characters of a cell": "单元格的字符数",
    "tables within one another": "表格的嵌套层数",
    "columns of a table": "列数",
    "parts of a workbook": "工作簿的部件数",
    "rows of a join file": "--join 文件的行数",
    "unpacked bytes": "解压后的字节数",
    "unpacked bytes per packed byte": "解压倍数",
    "number": "数字",
    "whole number": "整数",
    "list of numbers": "数字列表",
    "list of 2 numbers": "两个数字的列表",
    "list of 4 numbers": "四个数字的列表",
    "text": "文本",
    "true / false": "true 或 false",
    "table": "表",
    "list of tables": "表的列表",
    "GB/T 41833-2022, privacy chapter: at least one character of the name is hidden": "GB/T 41833-2022 隐私保护要求：姓名至少隐去一个字",
    "GB/T 41833-2022, privacy chapter: at least six digits of the phone number are hidden": "GB/T 41833-2022 隐私保护要求：电话至少隐去六位",
    "GB/T 41833-2022, privacy chapter: the unit and room of the address are hidden": "GB/T 41833-2022 隐私保护要求：地址隐去单元室号",
}

ZONES = {
    "number_zone": "码号区",
    "destination_zone": "目的地信息区",
    "recipient_zone": "收件人信息区",
    "sender_zone": "寄件人信息区",
    "contents_zone": "内件信息区",
    "receipt_zone": "签收区",
}
"""The six zones that GB/T 41833-2022 names."""
_PLACES = ZONES | {"header": "页眉"}
"""A row that is refused is read by whoever corrects it; a finding about a template, by who wrote the zone's own name."""

_LEAKS = {
    "name": "姓名",
    "phone": "电话",
    "room": "单元室号",
    "identity number": "证件号",
    "contact": "联系方式",
    "ciphertext": "平台密文",
}
"""The kinds of what a page must not show."""


def in_chinese(code: str, facts: dict[str, str]) -> dict[str, str]:
    """The facts of an error, those that are known words in Chinese."""
    told = {name: _WORDS.get(fact, fact) if name in WORDY else fact for name, fact in facts.items()}
    if code.startswith("LAYOUT-") and "zone" in told:
        told["zone"] = _PLACES.get(told["zone"], told["zone"])
    if code == "VERIFY-LEAK" and "kind" in told:
        told["kind"] = _LEAKS.get(told["kind"], told["kind"])
    return told
