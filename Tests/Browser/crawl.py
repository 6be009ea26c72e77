"""Everything a person can get out of the server, and the secrets that must not be in it.

    python3 Tests/Browser/crawl.py          starts a server, opens the day, plays a contact while everyone listens, and crawls as everyone;
                                            prints what was found where
"""

import concurrent.futures
import contextlib
import functools
import html
import re
import sys
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from email.message import Message
from pathlib import Path
from urllib.parse import unquote_plus, urldefrag, urljoin, urlsplit

from server import ROOT, Server
from visitor import Answer, Listener, Visitor, opened

LANGUAGES = ("nb", "nn", "en")
FACT, PERSON = "fact", "person"
SCRIPT_PARTS = ("hint", "topic", "manner", "goal", "background")
OPEN_PARTS = ("title", "brief", "name", "presentation")
SHORTEST_SENTENCE = 20
NOWHERE = ("/no-such-page", "/no-such-page/1?q=x", "/static/no-such-file.css", "/healthz", "/robots.txt", "/favicon.ico")


@dataclass(frozen=True)
class Secret:
    """One text of a scenario that only some may see. `kind` is `fact` or the element of the script it stands in."""

    text: str
    kind: str
    scenario: str
    person: str
    key: str


def secrets(folder=ROOT / "Scenarios", revealed=(), kinds=(FACT,)):
    """The texts that must be nowhere: every fact, in every language, whole and sentence by sentence, minus the `revealed` ones
    (texts or `(scenario, person, key)`) and minus what the scenario says openly."""
    found, public = [], []
    for path in sorted(Path(folder).glob("*.xml")):
        root = ET.parse(path).getroot()
        public += [text for part in OPEN_PARTS for element in root.iter(part) for text in texts(element)]
        for person in root.iter(PERSON):
            for element in person.iter():
                if element.tag not in kinds:
                    continue
                key = element.get("id", "")
                place = (root.get("id", path.stem), person.get("id", ""), key)
                known = key and place in revealed
                for text in texts(element):
                    (public if known else found).extend([text] if known else [Secret(text, element.tag, *place)])
    public = plain("\n".join([*public, *(text for text in revealed if isinstance(text, str))]))
    pieces = {
        Secret(piece, one.kind, one.scenario, one.person, one.key)
        for one in found for piece in {one.text, *sentences(one.text)}
        if one.kind == FACT or len(piece) >= SHORTEST_SENTENCE
    }
    return sorted((one for one in pieces if plain(one.text) not in public), key=lambda one: (one.scenario, one.person, one.key, one.text))


def script_secrets(folder=ROOT / "Scenarios"):
    """Hints, topics, manners, goals and backgrounds: what only those who play a person may see."""
    return secrets(folder, kinds=SCRIPT_PARTS)


def texts(element):
    if element.text and element.text.strip() and not any(child.tag in LANGUAGES for child in element):
        yield element.text.strip()
    for child in element:
        if child.tag in LANGUAGES and child.text:
            yield child.text.strip()


def sentences(text):
    return [one for one in re.split(r"(?<=[.!?:])\s+", text) if len(one) >= SHORTEST_SENTENCE]


def plain(text):
    return re.sub(r"\s+", " ", text).strip().casefold()


JSON_ESCAPE = re.compile(r'\\(?:u([0-9a-fA-F]{4})|(["\\/bfnrt]))')
JSON_PLAIN = {"n": "\n", "r": "\n", "t": "\t", "b": " ", "f": " "}


def out_of_json(text):
    return JSON_ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else JSON_PLAIN.get(found[2], found[2]), text)


def readings(data):
    """The same bytes as all the texts they can be read as: out of JSON, HTML, addresses, CSV, and with the tags gone."""
    as_is = data.decode("utf-8", "replace")
    kept = {as_is, out_of_json(as_is)}
    kept |= {html.unescape(text) for text in kept}
    kept |= {out_of_json(text) for text in kept}
    kept |= {unquote_plus(text) for text in kept if "%" in text}
    kept |= {text.replace('""', '"') for text in kept if '""' in text}
    kept |= {re.sub(r"<[^>]*>", "", text) for text in kept}
    return {plain(text) for text in kept}


