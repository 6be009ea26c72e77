"""What one sees of the board: nothing covers or squeezes what one writes in, nothing runs out of the page, and what waits says so in words."""

import io
import re

from PIL import Image

from board_test import at_board, board, change, lay_out, number
from hands_test import SMALL
from harness import OUTPUT, expect, scroll_excess, test
from photo_test import flip_chart, hang
from room_test import ask, card, lane, opened, pin, room
from tray_test import laid_out, tray
from unsent_test import away

LONG = "Barnevernsvaktordningssamarbeidsavtaleoppfølgingsmøtereferatene"
ADDRESS = "https://www.eksempel.no/" + "veiviser" * 9
TEXTS = ["Alfa", "Bravo", "Gamma", "Delta", "Epsilon", "Omega", "Kappa", "Theta"]
PLACES = """() => Object.fromEntries([...document.querySelectorAll('.card')].map(card => {
    const box = card.getBoundingClientRect()
    return [card.id, [Math.round(box.left + scrollX), Math.round(box.top + scrollY)]]
}))"""
LINES = """element => {
    const words = document.createRange()
    words.selectNodeContents(element)
    return new Set([...words.getClientRects()].map(box => Math.round(box.top))).size
}"""


def both_wrote(a, b, old, mine, theirs):
    """One person's page has the choice between two texts of a card."""
    card(a, old).locator(".card__open").click()
    a.locator(".card__tools [name=text]").fill(mine)
    card(b, old).locator(".card__open").click()
    b.locator(".card__tools [name=text]").fill(theirs)
    b.locator(".card__tools").get_by_role("button", name="Lagre lappen").click()
    expect(card(a, old)).to_have_attribute("data-newer", re.compile("Noen andre"))
    a.locator(".card__tools").get_by_role("button", name="Lagre lappen").click()
    expect(a.locator(".card > .conflict")).to_be_focused()


@test("on free paper what is open lies on top, on a sheet that grows with it, and no other card moves for it")
def on_top(day):
    facilitator = opened(day)
    anna, bjarne = day.person("participant", name="Anna", width=1280), day.person("participant", name="Bjarne")
    a, b = at_board(anna), room(bjarne)
    for text in TEXTS:
        pin(a, text, 0)
        expect(card(b, text)).to_be_visible()
    lay_out(facilitator, a, "free")
    expect(b.locator(".board--free")).to_be_visible()
    anna.is_live()
    bjarne.is_live()
    field = a.locator("[data-drop=lane]").get_attribute("data-value")
    change(b, f"/cards/{number(a, 'Theta')}/placement", lane=field, before="", x="0.9", y="1")
    expect(card(a, "Theta")).to_have_attribute("data-y", re.compile("^1"))
    for text in ("Alfa", "Theta"):
        before = a.evaluate(PLACES)
        card(a, text).locator(".card__open").click()
        expect(card(a, text).locator("[name=text]")).to_be_focused()
        reachable(card(a, text).locator(".card__tools").locator("textarea, .button, a"))
        assert rest(a.evaluate(PLACES), a, text) == rest(before, a, text)
        holds(a, card(a, text))
        day.look(anna, f"free-open-{text}", widths=(1280, 820))
        a.keyboard.press("Escape")
        assert a.evaluate(PLACES) == before
    both_wrote(a, b, "Alfa", "Alfa i dag", "Alfa i morgen")
    reachable(a.locator(".conflict").locator("textarea, .button"))
    day.look(anna, "free-conflict", widths=(1280,))


def rest(places, page, text):
    own = page.locator(".card", has=page.locator(".card__text", has_text=text)).get_attribute("id")
    return {one: place for one, place in places.items() if one != own}


def reachable(controls):
    for control in controls.locator("visible=true").all():
        control.click(trial=True)


def holds(page, inner):
    """The sheet ends below the card."""
    assert page.locator(".board--free .lane__cards").evaluate("""list => {
        const foot = list.getBoundingClientRect().bottom
        return [...list.children].every(card => card.getBoundingClientRect().bottom <= foot + 1)
    }""")


