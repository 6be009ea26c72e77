"""Many hands on one board: who is here, who writes where, what is said of it, and every action by keys."""

import re

from board_test import board as board_of, change, lay_out, number
from harness import expect, scroll_excess, test
from room_test import ALL, card, lane, opened, pin, room


def board(person):
    """The person's page with the board in front, also where parts are tabs."""
    page = room(person)
    if person.context not in person.day.scriptless:
        page.evaluate("location.hash = 'tavle'")
    return page


@test("those at the board see who is here and who writes on which card, until they leave")
def presence(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    unni, cecilie = day.person("observer", name="Unni"), day.person("participant", name="Cecilie")
    a, b, u, c = board(anna), board(bjarne), board(unni), board(cecilie)
    for page in (a, b, u):
        expect(page.locator(".presence")).to_contain_text("Her nå: Anna Berg, Bjarne Moen")
    expect(c.locator(".presence")).to_contain_text("Her nå: Cecilie")
    pin(a, "Ring fastlegen")
    card(b, "Ring fastlegen").locator(".card__open").click()
    for page in (a, u):
        expect(card(page, "Ring fastlegen").locator(".card__pen")).to_have_text("Noen i gruppa skriver her")
    expect(b.locator(".card__pen")).to_have_count(0)
    card(a, "Ring fastlegen").locator(".card__open").click()
    for page in (a, b):
        expect(card(page, "Ring fastlegen").locator(".card__pen:has(+ .card__tools)")).to_have_text("Noen i gruppa skriver her")
        expect(page.locator("#announcer")).to_have_text("Noen i gruppa skriver her")
    a.keyboard.press("Escape")
    expect(b.locator(".card__pen")).to_have_count(0)
    pin(a, "En lapp til")
    expect(card(a, "Ring fastlegen").locator(".card__pen")).to_be_visible()
    day.look(anna, "presence", **ALL)
    b.locator(".card__tools").get_by_role("button", name="Avbryt").click()
    expect(a.locator(".card__pen")).to_have_count(0)
    card(b, "Ring fastlegen").locator(".card__open").click()
    expect(a.locator(".card__pen")).to_have_count(1)
    b.locator(".card__tools").get_by_role("link", name="Merknader").click()
    b.wait_for_url(re.compile("/cards/"))
    expect(a.locator(".presence")).to_have_text("Her nå: Anna Berg", use_inner_text=True)
    expect(a.locator(".card__pen")).to_have_text("Noen i gruppa skriver her")
    b.close()
    expect(a.locator(".card__pen")).to_have_count(0)
    bare = day.person("participant", name="Bjarne", javascript=False)
    a.wait_for_selector("html[data-live=connected]", state="attached")
    room(bare)
    bare.sees("Her nå: Anna Berg")


def told(page):
    """Waits for what is next read aloud of what others do, and returns it."""
    before = page.evaluate("window.told ?? 0")
    page.evaluate("""() => {
        window.heard ??= []
        if (window.ear) return
        window.ear = new MutationObserver(() => { const text = document.getElementById('news').textContent; if (text) heard.push(text) })
        window.ear.observe(document.getElementById('news'), { childList: true, characterData: true, subtree: true })
    }""")
    page.wait_for_function("before => heard.length > before", arg=before)
    page.evaluate("before => { window.told = before + 1 }", before)
    return page.evaluate("before => heard[before]", before)


@test("what others do is said once, politely and in one's own language, bundled when it is much, and never what one does oneself")
def news(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", language="en")
    a, b = board(anna), board(bjarne)
    own = anna.open()
    own.goto(a.url)
    own.wait_for_selector("html[data-live=connected]", state="attached")
    lane(b, 1).locator("textarea").focus()
    pin(a, "Ring fastlegen")
    assert told(b) == "New card in We know: Ring fastlegen.", told
    card(a, "Ring fastlegen").locator(".card__open").focus()
    a.keyboard.press("Shift+ArrowRight")
    assert told(b) == "Moved to We wonder: Ring fastlegen."
    card(a, "Ring fastlegen").locator(".card__open").click()
    a.get_by_role("checkbox", name="Gjort").check()
    a.locator(".card__tools").get_by_role("button", name="Lagre lappen").click()
    assert told(b) == "Done: Ring fastlegen."
    a.locator(".holder summary").first.click()
    a.locator(".holder select").select_option(index=1)
    a.get_by_role("button", name="Velg brukerkontakt").click()
    assert "Anna" in told(b)
    for number in range(8):
        pin(a, f"Lapp {number}", number % 4)
    expect(b.locator(".card")).to_have_count(9)
    assert re.search(r"New cards: \d", told(b))
    expect(lane(b, 1).locator("textarea")).to_be_focused()
    expect(own.locator(".card")).to_have_count(9)
    expect(a.locator("#news")).to_have_text("")
    expect(own.locator("#news")).to_have_text("")
    assert b.locator("#news").get_attribute("aria-live") == "polite"


@test("a lock, a remark, a stack and a thread are told as what they are, once, and a board that is laid out otherwise brings no news of cards")
def news_of_company(day):
    facilitator = opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", language="en")
    a, b = board(anna), board(bjarne)
    for text in ("Ring fastlegen", "Søk bostøtte"):
        pin(a, text)
        assert told(b) == f"New card in We know: {text}."
    one, other = number(a, "Ring fastlegen"), number(a, "Søk bostøtte")
    b.locator(".card__open").first.focus()
    change(a, f"/cards/{one}/threads", to=other, word="fordi")
    assert told(b) == "In We know: Ring fastlegen – fordi – Søk bostøtte."
    change(a, f"/cards/{one}/remarks", text="Hvem har nummeret?")
    assert told(b) == "New remark on Ring fastlegen, in We know."
    change(a, f"/cards/{other}/removal")
    assert told(b) == "Taken down: Søk bostøtte."
    change(a, f"/cards/{other}/restoration")
    assert "Put up again in We know: Søk bostøtte." in told(b)
    change(a, f"/cards/{one}/stack", onto=other)
    assert re.fullmatch(r"(In a stack in We know: (Søk bostøtte|Ring fastlegen)\. ?){2}", told(b))
    change(a, f"/cards/{one}/lock", locked="1")
    assert told(b) == "Locked in We know: Ring fastlegen."
    change(a, f"/cards/{one}/lock")
    assert told(b) == "Unlocked in We know: Ring fastlegen."
    stack = a.locator(f"#card-{other}").get_attribute("data-stack")
    change(a, f"/stacks/{stack}/name", name="Økonomi")
    assert told(b) == "The stack in We know is now called Økonomi."
    taken_off = re.findall(r'action="(/(?:threads|remarks)/[^"]+/removal)"', a.request.get(f"{a.evaluate('location.origin')}/cards/{one}").text())
    for path in taken_off:
        change(a, path)
        assert told(b) in ("A line was removed from Ring fastlegen, in We know.", "A remark was removed from Ring fastlegen, in We know.")
    assert len(taken_off) == 2
    said = b.evaluate("heard.length")
    for layout in ("timeline", "free", "lanes"):
        lay_out(facilitator, b, layout)
    pin(a, "Besøk hjemme")
    assert told(b) == "New card in We know: Besøk hjemme."
    assert b.evaluate("heard.length") == said + 1


@test("who leaves a stack, comes back or is taken down is told alone, and nobody who only stands otherwise for it")
def news_of_leaving(day):
    opened(day)
    a, b = board(day.person("participant", name="Anna")), board(day.person("participant", name="Bjarne"))
    for text in ("Alm.", "Bjørk", "Eik", "Furu"):
        pin(a, text)
        assert told(b) == f"Ny lapp i Vi vet: {text.removesuffix('.')}."
    ids = {text: number(a, text) for text in ("Alm.", "Bjørk", "Eik")}
    for text in ("Bjørk", "Eik"):
        change(a, f"/cards/{ids[text]}/stack", onto=ids["Alm."])
        told(b)
    change(a, f"/cards/{ids['Alm.']}/stack", onto="")
    assert told(b) == "Ute av bunken i Vi vet: Alm."
    change(a, f"/boards/{board_of(a)}/undo")
    assert told(b) == "I bunke i Vi vet: Alm."
    change(a, f"/cards/{ids['Alm.']}/removal")
    assert told(b) == "Tatt ned: Alm."
    change(a, f"/cards/{ids['Alm.']}/restoration")
    assert told(b) == "Hengt opp igjen i Vi vet: Alm."


@test("everything on the board is done by keys, the plan of them opens by one, and letters can be switched off")
def keys(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = board(anna), board(bjarne)
    for number, text in ((0, "Ring fastlegen"), (0, "Søk bostøtte"), (2, "Besøk hjemme")):
        pin(a, text, number)
        expect(card(b, text)).to_be_visible()
    at = lambda text: card(a, text).locator(".card__open")
    at("Ring fastlegen").focus()
    a.keyboard.press("ArrowDown")
    expect(at("Søk bostøtte")).to_be_focused()
    a.keyboard.press("ArrowRight")
    expect(at("Besøk hjemme")).to_be_focused()
    a.keyboard.press("Shift+ArrowLeft")
    expect(lane(b, 1).locator(".card", has_text="Besøk hjemme")).to_be_visible()
    expect(at("Besøk hjemme")).to_be_focused()
    a.keyboard.press("x")
    expect(card(b, "Besøk hjemme")).to_contain_text("gjort")
    a.keyboard.press("e")
    expect(a.locator(".card__tools [name=text]")).to_be_focused()
    a.keyboard.type("exnzt?")
    expect(a.locator(".card__tools [name=text]")).to_have_value("Besøk hjemmeexnzt?")
    a.keyboard.press("Escape")
    expect(at("Besøk hjemme")).to_be_focused()
    a.keyboard.press("e")
    expect(a.locator(".card__tools [name=text]")).to_have_value("Besøk hjemmeexnzt?")
    a.locator(".card__tools [data-cancel]").click()
    a.keyboard.press("e")
    expect(a.locator(".card__tools [name=text]")).to_have_value("Besøk hjemme")
    a.keyboard.press("Escape")
    a.keyboard.press("n")
    expect(lane(a, 1).locator("textarea")).to_be_focused()
    a.keyboard.type("Fra tastene")
    a.keyboard.press("Control+Enter")
    expect(card(b, "Fra tastene")).to_be_visible()
    at("Fra tastene").focus()
    a.keyboard.press("t")
    expect(card(b, "Fra tastene")).to_have_count(0)
    expect(at("Besøk hjemme")).to_be_focused()
    a.keyboard.press("z")
    expect(card(b, "Fra tastene")).to_be_visible()
    at("Besøk hjemme").focus()
    a.keyboard.press("?")
    expect(a.locator("#keys summary")).to_be_focused()
    expect(a.get_by_text("Merk lappen som gjort, eller ikke gjort likevel")).to_be_visible()
    day.look(anna, "keys", **ALL)
    for place in (a.locator("#keys summary"), a.get_by_label("Bruk bokstaver som hurtigtaster"), at("Besøk hjemme")):
        place.focus()
        a.keyboard.press("Escape")
        expect(a.locator("#keys")).not_to_have_attribute("open", "")
        expect(a.locator("#keys summary")).to_be_focused()
        a.keyboard.press("?")
        expect(a.locator("#keys")).to_have_attribute("open", "")
    at("Besøk hjemme").focus()
    a.keyboard.press("e")
    a.keyboard.press("Escape")
    expect(a.locator("#keys")).to_have_attribute("open", "")
    a.get_by_label("Bruk bokstaver som hurtigtaster").uncheck()
    a.reload()
    anna.is_live()
    at("Ring fastlegen").focus()
    a.keyboard.press("x")
    a.keyboard.press("?")
    a.keyboard.press("ArrowDown")
    expect(at("Søk bostøtte")).to_be_focused()
    expect(a.locator("#keys")).not_to_have_attribute("open", "")
    expect(card(b, "Ring fastlegen")).not_to_contain_text("gjort")
    a.keyboard.press("Alt+ArrowLeft")
    expect(lane(b, 0).locator(".card", has_text="Søk bostøtte")).to_be_visible()
    bare = day.person("participant", name="Bjarne", javascript=False)
    room(bare).locator("#keys summary").click()
    bare.sees("Gå til neste lapp eller knapp")
    bare.sees_not("Merk lappen som gjort, eller ikke gjort likevel")


@test("one is told when somebody has changed the card of one’s latest change since, and the next press of undo goes on with the one before")
def overtaken(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = board(anna), board(bjarne)
    for text in ("Ring fastlegen", "Søk bostøtte"):
        pin(a, text)
        expect(card(b, text)).to_be_visible()
    for page, text in ((a, "Søk bostøtte nå"), (b, "Søk bostøtte i morgen")):
        card(page, "Søk bostøtte").locator(".card__open").click()
        page.locator(".card__tools [name=text]").fill(text)
        page.locator(".card__tools").get_by_role("button", name="Lagre lappen").click()
        for other in (a, b):
            expect(card(other, text)).to_be_visible()
    bare = day.person("participant", name="Anna", javascript=False)
    room(bare).locator(".boardbar").get_by_role("button", name="Angre").click()
    expect(bare.page.get_by_role("heading", level=1)).to_have_text("Dette kan ikke angres")
    bare.sees("Noen i gruppa har endret lappen etter deg. Det du gjorde med «Søk bostøtte i morgen», kan ikke angres. Trykk en gang til")
    day.look(bare, "undo-overtaken-bare", widths=(1440, 390))
    undo = a.locator(".boardbar").get_by_role("button", name="Angre")
    undo.click()
    expect(a.locator("#toasts")).to_contain_text("Noen i gruppa har endret lappen etter deg.")
    expect(a.locator("#toasts")).to_contain_text("Trykk en gang til")
    day.look(anna, "undo-overtaken", **ALL)
    undo.click()
    expect(card(b, "Ring fastlegen")).to_have_count(0)
    expect(card(b, "Søk bostøtte i morgen")).to_be_visible()


@test("a board that is locked looks locked at once, also for somebody who is writing elsewhere on the page, and opens again as calmly")
def locked(day):
    facilitator = opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    bare = day.person("participant", name="Anna", javascript=False)
    a, b = board(anna), board(bjarne)
    pin(a, "Ring fastlegen")
    expect(card(b, "Ring fastlegen")).to_be_visible()
    answer = b.locator("#losning textarea").first
    answer.fill("Det vi skriver imens")
    address = f"/boards/{a.locator('[data-board]').get_attribute('id').removeprefix('board-')}"
    control = facilitator.goes(address).page
    control.get_by_role("button", name="Lås tavla").click()
    for page in (a, b, room(bare)):
        expect(page.locator(".boardbar__locked")).to_have_text("Tavla er låst. Lappene kan leses, men ikke endres.")
        expect(page.locator(".lane__new:visible, .card__open:visible, [data-move], .boardbar form, .photo__new, .wall form")).to_have_count(0)
        expect(card(page, "Ring fastlegen")).to_be_visible()
    expect(answer).to_have_value("Det vi skriver imens")
    for page in (a, b):
        card(page, "Ring fastlegen").dblclick()
        expect(page.locator(".card__tools")).to_have_count(0)
    at = card(a, "Ring fastlegen").bounding_box()
    a.mouse.move(at["x"] + 60, at["y"] + at["height"] - 6)
    a.mouse.down()
    a.mouse.move(at["x"] + 200, at["y"] + 60, steps=4)
    expect(a.locator(".is-ghost")).to_have_count(0)
    a.mouse.up()
    day.look(anna, "board-locked", **ALL)
    day.look(facilitator, "board-conduct-locked")
    control.get_by_role("button", name="Lås opp tavla").click()
    for page in (a, b):
        expect(page.locator(".boardbar__locked")).to_have_count(0)
        expect(lane(page, 0).locator(".lane__new")).to_be_visible()
        expect(page.get_by_role("button", name="Angre")).to_be_visible()
    pin(b, "Igjen")
    expect(card(a, "Igjen")).to_be_visible()
    card(b, "Ring fastlegen").locator(".card__open").click()
    expect(b.locator(".card__tools [name=text]")).to_be_focused()
    expect(answer).to_have_value("Det vi skriver imens")


class Tree:
    """What a screen reader is given of the page, as Chromium makes it."""

    def __init__(self, page):
        session = page.context.new_cdp_session(page)
        self.nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
        session.detach()

    def all(self, *roles, within=None):
        nodes = self.below(within) if within else self.nodes.values()
        return [node for node in nodes if not node["ignored"] and node["role"]["value"] in roles]

    def below(self, node):
        for child in (self.nodes[number] for number in node.get("childIds", []) if number in self.nodes):
            yield child
            yield from self.below(child)

    def above(self, node):
        while node := self.nodes.get(node.get("parentId")):
            yield node


def name(node):
    return " ".join(node.get("name", {}).get("value", "").split())


@test("a screen reader is told of each card its text, pen, lane, who has it and whether it is done, and of each control which card it is for")
def tree(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a = board(anna)
    pin(a, "Ring fastlegen")
    pin(a, "Søk bostøtte", 2)
    card(a, "Ring fastlegen").locator(".card__open").click()
    tools = a.locator(".card__tools")
    tools.locator(".marker--red input").check()
    tools.get_by_label("Anna Berg").check()
    tools.get_by_role("checkbox", name="Gjort").check()
    tools.get_by_role("button", name="Lagre lappen").click()
    expect(card(a, "Ring fastlegen")).to_contain_text("Anna Berg")
    card(a, "Søk bostøtte").locator(".card__open").click()
    seen = Tree(a)
    lanes = [node for node in seen.all("region") if name(node) in ("Vi vet", "Vi lurer på", "Hvem gjør hva", "Gjort")]
    assert [name(node) for node in lanes] == ["Vi vet", "Vi lurer på", "Hvem gjør hva", "Gjort"], [name(node) for node in seen.all("region")]
    for one in lanes:
        assert [name(node) for node in seen.all("list", within=one)] == [name(one)], name(one)
        writing = seen.all("textbox", within=one)
        assert any(name(node) == f"Ny lapp i {name(one)}" for node in writing), [name(node) for node in writing]
    cards = [node for one in lanes for node in seen.all("listitem", within=one)]
    assert [name(node) for node in cards] == [
        "haster Ring fastlegen Vi vet Ansvarlig: Anna Berg gjort", "fakta Søk bostøtte Hvem gjør hva"], [name(node) for node in cards]
    for one, text in zip(cards, ("Ring fastlegen", "Søk bostøtte")):
        controls = seen.all("link", "button", "textbox", "checkbox", "radio", within=one)
        assert len(controls) >= 1
        for control in controls:
            around = [name(control)] + [name(node) for node in seen.above(control) if node["role"]["value"] in ("group", "listitem")]
            assert name(control) and any(text in words for words in around), f"{control['role']['value']} {around}"
            if control["role"]["value"] in ("link", "button"):
                assert text in name(control), name(control)
    polite = [node for node in seen.all("status") if {"name": "live", "value": {"type": "token", "value": "polite"}} in node["properties"]]
    assert len(polite) >= 2, seen.all("status")
    names = [name(node) for node in seen.all("button", "link", "textbox", "checkbox", "radio", "combobox")]
    assert all(names), names


CUT_OFF = """() => [...document.querySelectorAll('#tavle *')].filter(element => {
    const box = element.getBoundingClientRect(), style = getComputedStyle(element)
    if (!box.width || !box.height || element.closest('.visually-hidden, svg') || style.clip !== 'auto') return false
    const hides = ['hidden', 'clip'].includes(style.overflowX) && element.scrollWidth > element.clientWidth + 1
    return box.left < -1 || box.right > innerWidth + 1 || hides
}).map(element => element.outerHTML.slice(0, 120))"""

SMALL = """() => [...document.querySelectorAll('main :is(a, button, summary, input, select, textarea)')].filter(element => {
    const target = /checkbox|radio/.test(element.type) ? element.closest('label') ?? element : element
    const box = target.getBoundingClientRect()
    if (!box.width || element.type === 'hidden' || element.closest('.visually-hidden')) return false
    const inText = getComputedStyle(target).display === 'inline' && target.parentElement.textContent.trim() !== target.textContent.trim()
    return !inText && (box.width < 24 || box.height < 24)
}).map(element => element.outerHTML.slice(0, 120))"""


@test("what is saved on a card that somebody has taken down is told of where it was written, and can be pinned as a new card")
def taken_down(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = room(anna), room(bjarne)
    pin(a, "Ring fastlegen")
    card(b, "Ring fastlegen").locator(".card__open").click()
    b.keyboard.type(" i dag")
    card(a, "Ring fastlegen").locator(".card__open").focus()
    a.keyboard.press("t")
    expect(a.locator(".card")).to_have_count(0)
    b.get_by_role("button", name="Lagre lappen").click()
    box = b.locator(".card > .conflict")
    expect(box).to_be_focused()
    expect(box).to_be_in_viewport(ratio=0.9)
    expect(box).to_contain_text("Ring fastlegen i dag")
    day.look(bjarne, "taken-down", **ALL)
    box.get_by_role("button", name="Fest det som en ny lapp").click()
    expect(b.locator(".conflict")).to_have_count(0)
    expect(card(a, "Ring fastlegen i dag")).to_have_count(1)
    expect(b.locator(".card")).to_have_count(1)


@test("a new card is in sight also where the filter would hide it")
def filtered(day):
    opened(day)
    a = room(day.person("participant", name="Anna"))
    a.locator("#cardfilter summary").click()
    a.locator("#filter-marker").select_option("red")
    for text in ("Fakta én", "Fakta to"):
        pin(a, text)
        expect(card(a, text)).to_be_visible()


@test("at 400 % zoom the board is one column that nothing sticks out of, with targets large enough for a thumb")
def zoomed(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna", width=320), day.person("participant", name="Bjarne")
    a, b = board(anna), board(bjarne)
    pin(b, "Barnevernsvaktordningssamarbeidsavtalen må undersøkes")
    long = card(a, "samarbeidsavtalen")
    expect(long).to_be_visible()

    def holds(what):
        assert scroll_excess(a) <= 0, f"{what}: {scroll_excess(a)} px too wide"
        assert not a.evaluate(CUT_OFF), f"{what}: {a.evaluate(CUT_OFF)}"
        assert not a.evaluate(SMALL), f"{what}: {a.evaluate(SMALL)}"
        day.picture(a, f"zoom-{what}", widths=(320,), schemes=("light", "dark"))

    holds("board")
    a.locator("#keys summary").click()
    holds("keys")
    a.locator("#keys summary").click()
    long.locator(".card__open").click()
    holds("tools")
    expect(card(b, "samarbeidsavtalen").locator(".card__pen")).to_be_visible()
    long.locator("[name=text]").fill("Barnevernsvaktordningssamarbeidsavtalen er undersøkt")
    card(b, "samarbeidsavtalen").locator(".card__open").click()
    b.locator(".card__tools [name=text]").fill("Barnevernsvaktordningssamarbeidsavtalen er funnet")
    b.locator(".card__tools").get_by_role("button", name="Lagre lappen").click()
    expect(long).to_have_attribute("data-newer", re.compile("Noen andre"))
    long.get_by_role("button", name="Lagre lappen").click()
    expect(long.locator(".conflict")).to_be_visible()
    expect(long.locator(".card__pen")).to_have_count(0)
    holds("both-texts")


@test("what is done before the scripts for it have come is done when they come")
def early_hands(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a = board(anna)
    pin(a, "Ring fastlegen")
    early, held = anna.open(), []
    early.route("**/js/hands.js", lambda route: held.append(route))
    early.goto(a.url.partition('#')[0])
    early.wait_for_selector("html[data-live=connected]", state="attached")
    card(early, "Ring fastlegen").locator(".card__open").focus()
    early.keyboard.press("x")
    card(early, "Ring fastlegen").locator(".card__open").click()
    lane(early, 1).locator("textarea").fill("Søk bostøtte")
    lane(early, 1).get_by_role("button", name="Fest lappen").click()
    lane(early, 2).locator("textarea").fill("Sendt med Enter")
    early.keyboard.press("Enter")
    expect(early.locator("html[data-hands], .card--done, .card__tools")).to_have_count(0)
    held[0].continue_()
    expect(card(early, "Ring fastlegen")).to_contain_text("gjort")
    expect(early.locator(".card__tools [name=text]")).to_have_value("Ring fastlegen")
    for number, text in ((1, "Søk bostøtte"), (2, "Sendt med Enter")):
        expect(lane(a, number).locator(".card", has_text=text)).to_have_count(1)


@test("what is typed for a card that is opened before the scripts have come is written in it, and does nothing else")
def early_words(day):
    opened(day)
    a = board(day.person("participant", name="Anna"))
    for text in ("Ring fastlegen", "Søk bostøtte"):
        pin(a, text)
    for text, opens in (("Ring fastlegen", lambda link: link.press("e")), ("Søk bostøtte", lambda link: link.click())):
        early, held = a.context.new_page(), []
        early.route("**/js/hands.js", lambda route: held.append(route))
        early.goto(a.url.partition('#')[0])
        early.evaluate("location.hash = 'tavle'")
        early.wait_for_selector("html[data-live=connected]", state="attached")
        opens(card(early, text).locator(".card__open"))
        early.keyboard.type(" tox")
        while not held:
            early.evaluate("new Promise(requestAnimationFrame)")
        held[0].continue_()
        expect(early.locator(".card__tools [name=text]")).to_have_value(f"{text} tox")
        early.get_by_role("button", name="Lagre lappen").click()
        expect(card(a, f"{text} tox")).to_be_visible()
        early.close()
    expect(a.locator(".card--done, .card--stacked")).to_have_count(0)


@test("who first touches a page when the net is gone loses nothing, and it is sent once when the net is back")
def late_hands(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a = board(anna)
    late = anna.open()
    late.goto(a.url.partition('#')[0])
    late.wait_for_selector("html[data-live=connected]", state="attached")
    late.route("**/js/hands.js", lambda route: route.abort())
    with anna.offline():
        lane(late, 1).locator("textarea").fill("Skrevet uten nett")
        lane(late, 1).get_by_role("button", name="Fest lappen").click()
        expect(lane(late, 1).locator(".unsent")).to_have_text("Skrevet uten nett")
        expect(late.locator("html[data-hands]")).to_have_count(0)
        late.unroute("**/js/hands.js")
    expect(card(late, "Skrevet uten nett")).to_have_count(1)
    expect(card(a, "Skrevet uten nett")).to_have_count(1)
    expect(lane(late, 1).locator("textarea")).to_have_value("")


@test("focus stays on the board when the card that has it is stacked, taken apart or taken down, also where it was the only one")
def focus_stays(day):
    opened(day)
    a = board(day.person("participant", name="Anna"))
    for number, text in ((0, "Ring fastlegen"), (0, "Søk bostøtte"), (0, "Besøk hjemme"), (1, "Alene her")):
        pin(a, text, number)
        card(a, text).wait_for()
    at = lambda text: card(a, text).locator(".card__open")
    for text in ("Søk bostøtte", "Besøk hjemme"):
        at(text).focus()
        a.keyboard.press("s")
        expect(card(a, text)).to_have_class(re.compile("card--stacked"))
        expect(at(text)).to_be_focused()
        a.keyboard.press("z")
        expect(card(a, text)).not_to_have_class(re.compile("card--stacked"))
        expect(at(text)).to_be_focused()
    a.keyboard.press("s")
    expect(card(a, "Besøk hjemme")).to_have_class(re.compile("card--stacked"))
    a.keyboard.press("t")
    expect(card(a, "Besøk hjemme")).to_have_count(0)
    expect(at("Søk bostøtte")).to_be_focused()
    at("Alene her").focus()
    a.keyboard.press("t")
    expect(card(a, "Alene her")).to_have_count(0)
    expect(lane(a, 1).locator("textarea")).to_be_focused()


@test("undoing by key past the last card goes on undoing, and what a message offered to take back goes when that is done otherwise")
def past_the_last(day):
    opened(day)
    a = board(day.person("participant", name="Anna"))
    for text in ("Ring fastlegen", "Søk bostøtte"):
        pin(a, text)
    card(a, "Ring fastlegen").locator(".card__open").focus()
    a.keyboard.press("t")
    expect(a.locator("#toasts form")).to_have_count(1)
    a.keyboard.press("z")
    expect(card(a, "Ring fastlegen")).to_have_count(1)
    expect(a.locator("#toasts form")).to_have_count(0)
    card(a, "Ring fastlegen").locator(".card__open").focus()
    for left in (1, 0):
        a.keyboard.press("z")
        expect(a.locator(".card")).to_have_count(left)
    a.keyboard.press("Shift+Z")
    expect(a.locator(".card")).to_have_count(1)
    assert written(a) == []


@test("what stands below the field one writes in does not slip away from under the pointer that presses it")
def pressed_below(day):
    opened(day)
    a = board(day.person("participant", name="Anna"))
    lane(a, 0).locator("textarea").focus()
    expect(lane(a, 0).locator(".lane__more")).to_be_visible()
    a.locator("summary", has_text="Heng opp et bilde").click()
    expect(a.locator("details:has([data-photo-form])")).to_have_attribute("open", "")
    expect(lane(a, 0).locator(".lane__more")).to_be_hidden()


def written(page):
    return [words for words in page.locator(".lane__new textarea").evaluate_all("fields => fields.map(field => field.value)") if words]


def drafts(page):
    return page.evaluate("Object.entries(localStorage).filter(([name]) => name.includes('draft:')).map(([, words]) => JSON.parse(words))")


@test("what is half written for a card follows to the board’s new layout with focus and caret, and nothing of it is lost")
def half_written(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = board(anna)
    lane(a, 2).locator("textarea").fill("Ring mor")
    lane(a, 1).locator("textarea").fill("Søk støtte")
    for _ in range(3):
        a.keyboard.press("ArrowLeft")
    lay_out(facilitator, a, "person")
    first = lane(a, 0).locator("textarea")
    expect(first).to_be_focused()
    expect(first).to_have_value("Søk støtte\nRing mor")
    day.look(anna, "half-written", **ALL)
    a.keyboard.type("bo")
    expect(first).to_have_value("Søk støbotte\nRing mor")
    assert drafts(a) == ["Søk støbotte\nRing mor"], drafts(a)
    lane(a, 1).locator("textarea").fill("x" * 490)
    lay_out(facilitator, a, "lanes")
    expect(lane(a, 1).locator("textarea")).to_be_focused()
    assert written(a) == ["Søk støbotte\nRing mor", "x" * 490] and sorted(drafts(a)) == sorted(written(a)), (written(a), drafts(a))
    change(facilitator.page, f"/boards/{board_of(a)}/lock", locked="1")
    expect(a.locator(".boardbar__locked")).to_be_focused()
    expect(a.locator(".lane__new")).to_have_count(0)
    change(facilitator.page, f"/boards/{board_of(a)}/lock")
    expect(lane(a, 0).locator("textarea")).to_have_value("Søk støbotte\nRing mor")
    assert written(a) == ["Søk støbotte\nRing mor", "x" * 490], written(a)
    address, number = a.url, board_of(a)
    a.goto("about:blank")
    change(facilitator.page, f"/boards/{number}/layout", layout="fourfold")
    a.goto(address)
    anna.is_live()
    assert sorted(written(a)) == sorted(drafts(a)) == ["Søk støbotte\nRing mor", "x" * 490], (written(a), drafts(a))


@test("focus stays with the card when the board is laid out otherwise, and goes to the word that it is locked when that takes the button away")
def focus_follows(day):
    facilitator = opened(day)
    a, b = board(day.person("participant", name="Anna")), board(day.person("participant", name="Bjarne"))
    pin(a, "Ring fastlegen")
    at = card(a, "Ring fastlegen").locator(".card__open")
    at.focus()
    for layout in ("person", "free", "fourfold", "lanes"):
        lay_out(facilitator, a, layout)
        expect(at).to_be_focused()
    undo = a.locator(".boardbar form[action$='/undo'] button")
    undo.focus()
    change(facilitator.page, f"/boards/{board_of(a)}/lock", locked="1")
    expect(a.locator(".boardbar__locked")).to_be_focused()
    change(facilitator.page, f"/boards/{board_of(a)}/lock")
    expect(undo).to_be_focused()
    lane(b, 0).locator("textarea").focus()
    change(facilitator.page, f"/boards/{board_of(a)}/vote", votes="3")
    for page in (a, b):
        expect(page.locator(".boardbar a[href$='/ballot']")).to_be_visible()
    expect(undo).to_be_focused()
    expect(lane(b, 0).locator("textarea")).to_be_focused()


IN_SIGHT = """() => {
    const box = document.activeElement.getBoundingClientRect(), bar = document.querySelector('.tabs').getBoundingClientRect()
    return document.activeElement.matches('.card__open') && box.top >= 0 && box.bottom <= bar.top
}"""


@test("at 400 % zoom a card moved by keys ends in sight above the bar, also when the answer has come")
def moved_in_sight(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna", width=390, motion="no-preference")
    a = board(anna)
    for number, text in enumerate(("Ring fastlegen", "Søk bostøtte", "Besøk hjemme")):
        pin(a, text, number)
        expect(card(a, text)).to_be_visible()
    lay_out(facilitator, a, "person")
    anna.is_live()
    a.set_viewport_size({"width": 320, "height": 256})
    for text in ("Ring fastlegen", "Søk bostøtte", "Besøk hjemme"):
        for key in ("Right", "Right", "Down", "Right"):
            card(a, text).locator(".card__open").focus()
            with a.expect_response("**/placement"):
                a.keyboard.press(f"Shift+Arrow{key}")
            a.evaluate("Promise.all(document.getAnimations().map(each => each.finished.catch(() => {})))")
            a.wait_for_function(f"() => !document.getAnimations().length && ({IN_SIGHT})()")
    day.picture(a, "moved-in-sight", widths=(320,))


@test("a key that is pressed at once after a card is let go does what it says")
def pressed_after_drag(day):
    opened(day)
    a = board(day.person("participant", name="Anna"))
    pin(a, "Dras")
    box = card(a, "Dras").bounding_box()
    goal = lane(a, 1).locator("[data-drop]").bounding_box()
    a.mouse.move(box["x"] + 40, box["y"] + box["height"] - 6)
    a.mouse.down()
    a.mouse.move(goal["x"] + 40, goal["y"] + 4, steps=4)
    assert a.evaluate("""() => {
      document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, pointerId: 1 }))
      document.querySelector('#keys summary').click()
      return document.querySelector('#keys').open
    }""")
    a.mouse.up()
    expect(lane(a, 1).locator(".card")).to_have_count(1)
