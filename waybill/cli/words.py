"""The Chinese of identifiers in what is shown to people: headings, states, events.  JSON and CSV keep the identifiers."""

from __future__ import annotations

from waybill.i18n import tr

_HEADINGS = {
    "group": "组", "id": "序号", "batch": "批次", "page": "页", "source_line": "源文件行", "waybill_no": "运单号", "state": "状态",
    "reprints": "补打", "at": "时间", "started": "开始", "labels": "运单", "actor": "操作人", "template": "模板",
    "files": "订单文件", "outputs": "输出文件", "seq": "序号", "kind": "事件", "label": "运单序号", "facts": "详情",
    "table": "表", "row": "行", "what": "情况", "day": "日期", "batches": "批次", "exceptions": "例外显示", "voids": "作废",
    "unseals": "解密读取", "erased": "删除", "purged": "清除", "exports": "导出", "refusals": "拒绝", "given_up": "放弃",
    "name": "姓名", "phone": "电话", "address": "地址", "address_code": "寄递地址编码", "expires": "有效期至",
}  # fmt: skip
_STATES = {
    "intended": "已登记", "rendered": "已成页", "released": "已放出", "reprinted": "已补打", "voided": "已作废",
    "erased": "已删除", "abandoned": "已放弃",
}  # fmt: skip
_EVENTS = {
    "begin": "开始", "intend": "登记", "rendered": "成页", "released": "放出", "abandon": "放弃", "exception": "例外显示",
    "reprint": "补打", "approve": "批准", "void": "作废", "preview": "查看", "unseal": "解密读取", "erase": "删除",
    "purge": "清除", "export": "导出", "refusal": "拒绝", "migrated": "升级",
}  # fmt: skip
_FOUND = {
    "changed": "被改动", "missing": "缺失", "extra": "非 Waybill 写入", "unlinked": "断链", "damaged": "自检不通过", "head": "无此链头",
}  # fmt: skip
_OF_COLUMN = {"state": _STATES, "kind": _EVENTS, "what": _FOUND}
_EXAMINED = {
    "font": "字体", "template": "模板", "symbols": "条码", "journal": "台账", "settings": "设置", "settings file": "设置文件", "secrets": "保密",
    "keys": "密钥库", "working folder": "当前目录", "configuration": "设置目录",
}  # fmt: skip


def heading(column: str) -> str:
    """The name of a table's column, or of a field."""
    return tr(column, _HEADINGS.get(column, column))


def value(column: str, text: str) -> str:
    """What stands in a column, where it is one of a few words."""
    return tr(text, _OF_COLUMN.get(column, {}).get(text, text))


def examined(name: str) -> str:
    """What ``doctor`` looked at; packages have names of their own."""
    return tr(name, _EXAMINED.get(name, name))
