"""A stack is one thing: it is named once, moved as a whole, and told to those who do not see it."""

from board_test import at_board, board, change, lay_out, number
from harness import expect, test
from photo_test import flip_chart, hang
from room_test import card, lane, opened, pin

TEXTS = ("Diabetes?", "Sårene", "Ring legen", "Lån på bilen")


def stacked(day, lane_number=0, name="Helse"):
    """Anna’s and Bjarne’s rooms and who leads, with four cards in a field; the second lies on the first, in a stack with a name."""
    lead = opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), at_board(bjarne)
    for text in TEXTS:
        pin(a, text, lane_number)
        expect(card(a, text)).to_be_visible()
    change(a, f"/cards/{number(a, 'Sårene')}/stack", onto=number(a, "Diabetes?"))
    expect(a.locator(".card--stacked")).to_have_count(2)
    if name:
        stack = card(a, "Diabetes?").get_attribute("data-stack")
        change(a, f"/stacks/{stack}/name", name=name)
        for page in (a, b):
            expect(card(page, "Diabetes?").locator(".card__stack")).to_have_text(name)
    return a, b, lead, anna


def in_lane(page, number):
    return lane(page, number).locator(".card .card__text")


def drag_stack(page, onto):
    """Takes the stack by its name, and lets it go over `onto`."""
    name = page.locator(".card__stack:visible")
    name.scroll_into_view_if_needed()
    start = name.bounding_box()
    page.mouse.move(start["x"] + 12, start["y"] + start["height"] / 2)
    page.mouse.down()
    for _ in range(3):
        goal = onto.bounding_box()
        page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + min(goal["height"] / 2, 60), steps=4)
    return page.mouse


@test("a stack is dragged by its name with all its cards, and one undo brings all of them back")
def dragged(day):
    a, b, _, anna = stacked(day)
    mouse = drag_stack(a, lane(a, 2))
    expect(a.locator(".card.is-ghost")).to_have_attribute("data-many", "2")
    day.picture(a, "board-stack-dragged", widths=(1440,))
    mouse.up()
    for page in (a, b):
        expect(in_lane(page, 2)).to_have_text(["Diabetes?", "Sårene"])
        expect(in_lane(page, 0)).to_have_text(["Ring legen", "Lån på bilen"])
        expect(page.locator("[data-name-stack]:visible")).to_have_text("Helse")
    expect(a.locator(".stackname")).to_have_count(0)
    a.locator(".boardbar").get_by_role("button", name="Angre").click()
    for page in (a, b):
        expect(in_lane(page, 0)).to_have_text(list(TEXTS))
    a.locator("[data-name-stack]:visible").click()
    expect(a.get_by_label("Navn på bunken")).to_be_focused()


@test("a stack is moved by keys from its name, and by the buttons below it, with a word on where it lies, and nothing else comes in between")
def by_keys(day):
    a, b, _, anna = stacked(day)
    a.locator("[data-name-stack]:visible").focus()
    a.keyboard.press("Shift+ArrowDown")
    for page in (a, b):
        expect(in_lane(page, 0)).to_have_text(["Ring legen", "Diabetes?", "Sårene", "Lån på bilen"])
    expect(a.locator("#announcer")).to_have_text("Bunken «Helse» ligger i Vi vet.")
    a.keyboard.press("Shift+ArrowRight")
    for page in (a, b):
        expect(in_lane(page, 1)).to_have_text(["Diabetes?", "Sårene"])
    expect(a.locator("[data-name-stack]:visible")).to_be_focused()
    a.keyboard.press("Enter")
    moves = a.locator(".stackname").get_by_role("group", name="Flytt bunken")
    day.look(anna, "board-stack-tools", schemes=("light", "dark"))
    moves.get_by_role("button", name="Forrige felt").click()
    for page in (a, b):
        expect(in_lane(page, 0)).to_have_text(["Diabetes?", "Sårene", "Ring legen", "Lån på bilen"])
    a.get_by_label("Navn på bunken").press("Escape")
    card(a, "Lån på bilen").locator(".card__open").focus()
    for _ in range(2):
        a.keyboard.press("Shift+ArrowUp")
    for page in (a, b):
        expect(in_lane(page, 0)).to_have_text(["Lån på bilen", "Diabetes?", "Sårene", "Ring legen"])


