"""Many hands on one board: who is here, who writes where, what is said of it, and every action by keys."""

import re

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
        expect(card(page, "Ring fastlegen").locator(".card__pen")).to_have_text("Bjarne Moen skriver her")
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
    expect(a.locator(".card__pen")).to_have_text("Bjarne Moen skriver her")
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
    expect(a.locator(".card__tools [name=text]")).to_have_value("exnzt?")
    a.keyboard.press("Escape")
    expect(at("Besøk hjemme")).to_be_focused()
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
