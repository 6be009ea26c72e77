"""What strangers try: requests that climb out of the folder, hide a second request, never end, or never stop growing.

    python3 Tests/Browser/probes.py [--url http://127.0.0.1:8080 --pid PID]     without --url it starts a server of its own

A probe succeeds when the server gives away what it should not, answers a hidden request, or keeps a connection beyond its limit.
"""

import argparse
import concurrent.futures
import re
import select
import socket
import sys
import time
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from server import Server
from visitor import Visitor, opened

LOOT = [b"root:x:0:0", b"swift-tools-version", b"SQLite format 3", b"[core]", b"import FlyingFox"]
GROWTH = 40.0
CALM = 1.0


@dataclass
class Probe:
    """Bytes to send, and what may come back: one of `allowed` statuses or a closed connection, within `seconds`.

    One that must close fails with any answer that leaves the connection open; one that does not read does so only when time is up.
    """

    name: str
    pieces: object
    allowed: tuple = (400, 403, 404, 405)
    seconds: float = 5.0
    answers: int = 1
    pause: float = 0.0
    reads: bool = True
    must_close: bool = False
    loot: tuple = ()


@dataclass
class Outcome:
    statuses: list
    received: bytes
    closed: bool
    seconds: float

    def fault(self, probe):
        """Why the probe succeeded, or None."""
        if any(loot in self.received for loot in [*LOOT, *probe.loot]):
            return "gave away what it should not"
        if len(self.statuses) > probe.answers:
            return f"answered {len(self.statuses)} requests: {self.statuses}"
        if not self.closed and (probe.must_close or not self.statuses):
            return f"kept the connection for {self.seconds:.0f} s"
        if any(status not in probe.allowed for status in self.statuses):
            return f"answered {self.statuses}"
        return None


def attack(address, probe):
    """Sends the probe and reads until the connection is closed, every awaited answer has come and a moment passed, or time is up."""
    began, received, closed = time.monotonic(), bytearray(), False
    pieces, sending, rest, due, heard = iter(probe.pieces), True, b"", began, began
    with connected(address, probe) as line:
        while not closed and time.monotonic() - began < probe.seconds:
            now = time.monotonic()
            try:
                if sending and not rest and now >= due:
                    rest = next(pieces, b"")
                    sending, due = bool(rest), now + probe.pause
                if rest:
                    rest = rest[line.send(rest) :]
            except BlockingIOError:
                pass
            except OSError:
                sending, rest = False, b""
            fresh = receive(line, received) if probe.reads else b"-"
            closed, heard = fresh == b"", now if fresh else heard
            if not sending and not probe.must_close and now - heard > 0.5 and len(statuses(received)) >= probe.answers:
                break
            select.select([line] if probe.reads else [], [line] if rest else [], [], 0.02)
        until = time.monotonic() + 3
        while not probe.reads and not closed and time.monotonic() < until:
            closed = receive(line, received) == b""
    return Outcome(statuses(received), bytes(received), closed, time.monotonic() - began)


def connected(address, probe):
    line = socket.socket()
    if not probe.reads:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    line.settimeout(5)
    line.connect(address)
    line.setblocking(False)
    return line


def receive(line, received):
    """What has come: None when nothing has, no bytes when the other side has hung up."""
    try:
        data = line.recv(1 << 16)
    except BlockingIOError:
        return None
    except OSError:
        return b""
    if len(received) < 1 << 20:
        received += data
    return data


def statuses(received):
    return [int(code) for code in re.findall(rb"HTTP/1\.[01] (\d{3})", received) if code != b"100"]


