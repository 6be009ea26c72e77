"""The built server as a process of its own: started, asked for links, stopped, killed, started again on the same data."""

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
OUTPUT = Path(__file__).resolve().parent / "output"


@dataclass(frozen=True)
class Link:
    """A sign-in link of one person of a day."""

    day: str
    name: str
    role: str
    group: str | None
    url: str


class Server:
    """`panorama serve` on a free loopback port and a data folder of its own. Use it in a `with` statement."""

    def __init__(self, binary=None, data=None, arguments=(), port=None):
        self.binary = Path(binary or os.environ.get("PANORAMA_BINARY") or ROOT / ".build/debug/panorama").resolve()
        self.owns_data = data is None
        self.data = Path(data or tempfile.mkdtemp(prefix="panorama-test-"))
        self.arguments = list(arguments)
        self.port = port or free_port()
        self.process = None
        OUTPUT.mkdir(parents=True, exist_ok=True)
        self.log = OUTPUT / f"server-{self.port}.log"
        self.log.write_bytes(b"")

    @property
    def base(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def pid(self):
        return self.process.pid

    def start(self, within=60.0):
        """Starts and returns the seconds until the first answer; raises with the end of the log when there is none in time."""
        if not self.binary.exists():
            raise RuntimeError(f"no server at {self.binary}: build it, or set PANORAMA_BINARY")
        began = time.monotonic()
        command = [self.binary, "serve", "--port", str(self.port), "--host", "127.0.0.1", "--data", self.data, *self.arguments]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        while time.monotonic() - began < within:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server ended with {self.process.returncode}\n{self.last_words()}")
            if self.is_healthy():
                return time.monotonic() - began
            time.sleep(0.005)
        self.kill9()
        raise RuntimeError(f"no answer within {within} s\n{self.last_words()}")

    def is_healthy(self, timeout=2.0):
        try:
            with urllib.request.urlopen(f"{self.base}/healthz", timeout=timeout) as answer:
                return answer.status == 200
        except OSError:
            return False

    def is_running(self):
        return self.process is not None and self.process.poll() is None

    def stop(self, within=15.0):
        """Asks the server to stop and returns its exit code; one that does not obey is killed and counted as an error."""
        if not self.is_running():
            return self.process.returncode if self.process else 0
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.kill9()
            raise RuntimeError(f"the server did not stop within {within} s")

    def kill9(self):
        """Ends the server as a power cut would."""
        self.process.kill()
        self.process.wait()

    def restart(self):
        self.stop()
        return self.start()

    def says(self, words, within=10.0):
        """The first line that the server prints with these words; it may answer before it has said all."""
        deadline = time.monotonic() + within
        while time.monotonic() < deadline:
            for line in self.log.read_text(errors="replace").splitlines(keepends=True):
                if words in line and line.endswith("\n"):
                    return line
            time.sleep(0.01)
        raise LookupError(f"nothing says {words}\n{self.last_words()}")

    def links(self):
        """Everyone's sign-in links, pointing at this server whatever address it believes it has."""
        command = [self.binary, "links", "--data", self.data, "--json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=30)
        if done.returncode != 0:
            raise RuntimeError(f"panorama links: {done.stderr.decode(errors='replace')}")
        return [
            Link(str(one["day"]), one["name"], one["role"], one.get("group"), self.here(one["url"])) for one in json.loads(done.stdout)
        ]

    def link(self, role, group=None, name=None):
        """The first link that fits; `group` is a part of the group's name."""
        for link in self.links():
            if link.role == role and (group is None or group in (link.group or "")) and (name is None or name in link.name):
                return link
        raise LookupError(f"no {role} in group {group or 'any'} named {name or 'anything'}")

    def here(self, url):
        parts = urlsplit(url)
        return urlunsplit(("http", f"127.0.0.1:{self.port}", parts.path, parts.query, ""))

    def memory(self):
        """Resident megabytes now."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1024
        return 0.0

    def last_words(self, lines=20):
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-lines:])

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, problem=None, *_):
        try:
            if self.is_running():
                self.stop()
            if problem is None:
                self.log.unlink(missing_ok=True)
        finally:
            if self.owns_data:
                shutil.rmtree(self.data, ignore_errors=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
