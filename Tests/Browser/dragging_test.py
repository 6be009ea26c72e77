"""A card in hand: what one sees before one lets go, and what becomes of it when others get in between."""

from board_test import at_board, board, change, lay_out, number
from harness import expect, test
from room_test import card, lane, opened, pin


def lift(page, text):
    """Takes hold of a card with the mouse, and keeps it; tells where it was taken."""
    card(page, text).scroll_into_view_if_needed()
    box = card(page, text).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] - 6
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 20, y + 20, steps=3)
    expect(page.locator(".is-ghost")).to_have_count(1)
    return x, y


def middle(page, goal):
    box = goal.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + min(box["height"] / 2, 30)


def let_go(page, goal):
    page.mouse.move(*middle(page, goal), steps=5)
    page.mouse.up()


def pinned(day, *texts, layout=None, width=1440):
    facilitator = opened(day)
    person = day.person("participant", name="Anna", width=width)
    page = at_board(person)
    person.is_live()
    if layout:
        lay_out(facilitator, page, layout)
        page.locator(f".board--{layout}").wait_for()
    for text in texts:
        pin(page, text, 0)
        expect(card(page, text)).to_be_visible()
    return facilitator, person, page


@test("a card in hand is laid back when the board is locked, says so, and is lifted again once it is open")
def locked_meanwhile(day):
    facilitator, anna, a = pinned(day, "Ring fastlegen", "Søk bostøtte")
    for times in range(2):
        x, y = lift(a, "Ring fastlegen")
        change(facilitator.page, f"/boards/{board(a)}/lock", locked="1")
        anna.sees("Tavla er låst")
        expect(a.locator(".is-ghost, .dropframe, .dropline")).to_have_count(0)
        expect(a.locator(".toast")).to_contain_text("Tavla er låst")
        a.mouse.up()
        expect(lane(a, 0).locator(".card__text")).to_have_text(["Ring fastlegen", "Søk bostøtte"])
        change(facilitator.page, f"/boards/{board(a)}/lock", locked="")
        expect(a.locator(".boardbar__locked")).to_have_count(0)
    lift(a, "Ring fastlegen")
    let_go(a, lane(a, 1).locator("[data-drop]"))
    expect(lane(a, 1).locator(".card__text")).to_have_text("Ring fastlegen")


@test("a card that somebody takes down goes out of the hand that drags it, and that is all that is said")
def taken_meanwhile(day):
    _, _, a = pinned(day, "Ring fastlegen", "Søk bostøtte")
    b = at_board(day.person("participant", name="Bjarne"))
    lift(a, "Ring fastlegen")
    change(b, f"/cards/{number(b, 'Ring fastlegen')}/removal")
    expect(a.locator(".card, .is-ghost, .dropframe")).to_have_count(1)
    expect(a.locator(".toast")).to_contain_text("Noen andre har tatt ned «Ring fastlegen».")
    assert "Det du har skrevet" not in a.locator("body").inner_text()
    a.mouse.up()
    lift(a, "Søk bostøtte")
    let_go(a, lane(a, 1).locator("[data-drop]"))
    expect(lane(a, 1).locator(".card__text")).to_have_text("Søk bostøtte")


@test("below the last card of a short field, a long board shows where a card would land, and the card is in sight when it has")
def below_a_short_field(day):
    texts = [f"Lapp {index:02}" for index in range(14)]
    _, _, a = pinned(day, *texts)
    change(a, f"/cards/{number(a, 'Lapp 00')}/placement", lane=lane(a, 1).locator("[data-drop]").get_attribute("data-value"), before="")
    expect(lane(a, 1).locator(".card")).to_have_count(1)
    x, y = lift(a, "Lapp 13")
    assert lane(a, 1).locator(".card").bounding_box()["y"] < -50, "the cards of the short field are above the window"
    beside = lane(a, 1).bounding_box()["x"] + 60
    a.mouse.move(beside, y, steps=5)
    seen = a.locator(".dropframe")
    expect(seen).to_have_count(1)
    a.wait_for_function("() => { const { top, bottom } = document.querySelector('.dropframe').getBoundingClientRect(); return Math.min(bottom, innerHeight) - Math.max(top, 0) > 300 }")
    line = a.locator(".dropline").bounding_box()
    assert 0 <= line["y"] <= 900, line
    a.mouse.up()
    expect(lane(a, 1).locator(".card__text")).to_have_text(["Lapp 00", "Lapp 13"])
    expect(card(a, "Lapp 13")).to_be_in_viewport(ratio=0.9)