@test("a card that is dropped into a stack lies beside it, and one that is taken out of its midst comes after it")
def beside(day):
    a, b, _, _ = stacked(day)
    change(a, f"/cards/{number(a, 'Ring legen')}/stack", onto=number(a, "Sårene"))
    expect(a.locator(".card--stacked")).to_have_count(3)
    moved, target = card(a, "Lån på bilen").bounding_box(), card(a, "Sårene").bounding_box()
    a.mouse.move(moved["x"] + 40, moved["y"] + moved["height"] - 6)
    a.mouse.down()
    a.mouse.move(target["x"] + 60, target["y"] + 4, steps=6)
    a.mouse.move(target["x"] + 60, target["y"] + 5)
    line, stack = a.locator(".dropline").bounding_box(), card(a, "Diabetes?").bounding_box()
    assert line is None or line["y"] <= stack["y"], "beside the stack, not in it"
    a.mouse.up()
    for page in (a, b):
        expect(in_lane(page, 0)).to_have_text(["Lån på bilen", "Diabetes?", "Sårene", "Ring legen"])
        expect(page.locator(".card--stacked")).to_have_count(3)
    change(a, f"/cards/{number(a, 'Sårene')}/stack", onto="")
    for page in (a, b):
        expect(in_lane(page, 0)).to_have_text(["Lån på bilen", "Diabetes?", "Ring legen", "Sårene"])
        expect(page.locator(".card--stacked")).to_have_count(2)


@test("a stack made in fields lies together on free paper with its name on top, and is dragged there and slid by keys as it lies")
def on_paper(day):
    a, b, lead, anna = stacked(day)
    lay_out(lead, a, "free")
    expect(a.locator("[data-name-stack]:visible")).to_have_count(1)
    touch = """() => { const [one, other] = [...document.querySelectorAll('.card--stacked')].map(card => card.getBoundingClientRect())
        return Math.abs(one.left - other.left) < 2 && Math.abs(other.top - one.bottom) < 60 && other.top > one.top }"""
    a.wait_for_function(touch)
    day.picture(a, "board-stack-paper", widths=(1440, 768, 390), schemes=("light", "dark"))
    a.set_viewport_size({"width": 1440, "height": 900})
    before = card(a, "Sårene").bounding_box()
    drag_stack(a, a.locator(".board--free .lane__cards")).up()
    for page in (a, b):
        page.wait_for_function(touch)
    assert abs(card(a, "Sårene").bounding_box()["x"] - before["x"]) > 100
    a.locator("[data-name-stack]:visible").focus()
    place = card(a, "Sårene").get_attribute("data-x")
    for _ in range(3):
        a.keyboard.press("Shift+ArrowRight")
    expect(card(b, "Sårene")).to_have_attribute("data-x", f"{float(place) + 0.12:.4f}".rstrip("0"))
    b.wait_for_function(touch)
    expect(b.locator("[data-name-stack]:visible")).to_have_text("Helse")


@test("a stack goes onto a picture as a whole, and the one that is left when the other goes alone is no stack")
def on_picture(day):
    a, b, _, anna = stacked(day)
    hang(a, flip_chart("stabel.jpg", 1600, 1200), "Arket")
    anna.goes(f"/cards/{number(a, 'Sårene')}")
    form = a.locator("form", has=a.locator("#photo"))
    form.get_by_label("Ta med hele bunken").check()
    form.get_by_role("button").click()
    for page in (a, b):
        expect(page.locator(".photo .card--stacked")).to_have_count(2)
        expect(page.locator("[data-name-stack]:visible")).to_have_text("Helse")
    change(a, f"/cards/{number(a, 'Sårene')}/placement", photo=a.locator(".photo").get_attribute("id").removeprefix("photo-"), x=0.9, y=0.9)
    for page in (a, b):
        expect(page.locator(".card--stacked, [data-name-stack]")).to_have_count(0)


@test("a card tells in its name that it lies in a stack, and the stack’s name is seen on the first card that a filter leaves")
def told(day):
    a, b, _, _ = stacked(day)
    for text in ("Diabetes?", "Sårene"):
        expect(card(b, text)).to_have_accessible_name(f"fakta {text} Vi vet i bunken «Helse»")
    change(a, f"/cards/{number(a, 'Diabetes?')}/completion", done="1")
    b.get_by_text("Vis bare noen lapper").click()
    b.get_by_label("Bare det som ikke er gjort").check()
    expect(card(b, "Diabetes?")).to_be_hidden()
    expect(card(b, "Sårene").locator("[data-name-stack]")).to_be_visible()
    change(a, f"/stacks/{card(a, 'Sårene').get_attribute('data-stack')}/name", **{"name": "", "opened-name": "Helse"})
    expect(card(b, "Sårene")).to_have_accessible_name("fakta Sårene Vi vet i en bunke")


