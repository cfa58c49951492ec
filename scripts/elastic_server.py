"""A real Elasticsearch of our own for tests and measurements: fetched once, run on free ports, thrown away at the end.

    python3.11 scripts/elastic_server.py COMMAND …    run a command with ELASTICSEARCH_URL pointing at it
    python3.11 scripts/elastic_server.py              print the URL and run until ended by a signal

It comes from Maven Central by Maven's own client and must have the pinned SHA-256. It refuses root, so as root it runs as a
system user that is made for it. It listens on 127.0.0.1 only, without log-in: nothing it holds is worth protecting or keeping.
HEAP=4g gives it another heap than 512 MB. (This file must not be called elasticsearch.py: scripts here import the client of
that name.)
"""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from zipfile import ZipFile

from setup_test import JAVA, MAVEN, find
from steps import call, say, step, stop

VERSION = "8.19.21"  # the newest of its line there in November 2026
ARTIFACT = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
SHA256 = "215d5f3dbf0609a149f6218a9e47b6ae2df34ebbff3c5754e35f15a5e5393c8a"
USER = "kaiku-elastic"
UP_S, DOWN_S = 180, 20
SETTINGS = """\
cluster.name: kaiku
node.name: one
discovery.type: single-node
network.host: 127.0.0.1
http.port: {http}
transport.port: {transport}
path.data: {folder}/data
path.logs: {folder}/logs
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
"""