def find(wanted, data):
    """The secrets (or plain strings) that are in the bytes, however they were escaped."""
    return list(_find(tuple(wanted), data))


@functools.lru_cache(maxsize=None)
def _find(wanted, data):
    text = "\n".join(readings(data))
    words = set(text.split())
    return tuple(one for one, sought, inner in _sought(wanted) if inner <= words and sought in text)


@functools.lru_cache(maxsize=8)
def _sought(wanted):
    """Each with its plain text and the words within it, which a text that holds it has as words too: most texts are passed over by these alone."""
    texts = ((one, plain(getattr(one, "text", one))) for one in wanted)
    return [(one, text, set(text.split()[1:-1])) for one, text in texts]


@dataclass
class Crawl:
    """What one person got: answers by address, and the bytes of each live stream."""

    visitor: Visitor
    answers: dict = field(default_factory=dict)
    streams: dict = field(default_factory=dict)

    def leaks(self, wanted):
        """Pairs of an address and a secret found in its headers, body or stream."""
        wanted = list(wanted)
        bodies = [(url, str(answer.headers).encode() + answer.body) for url, answer in self.answers.items()]
        return [(url, one) for url, data in [*bodies, *self.streams.items()] for one in find(wanted, data)]

    @property
    def pages(self):
        return [url for url, answer in self.answers.items() if answer.type == "text/html" and answer.status == 200]

    def with_status(self, status):
        return [url for url, answer in self.answers.items() if answer.status == status]


def crawl(visitor, also=(), also_streams=(), skip=(), live_seconds=2.0, most=3000):
    """Fetches every address of this server that can be reached from the start page: links, forms' targets, script, style and live
    streams; then those that others know and some that nobody has. `skip` are paths to leave alone (sign-in links)."""
    result, tried, streams, skip = Crawl(visitor), set(), set(also_streams), set(skip)
    waiting = [visitor.start, "/", *also, *NOWHERE]
    while waiting and len(result.answers) < most:
        url = urldefrag(urljoin(visitor.base, waiting.pop(0))).url
        if url in tried or url in streams or not visitor.is_here(url) or urlsplit(url).path in skip:
            continue
        tried.add(url)
        try:
            answer = visitor.get(url, follow=False)
        except OSError as problem:
            answer = Answer(url, 0, Message(), str(problem).encode())
        result.answers[url] = answer
        waiting += leads(answer, streams)
    with contextlib.ExitStack() as ears:
        listeners = {url: ears.enter_context(Listener(visitor, url)) for url in sorted(streams) if live_seconds}
        time.sleep(live_seconds if listeners else 0)
    result.streams = {url: listeners[url].bytes if url in listeners else b"" for url in streams}
    return result


def leads(answer, streams):
    """Where the answer points; its live streams are put in `streams`."""
    if answer.headers.get("Location"):
        return [urljoin(answer.url, answer.headers["Location"])]
    text = answer.body.decode("utf-8", "replace")
    if answer.type == "text/html":
        page = answer.page
        streams.update(page.live)
        return page.links + [form.action for form in page.forms]
    if answer.type == "text/css":
        return [urljoin(answer.url, one) for one in re.findall(r"""url\(\s*['"]?([^'")]+)""", text) if not one.startswith("data:")]
    if "javascript" in answer.type or answer.type == "application/manifest+json":
        return [urljoin(answer.url, one) for one in re.findall(r"""['"]((?:\.{0,2}/)[\w./-]+\.\w{2,5})['"]""", text)]
    return []