def request(target="/", method="GET", headers=(), body=b"", version="HTTP/1.1", host="127.0.0.1"):
    lines = [f"{method} {target} {version}", f"Host: {host}", *headers]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def traversal(static):
    """Ways to ask for files that are not served."""
    ups = ["../", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "..\\", "....//", "..%252f", "%c0%ae%c0%ae/", "..;/", ".%00./", "..%00/"]
    files = ["etc/passwd", "Package.swift", ".git/config", "Sources/Web/Site/Route.swift"]
    for root in ("/", "/static/", static):
        for up in ups:
            for file in files:
                for depth in (1, 3, 8):
                    yield Probe(f"traversal {root}{up}×{depth}{file}", [request(root + up * depth + file)])
    plain = ["/Package.swift", "/.git/config", "//etc/passwd", "//healthz", "/static//etc/passwd", "/%2fetc/passwd", "/static/%00", "/%00",
             "/static/.", "/static/..", f"{static}..", "/./healthz", "/healthz%00.css", "/%", "/%zz", "/%f", "/\x7f", "/a\\b", "/#x"]
    for target in plain:
        yield Probe(f"odd target {target!r}", [request(target)])
    yield Probe("absolute target elsewhere", [request("http://example.org/etc/passwd")])
    yield Probe("file as target", [request("file:///etc/passwd")])
    yield Probe("asterisk", [request("*", "OPTIONS")])
    yield Probe("connect", [request("example.org:443", "CONNECT")], (400, 404, 405, 501))


HIDDEN = request("/healthz", headers=["X-Hidden: yes"])


def hiding(name, headers, body, method="POST", target="/healthz", allowed=(400, 403, 404, 405, 411, 413, 501)):
    return Probe(f"smuggling: {name}", [request(target, method, headers, body)], allowed)


