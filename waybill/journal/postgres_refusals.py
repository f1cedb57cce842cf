"""Why a PostgreSQL server can't be had, from what the driver says.

A connection that fails has no SQLSTATE; its message may name users, addresses and files and is not shown.  The server writes
its part in the language of its own settings.
"""

from __future__ import annotations

import re

import psycopg

from waybill.i18n import tr

_NO_DATABASE = re.compile(r'database ".*" does not exist|数据库 ?".*" ?不存在')
_FULL = re.compile(r"too many (clients|connections)|remaining connection slots|太多|已保留的连接位置")
_NOT_READY = re.compile(
    r"database system is (starting up|shutting down|in recovery)|not (yet )?accepting connections"
    r"|数据库系统(启动中|停止中|在恢复模式中)"
)
_NO_POSTGRES = re.compile(r"invalid response|expected authentication request")
_ENCRYPTION = re.compile(r"\bSSL|certificate|客户端认证")
_REFUSED = re.compile(
    r'password|authentication|role ".*" (does not exist|is not permitted)|permission denied for database'
    r'|认证失败|角色 ?".*" ?(不存在|进行登录)|访问数据库".*"的权限不够',
    re.IGNORECASE,
)
_UNREACHABLE = re.compile(
    r"refused|resolve|translate host|No such file|time|unreachable|No route|Is the server|closed the connection"
)
_ADDRESS = re.compile(r"service file|definition of service|invalid .*(value|port)|invalid integer value")


def why_not_open(error: Exception) -> str:
    """The kind of cause, where the message tells it; nothing of the message itself."""
    text = str(error)
    if isinstance(error, psycopg.ProgrammingError) or _ADDRESS.search(text):
        return tr("the address is not understood", "地址无法识别")
    if _NO_DATABASE.search(text):
        return tr("the server has no such database", "服务器上没有该数据库")
    if _FULL.search(text):
        return tr("the server has as many connections as it takes", "服务器的连接数已满")
    if _NOT_READY.search(text):
        return tr("the server is starting or stopping", "服务器正在启动或停止")
    if _NO_POSTGRES.search(text):
        return tr("what answers there is no PostgreSQL server", "应答的不是 PostgreSQL 服务器")
    if "pg_hba.conf" in text:
        return tr(
            "the server's pg_hba.conf does not let this user in from here, or not without encryption (sslmode)",
            "服务器的 pg_hba.conf 不允许该用户从此处连接，或不允许不加密连接 (sslmode)",
        )
    if _ENCRYPTION.search(text):
        return tr(
            "the encrypted connection can't be had: look at the certificates and at sslmode",
            "无法建立加密连接：请查证书与 sslmode",
        )
    if _REFUSED.search(text):
        return tr("the server refused the user or the password", "服务器拒绝了用户或口令")
    if _UNREACHABLE.search(text):
        return tr("the server can't be reached", "无法连接服务器")
    return ""
