"""The proxy configuration that README names, with a real nginx in front, on loopback, with a certificate made for the occasion."""

import contextlib
import http.client
import http.cookiejar
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlencode, urljoin, urlsplit

from harness import run, test
from server import ROOT, Server, free_port
from visitor import Page, opened

CONFIGURATION = ROOT / "Tests/Proxy/nginx.conf"
NAME = "panorama.example"


def missing():
    """What this machine lacks for the test, or None."""
    return next((program for program in ("nginx", "openssl") if not find(program)), None)


def find(program):
    return shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")


class Proxy:
    """nginx with the configuration of the README; only names of files and ports are others."""

    def __init__(self, backend):
        self.backend, self.plain, self.secure = backend, free_port(), free_port()
        self.folder = Path(tempfile.mkdtemp(prefix="panorama-proxy-"))
        self.origin = f"https://localhost:{self.secure}"
        self.process = None

    def configuration(self):
        text = CONFIGURATION.read_text()
        for ours, here in (
            (r"127\.0\.0\.1:8080", f"127.0.0.1:{self.backend}"), (r"listen 80;", f"listen 127.0.0.1:{self.plain};"),
            (r"listen 443 ", f"listen 127.0.0.1:{self.secure} "), (re.escape(NAME) + ";", "localhost;"),
            (r"https://\$host\$request_uri", f"https://$host:{self.secure}$request_uri"),
            (r"proxy_set_header Host \$host;", "proxy_set_header Host $http_host;"),
            (r"/etc/ssl/panorama", str(self.folder)),
        ):
            text, count = re.subn(ours, here, text)
            assert count, f"{ours} is not in {CONFIGURATION.name} any more"
        places = "".join(f"{kind}_temp_path {self.folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        return f"daemon off; worker_processes 1; pid {self.folder}/pid; error_log stderr;\nevents {{}}\nhttp {{ {places}\n{text}}}\n"

    def __enter__(self):
        subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
        keys = ["-keyout", self.folder / "privkey.pem", "-out", self.folder / "fullchain.pem"]
        subprocess.run([find("openssl"), "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1",
                        *subject, *keys], check=True, capture_output=True)
        (self.folder / "nginx.conf").write_text(self.configuration())
        with (self.folder / "log").open("wb") as log:
            self.process = subprocess.Popen([find("nginx"), "-p", self.folder, "-c", self.folder / "nginx.conf"], stdout=log, stderr=log)
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.secure), timeout=1):
                return self
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        said = (self.folder / "log").read_text()
        self.__exit__()
        raise RuntimeError(f"nginx does not listen: {said}")

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(10)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def trust(self):
        return ssl.create_default_context(cafile=self.folder / "fullchain.pem")


class Traveller:
    """A person outside the proxy, by TLS; remembers cookies, and follows nothing."""

    def __init__(self, proxy):
        self.proxy, self.jar = proxy, http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPSHandler(context=proxy.trust), urllib.request.HTTPCookieProcessor(self.jar), Stays)

    def ask(self, url, fields=None, **headers):
        """Status, headers and text of the answer."""
        body = urlencode(fields).encode() if fields is not None else None
        request = urllib.request.Request(urljoin(self.proxy.origin, url), body, headers)
        try:
            answer = self.opener.open(request, timeout=10)
        except urllib.error.HTTPError as other:
            answer = other
        with answer:
            return answer.status, answer.headers, answer.read().decode()

    def page(self, url):
        status, headers, text = self.ask(url)
        assert status == 200, f"{url}: {status}"
        return Page(urljoin(self.proxy.origin, url), text)

    def sign_in(self, link):
        """Opens the personal link, confirms if asked; returns the cookie as it was set and where it led."""
        path = urlsplit(link.url).path
        status, headers, text = self.ask(path)
        if not headers.get_all("Set-Cookie"):
            form = next(form for form in Page(urljoin(self.proxy.origin, path), text).forms if form.method == "post")
            status, headers, _ = self.ask(form.action, form.filled(), Origin=self.proxy.origin)
        return "\n".join(headers.get_all("Set-Cookie") or []), urljoin(self.proxy.origin, headers.get("Location") or "/")

    @property
    def cookie(self):
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)


