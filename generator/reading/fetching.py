"""Fetching one page from an address, with the limits that strangers' addresses need.

Only http and https; at most 20 MB; at most five redirects, each checked anew; addresses of private
networks are refused unless asked for. The connection goes to the address that was checked, so that a
name cannot resolve to another one in between.
"""

from __future__ import annotations

import ipaddress
import socket
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from msgspec import Struct

from generator.errors import UnreadableFile

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

MAX_BYTES = 20 * 1024 * 1024
_TIMEOUT_SECONDS = 20.0
_REDIRECTS = 5
_OK = 200
_CHUNK = 65536
_REDIRECT = frozenset({301, 302, 303, 307, 308})
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}


class Fetched(Struct, frozen=True):
    """A page as it came.

    Attributes:
        url: The address it was asked for.
        final_url: The address after redirects.
        data: The bytes.
        suffix: The kind of file by its content type: ``.html``, ``.pdf``, …
    """

    url: str
    final_url: str
    data: bytes
    suffix: str


def is_url(text: str) -> bool:
    """Whether an argument is meant as an address."""
    return "://" in text


def fetch(url: str, *, private: bool = False) -> Fetched:
    """Fetch a page.

    Args:
        url: The address.
        private: Allow addresses of private networks and of this machine.

    Raises:
        UnreadableFile: Another scheme, a refused or unknown host, an error status, too large a page,
            a kind of file that is not supported, or no answer in time.
    """
    at = url
    for _ in range(_REDIRECTS + 1):
        response = _get(at, private=private)
        if response.status not in _REDIRECT:
            return _fetched(url, at, response)
        target = response.headers.get("location")
        response.release_conn()
        if not target:
            break
        at = urljoin(at, target)
    raise UnreadableFile(url, "重定向次数过多", "请在浏览器中打开后另存为网页再导入")


def _get(url: str, *, private: bool) -> BaseHTTPResponse:
    import urllib3

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableFile(url, "只支持 http 和 https 网址", "请检查网址")
    address = _address(url, parts.hostname, _port(url), private=private)
    secure = parts.scheme == "https"
    timeout = urllib3.Timeout(total=_TIMEOUT_SECONDS)
    pool: urllib3.HTTPConnectionPool = (
        urllib3.HTTPSConnectionPool(
            address,
            _port(url),
            timeout=timeout,
            server_hostname=parts.hostname,
            assert_hostname=parts.hostname,
            cert_reqs="CERT_REQUIRED",
        )
        if secure
        else urllib3.HTTPConnectionPool(address, _port(url), timeout=timeout)
    )
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = {"Host": parts.netloc.rpartition("@")[2], "User-Agent": "Mozilla/5.0 casebook"}
    try:
        return pool.request(
            "GET", target, headers=headers, redirect=False, retries=False, preload_content=False
        )
    except urllib3.exceptions.HTTPError as error:
        problem = f"网页没有取到（{type(error).__name__}）"
        raise UnreadableFile(url, problem, "请检查网址和网络，或在浏览器中另存后导入") from error


def _port(url: str) -> int:
    parts = urlsplit(url)
    try:
        port = parts.port
    except ValueError as error:
        raise UnreadableFile(url, "端口号无效", "请检查网址") from error
    return port or (443 if parts.scheme == "https" else 80)


def _address(url: str, host: str, port: int, *, private: bool) -> str:
    """The numeric address to connect to; every address of the name must be allowed."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreadableFile(url, "找不到这个网站", "请检查网址和网络") from error
    addresses = [str(entry[4][0]) for entry in found]
    if not private and not all(ipaddress.ip_address(a.split("%")[0]).is_global for a in addresses):
        problem = "网址指向内部网络，已拒绝"
        raise UnreadableFile(url, problem, "如确需导入内网文章，请加 --allow-private")
    return addresses[0]


def _fetched(url: str, final: str, response: BaseHTTPResponse) -> Fetched:
    if response.status != _OK:
        raise UnreadableFile(url, f"网站答复 {response.status}", "请检查网址是否仍然有效")
    kind = response.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if kind not in _SUFFIXES:
        raise UnreadableFile(
            url, f"不支持的内容类型 {kind}", "请改用网页、文本、PDF 或 docx 的网址"
        )
    data = _body(url, response)
    return Fetched(url, final, data, _SUFFIXES[kind])


def _body(url: str, response: BaseHTTPResponse) -> bytes:
    from urllib3.exceptions import HTTPError

    parts: list[bytes] = []
    size = 0
    try:
        for chunk in response.stream(_CHUNK, decode_content=True):
            parts.append(chunk)
            size += len(chunk)
            if size > MAX_BYTES:
                raise UnreadableFile(url, "网页超过 20 MB 的上限", "请只保存文章正文后导入")
    except HTTPError as error:
        raise UnreadableFile(url, "网页没有取完", "请稍后重试") from error
    finally:
        response.close()
    return b"".join(parts)
