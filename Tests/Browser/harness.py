"""Real browsers against a real server: people with pages, pictures, audits, and a count at the end.

    from harness import run, test

    @test("a card pinned in one browser is seen in another")
    def _(day):
        anna, bo = day.person("participant", group="1"), day.person("participant", group="1")
        ...

    run()
"""

import contextlib
import json
import re
import shutil
import sys
import time
import traceback
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import expect, sync_playwright

import stage
from server import OUTPUT, Server

WIDTHS = {1440: 900, 820: 1100, 390: 844}
PATIENCE = 10_000
LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
AXE_NOISE = re.compile(r"Applying inline style violates")
EXPECTED_NOISE = re.compile(r"Failed to load resource|net::ERR_")


def shows_hands(page, state="[data-hands]"):
    """Gives the sign of hands until the page is in the state: the first may be given to the page that is being left, or before anyone listens."""
    page.wait_for_function(f"() => {{ dispatchEvent(new Event('focusin')); return document.documentElement.matches('{state}') }}")


class Person:
    """Someone signed in, in a browser of their own."""

    def __init__(self, day, link, context):
        self.day, self.link, self.context = day, link, context
        self.name, self.group = (link.name, link.group) if link else ("stranger", None)
        self.page = self.open()

    def open(self):
        """A new tab; what goes wrong in it is noted on the day."""
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: self.day.note(f"{self.name}: script failed: {error}"))
        page.on("console", self._hear)
        return page

    def _hear(self, message):
        if message.page in self.day.audited and AXE_NOISE.search(message.text):
            return
        if message.type == "error" and not EXPECTED_NOISE.search(message.text):
            self.day.note(f"{self.name}: {message.text}")

    def sign_in(self):
        self.page.goto(self.link.url)
        if not self.context.cookies():
            self.page.locator("form[method=post] [type=submit], form[method=post] button").first.click()
            self.page.wait_for_load_state()
        return self._has_hands()

    def goes(self, path):
        self.page.goto(self.day.server.base + path if path.startswith("/") else path)
        return self._has_hands()

    def _has_hands(self):
        """Waits until the page's scripts are all there, after a sign that somebody is."""
        if self.context not in self.day.scriptless and self.page.locator("script[src$='/app.js']").count():
            shows_hands(self.page)
        return self

    def sees(self, text, within=PATIENCE):
        """Waits until the text is on the page and visible."""
        expect(self.page.get_by_text(text).locator("visible=true").first).to_be_visible(timeout=within)

    def sees_not(self, text):
        expect(self.page.get_by_text(text).locator("visible=true")).to_have_count(0)

    def is_live(self):
        """Waits until the page says that it follows what happens."""
        shows_hands(self.page, "[data-live=connected][data-hands]")

    @contextlib.contextmanager
    def offline(self):
        self.context.set_offline(True)
        try:
            yield self
        finally:
            self.context.set_offline(False)


class Day:
    """One server with its people. What goes wrong on the way is kept in `problems`."""

    def __init__(self, chromium, server):
        self.chromium, self.server, self.problems, self.people, self.scriptless = chromium, server, [], [], set()
        self.audited = set()  # pages where axe has been: it sets inline styles, which the policy reports, sometimes late

    def note(self, problem):
        self.problems.append(problem)

    def person(self, role, group=None, name=None, language="nb", javascript=True, width=1440, scheme="light", motion="reduce"):
        """Someone of the day, signed in; the same person may come twice."""
        return self._admit(self.server.link(role, group, name), language, javascript, width, scheme, motion).sign_in()

    def stranger(self, language="nb", javascript=True, width=1440, scheme="light"):
        return self._admit(None, language, javascript, width, scheme, "reduce").goes("/")

    def _admit(self, link, language, javascript, width, scheme, motion):
        context = self.chromium.new_context(
            locale=LOCALES[language], timezone_id="Europe/Oslo", java_script_enabled=javascript, color_scheme=scheme, reduced_motion=motion,
            viewport={"width": width, "height": WIDTHS.get(width, 900)}, has_touch=width < 500,
        )
        context.on("request", self._watch)
        if not javascript:
            self.scriptless.add(context)
        self.people.append(Person(self, link, context))
        return self.people[-1]

    def _watch(self, request):
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != urlsplit(self.server.base).netloc:
            self.note(f"asked another server: {request.url}")

    def audit(self, page, name, context=None):
        """Runs axe on the page as it is, past its content policy; violations are noted and returned, and kept as a file."""
        if page.context in self.scriptless:
            with self._copy(page) as copy:
                return self.audit(copy, name, context)
        self.audited.add(page)
        session = page.context.new_cdp_session(page)
        session.send("Runtime.evaluate", {"expression": AXE_SCRIPT})
        question = f"axe.run({json.dumps(context) if context else 'document'}, {{resultTypes: ['violations']}})"
        answer = session.send("Runtime.evaluate", {"expression": question, "awaitPromise": True, "returnByValue": True})
        session.detach()
        if "exceptionDetails" in answer:
            raise RuntimeError(f"axe: {answer['exceptionDetails']}")
        violations = answer["result"]["value"]["violations"]
        for one in violations:
            places = "; ".join(" ".join(map(str, node["target"])) for node in one["nodes"][:5])
            self.note(f"axe on {name}: {one['id']} ({one['impact']}) at {places}: {one['nodes'][0].get('failureSummary', '')}")
        if violations:
            (OUTPUT / f"{name}.axe.json").write_text(json.dumps(violations, indent=2, ensure_ascii=False))
        return violations

    @contextlib.contextmanager
    def _copy(self, page):
        """The page as it looks without script, in a context where axe can run."""
        markup = re.sub(r"(?s)<script\b.*?</script>|</?noscript[^>]*>", "", page.content())
        context = self.chromium.new_context(storage_state=page.context.storage_state(), viewport=page.viewport_size)
        try:
            copy = context.new_page()
            copy.route(lambda url: url == page.url, lambda route: route.fulfill(body=markup, content_type="text/html; charset=utf-8"))
            copy.goto(page.url)
            yield copy
        finally:
            context.close()

    def picture(self, page, name, widths=tuple(WIDTHS), schemes=("light",)):
        """The whole page at each width, as `output/NAME-WIDTH.png`; a page that scrolls sideways is noted."""
        before = page.viewport_size
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            for width in widths:
                page.set_viewport_size({"width": width, "height": WIDTHS.get(width, 900)})
                with contextlib.suppress(Exception):
                    page.evaluate("scrollTo(0, 0)")
                suffix = "" if scheme == "light" else f"-{scheme}"
                page.screenshot(path=OUTPUT / f"{name}-{width}{suffix}.png", full_page=True)
                excess = scroll_excess(page)
                if excess > 0:
                    self.note(f"{name} is {excess} px too wide at {width}")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(before)

    def look(self, person, name, widths=tuple(WIDTHS), schemes=("light",)):
        """Picture and audit of the person's page, in both schemes' colours if asked."""
        self.picture(person.page, name, widths, schemes)
        for scheme in schemes:
            person.page.emulate_media(color_scheme=scheme)
            self.audit(person.page, f"{name}-{scheme}")
        person.page.emulate_media(color_scheme="light")

    def leave(self):
        for person in self.people:
            for page in person.context.pages:  # Chromium may never answer when a context is closed whose page is on its way to another
                with contextlib.suppress(Exception):
                    page.goto("about:blank", timeout=3000)
            person.context.close()
        self.people.clear()