def smuggling():
    """Requests that can be read as one or as two; two answers mean the hidden one was served."""
    size, chunked = f"Content-Length: {len(HIDDEN)}", "Transfer-Encoding: chunked"
    yield hiding("length, unread body", [size], HIDDEN)
    yield hiding("length, unread body on a page", [size], HIDDEN, target="/no-such-page")
    yield hiding("length on a GET", [size], HIDDEN, "GET", allowed=(200, 400, 413))
    yield hiding("length on a HEAD", [size], HIDDEN, "HEAD", allowed=(200, 400, 413))
    yield hiding("length on a DELETE", [size], HIDDEN, "DELETE")
    for target in ("/", "/healthz", "/no-such-page"):
        yield hiding(f"chunked to {target}", [chunked], b"0\r\n\r\n" + HIDDEN, target=target)
        for length in (5, 5 + len(HIDDEN)):
            both = [f"Content-Length: {length}", chunked]
            yield hiding(f"length {length} and chunked to {target}", both, b"0\r\n\r\n" + HIDDEN, target=target)
        yield hiding(f"chunked GET to {target}", [chunked], b"0\r\n\r\n" + HIDDEN, "GET", target)
    for coding in ("Transfer-Encoding : chunked", "Transfer-Encoding: xchunked", "Transfer-Encoding:\tchunked",
                   "Transfer-Encoding: identity",
                   " Transfer-Encoding: chunked", "X: y\r\n Transfer-Encoding: chunked", "Transfer-Encoding: chunked, identity",
                   "Transfer-Encoding\r\n: chunked", "Transfer_Encoding: chunked", "transfer-encoding: \x0bchunked",
                   "X: y\nTransfer-Encoding: chunked"):
        yield hiding(f"{coding!r}", [f"Content-Length: {5 + len(HIDDEN)}", coding], b"0\r\n\r\n" + HIDDEN)
    for length in ("0, 5", "+0", "-1", "0x0", " ", "", "0 5", "1e1", "00000000000000000000000000000005;",
                   "18446744073709551616", "९"):
        yield hiding(f"length {length!r}", [f"Content-Length: {length}".encode().decode("latin-1")], HIDDEN)
    yield hiding("two lengths", ["Content-Length: 0", size], HIDDEN)
    yield hiding("two equal lengths", [size, size], HIDDEN)
    yield hiding("length with a space before the colon", ["Content-Length : 0"], HIDDEN)
    yield hiding("no length", [], HIDDEN)
    yield hiding("two hosts", ["Host: example.org"], b"", "GET")
    yield hiding("bare line feed ends the head", ["X: y\n\nGET /healthz HTTP/1.1\nHost: x\n"], b"", "GET")
    yield hiding("bare carriage return in a header", ["X: y\rContent-Length: 5"], HIDDEN, "GET")
    yield hiding("nul in a header", ["X: a\0b"], b"", "GET")
    yield hiding("upgrade to h2c", ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__"], b"", "GET",
                 allowed=(200, 400, 404))
    yield Probe("no host", [b"GET /healthz HTTP/1.1\r\n\r\n"])
    yield Probe("no version", [b"GET /etc/passwd\r\n\r\n"])
    yield Probe("version 2 preface", [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"], (400, 501, 505))
    yield Probe("version 9", [request("/healthz", version="HTTP/9.9")], (400, 505))
    yield Probe("unknown method", [request("/healthz", "BREW")], (400, 405, 501))
    yield Probe("method in small letters", [request("/healthz", "get")], (400, 405, 501))
    yield Probe("TLS on a plain port", [bytes.fromhex("160301020001000100000000") + b"\0" * 500])


def injection():
    """Line ends that try to become headers of the answer, and headers that try to become the address."""
    for target in ("/?page=%0d%0aX-Injected:%20yes", "/%0d%0aX-Injected:%20yes", "/live?for=%0d%0aX-Injected:%20yes",
                   "/language?to=en%0d%0aX-Injected:%20yes&page=/%0d%0aX-Injected:%20yes"):
        answers = (200, 302, 303, 400, 401, 403, 404, 405)
        yield Probe(f"line ends in {target}", [request(target)], answers, loot=(b"\nX-Injected", b"\rX-Injected"))
    yield Probe("foreign host in links", [request("/", headers=["X-Forwarded-Host: evil.example"], host="evil.example")],
                (200, 303, 400, 401, 403, 404, 421), loot=(b"//evil.example",))
    yield Probe("script in an address", [request("/no-such-page/%3Cscript%3Ealert(1)%3C/script%3E")], loot=(b"<script>alert(1)",))


def slow():
    """Clients that take their time; the limit of the server, and a little more."""
    head = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"

    def drip(start, piece):
        yield start
        while True:
            yield piece

    def must(name, pieces, allowed, seconds, **more):
        return Probe(name, pieces, allowed, seconds, must_close=True, **more)

    drops = (400, 403, 404, 405, 408, 413, 431)
    yield must("head one byte a second", drip(b"G", b"E"), drops, 20, pause=1)
    yield must("header one line a second", drip(head, b"X: y\r\n"), drops, 20, pause=1)
    yield must("half a head, then silence", [head], drops, 20)
    yield must("body one byte a second", drip(request("/", "POST", ["Content-Length: 1000"]), b"a"), drops, 45, pause=1)
    yield must("half a body, then silence", [request("/", "POST", ["Content-Length: 1000"], b"a" * 500)], drops, 45)
    yield must("expects 100, sends nothing", [request("/", "POST", ["Content-Length: 1000", "Expect: 100-continue"])], (*drops, 417), 45)
    yield must("says nothing", [], drops, 95)
    yield must("one answer, then silence", [request("/")], (200,), 95)
    yield must("asks 20,000 times, reads nothing", [request("/") * 20000], (200,), 45, answers=20000, reads=False)


def oversized(static):
    """Requests that are too much."""
    def endless(start, piece, most):
        yield start
        for _ in range(most):
            yield piece

    head, big = b"GET / HTTP/1.1\r\nHost: x\r\n", (400, 413, 414, 431)
    yield Probe("header of 64 KB", [request(headers=["X: " + "a" * 65536])], big)
    yield Probe("header of 8 MB", endless(head + b"X: ", b"a" * 65536, 128), big)
    yield Probe("5000 headers", [request(headers=[f"X-{n}: y" for n in range(5000)])], big)
    yield Probe("headers without end", endless(head, b"X: y\r\n" * 1000, 20000), big, 10)
    yield Probe("cookie of 64 KB", [request(headers=["Cookie: " + "a=b; " * 13000])], big)
    yield Probe("address of 64 KB", [request("/" + "a" * 65536)], big)
    yield Probe("query of 64 KB", [request("/?" + "a" * 65536)], big)
    yield Probe("line without end", endless(b"GET /", b"a" * 65536, 1000), big, 10)
    yield Probe("empty lines without end", endless(b"\r\n", b"\r\n" * 10000, 1000), big, 10)
    yield Probe("body said to be 1 TB", [request("/", "POST", ["Content-Length: 1099511627776"])], (403, 404, 405, 413))
    yield Probe("body of 64 MB", endless(request("/", "POST", ["Content-Length: 67108864"]), b"a" * 65536, 1024), (403, 404, 405, 413), 15)
    chunked, unsized = ["Transfer-Encoding: chunked"], (400, 411, 413, 501)
    yield Probe("chunked without end", endless(request("/", "POST", chunked), b"10000\r\n" + b"a" * 65536 + b"\r\n", 2000), unsized, 15)
    yield Probe("chunk of 16 EB", [request("/", "POST", chunked, b"FFFFFFFFFFFFFFFF\r\n")], unsized)
    form, no = "Content-Type: application/x-www-form-urlencoded", (400, 401, 403, 404, 405, 413, 415, 422)
    for name, body in (("200,000 fields", b"a=b&" * 200000), ("percent signs", b"%" * 500000), ("nothing but ampersands", b"&" * 1000000)):
        yield Probe(f"form of {name}", [request("/", "POST", [form, f"Content-Length: {len(body)}"], body)], no)
    body = b"--x\r\n" * 200000
    parts = ["Content-Type: multipart/form-data; boundary=x", f"Content-Length: {len(body)}"]
    yield Probe("parts without end", [request("/", "POST", parts, body)], no)
    fine = (200, 206, 304, 400, 404, 416)
    for span in ("0-99999999999999999999", "99999999999999999999-", "-99999999999999999999", "5-1", "a-b", ",".join(["0-1"] * 2000)):
        yield Probe(f"range {span[:30]}", [request(static, headers=[f"Range: bytes={span}"])], fine)
    for name, value in (("If-None-Match", '"' * 5000), ("If-Modified-Since", "Fri, 99 Foo 99999999"), ("Accept-Language", "nb;q=," * 1000)):
        yield Probe(f"{name} that makes no sense", [request(static, headers=[f"{name}: {value}"])], fine)


def strangers(visitor, cookie, form):
    """Changes that another site makes the browser send, and streams that are not one's own."""
    body = urlencode(form.filled("stolen")).encode()
    path, length = urlsplit(form.action).path, f"Content-Length: {len(body)}"
    kind, mine = "Content-Type: application/x-www-form-urlencoded", f"Cookie: {cookie}"
    host = urlsplit(visitor.base).netloc
    for name, headers in {
        "another origin": ["Origin: https://evil.example"], "no origin": ["Origin: null"], "nothing said": [],
        "another site": ["Sec-Fetch-Site: cross-site"], "a neighbour site": ["Sec-Fetch-Site: same-site"],
        "another referer": ["Referer: https://evil.example/"], "a lookalike": [f"Origin: http://{host}.evil.example"],
        "our name as user": [f"Origin: http://{host}@evil.example"], "another port": [f"Origin: http://{host.split(':')[0]}:1"],
    }.items():
        yield Probe(f"form from {name}", [request(path, "POST", [kind, length, mine, *headers], body, host=host)])
    unsigned = [kind, length, f"Origin: http://{host}"]
    yield Probe("form without a session", [request(path, "POST", unsigned, body, host=host)], (302, 303, 401, 403, 404))
    yield Probe("form by GET", [request(f"{path}?{body.decode()}", headers=[mine], host=host)])
    for topic in ("", "group-1", "facilitators-1", "everyone-1", "plenary-1", "players-1-1", "group-1,facilitators-1", "*", "group-%27--"):
        yield Probe(f"stream {topic!r} without a session", [request(f"/live?for={topic}", host=host)], (302, 303, 400, 401, 403, 404))


def run(address, probes, report):
    """Runs probes side by side; prints and returns those that succeeded."""
    faults = []
    with concurrent.futures.ThreadPoolExecutor(24) as attackers:
        tried = [(probe, attackers.submit(attack, address, probe)) for probe in probes]
        for probe, future in tried:
            try:
                fault = future.result().fault(probe)
            except OSError as problem:
                fault = f"cannot be reached: {problem}"
            if fault:
                faults.append((probe.name, fault))
    if seconds_to_answer(address) > CALM:
        faults.append((report, "others are not answered any more"))
    print(f"{report}: {len(probes)} tried, {len(faults)} succeeded", flush=True)
    for name, fault in faults:
        print(f"    {name}: {fault}")
    return faults


def besiege(address, patience=20):
    """300 clients with half a head each; meanwhile someone else asks and must be answered soon, and at the end all are gone."""
    lines = [socket.create_connection(address, timeout=5) for _ in range(300)]
    for line in lines:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-Half")
        line.setblocking(False)
    slowest, deadline, kept = 0.0, time.monotonic() + patience, set(lines)
    while kept and time.monotonic() < deadline:
        slowest = max(slowest, seconds_to_answer(address))
        kept = {line for line in kept if not hung_up(line)}
        time.sleep(0.2)
    for line in lines:
        line.close()
    faults = [("a crowd of half heads", f"{len(kept)} kept after {patience} s")] if kept else []
    faults += [("a crowd of half heads", f"others waited {slowest:.1f} s")] if slowest > CALM else []
    print(f"crowd: 300 half heads, {len(kept)} kept, others waited at most {1000 * slowest:.0f} ms, {len(faults)} succeeded")
    return faults


def seconds_to_answer(address):
    """How long someone else waits for an answer; endless when none comes."""
    began = time.monotonic()
    try:
        with socket.create_connection(address, timeout=5) as line:
            line.sendall(request("/healthz", headers=["Connection: close"]))
            return time.monotonic() - began if b" 200 " in line.recv(4096) else float("inf")
    except OSError:
        return float("inf")


def hung_up(line):
    while data := receive(line, bytearray()):
        pass
    return data == b""


def memory(pid):
    found = re.search(r"VmRSS:\s+(\d+)", Path(f"/proc/{pid}/status").read_text()) if pid else None
    return int(found[1]) / 1024 if found else 0.0


def probe(server, leave_out=(), action=r"/cards$"):
    """Tries everything on a server of ours, in an open day; returns how many probes were tried, and those that succeeded."""
    visitor = Visitor(server.base, opened(server).link("participant"))
    page, form = visitor.find_form(action)
    kinds = {"strangers": strangers(visitor, visitor.cookie, form), **outside(server.base)}
    tried, faults = attempt(server.base, kinds, leave_out)
    if b"stolen" in visitor.get(page).body:
        faults.append(("strangers", "a card from another site is on the board"))
    return tried, faults


def outside(base):
    """The kinds of probes that need to know nothing of the server."""
    start = Visitor(base).get("/")
    static = next((urlsplit(link).path for link in start.page.links if link.endswith(".css")), "/static/none.css")
    return {"traversal": traversal(static.rsplit("/", 1)[0] + "/"), "smuggling": smuggling(), "injection": injection(),
            "oversized": oversized(static), "slow": slow()}


def attempt(base, kinds, leave_out=()):
    address = (urlsplit(base).hostname, urlsplit(base).port or 80)
    tried, faults = 0, []
    for name, probes in kinds.items():
        if name not in leave_out:
            probes = list(probes)
            tried += len(probes)
            faults += run(address, probes, name)
    if "slow" not in leave_out:
        tried += 1
        faults += besiege(address)
    return tried, faults


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--url", help="a running server; otherwise one is started")
    options.add_argument("--pid", type=int, help="its process, to see what memory it uses")
    options.add_argument("--card-action", default=r"/cards$", help="pattern for where the form of a new card posts to")
    chosen = options.parse_args()
    with nullcontext() if chosen.url else Server() as server:
        pid = server.pid if server else chosen.pid
        before = memory(pid)
        tried, faults = probe(server, action=chosen.card_action) if server else attempt(chosen.url, outside(chosen.url))
        time.sleep(2)
        after = memory(pid)
        if after - before > GROWTH:
            faults.append(("memory", f"grew by {after - before:.0f} MB"))
    print(f"{tried} probes, {len(faults)} succeeded, memory {before:.1f} → {after:.1f} MB")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
