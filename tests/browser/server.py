"""A site served from a thread, as a plain web server would."""

from __future__ import annotations

import functools
import http.server
import threading
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Quiet(http.server.SimpleHTTPRequestHandler):
    missing: Path | None = None

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """As Pages does: the site's own page for an address that is not there."""
        if self.missing is None or code != HTTPStatus.NOT_FOUND:
            super().send_error(code, message, explain)
            return
        body = self.missing.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(site: Path, *, below: str = "", missing: Path | None = None) -> Iterator[str]:
    """The address at which ``site`` can be read while the block runs.

    Args:
        site: The folder that is the host's root.
        below: What stands behind the host in the address.
        missing: The page that answers for addresses that are not there.
    """
    kind = type("_Handler", (_Quiet,), {"missing": missing})
    handler = functools.partial(kind, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{below}"
        server.shutdown()
        thread.join()