@test("a word longer than the screen is broken on the ballot and on the page of a card that hangs together with it")
def long_words(day):
    opened(day)
    anna = day.person("participant", name="Anna", width=320)
    a = at_board(anna)
    for text in (LONG, ADDRESS, "Ring fastlegen"):
        pin(a, text)
        expect(card(a, text)).to_be_visible()
    one = number(a, "Ring fastlegen")
    for other in (LONG, ADDRESS):
        change(a, f"/cards/{one}/threads", to=number(a, other), word=LONG[:40])
    the_board = board(a)
    change(a, f"/boards/{the_board}/vote", votes="3")
    for width in (320, 390):
        a.set_viewport_size({"width": width, "height": 844})
        for path in (f"/boards/{the_board}/ballot", f"/cards/{one}", f"/boards/{the_board}"):
            anna.goes(path)
            assert scroll_excess(a) <= 0, f"{path} is {scroll_excess(a)} px too wide at {width}"
            day.picture(a, f"long-words{path.replace('/', '-')}", widths=(width,))


@test("without a network the page is no wider than the smallest screen")
def offline_at_320(day):
    opened(day)
    anna = day.person("participant", name="Anna", width=320)
    a = at_board(anna)
    with anna.offline():
        away(a)
        anna.sees("frakoblet – det du skriver, blir tatt vare på")
        assert scroll_excess(a) <= 0, scroll_excess(a)
        day.picture(a, "offline", widths=(320, 390, 820))


SPACED = """() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }')
    document.adoptedStyleSheets = [sheet]
}"""


@test("the plan of keys stays apart from what they do, also where the reader asks for more room between letters")
def spaced_keys(day):
    opened(day)
    anna = day.person("participant", name="Anna", width=390)
    a = at_board(anna)
    a.locator("#keys summary").click()
    for spaced in (False, True):
        if spaced:
            a.evaluate(SPACED)
        for width in (320, 390, 1280):
            a.set_viewport_size({"width": width, "height": 844})
            over = a.locator(".keys__list > div:visible").evaluate_all("""rows => rows.filter(row => {
                const end = row.querySelector('dd').getBoundingClientRect().left
                return [...row.querySelectorAll('kbd')].some(key => key.getBoundingClientRect().right > end)
            }).map(row => row.textContent)""")
            assert not over, (width, over)
            assert scroll_excess(a) <= 0
        day.picture(a, f"keys-spaced-{spaced}", widths=(390, 1280))


@test("links that stand alone are as large as a thumb needs, on the board and the pages that belong to it")
def targets(day):
    opened(day)
    anna, olivia = day.person("participant", name="Anna", width=390), day.person("leader", name="Olivia")
    a = at_board(anna)
    olivia.goes(f"/days/{olivia.link.day}").is_live()
    a.evaluate("location.hash = 'kontakt'")
    ask(a, a.locator(".person__name").first.inner_text(), "Hvordan har du det?")
    olivia.page.get_by_role("button", name="Ta samtalen").first.click()
    olivia.page.locator(".script .tick__button").first.click()
    a.locator(".fact__pin button").click()
    expect(a.locator(".fact__there")).to_be_visible()
    assert not a.evaluate(SMALL), a.evaluate(SMALL)
    a.evaluate("location.hash = 'tavle'")
    a.locator(".card__open").click()
    expect(a.locator(".card__tools")).to_be_visible()
    assert not a.evaluate(SMALL), a.evaluate(SMALL)
    one, the_board = a.locator(".card").get_attribute("id").removeprefix("card-"), board(a)
    change(a, f"/cards/{one}/remarks", text="Hun er på ferie")
    change(a, f"/boards/{the_board}/vote", votes="3")
    for path in (f"/cards/{one}", f"/boards/{the_board}", f"/boards/{the_board}/ballot", f"/boards/{the_board}/paper"):
        anna.goes(path)
        assert not a.evaluate(SMALL), (path, a.evaluate(SMALL))


