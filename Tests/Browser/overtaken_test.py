"""Pages that learn of things late, twice or in the wrong order end like everybody else's."""

from board_test import board, change, lay_out
from builder_test import SEATS, names, proposes, seat
from harness import expect, test
from never_lost_test import BOARD, KEPT, rewrite, settled
from room_test import ask, card, lane, opened, pin, room


class Held:
    """Answers to `page` for the page itself, kept back until they are let go."""

    def __init__(self, page):
        self.page, self.routes = page, []
        page.route(page.url.split("#")[0], self.take)

    def take(self, route):
        if route.request.resource_type != "fetch":
            return route.continue_()
        self.routes.append((route, route.fetch()))

    def wait(self):
        while not self.routes:
            self.page.evaluate("new Promise(requestAnimationFrame)")

    def let_go(self):
        for route, answer in self.routes:
            route.fulfill(response=answer)
        self.page.unroute(self.page.url.split("#")[0])


def alike(a, b):
    """Waits until `a` shows the board as one sees it who opens it now."""
    b.reload()
    hung = b.evaluate(BOARD)
    a.wait_for_function(f"hung => JSON.stringify(({BOARD})()) === JSON.stringify(hung)", arg=hung)


@test("what others do while a page fetches the board anew is not undone on it by what was fetched too early")
def overtaken(day):
    facilitator = opened(day)
    a, b = room(day.person("participant", name="Anna")), room(day.person("participant", name="Bjarne"))
    for text in ("Bli", "Flyttes", "Tas ned"):
        pin(b, text)
    expect(card(a, "Tas ned")).to_have_count(1)
    lane(a, 2).locator("textarea").focus()
    held = Held(a)
    change(facilitator.page, f"/boards/{board(a)}/vote", votes="3")
    held.wait()
    pin(b, "Kom imens")
    expect(card(a, "Kom imens")).to_have_count(1)
    card(b, "Flyttes").locator(".card__open").focus()
    b.keyboard.press("Shift+ArrowRight")
    expect(lane(a, 1).locator(".card")).to_have_count(1)
    card(b, "Tas ned").locator(".card__open").focus()
    b.keyboard.press("t")
    expect(card(a, "Tas ned")).to_have_count(0)
    held.let_go()
    expect(a.locator(".boardbar a[href$='/ballot']")).to_be_visible()
    alike(a, b)
    expect(card(a, "Kom imens")).to_have_count(1)
    expect(card(a, "Tas ned")).to_have_count(0)


@test("a board that is drawn when somebody has finished writing is drawn as it is then")
def drawn_late(day):
    facilitator = opened(day)
    a, b = room(day.person("participant", name="Anna")), room(day.person("participant", name="Bjarne"))
    for text in ("Skrives på", "Tas ned"):
        pin(b, text)
    card(a, "Skrives på").locator(".card__open").click()
    card(a, "Skrives på").locator(".card__tools [name=text]").fill("Skrevet på")
    change(facilitator.page, f"/boards/{board(a)}/vote", votes="3")
    expect(a.locator(".boardbar a[href$='/ballot']")).to_be_visible()
    pin(b, "Kom imens")
    card(b, "Tas ned").locator(".card__open").focus()
    b.keyboard.press("t")
    expect(card(a, "Kom imens")).to_have_count(1)
    expect(card(a, "Tas ned")).to_have_count(0)
    card(a, "Skrives på").locator(".card__tools").get_by_role("button", name="Lagre lappen").click()
    expect(card(b, "Skrevet på")).to_have_count(1)
    settled(a)
    alike(a, b)
    expect(card(a, "Kom imens")).to_have_count(1)
    expect(card(a, "Tas ned")).to_have_count(0)


