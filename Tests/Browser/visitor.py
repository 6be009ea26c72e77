"""A person with a browser that has no script: cookies, pages, links and plain forms."""

import contextlib
import http.client
import http.cookiejar
import re
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urlencode, urljoin, urlsplit


@dataclass
class Answer:
    url: str
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def type(self):
        return (self.headers.get("Content-Type") or "").split(";")[0].strip().lower()

    @property
    def page(self):
        return Page(self.url, self.body.decode("utf-8", "replace"))


@dataclass
class HTMLForm:
    """A form as the page has it: where it goes, and what a browser would send if nothing were touched."""

    action: str
    method: str
    fields: dict = field(default_factory=dict)
    writable: list = field(default_factory=list)

    def filled(self, text=None, **values):
        """The fields to send, `text` in the first one a person can write in."""
        sent = dict(self.fields)
        if text is not None and self.writable:
            sent[self.writable[0]] = text
        return sent | values


class Page(HTMLParser):
    """The links, forms and live stream of one page."""

    WRITABLE = {"text", "search", "email", "tel", "url", ""}

    def __init__(self, url, markup):
        super().__init__(convert_charrefs=True)
        self.url, self.links, self.forms, self.live = url, [], [], []
        self._by_id, self._stray, self._open, self._select, self._area = {}, [], None, None, None
        self.feed(markup)
        self.close()
        for owner, name, value, writes in self._stray:
            if owner in self._by_id:
                self._add(self._by_id[owner], name, value, writes)

    def handle_starttag(self, tag, pairs):
        given = {name: value or "" for name, value in pairs}
        for name in ("href", "src", "poster", "data-src", "formaction"):
            if given.get(name) and not given[name].startswith(("data:", "mailto:", "javascript:")):
                self.links.append(urljoin(self.url, given[name]))
        for candidate in given.get("srcset", "").split(","):
            if candidate.strip():
                self.links.append(urljoin(self.url, candidate.split()[0]))
        if tag == "meta" and given.get("name") == "live" and given.get("content"):
            self.live.append(urljoin(self.url, given["content"]))
        if tag == "form":
            form = HTMLForm(urljoin(self.url, given.get("action") or self.url), given.get("method", "get").lower())
            self.forms.append(form)
            self._open = form
            self._by_id[given.get("id", "")] = form
        elif tag in ("input", "button"):
            self._control(tag, given)
        elif tag == "select":
            self._select = [given.get("form"), given.get("name"), None]
        elif tag == "option" and self._select and (self._select[2] is None or "selected" in given):
            self._select[2] = given.get("value", "")
        elif tag == "textarea":
            self._area = [given.get("form"), given.get("name"), ""]

    def _control(self, tag, given):
        kind = given.get("type", "submit" if tag == "button" else "text").lower()
        if kind in ("checkbox", "radio") and "checked" not in given or kind in ("file", "reset", "button", "image"):
            return
        if kind == "submit" and self._open and given.get("name") in self._open.fields:
            return
        self._note(given.get("form"), given.get("name"), given.get("value", ""), tag == "input" and kind in self.WRITABLE)

    def handle_data(self, data):
        if self._area:
            self._area[2] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self._open = None
        elif tag == "select" and self._select:
            owner, name, value = self._select
            self._note(owner, name, value or "", False)
            self._select = None
        elif tag == "textarea" and self._area:
            owner, name, value = self._area
            self._note(owner, name, value.strip(), True)
            self._area = None

    def _note(self, owner, name, value, writes):
        if not name:
            return
        if owner:
            self._stray.append((owner, name, value, writes))
        elif self._open:
            self._add(self._open, name, value, writes)

    @staticmethod
    def _add(form, name, value, writes):
        form.fields[name] = value
        if writes:
            form.writable.append(name)

    def form(self, action, writes=True, **values):
        """The first POST form whose path matches the pattern, that has something to write in if it must, and that sends the values."""
        for form in self.forms:
            fits = form.method == "post" and re.search(action, urlsplit(form.action).path) and (form.writable or not writes)
            if fits and values.items() <= form.fields.items():
                return form
        return None


class StaysHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Visitor:
    """One signed-in person. Never leaves the server."""

    def __init__(self, base, link=None, language="nb"):
        self.base, self.name, self.start, self.language = base, link.name if link else "stranger", base + "/", language
        self.jar = http.cookiejar.CookieJar()
        cookies = urllib.request.HTTPCookieProcessor(self.jar)
        self._following = urllib.request.build_opener(cookies)
        self._staying = urllib.request.build_opener(cookies, StaysHere)
        if link:
            self._sign_in(link.url)

    def _sign_in(self, url):
        answer = self.get(url)
        if not self.cookie:
            path = urlsplit(url).path
            form = next((form for form in answer.page.forms if form.method == "post"), None)
            if form is None:
                raise RuntimeError(f"{path[:4]}… signs nobody in: status {answer.status}")
            answer = self.post(form.action, form.filled(), follow=True)
        if not self.cookie:
            raise RuntimeError(f"no session for {self.name}: status {answer.status}")
        self.start = answer.url

    @property
    def cookie(self):
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)

    def is_here(self, url):
        return urlsplit(url).netloc == urlsplit(self.base).netloc

    def get(self, url, follow=True, **headers):
        return self._ask(urllib.request.Request(urljoin(self.base, url), headers={"Accept-Language": self.language, **headers}), follow)

    def post(self, url, fields, follow=False, **headers):
        """Sends the form as a browser would; the answer is the redirect itself unless told to follow."""
        given = {"Origin": self.base, "Accept-Language": self.language, **headers}
        return self._ask(urllib.request.Request(urljoin(self.base, url), urlencode(fields).encode(), given), follow)

    def _ask(self, request, follow, timeout=20):
        if not self.is_here(request.full_url):
            raise ValueError(f"{request.full_url} is another place")
        try:
            with (self._following if follow else self._staying).open(request, timeout=timeout) as answer:
                return Answer(answer.url, answer.status, answer.headers, answer.read(16 << 20))
        except urllib.error.HTTPError as answer:
            with answer:
                return Answer(answer.url or request.full_url, answer.code, answer.headers, answer.read(16 << 20))

    def find_form(self, action, most=80, writes=True, **values):
        """Walks from the start page until a page has a POST form that fits; returns the page's address and the form."""
        seen, waiting = set(), [self.start]
        while waiting and len(seen) < most:
            url = urldefrag(waiting.pop(0)).url
            if url in seen or not self.is_here(url):
                continue
            seen.add(url)
            answer = self.get(url)
            if answer.type != "text/html":
                continue
            page = answer.page
            if form := page.form(action, writes, **values):
                return answer.url, form
            waiting += [link for link in page.links if not re.search(r"\.\w{2,5}$|/static/", urlsplit(link).path)]
        raise LookupError(f"{self.name} finds no form that posts to {action} on {len(seen)} pages")

    def listen(self, url, seconds):
        """What the event stream brings in its first `seconds`, as bytes without the framing."""
        with Listener(self, url) as listener:
            time.sleep(seconds)
        return listener.bytes


def opened(server):
    """The server, its sample day opened by a facilitator as it is done on the day's page."""
    facilitator = Visitor(server.base, server.link("facilitator"))
    page, form = facilitator.find_form(r"/days/[^/]+/state$", writes=False, state="open")
    answer = facilitator.post(form.action, form.filled())
    if answer.status != 303:
        raise RuntimeError(f"{page} does not open the day: {answer.status}")
    return server


class Listener:
    """Keeps an event stream open in the background and everything it brings; comes back when the stream ends, later when it is refused."""

    def __init__(self, visitor, url, most=64 << 20):
        self.visitor, self.url, self.most = visitor, urljoin(visitor.base, url), most
        self.statuses, self._parts, self._size = [], [], 0
        self._stopped = threading.Event()
        self._thread, self._socket = threading.Thread(target=self._listen, daemon=True), None

    @property
    def bytes(self):
        return b"".join(self._parts)

    def _listen(self):
        parts = urlsplit(self.url)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        while not self._stopped.is_set() and self._size < self.most:
            connection = http.client.HTTPConnection(parts.netloc, timeout=10)
            try:
                headers = {"Cookie": self.visitor.cookie, "Accept": "text/event-stream", "Accept-Language": self.visitor.language}
                connection.request("GET", target, headers=headers)
                answer = connection.getresponse()
                self.statuses.append(answer.status)
                self._read(answer)
            except (OSError, http.client.HTTPException):
                pass
            finally:
                connection.close()
            is_refused = self.statuses[-1:] not in ([], [200])
            self._stopped.wait(5 if is_refused else 0.2)

    def _read(self, answer):
        self._socket = answer.fp.raw._sock
        self._socket.settimeout(60)
        while not self._stopped.is_set() and self._size < self.most:
            piece = answer.read1(1 << 16)
            if not piece:
                return
            self._parts.append(piece)
            self._size += len(piece)

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, *_):
        self._stopped.set()
        if self._socket:
            with contextlib.suppress(OSError):
                self._socket.shutdown(2)
        self._thread.join(5)
