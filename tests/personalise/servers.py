"""Stores on loopback for tests: an OpenSSH server and an S3 endpoint."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from getpass import getuser
from pathlib import Path

from moto.server import ThreadedMotoServer

STARTING = 20  # seconds


@dataclass(frozen=True)
class Server:
    """An address to write to, what a client's environment must hold, and a client's home if it has one."""

    url: str
    environ: dict[str, str]
    home: Path = Path()


@contextmanager
def openssh(folder: Path) -> Iterator[Server]:
    """Run an OpenSSH server of its own: its configuration, host key and port; it lets in the key in the home."""
    home, served = folder / "home", folder / "served"
    (home / ".ssh").mkdir(parents=True, mode=0o700)
    served.mkdir()
    for key in (folder / "host_key", home / ".ssh" / "id_ed25519"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key], check=True)
    port = _free_port()
    host = (folder / "host_key.pub").read_text().rsplit(" ", 1)[0]
    (home / ".ssh" / "known_hosts").write_text(f"[127.0.0.1]:{port} {host}\n")
    shutil.copy(home / ".ssh" / "id_ed25519.pub", folder / "authorized_keys")
    config = folder / "sshd_config"
    config.write_text(
        f"Port {port}\nListenAddress 127.0.0.1\nHostKey {folder}/host_key\nPidFile none\nStrictModes no\nUsePAM no\n"
        f"AuthorizedKeysFile {folder}/authorized_keys\nPasswordAuthentication no\nSubsystem sftp internal-sftp\n"
    )
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)  # where it parts with its rights
    command = [shutil.which("sshd") or "/usr/sbin/sshd", "-D", "-e", "-f", str(config)]
    with (folder / "sshd.log").open("wb") as log, subprocess.Popen(command, stderr=log) as server:
        try:
            _wait_for(port)
            yield Server(f"sftp://{getuser()}@127.0.0.1:{port}{served}", {"HOME": str(home)}, home)
        finally:
            server.kill()


@contextmanager
def s3() -> Iterator[Server]:
    """Run an S3 endpoint with one bucket."""
    import boto3  # noqa: PLC0415  # slow to import

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        environ = {
            "AWS_ENDPOINT_URL": f"http://{host}:{port}",
            "AWS_ACCESS_KEY_ID": "contoh",
            "AWS_SECRET_ACCESS_KEY": "contoh",
            "AWS_DEFAULT_REGION": "us-east-1",
        }
        boto3.client(
            "s3", endpoint_url=environ["AWS_ENDPOINT_URL"], region_name="us-east-1",
            aws_access_key_id="contoh", aws_secret_access_key="contoh",
        ).create_bucket(Bucket="kit")  # fmt: skip
        yield Server("s3://kit/unit", environ)
    finally:
        server.stop()


def _free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + STARTING
    while time.monotonic() < deadline:
        with closing(socket.socket()) as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the server did not start")
