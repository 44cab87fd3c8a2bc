"""Serve the page on this machine alone, at a link that holds a token."""

from __future__ import annotations

import gc
import secrets
import socket
import webbrowser
from pathlib import Path

import uvicorn

from generator.errors import OutputError
from generator.preview.app import make_app
from generator.preview.guard import Guard
from generator.preview.studio import Studio
from generator.wording import say

LOOPBACK = "127.0.0.1"
GOODBYE = 2  # s that open answers have when the page ends


def serve(folder: Path, port: int, language: str, open_browser: bool) -> None:
    """Serve the page of a project until it is interrupted; the link is printed first. Port 0 is any that is free."""
    gc.enable()  # a page is open for long
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((LOOPBACK, port))
            listening.listen()  # whoever opens the link at once waits
        except OSError as error:
            raise OutputError(
                say(
                    "port {port} cannot be used: {reason}; name another with --port",
                    port=port,
                    reason=error.strerror,
                )
            ) from error
        port = listening.getsockname()[1]
        token = secrets.token_urlsafe(32)
        link = f"http://{LOOPBACK}:{port}/?token={token}"
        print(link, flush=True)
        if open_browser:
            webbrowser.open(link)
        app = Guard(make_app(Studio(folder.resolve()), language), port, token)
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=GOODBYE
        )
        uvicorn.Server(config).run(sockets=[listening])