class Stays(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


@contextlib.contextmanager
def proxied():
    server = Server()
    proxy = Proxy(server.port)
    server.arguments = ["--behind-proxy", "--origin", proxy.origin]
    with server, proxy:
        yield server, proxy


def room(traveller, start):
    """The first page from here with a form that pins a card."""
    waiting, seen = [start], set()
    while waiting and len(seen) < 40:
        url = waiting.pop(0)
        if url in seen or not url.startswith(traveller.proxy.origin) or re.search(r"\.\w+$|/static/", urlsplit(url).path):
            continue
        seen.add(url)
        status, headers, text = traveller.ask(url)
        if status in (302, 303):
            waiting.append(urljoin(url, headers["Location"]))
        elif status == 200 and headers.get_content_type() == "text/html":
            page = Page(url, text)
            if form := page.form(r"/cards$"):
                return page, form
            waiting += page.links
    raise LookupError(f"no board on {len(seen)} pages")


@test("behind nginx with TLS: pages, secure cookies, changes, live events at once, and addresses that are not mixed up", fresh=False)
def _(day):
    if lacking := missing():
        print(f"    left out: there is no {lacking} here")
        return
    with proxied() as (server, proxy):
        open_through(server, proxy)
        redirects_to_https(proxy)
        anna = Traveller(proxy)
        cookie, start = anna.sign_in(server.link("participant"))
        assert "session=" in cookie and "Secure" in cookie and "HttpOnly" in cookie and "SameSite=Lax" in cookie, cookie
        page, form = room(anna, start)
        status, headers, _ = anna.ask(page.url)
        assert headers["Strict-Transport-Security"] and headers["Content-Security-Policy"], headers
        hears_at_once(anna, page, form)
        status, _, _ = anna.ask(form.action, form.filled("stolen"), Origin="https://evil.example")
        assert status == 403, f"a form from elsewhere: {status}"
        counts_the_right_address(server, proxy)
        began = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - began < 8, "stopping took too long"


def open_through(server, proxy):
    """The facilitator opens the day, from outside."""
    facilitator = Traveller(proxy)
    _, start = facilitator.sign_in(server.link("facilitator"))
    waiting, seen = [start], set()
    while waiting and len(seen) < 40:
        url = waiting.pop(0)
        if url in seen or not url.startswith(proxy.origin) or re.search(r"\.\w+$|/static/", urlsplit(url).path):
            continue
        seen.add(url)
        status, headers, text = facilitator.ask(url)
        if status in (302, 303):
            waiting.append(urljoin(url, headers["Location"]))
            continue
        page = Page(url, text)
        if form := page.form(r"/days/[^/]+/state$", writes=False, state="open"):
            status, headers, _ = facilitator.ask(form.action, form.filled(), Origin=proxy.origin)
            assert status == 303, f"opening the day: {status}"
            where = urljoin(proxy.origin, headers["Location"])
            assert where.startswith(proxy.origin), f"sent to {where}"
            return
        waiting += page.links
    raise LookupError("no form opens the day")


def redirects_to_https(proxy):
    line = http.client.HTTPConnection("127.0.0.1", proxy.plain, timeout=5)
    line.request("GET", "/join/abc?x=1", headers={"Host": "localhost"})
    answer = line.getresponse()
    where = answer.getheader("Location")
    line.close()
    assert (answer.status, where) == (301, f"{proxy.origin}/join/abc?x=1"), (answer.status, where)


def hears_at_once(anna, page, form):
    """A card that is pinned by TLS is in a stream by TLS within a second."""
    parts = urlsplit(page.live[0])
    line = http.client.HTTPSConnection("localhost", anna.proxy.secure, timeout=5, context=anna.proxy.trust)
    line.request("GET", f"{parts.path}?{parts.query}", headers={"Cookie": anna.cookie, "Accept": "text/event-stream"})
    stream = line.getresponse()
    assert (stream.status, stream.headers.get_content_type()) == (200, "text/event-stream"), stream.status
    heard = stream.read1(1 << 16)
    assert b"event: hello" in heard, heard
    began = time.monotonic()
    status, _, _ = anna.ask(form.action, form.filled("Ring fastlegen i dag"), Origin=anna.proxy.origin)
    assert status == 303, f"pinning: {status}"
    while b"Ring fastlegen i dag" not in heard:
        heard += stream.read1(1 << 16)
        assert time.monotonic() - began < 1, "the event came late: something buffers"
    line.close()


def counts_the_right_address(server, proxy):
    """Guesses from one address are limited, whatever they claim in X-Forwarded-For, and another address is not."""
    def guess(number, source):
        line = http.client.HTTPSConnection("localhost", proxy.secure, timeout=5, context=proxy.trust, source_address=(source, 0))
        line.request("GET", f"/join/qqqq{number:02d}", headers={"X-Forwarded-For": f"10.0.0.{number}"})
        status = line.getresponse().status
        line.close()
        return status

    guesses = [guess(number, "127.0.0.2") for number in range(60)]
    assert guesses[-1] == 429, f"guesses are not limited: {sorted(set(guesses))}"
    assert guess(1, "127.0.0.3") != 429, "another address is limited too"


if __name__ == "__main__":
    run()