@test("a card that was taken down while the network was away goes from under the hands that write on it when they let go")
def taken_down(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    pin(a, "Ring fastlegen")
    expect(card(b, "Ring fastlegen")).to_have_count(1)
    card(a, "Ring fastlegen").locator(".card__open").click()
    field = card(a, "Ring fastlegen").locator(".card__tools [name=text]")
    field.fill("Ring legevakten")
    with anna.offline():
        a.wait_for_selector("html[data-live=away]", state="attached")
        card(b, "Ring fastlegen").locator(".card__open").click()
        b.locator(".card__tools").get_by_role("button", name="Ta ned lappen").click()
        expect(card(b, "Ring fastlegen")).to_have_count(0)
    expect(a.locator(".card[data-newer]")).to_have_count(1)
    expect(field).to_have_value("Ring legevakten")
    field.fill("Ring fastlegen")
    a.keyboard.press("Escape")
    expect(a.locator(".card")).to_have_count(0)


@test("what two pages of one person could not send is sent, also when one of them is closed")
def two_pages(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    b = room(day.person("participant", name="Bjarne"))
    first = room(anna)
    anna.page = second = first.context.new_page()
    second.goto(first.url)
    anna.is_live()
    with anna.offline():
        for page, text in ((first, "Alfa"), (second, "Beta")):
            page.wait_for_selector("html[data-live=away]", state="attached")
            pin(page, text)
            page.wait_for_function(KEPT.replace("() => ", "text => ") + f".includes({text!r})")
        assert second.evaluate(KEPT).count("action") == 2
        first.close(run_before_unload=False)
    expect(card(b, "Beta")).to_have_count(1)
    expect(card(b, "Alfa")).to_have_count(1, timeout=40_000)
    settled(second)
    expect(second.locator(".card")).to_have_count(2)


@test("an answer that cannot be read stops nothing that is done after it")
def unreadable(day):
    opened(day)
    a, b = room(day.person("participant", name="Anna")), room(day.person("participant", name="Bjarne"))
    pin(a, "Først")
    expect(card(b, "Først")).to_have_count(1)

    def garble(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text()[:40])

    a.route("**/cards", garble, times=1)
    pin(a, "Svaret ble borte")
    pin(a, "Etterpå")
    expect(card(b, "Etterpå")).to_have_count(1)
    settled(a)
    alike(a, b)
    expect(a.locator(".card")).to_have_count(3)


@test("a page that the server was too busy to give is asked for again")
def busy(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    refused = []

    def refuse(route):
        if route.request.resource_type != "fetch" or refused:
            return route.fallback()
        refused.append(route.fulfill(status=503, body=""))

    a.route(a.url.split("#")[0], refuse)
    with anna.offline():
        a.wait_for_selector("html[data-live=away]", state="attached")
        pin(b, "Kom imens")
        expect(card(b, "Kom imens")).to_have_count(1)
    expect(card(a, "Kom imens")).to_have_count(1)
    assert refused


@test("a card that one writes on comes along to a board that is laid out anew, where all that comes is shown, and that is said")
def comes_along(day):
    facilitator = opened(day)
    a, b = room(day.person("participant", name="Anna")), room(day.person("participant", name="Bjarne"))
    for text in ("Skrives på", "Flyttes"):
        pin(b, text)
    expect(card(a, "Flyttes")).to_have_count(1)
    card(a, "Skrives på").locator(".card__open").click()
    field = a.locator(".card__tools [name=text]")
    field.fill("Skrevet på")
    for layout in ("person", "timeline"):
        lay_out(facilitator, a, layout)
        expect(a.locator("#announcer")).to_contain_text("Tavla er tegnet på nytt.")
        expect(field).to_have_value("Skrevet på")
        expect(field).to_be_focused()
        pin(a, f"Egen {layout}")
        pin(b, f"Annens {layout}")
        expect(card(a, f"Egen {layout}")).to_have_count(1)
        expect(card(a, f"Annens {layout}")).to_have_count(1)
        card(a, "Flyttes").locator(".card__open").focus()
        a.keyboard.press("Shift+ArrowRight")
        expect(card(b, "Flyttes").locator("xpath=ancestor::section[contains(@class, 'lane')]")).to_have_count(1)
        field.focus()
    a.locator(".card__tools").get_by_role("button", name="Lagre lappen").click()
    expect(card(b, "Skrevet på")).to_have_count(1)
    alike(a, b)


@test("a card that is open, with nothing written yet, stays open when the board is laid out anew, with focus and caret, also where that is elsewhere")
def stays_open(day):
    facilitator = opened(day)
    a, b = room(day.person("participant", name="Anna")), room(day.person("participant", name="Bjarne", width=390))
    pin(a, "Ring fastlegen")
    for page in (a, b):
        expect(card(page, "Ring fastlegen")).to_have_count(1)
    b.evaluate("location.hash = 'tavle'")
    for page in (a, b):
        card(page, "Ring fastlegen").locator(".card__open").click()
    field = a.locator(".card__tools [name=text]")
    for _ in range(5):
        a.keyboard.press("ArrowLeft")
    b.locator("#cardfilter summary").focus()
    for layout in ("person", "free", "lanes"):
        lay_out(facilitator, a, layout)
        expect(b.locator(f".board--{layout}")).to_be_visible()
        expect(field).to_be_focused()
        expect(b.locator(".card__tools [name=text]")).to_have_value("Ring fastlegen")
        expect(b.locator("#cardfilter summary")).to_be_focused()
        for page in (a, b):
            expect(page.locator(".boardframe .card")).to_have_count(1)
            expect(page.locator(".card__open")).to_have_attribute("aria-expanded", "true")
    a.keyboard.type("i dag til ")
    a.locator(".card__tools").get_by_role("button", name="Lagre lappen").click()
    expect(card(b, "Ring fasti dag til legen")).to_have_count(1)


@test("a card with two texts to choose between follows the moves and layouts of others")
def choice_follows(day):
    facilitator = opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = room(anna), room(bjarne)
    pin(b, "Ring fastlegen")
    expect(card(a, "Ring fastlegen")).to_have_count(1)
    with anna.offline():
        a.wait_for_selector("html[data-live=away]", state="attached")
        rewrite(a, "Ring fastlegen", "Annas tekst")
        rewrite(b, "Ring fastlegen", "Bjarnes tekst")
    expect(a.locator(".card .conflict")).to_contain_text("Annas tekst")
    card(b, "Bjarnes tekst").locator(".card__open").focus()
    b.keyboard.press("Shift+ArrowRight")
    expect(lane(a, 1).locator(".card .conflict")).to_have_count(1)
    lay_out(facilitator, a, "rings")
    expect(a.locator(".tray .card .conflict")).to_have_count(1)
    lay_out(facilitator, a, "lanes")
    expect(lane(a, 1).locator(".card .conflict")).to_have_count(1)
    a.locator(".conflict").get_by_role("button", name="Bruk min tekst").click()
    expect(card(b, "Annas tekst")).to_have_count(1)
    expect(a.locator(".conflict")).to_have_count(0)
    alike(a, b)


WRITES_WHEN_IT_IS_LEFT = """([pinned, half]) => addEventListener('beforeunload', () => setTimeout(() => {
  const [one, other] = document.querySelectorAll('.lane__new textarea')
  for (const [field, text] of [[one, pinned], [other, half]]) {
    field.focus()
    field.value = text
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  }
  one.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
}))"""


@test("what is pinned or half written while a page loads itself anew is there once, whether its answer came or not")
def anew(day):
    console = opened(day).page
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = room(anna), room(bjarne)
    address = a.url.split("#")[0]
    for answered in (True, False):
        text, pages = f"Hengt opp, svar {answered}", []

        def fetch(route):
            pages.append((route, route.fetch()))

        def leave_unanswered(route):
            route.fetch()

        a.evaluate(WRITES_WHEN_IT_IS_LEFT, [text, f"Halvt, {answered}"])
        a.route(address, fetch)
        if not answered:
            a.route("**/boards/*/cards", leave_unanswered)
        change(console, f"/boards/{board(a)}/lanes", title=f"Felt {answered}")
        while not pages:
            console.evaluate("new Promise(requestAnimationFrame)")
        expect(card(b, text)).to_have_count(1)
        for route, page in pages:
            route.fulfill(response=page)
        a.unroute(address)
        a.unroute("**/boards/*/cards")
        expect(a.get_by_text(f"Felt {answered}", exact=True)).to_have_count(1)
        expect(card(a, text)).to_have_count(1)
        expect(lane(a, 0).locator("textarea")).to_have_value("")
        expect(lane(a, 1).locator("textarea")).to_have_value(f"Halvt, {answered}")
        lane(a, 1).locator("textarea").fill("")
        a.evaluate("document.activeElement.blur()")
        alike(a, b)


@test("what is written before a page's first script has come is kept like all that is written")
def early(day):
    opened(day)
    a = room(day.person("participant", name="Anna"))
    lane(a, 0).locator("textarea").fill("Begynt før")
    scripts = []
    a.route("**/js/app.js", lambda route: scripts.append(route))
    a.reload(wait_until="commit")
    field = lane(a, 0).locator("textarea")
    field.fill("Tidlig ute")
    while not scripts:
        field.evaluate("() => new Promise(requestAnimationFrame)")
    scripts[0].continue_()
    a.wait_for_selector("html.js", state="attached")
    a.unroute("**/js/app.js")
    a.goto("about:blank")
    a.go_back()
    expect(field).to_have_value("Begynt før Tidlig ute")
    expect(a.locator("html.js")).to_have_count(1)
    assert "Tidlig ute" in a.evaluate("JSON.stringify(localStorage)")


def untouched(day):
    """Anna's page of the board, to which the scripts for her hands do not come; and what has been asked for them."""
    anna = day.person("participant", name="Anna")
    address, asked = room(anna).url.split("#")[0], []
    page = anna.open()
    page.route("**/js/hands.js", lambda route: asked.append(route))
    page.goto(address)
    page.wait_for_selector("html[data-live=connected]", state="attached")
    return page, asked


@test("a card that is sent while its page loads itself anew, before there are scripts for it, is sent by the page that comes")
def sent_by_the_next(day):
    console = opened(day).page
    b = room(day.person("participant", name="Bjarne"))
    a, hands = untouched(day)
    address, pages = a.url.split("#")[0], []
    a.evaluate(WRITES_WHEN_IT_IS_LEFT, ["Sendt", "Halvt"])
    a.route(address, lambda route: pages.append((route, route.fetch())))
    change(console, f"/boards/{board(a)}/lanes", title="Nytt felt")
    while not (pages and hands):
        console.evaluate("new Promise(requestAnimationFrame)")
    a.unroute("**/js/hands.js")
    for route, page in pages:
        route.fulfill(response=page)
    a.unroute(address)
    expect(card(b, "Sendt")).to_have_count(1)
    expect(card(a, "Sendt")).to_have_count(1)
    expect(lane(a, 0).locator("textarea")).to_have_value("")
    expect(lane(a, 1).locator("textarea")).to_have_value("Halvt")
    settled(a)
    a.reload()
    expect(card(a, "Sendt")).to_have_count(1)
    expect(a.locator(".card")).to_have_count(1)


@test("what is written, and what is sent, before there are scripts for it is not mixed up when the board is laid out anew")
def along_before_hands(day):
    facilitator = opened(day)
    a, hands = untouched(day)
    lane(a, 1).locator("textarea").fill("Sendt")
    lane(a, 1).locator("textarea").press("Enter")
    expect(lane(a, 1).locator(".unsent")).to_have_text("Sendt")
    lane(a, 2).locator("textarea").fill("Halvt skrevet")
    lay_out(facilitator, a, "rings")
    expect(lane(a, 0).locator("textarea")).to_have_value("Halvt skrevet")
    expect(lane(a, 0).locator("textarea")).to_be_focused()
    hands[0].continue_()
    a.wait_for_selector("html[data-hands]", state="attached")
    expect(card(a, "Sendt")).to_have_count(1)
    lay_out(facilitator, a, "lanes")
    expect(lane(a, 2).locator("textarea")).to_have_value("Halvt skrevet")
    lane(a, 2).locator("textarea").press("Enter")
    expect(lane(a, 2).locator(".card", has_text="Halvt skrevet")).to_have_count(1)
    expect(a.locator(".card")).to_have_count(2)


@test("who has gone on to write a card is not taken away from it by the late answer to something else")
def writes_on(day):
    opened(day)
    a = room(day.person("participant", name="Anna"))
    name, answers = a.locator(".person__name").first.inner_text(), []
    a.route("**/contact-requests", lambda route: answers.append((route, route.fetch())))
    ask(a, name, "Hva heter saksbehandleren?")
    while not answers:
        a.evaluate("new Promise(requestAnimationFrame)")
    field = lane(a, 0).locator("textarea")
    field.press_sequentially("Familien har ")
    for route, answer in answers:
        route.fulfill(response=answer)
    expect(a.locator("#announcer")).to_contain_text("Dere står i kø")
    expect(field).to_be_focused()
    a.keyboard.type("fått brev")
    expect(field).to_have_value("Familien har fått brev")


@test("who goes on to another person in the builder is not taken back by the late answer to a move")
def goes_on(day):
    marit = day.person("facilitator")
    proposes(marit)
    page, answers = marit.page, []
    marit.is_live()
    one, two = names(marit, 1)[:2]
    page.route("**/builder/people/*/group*", lambda route: answers.append((route, route.fetch())), times=1)
    seat(marit, one).locator("summary").focus()
    page.keyboard.press("Alt+ArrowRight")
    while not answers:
        page.evaluate("new Promise(requestAnimationFrame)")
    seat(marit, two).locator("summary").click()
    for route, answer in answers:
        route.fulfill(response=answer)
    expect(page.locator("#announcer")).to_contain_text(f"{one} er flyttet til Gruppe 2")
    expect(seat(marit, two).locator("summary")).to_be_focused()
    page.keyboard.press("Alt+ArrowRight")
    for name in (one, two):
        expect(page.locator(SEATS).nth(1).locator(".person", has_text=name)).to_be_visible()


@test("what is written while the card before it waits for its answer stays where it is written, also when the network goes")
def written_meanwhile(day):
    opened(day)
    a, b = room(day.person("participant", name="Anna")), room(day.person("participant", name="Bjarne"))
    held = []
    a.route("**/boards/*/cards", lambda route: held.append(route))
    field = lane(a, 0).locator("textarea")
    field.fill("Den første")
    field.press("Enter")
    field.press("Enter")
    while not held:
        a.evaluate("new Promise(requestAnimationFrame)")
    field.fill("Den neste")
    held[0].abort()
    expect(lane(a, 0).locator(".unsent q")).to_have_text("Den første")
    expect(field).to_have_value("Den neste")
    a.unroute("**/boards/*/cards")
    expect(card(b, "Den første")).to_have_count(1)
    settled(a)
    expect(field).to_have_value("Den neste")
    a.reload()
    expect(field).to_have_value("Den neste")
    field.press("Enter")
    expect(b.locator(".card__text")).to_have_text(["Den første", "Den neste"])


@test("a card’s form is closed without harm when the board was locked meanwhile, and focus goes to the word that it is")
def closed_when_locked(day):
    facilitator = opened(day)
    a = room(day.person("participant", name="Anna"))
    pin(a, "Skrives på")
    card(a, "Skrives på").locator(".card__open").click()
    change(facilitator.page, f"/boards/{board(a)}/lock", locked="1")
    expect(a.locator(".boardbar__locked")).to_be_visible()
    a.locator(".card__tools [name=text]").press("Escape")
    expect(a.locator(".card__tools")).to_have_count(0)
    expect(a.locator(".boardbar__locked")).to_be_focused()