@test("a refused text has the whole width of its card, also where lanes are narrow, and its buttons at most two lines")
def roomy_conflict(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna", width=768), day.person("participant", name="Bjarne")
    a, b = at_board(anna), room(bjarne)
    pin(b, "Ring fastlegen", 1)
    expect(card(a, "Ring fastlegen")).to_be_visible()
    both_wrote(a, b, "Ring fastlegen", "Ring fastlegen i dag", "Ring fastlegen i morgen")
    day.look(anna, "conflict-narrow", widths=(768, 1280, 390))
    outer, inner = a.locator(".card:has(> .conflict)").bounding_box(), a.locator(".conflict").bounding_box()
    assert inner["width"] >= outer["width"] - 1, (inner, outer)
    lines = a.locator(".conflict .button").evaluate_all(f"buttons => buttons.map({LINES})")
    assert max(lines) <= 2, lines


@test("a filter that applies at once has no button to apply it")
def filter_without_button(day):
    opened(day)
    a = at_board(day.person("participant", name="Anna"))
    a.locator("#cardfilter summary").click()
    expect(a.locator("#filter-marker")).to_be_visible()
    expect(a.get_by_role("button", name="Vis disse")).to_be_hidden()


@test("the line of time is drawn also in the reader's own colours")
def line_of_time(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna", width=1280)
    a = at_board(anna)
    pin(a, "Ring fastlegen")
    lay_out(facilitator, a, "timeline")
    anna.is_live()
    day.picture(a, "timeline-own-colours-off", widths=(1280,))
    a.emulate_media(forced_colors="active")
    day.picture(a, "timeline-own-colours", widths=(1280,))
    box = a.locator(".lane .lane__cards").first.bounding_box()
    a.evaluate("top => scrollTo(0, top)", box["y"] - 200)
    box = a.locator(".lane .lane__cards").first.bounding_box()
    middle = {"x": box["x"] + box["width"] * 0.4, "y": box["y"] + 1, "width": box["width"] * 0.3, "height": 22}
    seen = Image.open(io.BytesIO(a.screenshot(clip=middle))).convert("L")
    columns = [[seen.getpixel((x, y)) for y in range(seen.height)] for x in range(0, seen.width, 20)]
    assert all(max(column) - min(column) > 100 for column in columns), columns[0]


@test("the dot that says whether the page is connected is seen also in the reader's own colours, light and dark")
def dot_in_own_colours(day):
    opened(day)
    for width in (1280, 390):
        anna = day.person("participant", name="Anna", width=width)
        a = room(anna)
        for scheme in ("light", "dark"):
            a.emulate_media(forced_colors="active", color_scheme=scheme)
            box = a.locator("#connection").bounding_box()
            dot = {"x": box["x"], "y": box["y"] + box["height"] / 2 - 5, "width": 10, "height": 10}
            seen = Image.open(io.BytesIO(a.screenshot(clip=dot))).convert("L")
            assert abs(seen.getpixel((5, 5)) - seen.getpixel((0, 0))) > 100, (width, scheme)
        with anna.offline():
            away(a)
            expect(a.locator("#connection")).to_have_attribute("data-state", "offline")
            assert a.locator("#connection").evaluate("sign => getComputedStyle(sign, '::before').borderTopWidth") == "2px"


@test("a move and a tick that wait for the network say so in words on the card, once, also where it has focus")
def waiting_in_words(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), room(bjarne)
    for text in ("Gjeld", "Hund"):
        pin(a, text)
        expect(card(b, text)).to_be_visible()
    with anna.offline():
        away(a)
        card(a, "Gjeld").locator(".card__open").focus()
        a.keyboard.press("Shift+ArrowRight")
        told = card(a, "Gjeld").get_by_text("Ikke sendt ennå").locator("visible=true")
        expect(told).to_have_count(1)
        expect(card(a, "Gjeld").locator(".card__open")).to_be_focused()
        day.look(anna, "waiting-in-words", widths=(1440, 820, 390))
        a.keyboard.press("Shift+ArrowRight")
        expect(lane(a, 2).locator(".card", has_text="Gjeld")).to_be_visible()
        expect(told).to_have_count(1)
        card(a, "Hund").locator(".card__open").focus()
        a.keyboard.press("x")
        expect(card(a, "Hund").get_by_text("Ikke sendt ennå")).to_be_visible()
    expect(lane(b, 2).locator(".card", has_text="Gjeld")).to_be_visible()
    expect(card(b, "Hund")).to_contain_text("gjort")
    expect(a.locator(".card .unsent, .card.is-unsent")).to_have_count(0)


@test("a card leads to the card it hangs together with, however long the word for it is")
def long_tie(day):
    opened(day)
    anna = day.person("participant", name="Anna", width=768)
    a = at_board(anna)
    pin(a, "Gjeld", 0)
    expect(card(a, "Gjeld")).to_be_visible()
    other = "Ring fastlegen om medisinene og alt annet som står på lista hans"
    pin(a, other, 0)
    expect(card(a, other)).to_be_visible()
    change(a, f"/cards/{number(a, 'Gjeld')}/threads", to=number(a, other), word=LONG[:40])
    for width in (768, 320):
        a.set_viewport_size({"width": width, "height": 900})
        link = card(a, "Gjeld").locator(".card__thread:not(.is-drawn) a").first
        expect(link).to_be_visible()
        assert link.evaluate("""link => {
            const box = link.getBoundingClientRect(), around = link.parentElement.getBoundingClientRect()
            return box.width > 24 && box.height >= 24 && box.bottom <= around.bottom + 1 && box.right <= around.right + 1
        }"""), width
        day.look(anna, f"long-tie-{width}", widths=(width,))


@test("a card that is open in the tray is as tall as it is, without a page of its own to scroll in")
def open_in_tray(day):
    _, anna, _ = laid_out(day, width=320)
    a = anna.page
    a.set_viewport_size({"width": 320, "height": 256})
    card(a, "Gjeld").locator(".card__open").click()
    expect(card(a, "Gjeld").locator("[name=text]")).to_be_focused()
    assert tray(a).locator(".lane__cards").evaluate("list => list.scrollHeight <= list.clientHeight + 1")
    assert scroll_excess(a) <= 0
    day.look(anna, "tray-open", widths=(320, 1280))


@test("without a network what says so stands above the parts of the page and the contact person, also where it takes a line of its own")
def bar_that_grows(day):
    opened(day)
    anna = day.person("participant", name="Anna", width=820)
    a = at_board(anna)
    for text in TEXTS:
        pin(a, text)
    with anna.offline():
        away(a)
        anna.sees("frakoblet – det du skriver, blir tatt vare på")
        for width, above in ((700, ".bar, .tabs, .holder"), (390, ".bar, .holder")):
            a.set_viewport_size({"width": width, "height": 800})
            a.mouse.wheel(0, 400)
            a.wait_for_function("() => scrollY > 200")
            boxes = a.locator(above).evaluate_all("all => all.map(one => one.getBoundingClientRect()).map(({ top, bottom }) => [top, bottom])")
            for (_, bottom), (top, _) in zip(boxes, boxes[1:]):
                assert abs(top - bottom) < 1, (width, boxes)
            a.screenshot(path=OUTPUT / f"offline-scrolled-{width}.png")
            a.evaluate("scrollTo(0, 0)")


@test("the choice between two texts of a card stays in sight when the board is laid out otherwise as the network comes back")
def choice_in_sight(day):
    lead = opened(day)
    anna, bjarne = day.person("participant", name="Anna", width=820), day.person("participant", name="Bjarne")
    a, b = at_board(anna), at_board(bjarne)
    hang(b, flip_chart("tall.jpg", 900, 1400), "Arket")
    for at in range(24):
        change(b, f"/boards/{board(b)}/cards", lane=lane(b, 0).locator(".lane__cards").get_attribute("data-value"), text=f"Lapp {at}")
    expect(a.locator(".board .card")).to_have_count(24)
    with anna.offline():
        away(a)
        hung = a.locator(".card", has=a.get_by_text("Lapp 23", exact=True))
        hung.locator(".card__open").click()
        hung.locator("[name=text]").fill("Skrevet her")
        hung.get_by_role("button", name="Lagre lappen").click()
        change(b, f"/cards/{number(b, 'Lapp 23')}", version=1, text="Skrevet der", marker="blue")
        lay_out(lead, b, "person")
    choice = a.locator(".conflict", has_text="Skrevet der")
    expect(a.locator(".board--person")).to_be_visible()
    expect(choice).to_be_in_viewport()
    expect(choice).to_contain_text("Skrevet her")
