"""Where one is after what one has done: focus goes where the eye goes, and nothing is taken from under hands."""

import re

from board_test import at_board, board, change, lay_out, number
from harness import expect, test
from photo_test import flip_chart, hang
from room_test import ask, card, choose, lane, opened, pin, room


def at(page, text):
    """What one stands on when one stands on the card."""
    return card(page, text).locator(".card__open")


def stands_on(page, text):
    expect(at(page, text)).to_be_focused()
    expect(at(page, text)).to_be_in_viewport()


def is_somewhere(page):
    """Focus is on something that is seen."""
    expect(page.locator("body:focus")).to_have_count(0)
    page.wait_for_function("() => document.activeElement !== document.body && document.activeElement.checkVisibility()")


def told_fact(day, width):
    """Someone who has just been told a fact, in the room."""
    opened(day)
    anna, olivia = day.person("participant", name="Anna", width=width), day.person("leader", name="Olivia")
    a = room(anna)
    a.evaluate("location.hash = 'kontakt'")
    olivia.goes(f"/days/{olivia.link.day}").is_live()
    ask(a, a.locator(".person__name").first.inner_text(), "Hvordan har du det?")
    olivia.page.locator(".queue__request", has_text="Gruppe 1").get_by_role("button", name="Ta samtalen").click()
    olivia.page.locator(".script .tick__button").first.click()
    expect(a.locator(".fact")).to_have_count(1)
    return a