def crawl_everyone(server, language="nb", live_seconds=2.0, meanwhile=None):
    """Crawls as one person of each role and group, and as a stranger. Each also tries every address the others found, and listens to
    every stream that anyone found, for `live_seconds` or while `meanwhile` happens."""
    links = server.links()
    skip = {urlsplit(link.url).path for link in links}
    chosen = {(link.role, link.group): link for link in reversed(links)}
    people = {f"{role} {group or ''}".strip(): Visitor(server.base, link, language) for (role, group), link in chosen.items()}
    people["stranger"] = Visitor(server.base, language=language)
    with concurrent.futures.ThreadPoolExecutor(4) as crawlers:
        found = dict(zip(people, crawlers.map(lambda who: crawl(people[who], skip=skip, live_seconds=0), people)))
        known = sorted({url for one in found.values() for url in one.answers})
        streams = sorted({url for one in found.values() for url in one.streams})
        with contextlib.ExitStack() as ears:
            heard = {who: {url: ears.enter_context(Listener(people[who], url)) for url in streams} for who in people}
            time.sleep(live_seconds)
            if meanwhile:
                meanwhile()
            again = dict(zip(people, crawlers.map(lambda who: crawl(people[who], known, streams, skip, 0), people)))
    for who in people:
        again[who].streams = {url: listener.bytes for url, listener in heard[who].items()}
    return again


def play_contact(server, group="1"):
    """A group asks for the first person of its case, a leader takes it, tells one fact and ends; returns the fact as the group reads it."""
    asker = Visitor(server.base, server.link("participant", group))
    room, _ = asker.find_form(r"/contact-requests$")
    way = next(link for link in asker.get(room).page.links if "ask=" in link)
    ask = asker.get(way).page.form(r"/contact-requests$")
    asker.post(ask.action, ask.filled("Vi vil gjerne snakke med deg"))
    leader, (_, take) = first_that_finds(server, "leader", r"^/contact-requests/\d+/taking$")
    talk = leader.post(take.action, take.filled(), follow=True)
    tick = next(form for form in talk.page.forms if "disclosure" in form.fields)
    leader.post(tick.action, tick.filled())
    end = leader.get(talk.url).page.form(r"/end$")
    leader.post(end.action, end.filled("Dere spurte fint"))
    told = re.search(r"data-said>([^<]+)<", asker.get(room).body.decode())
    if not told:
        raise RuntimeError("the group does not read what it was told")
    return html.unescape(told[1])


def first_that_finds(server, role, action):
    for link in server.links():
        if link.role == role:
            with contextlib.suppress(LookupError):
                visitor = Visitor(server.base, link)
                return visitor, visitor.find_form(action, writes=False)
    raise LookupError(f"no {role} finds a form that posts to {action}")


def crawl_open_day(server, language="nb"):
    """Plays a contact of group 1 on the open day while everyone listens; returns what was told, and every leak as `(who, url, secret)`."""
    told, leaks = [], []
    found = crawl_everyone(opened(server), language, 0.5, lambda: told.append(play_contact(server)))
    hidden, told_here = secrets(), secrets(revealed=told)
    for who, one in found.items():
        if not who.startswith(("leader", "facilitator")):
            leaks += [(who, url, secret) for url, secret in one.leaks(told_here if who.endswith("Gruppe 1") else hidden)]
    heard = [url for url, data in found["participant Gruppe 1"].streams.items() if find(told, data)]
    if not heard:
        raise RuntimeError("nobody heard the fact that was told: the streams were not listened to")
    return told[0], found, leaks


def main():
    """One fact is told to one group: it, and no other, may reach that group, and nobody else but leaders and facilitators."""
    every_fact = secrets()
    if not every_fact:
        sys.exit("no facts in Scenarios/: nothing to look for")
    with Server() as server:
        _, found, leaks = crawl_open_day(server)
        for who, one in found.items():
            mine = [leak for leak in leaks if leak[0] == who]
            print(f"{who}: {len(one.answers)} answers, {len(one.streams)} streams, {len(mine)} secrets")
            for _, url, secret in mine[:20]:
                print(f"    {url}: {secret.scenario}/{secret.person}/{secret.key}")
        logged = find(every_fact, server.log.read_bytes())
    print(f"{len(every_fact)} texts looked for, {len(leaks)} found, {len(logged)} in the log")
    return len(leaks) + len(logged)


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
