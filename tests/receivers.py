"""Those who are told: a webhook and a mail server on loopback, real ones, which can be down for a while."""

from __future__ import annotations

import json
import socket
import threading
from collections import Counter
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from aiosmtpd.controller import Controller

from pipelines.watch.notices import NEWS_HEADINGS

_KINDS = {heading: kind for kind, heading in NEWS_HEADINGS.items()}


def told_in(text: str) -> tuple[Counter[tuple[str, str]], int]:
    """Return how often a digest tells each (kind, address), and how many alarms it has."""
    told: Counter[tuple[str, str]] = Counter()
    alarms, kind = 0, None
    for block in text.replace("\r\n", "\n").strip().split("\n\n"):
        lines = block.strip().split("\n")
        if lines[0] == "Something looks wrong:":
            alarms += len(lines) - 1
        elif lines[0] in _KINDS:
            kind = _KINDS[lines[0]]
        elif kind and len(lines) > 1:
            told[kind, lines[-1].strip()] += 1
    return told, alarms


class Webhook:
    """Keeps the messages it is sent; while `is_down` it answers 503."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.is_down = False
        self.refused = 0
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                message = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if hook.is_down:
                    hook.refused += 1
                else:
                    hook.texts.append(message["message"])
                self.send_response(503 if hook.is_down else 200)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.target = f"json://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop taking messages."""
        self._server.shutdown()
        self._server.server_close()


class Mailbox:
    """Keeps the texts of the mails it is handed."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self._server = Controller(self, hostname="127.0.0.1", port=port)
        self._server.start()
        self.target = f"mailto://127.0.0.1:{port}?from=readmore@example.org&to=desk@example.org&mode=insecure"

    async def handle_DATA(self, server: object, session: object, envelope: Any) -> str:  # noqa: N802
        """Take a mail."""
        mail = message_from_bytes(envelope.content, policy=policy.default)
        text = mail.get_body(("plain",))
        assert text is not None
        self.texts.append(text.get_content())
        return "250 OK"

    def close(self) -> None:
        """Stop taking mails."""
        self._server.stop()