@test("a card’s page leads back to the board with that card in sight and in focus, at every width")
def back_to_card(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    for row in range(6):
        for text, field in (("Første", 0), ("Andre", 3)):
            change(a, f"/boards/{board(a)}/cards", lane=lane(a, field).locator("[data-drop]").get_attribute("data-value"), text=f"{text} {row}")
    expect(a.locator(".card")).to_have_count(12)
    page = f"/cards/{number(a, 'Andre 4')}"
    for width in (390, 768, 1440):
        a.set_viewport_size({"width": width, "height": 844})
        for role, words in (("link", "Til tavla"), ("button", "Lagre lappen"), ("button", "Flytt lappen")):
            anna.goes(page)
            a.get_by_role(role, name=words).click()
            a.wait_for_url(re.compile("#card-"))
            stands_on(a, "Andre 4")
            anna.is_live()
            stands_on(a, "Andre 4")
            expect(a.locator(".tabs [aria-current]")).to_have_attribute("href", "#tavle")


def pinned_fact(day, width):
    a = told_fact(day, width)
    a.locator(".fact__pin button").focus()
    a.keyboard.press("Enter")
    there = a.get_by_role("link", name="På tavla")
    expect(there).to_be_focused()
    there.click()
    text = a.locator(".fact__text").inner_text()
    stands_on(a, text)
    return a


@test("on a phone, whoever pins a fact stands on the way to it, which leads to the card on the board")
def fact_on_phone(day):
    pinned_fact(day, 390)


@test("on a wide screen, whoever pins a fact stands on the way to it, which leads to the card on the board")
def fact_on_wide(day):
    pinned_fact(day, 1440)


@test("a board with a drawn line is laid out anew at once as it is when it is opened again")
def laid_out_with_line(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    where = """() => {
        document.activeElement.blur()
        return [...document.querySelectorAll('.lane')].map(lane => [lane.offsetLeft, lane.offsetTop, lane.offsetWidth])
    }"""
    for layout in ("person", "fourfold", "rings"):
        lay_out(facilitator, a, "free")
        if not a.locator(".card").count():
            pin(a, "En")
            pin(a, "To")
            expect(a.locator(".card")).to_have_count(2)
            change(a, f"/cards/{number(a, 'En')}/threads", to=number(a, "To"), word="fører til")
        expect(a.locator(".threads__line")).to_have_count(1)
        lane(a, 0).locator("textarea").focus()
        lay_out(facilitator, a, layout)
        drawn = a.evaluate(where)
        a.reload()
        anna.is_live()
        assert drawn == a.evaluate(where), (layout, drawn, a.evaluate(where))


def only_open(page):
    page.locator("#cardfilter summary").click()
    page.get_by_label("Bare det som ikke er gjort").check()


@test("a card that somebody writes on stays under their hands when others have it hidden by the filter, until they are done")
def filtered_while_writing(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), at_board(bjarne)
    for text in ("Ring fastlegen", "Søk bostøtte"):
        pin(a, text)
        expect(card(b, text)).to_be_visible()
    only_open(a)
    at(a, "Ring fastlegen").focus()
    a.keyboard.press("e")
    a.keyboard.type(" i ")
    at(b, "Ring fastlegen").focus()
    b.keyboard.press("x")
    expect(card(a, "Ring fastlegen")).to_have_attribute("data-done", "")
    a.keyboard.type("dag")
    field = a.locator(".card__tools [name=text]")
    expect(field).to_be_focused()
    expect(field).to_have_value("Ring fastlegen i dag")
    a.locator("#cardfilter summary").focus()
    expect(field).to_be_visible()
    field.press("Control+Enter")
    expect(card(b, "Ring fastlegen i dag")).to_be_visible()
    stands_on(a, "Ring fastlegen i dag")
    at(a, "Søk bostøtte").focus()
    expect(card(a, "Ring fastlegen i dag")).to_be_hidden()
    expect(a.locator("#cardfilter-hidden")).to_contain_text("1 lapp")


@test("the card one stands on stays though the filter does not want it, whoever changed it, and goes, with a word, when one leaves it")
def filtered_in_focus(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), at_board(bjarne)
    texts = ("Ring fastlegen", "Søk bostøtte", "Besøk hjemme", "Til slutt")
    for text in texts:
        pin(a, text)
        expect(card(b, text)).to_be_visible()
    only_open(a)
    at(a, "Ring fastlegen").focus()
    a.keyboard.press("x")
    expect(card(a, "Ring fastlegen")).to_contain_text("gjort")
    stands_on(a, "Ring fastlegen")
    a.keyboard.press("ArrowDown")
    stands_on(a, "Søk bostøtte")
    expect(card(a, "Ring fastlegen")).to_be_hidden()
    a.keyboard.press("e")
    a.locator(".card__tools [name=done]").check()
    a.locator(".card__tools [name=text]").press("Control+Enter")
    expect(card(b, "Søk bostøtte")).to_contain_text("gjort")
    stands_on(a, "Søk bostøtte")
    a.keyboard.press("ArrowDown")
    stands_on(a, "Besøk hjemme")
    at(b, "Besøk hjemme").focus()
    b.keyboard.press("x")
    expect(card(a, "Besøk hjemme")).to_contain_text("gjort")
    stands_on(a, "Besøk hjemme")
    a.keyboard.press("ArrowDown")
    stands_on(a, "Til slutt")
    expect(a.locator(".card:visible")).to_have_count(1)
    expect(a.locator("#cardfilter-hidden")).to_contain_text("3 lapper")


@test("whoever closes a message, or takes back by it what was done, stands where they stood before")
def message(day):
    opened(day)
    a = at_board(day.person("participant", name="Anna"))
    for text in ("Ring fastlegen", "Søk bostøtte"):
        pin(a, text)
        expect(card(a, text)).to_be_visible()
    message = a.locator("#toasts .toast")
    for close in ("Lukk", "Angre"):
        at(a, "Søk bostøtte").focus()
        a.keyboard.press("t")
        expect(message).to_contain_text("Lappen er tatt ned")
        stands_on(a, "Ring fastlegen")
        message.get_by_role("button", name=close).focus()
        a.keyboard.press("Enter")
        expect(message).to_have_count(0)
        stands_on(a, "Ring fastlegen")
        if close == "Lukk":
            a.keyboard.press("z")
        expect(card(a, "Søk bostøtte")).to_be_visible()
        is_somewhere(a)


IS_SEEN = """() => {
    const at = document.activeElement, { left, top, width } = at.getBoundingClientRect()
    return at.contains(document.elementFromPoint(left + width / 2, top + 4))
}"""


@test("whoever goes upwards through the board by keys always sees where they stand, below the contact person")
def upwards(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    anna.is_live()
    choose(a, 1)
    for index in range(14):
        pin(a, f"Lapp {index:02}")
        expect(card(a, f"Lapp {index:02}")).to_be_visible()
    for width, height in ((390, 844), (1440, 700)):
        a.set_viewport_size({"width": width, "height": height})
        for key in ("Shift+Tab", "ArrowUp"):
            at(a, "Lapp 13").focus()
            for index in range(12, -1, -1):
                a.keyboard.press(key)
                stands_on(a, f"Lapp {index:02}")
                a.wait_for_function(IS_SEEN)


@test("whoever hangs up a picture, or takes the last one down, stands where the next is hung")
def pictures(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    summary = a.locator(".wall > details > summary")
    hang(a, flip_chart("tavle.jpg", 1200, 900))
    expect(a.locator(".photo")).to_have_count(1)
    expect(summary).to_be_focused()
    a.locator(".photo summary").click()
    a.get_by_role("button", name="Ta ned").click()
    expect(a.locator(".photo")).to_have_count(0)
    expect(summary).to_be_focused()


@test("whoever removes a field stands at the fields that are left, and is told")
def removed_lane(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    anna.goes(f"/boards/{board(a)}")
    a.locator("form[action$='/removal'] button").last.click()
    a.locator("dialog button").first.click()
    expect(a.locator("form[action$='/removal']")).to_have_count(3)
    expect(a.locator("#toasts")).to_contain_text("Endringen er lagret.")
    expect(a.locator("#lanes-title")).to_be_focused()


@test("whoever saves a card on its own page is told so on the board, and stands on the card")
def saved_card(day):
    opened(day)
    anna = day.person("participant", name="Anna", width=390)
    a = at_board(anna)
    pin(a, "Ring fastlegen")
    expect(card(a, "Ring fastlegen")).to_be_visible()
    anna.goes(f"/cards/{number(a, 'Ring fastlegen')}")
    a.locator("#text").fill("Ring fastlegen i dag")
    a.get_by_role("button", name="Lagre lappen").click()
    expect(a.locator("#toasts")).to_contain_text("Endringen er lagret.")
    stands_on(a, "Ring fastlegen i dag")


@test("by keys a card goes over a stack and beside it, never into it")
def over_stacks(day):
    opened(day)
    a = at_board(day.person("participant", name="Anna"))
    for text, field in (("Øverst", 2), ("S1", 2), ("S2", 2), ("Andre", 3), ("Først", 3)):
        pin(a, text, field)
        expect(card(a, text)).to_be_visible()
    at(a, "S2").focus()
    a.keyboard.press("s")
    expect(a.locator(".card--stacked")).to_have_count(2)
    texts = lane(a, 2).locator(".card__text")
    at(a, "Først").focus()
    a.keyboard.press("Shift+ArrowLeft")
    expect(texts).to_have_text(["Øverst", "Først", "S1", "S2"])
    a.keyboard.press("Shift+ArrowDown")
    expect(texts).to_have_text(["Øverst", "S1", "S2", "Først"])
    at(a, "Øverst").focus()
    a.keyboard.press("e")
    a.locator("[data-step=down]").click()
    expect(texts).to_have_text(["S1", "S2", "Øverst", "Først"])
    expect(a.locator("[data-name-stack]:visible")).to_have_count(1)
    with a.expect_response("**/placement"):
        a.locator("[data-step=up]").click()
    expect(texts).to_have_text(["Øverst", "S1", "S2", "Først"])
    a.reload()
    expect(texts).to_have_text(["Øverst", "S1", "S2", "Først"])


@test("on the free paper arrows go by the eye, the card’s buttons say which way it goes, and in the list of a phone it moves in the list")
def free_paper(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    lay_out(facilitator, a, "free")
    places = {"Nede": (0.4, 0.8), "Venstre": (0.02, 0.05), "Høyre": (0.8, 0.02), "Midten": (0.4, 0.1)}
    for text, (x, y) in places.items():
        pin(a, text)
        expect(card(a, text)).to_be_visible()
        field = lane(a, 0).locator("[data-drop]").get_attribute("data-value")
        change(a, f"/cards/{number(a, text)}/placement", lane=field, x=str(x), y=str(y))
        expect(card(a, text)).to_have_attribute("data-x", str(x))
    at(a, "Venstre").focus()
    for key, text in (("Right", "Midten"), ("Right", "Høyre"), ("Right", "Høyre"), ("Left", "Midten"), ("Down", "Nede"), ("Up", "Midten")):
        a.keyboard.press(f"Arrow{key}")
        stands_on(a, text)
    a.keyboard.press("e")
    expect(a.locator("[data-step=left]")).to_have_text("← Mot venstre: Midten")
    expect(a.locator("[data-step=right]")).to_have_text("Mot høyre →: Midten")
    with a.expect_response("**/placement"):
        a.locator("[data-step=right]").click()
    expect(card(a, "Midten")).to_have_attribute("data-x", "0.44")
    a.locator(".card__tools [name=text]").fill("Halvveis")
    lay_out(facilitator, a, "lanes")
    expect(a.locator("[data-step=left]")).to_contain_text("Forrige felt")
    a.locator(".card__tools [data-cancel]").click()
    lay_out(facilitator, a, "free")
    a.set_viewport_size({"width": 390, "height": 844})
    texts = a.locator(".board .card__text")
    before = texts.all_inner_texts()
    at(a, before[0]).focus()
    with a.expect_response("**/placement"):
        a.keyboard.press("Shift+ArrowDown")
    expect(texts).to_have_text([before[1], before[0], *before[2:]])
    expect(a.locator("#announcer")).to_contain_text("nummer 2 av 4")
    a.keyboard.press("ArrowUp")
    stands_on(a, before[1])
    a.keyboard.press("e")
    expect(a.locator("[data-step=left]")).to_be_hidden()
    expect(a.locator("[data-step=down]")).to_be_visible()


@test("in the tray arrows go to the card that lies there")
def tray_by_eye(day):
    facilitator = opened(day)
    a = at_board(day.person("participant", name="Anna"))
    for text in ("Gjeld", "Diabetes?", "Mor i Bodø"):
        pin(a, text)
        expect(card(a, text)).to_be_visible()
    lay_out(facilitator, a, "person")
    expect(a.locator(".tray .card")).to_have_count(3)
    at(a, "Gjeld").focus()
    for key, text in (("Right", "Diabetes?"), ("Right", "Mor i Bodø"), ("Left", "Diabetes?")):
        a.keyboard.press(f"Arrow{key}")
        stands_on(a, text)


@test("whoever stands on a picture, or on a card on it, when another takes the last one down, stands where the next is hung")
def last_picture_gone(day):
    opened(day)
    a, b = at_board(day.person("participant", name="Anna")), at_board(day.person("participant", name="Bjarne"))
    for stop in (".photo__head a", ".photo__new textarea", ".photo .card__open"):
        hang(b, flip_chart("small.jpg"), "Arket")
        expect(a.locator(".photo")).to_have_count(1)
        b.locator(".photo__new textarea").fill("På arket")
        b.locator(".photo__new textarea").press("Enter")
        expect(a.locator(".photo .card")).to_have_count(1)
        a.locator(stop).first.focus()
        change(b, b.locator(".photo [action$='/removal']").get_attribute("action"))
        expect(a.locator(".photo")).to_have_count(0)
        is_somewhere(a)
        expect(a.locator("#tavle :focus")).to_have_count(1)
        if stop != ".photo .card__open":
            expect(a.locator(".wall > details > summary")).to_be_focused()