class Server:
    """One server: its data survive `kill` and `start`. `url` stays the same while it lives."""

    def __init__(self, programs: Path, folder: Path, *, heap: str, user: str | None) -> None:
        self.programs, self.folder, self.heap, self.user = programs, folder, heap, user
        http, transport = _free_ports()
        self.url = f"http://127.0.0.1:{http}"
        self.process: subprocess.Popen[bytes] | None = None
        shutil.copytree(programs / "config", folder / "config", dirs_exist_ok=True)
        (folder / "config" / "elasticsearch.yml").write_text(SETTINGS.format(http=http, transport=transport, folder=folder))
        (folder / "tmp").mkdir()
        _give(folder, user)

    def start(self) -> None:
        """Start it and wait until it answers; stop with the end of its log if it does not within three minutes."""
        dies_with_us = ["setpriv", "--pdeathsig", "KILL"] if shutil.which("setpriv") else []
        with (self.folder / "out").open("ab") as out:
            self.process = subprocess.Popen(
                [*dies_with_us, str(self.programs / "bin" / "elasticsearch")],
                user=self.user,
                group=pwd.getpwnam(self.user).pw_gid if self.user else None,
                extra_groups=[] if self.user else None,
                cwd=self.folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # so that signals reach its launcher and the server itself together
            )
        self._wait()

    def _environment(self) -> dict[str, str]:
        java = find(JAVA) or stop("Java is not on this machine.")
        return {
            "PATH": os.environ.get("PATH", ""),
            "LC_ALL": "C.UTF-8",
            "ES_JAVA_HOME": str(java.resolve().parent.parent),
            "ES_JAVA_OPTS": f"-Xms{self.heap} -Xmx{self.heap}",
            "ES_PATH_CONF": str(self.folder / "config"),
            "ES_TMPDIR": str(self.folder / "tmp"),  # must not hold the configuration
        }

    def _wait(self) -> None:
        until = time.monotonic() + UP_S
        while time.monotonic() < until and self.is_running():
            if self.answers():
                return
            time.sleep(0.2)
        self.stop()
        stop(f"Elasticsearch did not start:\n{(self.folder / 'out').read_text(errors='replace')[-2000:]}")

    def answers(self) -> bool:
        """Tell whether it answers within a second."""
        connection = HTTPConnection(self.url.removeprefix("http://"), timeout=1)
        try:
            connection.request("GET", "/_cluster/health")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def freeze(self) -> None:
        """Have it hang: connections are taken by the system, nothing is ever answered."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def kill(self) -> None:
        """End it as a power cut would."""
        self._signal(signal.SIGKILL)
        self._ended(DOWN_S)

    def stop(self) -> None:
        """End it in order, and for certain."""
        self.thaw()
        self._signal(signal.SIGTERM)
        if not self._ended(DOWN_S):
            self.kill()

    def _signal(self, number: int) -> None:
        if self.is_running() and self.process:
            os.killpg(self.process.pid, number)

    def _ended(self, seconds: float) -> bool:
        try:
            return self.process is None or self.process.wait(seconds) is not None
        except subprocess.TimeoutExpired:
            return False


@contextmanager
def server(*, heap: str = os.environ.get("HEAP", "512m")) -> Iterator[Server]:
    """Yield a running, empty server; end it and delete its data afterwards."""
    user = _user()
    programs = fetch()
    folder = Path(tempfile.mkdtemp(prefix="kaiku-elastic-"))
    one = Server(programs, folder, heap=heap, user=user)
    try:
        one.start()
        yield one
    finally:
        one.stop()
        shutil.rmtree(folder, ignore_errors=True)


def fetch() -> Path:
    """Return the folder of the unpacked server; fetch and check it when it is not there yet."""
    place = _cache() / f"elasticsearch-{VERSION}"
    if not place.exists():
        with step(f"Elasticsearch {VERSION} from Maven Central (107 MB, once)"):
            _cache().mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=_cache()) as folder:
                _unpack(_download(Path(folder)), Path(folder))
                _move(Path(folder) / place.name, place)
    return place


def _move(made: Path, place: Path) -> None:
    """Put the finished folder in its place, unless another process was first."""
    try:
        made.rename(place)
    except OSError:
        if not place.exists():
            raise


def _download(folder: Path) -> Path:
    maven = find(MAVEN) or stop("Maven is not on this machine.")
    status = call(maven, "-B", "-q", "-Dstyle.color=never", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}")
    archive = folder / f"elasticsearch-{VERSION}.zip"
    if status or not archive.exists():
        stop("Maven could not fetch Elasticsearch.")
    with archive.open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    return archive if found == SHA256 else stop(f"{archive.name} has SHA-256 {found}, not the pinned {SHA256}.")


def _unpack(archive: Path, folder: Path) -> None:
    """Unpack with the permissions that the archive tells (zipfile leaves them out), readable for everybody."""
    with ZipFile(archive) as packed:
        for entry in packed.infolist():
            path = Path(packed.extract(entry, folder))
            path.chmod(0o755 if entry.is_dir() or (entry.external_attr >> 16) & 0o100 else 0o644)
    for path in (folder / f"elasticsearch-{VERSION}").rglob("*"):
        if path.is_dir():
            path.chmod(0o755)


def _cache() -> Path:
    """Return where the unpacked server is kept: for root a place that its system user can read, else our own cache."""
    if os.geteuid() == 0:
        return Path("/var/cache/kaikukortti")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "kaikukortti"


def _user() -> str | None:
    """Return whom to run as, made if need be; None when this process is not root and may do it itself."""
    if os.geteuid():
        return None
    if USER not in {entry.pw_name for entry in pwd.getpwall()}:
        made = call("useradd", "--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", USER)
        if made not in {0, 9}:  # 9: another process made it meanwhile
            stop("The system user for Elasticsearch could not be made.")
    return USER


def _give(folder: Path, user: str | None) -> None:
    if user:
        for path in (folder, *folder.rglob("*")):
            shutil.chown(path, user, user)


def _free_ports() -> tuple[int, int]:
    with socket.socket() as one, socket.socket() as other:
        one.bind(("127.0.0.1", 0))
        other.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1]), int(other.getsockname()[1])


def main(command: list[str]) -> int:
    with server() as one:
        if command:
            return call(*command, env={"ELASTICSEARCH_URL": one.url})
        say(one.url)
        signal.pause()
    return 0


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is ended then too
    raise SystemExit(main(sys.argv[1:]))
