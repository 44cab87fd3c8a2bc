"""Only the page itself, on this machine, with its token, is answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from generator.preview import guard
from generator.preview.guard import HEADERS, Guard

PORT, TOKEN = 8123, "t" * 43
ORIGIN = f"http://127.0.0.1:{PORT}"


async def _echo(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


@pytest.fixture
def stranger() -> TestClient:
    app = Guard(Starlette(routes=[Route("/", _echo, methods=["GET", "POST"])]), PORT, TOKEN)
    return TestClient(app, base_url=ORIGIN, follow_redirects=False)


@pytest.fixture
def known(stranger: TestClient) -> TestClient:
    entered = stranger.get(f"/?token={TOKEN}")
    assert entered.status_code == 303
    cookie = entered.headers["set-cookie"].lower()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert TOKEN not in entered.headers["location"]
    return stranger


@pytest.mark.parametrize(
    ("path", "headers", "code"),
    [
        ("/", {}, 403),
        ("/?token=", {}, 403),
        ("/?token=" + "u" * 43, {}, 403),
        ("/", {"cookie": f"sosialisasi-{PORT}=" + "u" * 43}, 403),
        ("/", {"cookie": f"sosialisasi-{PORT + 1}={TOKEN}"}, 403),
        ("/?token=" + TOKEN, {"host": "example.org"}, 421),
        ("/?token=" + TOKEN, {"host": f"127.0.0.1:{PORT + 1}"}, 421),
        ("/?token=" + TOKEN, {"host": f"example.org:{PORT}"}, 421),
        ("/field?token=" + TOKEN, {}, 403),
    ],
)
def test_a_stranger_is_refused(stranger: TestClient, path: str, headers: dict[str, str], code: int) -> None:
    answer = stranger.get(path, headers=headers)
    assert answer.status_code == code
    assert "set-cookie" not in answer.headers


def test_the_page_is_answered_with_its_policy(known: TestClient) -> None:
    answer = known.get("/")
    assert answer.status_code == 200
    assert HEADERS.items() <= dict(answer.headers).items()
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"origin": ORIGIN}, 200),
        ({"origin": f"http://localhost:{PORT}"}, 403),
        ({}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "https://example.org"}, 403),
        ({"origin": f"https://127.0.0.1:{PORT}"}, 403),
        ({"origin": f"{ORIGIN}.example.org"}, 403),
    ],
)
def test_only_the_page_itself_may_change_anything(known: TestClient, headers: dict[str, str], code: int) -> None:
    assert known.post("/", content=b"x", headers=headers).status_code == code


def test_another_pages_request_to_preflight_is_refused(known: TestClient) -> None:
    answer = known.options("/", headers={"origin": "https://example.org", "access-control-request-method": "POST"})
    assert answer.status_code == 403
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("told", [True, False])
def test_more_than_is_taken_is_refused(known: TestClient, monkeypatch: pytest.MonkeyPatch, told: bool) -> None:
    monkeypatch.setattr(guard, "LARGEST_BODY", 1000)
    sent = 0

    def pieces() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(100):
            sent += 100
            yield bytes(100)

    body: Any = bytes(1001) if told else pieces()
    assert known.post("/", content=body, headers={"origin": ORIGIN}).status_code == 413
    assert known.post("/", content=bytes(1000), headers={"origin": ORIGIN}).text == "1000"


@pytest.mark.parametrize("length", ["-1", "1e3", "9" * 30, ""])
def test_a_length_that_is_none_is_refused(known: TestClient, length: str) -> None:
    assert known.post("/", content=b"", headers={"origin": ORIGIN, "content-length": length}).status_code == 413
