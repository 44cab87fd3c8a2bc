"""Who may speak to the page: this machine's browser, from the page itself, with the token of its link."""

from __future__ import annotations

import secrets
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from generator.wording import say

LARGEST_BODY = 60 << 20  # bytes, of rosters; logos are held to less
SAFE = ("GET", "HEAD")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Lets requests through that come from the page at `port`, with `token` in a cookie."""

    def __init__(self, app: ASGIApp, port: int, token: str) -> None:
        self._app = app
        self._hosts = [f"127.0.0.1:{port}", f"localhost:{port}"]
        self._token = token
        self._cookie = f"sosialisasi-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it before anything is read of its body."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is None and scope["path"] == "/" and (given := self._given(scope)):
            entered = RedirectResponse("/", 303)
            entered.set_cookie(self._cookie, given, httponly=True, samesite="strict")
            refusal = entered
        left = LARGEST_BODY

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413)
            return message

        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await (refusal or self._app)(scope, counted, told)

    def _refusal(self, scope: Scope, headers: Headers) -> PlainTextResponse | RedirectResponse | None:
        host = headers.get("host", "")
        if host not in self._hosts:
            return PlainTextResponse("wrong host", 421)
        if scope["method"] not in SAFE and headers.get("origin") != f"http://{host}":
            return PlainTextResponse("wrong origin", 403)
        if not self._known(headers) and not self._given(scope):
            return PlainTextResponse(say("open the link that `sosialisasi preview` has printed"), 403)
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > LARGEST_BODY:
            return PlainTextResponse("too large", 413)
        return None

    def _given(self, scope: Scope) -> str | None:
        """Return the token if the link of the page's first load gives it."""
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        return given if scope["path"] == "/" and self._is(given) else None

    def _known(self, headers: Headers) -> bool:
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(self._cookie)
        except CookieError:
            return False
        return cookie is not None and self._is(cookie.value)

    def _is(self, given: str) -> bool:
        return secrets.compare_digest(given.encode(), self._token.encode())