@test("a track that goes on beyond its edge is scrolled by a card that is held there")
def along_a_track(day):
    _, _, a = pinned(day, *(f"Lapp {index}" for index in range(9)), layout="timeline")
    track = lane(a, 0).locator("[data-drop]")
    lift(a, "Lapp 0")
    box = track.bounding_box()
    for edge, end in ((box["x"] + box["width"] - 12, "list.scrollLeft + list.clientWidth > list.scrollWidth - 3"), (box["x"] + 12, "list.scrollLeft === 0")):
        a.mouse.move(edge, box["y"] + 60, steps=4)
        a.wait_for_function(f"list => {end}", arg=track.element_handle())
    a.keyboard.press("Escape")
    a.mouse.up()


@test("on a timeline no line is shown for a card that has a due day, and who lets it go elsewhere is told why it stays")
def by_day(day):
    _, _, a = pinned(day, "Snart", "Senere", layout="timeline")
    for text, due in (("Snart", "2026-12-15"), ("Senere", "2027-02-02")):
        change(a, f"/cards/{number(a, text)}", version="1", text=text, marker="blue", due=due)
        expect(card(a, text)).to_contain_text("Frist")
    lift(a, "Senere")
    box = card(a, "Snart").bounding_box()
    a.mouse.move(box["x"] + 10, box["y"] + 4, steps=5)
    a.wait_for_selector(".dropframe", state="attached")
    a.evaluate("new Promise(requestAnimationFrame)")
    expect(a.locator(".dropline")).to_have_count(0)
    a.mouse.up()
    expect(a.locator(".toast")).to_contain_text("Lappen står der fristen sier.")
    expect(lane(a, 0).locator(".card__text")).to_have_text(["Snart", "Senere"])
    lift(a, "Senere")
    let_go(a, lane(a, 1).locator("[data-drop]"))
    expect(lane(a, 1).locator(".card__text")).to_have_text("Senere")


def dragged_on_a_phone(day, layout):
    _, _, a = pinned(day, "Først", "Så", "Til slutt", layout=layout, width=390)
    lift(a, "Først")
    last = card(a, "Til slutt").bounding_box()
    a.mouse.move(last["x"] + 80, last["y"] + 4, steps=6)
    a.wait_for_function("() => { const line = document.querySelector('.dropline')?.getBoundingClientRect(); return line?.width > 200 && line.height < 10 }")
    a.mouse.up()
    for _ in range(2):
        expect(lane(a, 0).locator(".card__text")).to_have_text(["Så", "Først", "Til slutt"])
        a.reload()


@test("on a phone, cards on free paper are dragged in the list that one sees")
def free_on_a_phone(day):
    dragged_on_a_phone(day, "free")


@test("on a phone, the line for a card of a timeline lies across the list that one sees")
def timeline_on_a_phone(day):
    dragged_on_a_phone(day, "timeline")


@test("a card is lifted at the first touch of a page whose scripts for that come while one presses it")
def first_touch(day):
    _, anna, a = pinned(day, "Ring fastlegen")
    late, hands = anna.open(), []
    late.route("**/js/hands.js", lambda route: hands.append(route))
    late.goto(a.url.partition("#")[0])
    late.wait_for_selector("html[data-live=connected]", state="attached")
    box = card(late, "Ring fastlegen").bounding_box()
    late.mouse.move(box["x"] + 40, box["y"] + box["height"] - 6)
    late.mouse.down()
    late.wait_for_function("() => document.querySelector('.card:active')")
    while not hands:
        late.evaluate("new Promise(requestAnimationFrame)")
    hands[0].continue_()
    late.wait_for_selector("html[data-hands]", state="attached")
    let_go(late, lane(late, 1).locator("[data-drop]"))
    assert late.evaluate("() => getSelection().toString()") == "", "nothing is left marked"
    expect(lane(a, 1).locator(".card__text")).to_have_text("Ring fastlegen")