@test("the cards of a stack stand together on a timeline, whatever their days")
def on_timeline(day):
    a, b, lead, _ = stacked(day)
    lay_out(lead, a, "timeline")
    for text in TEXTS[:3]:
        change(a, f"/cards/{number(a, text)}/placement", lane=a.locator(".board--timeline .lane__cards").first.get_attribute("data-value"))
    change(a, f"/cards/{number(a, 'Sårene')}/stack", onto=number(a, "Diabetes?"))
    for text, day_of in (("Diabetes?", "2026-05-01"), ("Ring legen", "2026-05-02"), ("Sårene", "2026-05-09")):
        opened_with = {"opened-text": text, "opened-marker": "blue", "opened-due": ""}
        change(a, f"/cards/{number(a, text)}", version=1, text=text, marker="blue", due=day_of, **opened_with)
    for page in (a, b):
        expect(page.locator(".board--timeline .lane__cards").first.locator(".card__text")).to_have_text(["Diabetes?", "Sårene", "Ring legen"])


@test("a stack that is dragged while the board is laid out otherwise stays on the page, all of it")
def laid_out_meanwhile(day):
    a, b, lead, _ = stacked(day)
    mouse = drag_stack(a, lane(a, 2))
    lay_out(lead, a, "fourfold")
    tray = a.locator(".tray .lane__cards").bounding_box()
    mouse.move(tray["x"] + 30, tray["y"] + 30, steps=4)
    mouse.up()
    for page in (a, b):
        for text in TEXTS:
            expect(card(page, text)).to_be_visible()
        expect(page.locator(".card--stacked")).to_have_count(2)
    expect(a.locator(".is-dragging, .is-ghost, .is-moving")).to_have_count(0)
    target = a.locator(".board--fourfold .lane__cards").nth(1)
    drag_stack(a, target).up()
    for page in (a, b):
        expect(page.locator(".board--fourfold .lane__cards").nth(1).locator(".card__text")).to_have_text(["Diabetes?", "Sårene"])


@test("whoever names a stack that falls apart meanwhile is told so, and the words are kept, also half written and over a reload")
def fallen_apart(day):
    a, b, _, _ = stacked(day)
    b.locator("[data-name-stack]:visible").click()
    b.get_by_label("Navn på bunken").fill("Helse og kropp")
    b.reload()
    b.locator("[data-name-stack]:visible").click()
    expect(b.get_by_label("Navn på bunken")).to_have_value("Helse og kropp")
    change(a, f"/cards/{number(a, 'Sårene')}/stack", onto="")
    expect(a.locator(".card--stacked")).to_have_count(0)
    b.get_by_label("Navn på bunken").press("Enter")
    box = b.locator("[data-holds]")
    expect(box).to_contain_text("Bunken er ikke der lenger")
    expect(box).to_contain_text("Helse og kropp")
    expect(card(a, "Diabetes?")).not_to_contain_text("Helse")


@test("whoever names a stack stands on its name, also when the first card has gone, and the move that is open tells the ways of the layout")
def named_without_the_first(day):
    a, b, lead, _ = stacked(day)
    change(a, f"/cards/{number(a, 'Ring legen')}/stack", onto=number(a, "Sårene"))
    expect(b.locator(".card--stacked")).to_have_count(3)
    b.locator("[data-name-stack]:visible").click()
    lay_out(lead, b, "free")
    moves = b.locator(".stackname").get_by_role("button")
    expect(moves.filter(visible=True)).to_have_count(6)
    expect(moves.filter(has_text="Mot venstre")).to_be_visible()
    b.get_by_label("Navn på bunken").fill("Kropp")
    change(a, f"/cards/{number(a, 'Diabetes?')}/removal")
    expect(a.locator(".card--stacked")).to_have_count(2)
    b.get_by_label("Navn på bunken").press("Enter")
    expect(card(a, "Sårene").locator(".card__stack")).to_have_text("Kropp")
    expect(b.locator("[data-name-stack]:visible")).to_be_focused()
    b.keyboard.press("Shift+ArrowRight")
    expect(b.locator("#announcer")).to_contain_text("«Kropp» ligger nå")


@test("a stack with a locked card stays, which is told of the stack; and its name stands once on a page that nobody has touched")
def locked_and_untouched(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), at_board(bjarne)
    for text in TEXTS:
        pin(a, text)
        expect(card(a, text)).to_be_visible()
    c = bjarne.open()
    c.goto(b.url.split("#")[0])
    change(a, f"/cards/{number(a, 'Sårene')}/stack", onto=number(a, "Diabetes?"))
    expect(c.locator(".card--stacked")).to_have_count(2)
    expect(c.locator(".card__stack:visible")).to_have_count(1)
    expect(c.locator("html[data-hands]")).to_have_count(0)
    change(a, f"/cards/{number(a, 'Sårene')}/lock", locked="1")
    expect(card(a, "Sårene")).to_contain_text("låst")
    a.locator("[data-name-stack]:visible").focus()
    a.keyboard.press("Shift+ArrowDown")
    expect(a.locator(".toast")).to_contain_text("En lapp i bunken er låst")
    expect(a.locator(".toast")).not_to_contain_text("Diabetes?")
    expect(in_lane(a, 0)).to_have_text(list(TEXTS))