def scroll_excess(page):
    """How many pixels the page is wider than the window; measured by the browser, so also where pages may not run script."""
    session = page.context.new_cdp_session(page)
    sizes = session.send("Page.getLayoutMetrics")
    session.detach()
    return round(sizes["cssContentSize"]["width"] - sizes["cssLayoutViewport"]["clientWidth"])


@contextlib.contextmanager
def day(server=None, arguments=()):
    """A server with a fresh sample day and a browser to visit it with."""
    with server or Server(arguments=arguments) as running, browser("chromium-headless-shell") as chromium:
        yield Day(chromium, running)


@contextlib.contextmanager
def browser(program="chromium"):
    path = shutil.which(program) or shutil.which("chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield chromium
        finally:
            chromium.close()


TESTS = []


def test(sentence, fresh=True):
    """Names a function of a `Day` as a test. With `fresh=False` it goes on with the server the test before it left."""
    def keep(body):
        TESTS.append((sentence, fresh, body))
        return body
    return keep


def run(words=None):
    """Runs the tests whose sentence holds all `words` (default: the command line), one on each core, and ends the process; the last line is the count."""
    words = sys.argv[1:] if words is None else words
    chosen = [one for one in TESTS if all(word.casefold() in one[0].casefold() for word in words)]
    passed = failed = 0
    for outcomes in stage.play(_acts(chosen), _play):
        for sentence, seconds, problem in outcomes:
            print(f"{'✗' if problem else '✓'} {sentence} ({seconds:.1f} s)", flush=True)
            passed, failed = (passed, failed + 1) if problem else (passed + 1, failed)
            if problem:
                print("    " + problem.strip().replace("\n", "\n    "), flush=True)
    print(f"{passed} passed, {failed} failed", flush=True)
    sys.exit(1 if failed or not chosen else 0)


def _acts(tests):
    """The tests in parts that share no server."""
    acts = []
    for one in tests:
        if one[1] or not acts:
            acts.append([])
        acts[-1].append(one)
    return acts


def _play(act, tell):
    """Tells sentence, seconds and problem of each test of an act; what goes wrong when its server ends is the last one's."""
    open_things, current = contextlib.ExitStack(), None
    for number, (sentence, _, body) in enumerate(act, start=1):
        began, problems = time.monotonic(), []
        try:
            current = current or open_things.enter_context(day())
            body(current)
        except Exception:
            problems.append(traceback.format_exc())
            photograph(current, sentence)
        if current:
            current.leave()
            problems += dict.fromkeys(current.problems)
            current.problems.clear()
        if number == len(act):
            try:
                open_things.close()
            except Exception:
                problems.append(traceback.format_exc())
        tell((sentence, time.monotonic() - began, "\n".join(problems) or None))


def photograph(current, sentence):
    """What everyone saw when a test failed."""
    slug = re.sub(r"\W+", "-", sentence)[:60]
    for number, person in enumerate(current.people if current else []):
        with contextlib.suppress(Exception):
            person.page.screenshot(path=OUTPUT / f"failed-{slug}-{number}.png", full_page=True, timeout=3000)
