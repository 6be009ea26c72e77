"""Cards that are moved while an earlier move of them has no answer yet."""

from board_test import board, change, lay_out
from harness import expect, test
from never_lost_test import settled
from overtaken_test import alike
from room_test import lane, opened, pin, room


class Placements:
    """The page's moves of cards, each kept back until it is let go; the server may have done it meanwhile."""

    def __init__(self, page):
        self.page, self.routes, self.answers, self.holds = page, [], [], True
        page.route("**/cards/*/placement", self.take)

    def take(self, route):
        if self.holds:
            self.routes.append(route)
        else:
            route.continue_()

    def wait(self):
        while not self.routes:
            self.page.evaluate("new Promise(requestAnimationFrame)")

    def do(self):
        self.answers = [route.fetch() for route in self.routes]

    def let_go(self):
        self.holds = False
        for route, answer in zip(self.routes, self.answers or [None] * len(self.routes)):
            route.fulfill(response=answer) if answer else route.continue_()


def card(page, text):
    return page.locator(".lane .card", has_text=text)


def version(page, text):
    return int(card(page, text).get_attribute("data-version"))


def is_drawn_anew(page, text, before):
    page.wait_for_function("([id, before]) => Number(document.getElementById(id).dataset.version) > before", arg=[card(page, text).get_attribute("id"), before])


def two(day):
    """Anna's and Bjarne's pages with a card to move, which has focus at Anna's, between others."""
    facilitator = opened(day)
    a, b = room(day.person("participant", name="Anna")), room(day.person("participant", name="Bjarne"))
    for index, text in ((0, "Først"), (0, "Flyttes"), (1, "I midten"), (2, "Sist")):
        pin(b, text, index)
        expect(card(a, text)).to_have_count(1)
    card(a, "Flyttes").locator(".card__open").focus()
    a.wait_for_selector("html[data-hands]", state="attached")  # else both presses are one move
    return facilitator, a, b


@test("a card that is moved on before its first move is answered stays where it was moved to, and goes on from there")
def moved_on(day):
    _, a, b = two(day)
    before, placements = version(a, "Flyttes"), Placements(a)
    a.keyboard.press("Shift+ArrowRight")
    a.keyboard.press("Shift+ArrowRight")
    placements.wait()
    placements.do()
    is_drawn_anew(a, "Flyttes", before)
    expect(lane(b, 1).locator(".card", has_text="Flyttes")).to_have_count(1)
    expect(lane(a, 2).locator(".card", has_text="Flyttes")).to_have_count(1)
    expect(card(a, "Flyttes").locator(".card__open")).to_be_focused()
    a.keyboard.press("Shift+ArrowLeft")
    a.keyboard.press("Shift+ArrowLeft")
    expect(lane(a, 0).locator(".card", has_text="Flyttes")).to_have_count(1)
    placements.let_go()
    settled(a)
    expect(lane(b, 0).locator(".card", has_text="Flyttes")).to_have_count(1)
    expect(card(a, "Flyttes").locator(".card__open")).to_be_focused()
    alike(a, b)


@test("a card whose moves are refused ends where another has moved it meanwhile, and that is said")
def refused(day):
    facilitator, a, b = two(day)
    before, placements = version(a, "Flyttes"), Placements(a)
    a.keyboard.press("Shift+ArrowRight")
    a.keyboard.press("Shift+ArrowDown")
    placements.wait()
    card(b, "Flyttes").locator(".card__open").focus()
    b.keyboard.press("Shift+ArrowRight")
    b.keyboard.press("Shift+ArrowRight")
    expect(lane(b, 2).locator(".card", has_text="Flyttes")).to_have_count(1)
    settled(b)
    is_drawn_anew(a, "Flyttes", before + 1)
    expect(lane(a, 1).locator(".card__text")).to_have_text(["I midten", "Flyttes"])
    change(facilitator.page, f"/boards/{board(a)}/lock", locked="1")
    expect(a.locator(".boardbar__locked")).to_be_visible()
    expect(lane(a, 1).locator(".card__text")).to_have_text(["I midten", "Flyttes"])
    placements.let_go()
    expect(a.locator("#toasts")).to_contain_text("Tavla er låst")
    expect(lane(a, 2).locator(".card", has_text="Flyttes")).to_have_count(1)
    alike(a, b)


@test("a move that is refused since another took the card down is over with, also when the card is hung up again")
def taken_meanwhile(day):
    _, a, b = two(day)
    placements = Placements(a)
    a.keyboard.press("Shift+ArrowRight")
    placements.wait()
    card(b, "Flyttes").locator(".card__open").focus()
    b.keyboard.press("t")
    expect(card(a, "Flyttes")).to_have_count(0)
    placements.let_go()
    settled(a)
    b.locator(".boardbar").get_by_role("button", name="Angre").click()
    expect(lane(a, 0).locator(".card", has_text="Flyttes")).to_have_count(1)
    alike(a, b)


@test("a card that is dragged when its last move is answered stays under the pointer, and Escape lays it where it was moved to")
def dragged(day):
    _, a, b = two(day)
    before, placements = version(a, "Flyttes"), Placements(a)
    a.keyboard.press("Shift+ArrowRight")
    placements.wait()
    take(a, "Flyttes", lane(a, 2).locator("[data-drop]"))
    placements.let_go()
    is_drawn_anew(a, "Flyttes", before)
    is_held_over(a, lane(a, 2).locator("[data-drop]"))
    a.keyboard.press("Escape")
    expect(lane(a, 1).locator(".card", has_text="Flyttes")).to_have_count(1)
    a.mouse.up()
    settled(a)
    alike(a, b)
    assert lane(b, 1).locator(".card", has_text="Flyttes").count() == 1


@test("a card that is dragged while its board is drawn anew is still under the pointer, and lies where it is let go")
def drawn_anew(day):
    facilitator, a, b = two(day)
    take(a, "Flyttes", lane(a, 2).locator("[data-drop]"))
    change(facilitator.page, f"/boards/{board(a)}/vote", votes="3")
    expect(a.locator(".boardbar a[href$='/ballot']")).to_be_visible()
    is_held_over(a, lane(a, 2).locator("[data-drop]"))
    a.mouse.up()
    expect(lane(b, 2).locator(".card", has_text="Flyttes")).to_have_count(1)
    expect(a.locator(".is-ghost")).to_have_count(0)
    settled(a)
    alike(a, b)


def take(page, text, goal):
    """Takes the card by its lower edge and holds it over the upper part of the goal."""
    start, target = card(page, text).bounding_box(), goal.bounding_box()
    page.mouse.move(start["x"] + 40, start["y"] + start["height"] - 6)
    page.mouse.down()
    page.mouse.move(target["x"] + 30, target["y"] + 8, steps=6)
    is_held_over(page, goal)


def is_held_over(page, goal):
    """What is dragged would land here, the page says."""
    page.wait_for_function("""goal => {
        const one = goal.getBoundingClientRect(), other = document.querySelector('.dropframe')?.getBoundingClientRect()
        return other && Math.abs(one.left - other.left) < 2 && Math.abs(one.top - other.top) < 2 && Math.abs(one.width - other.width) < 2
    }""", arg=goal.element_handle())


@test("a card that slides over a sheet goes on from where it is seen when an earlier move is answered")
def slides(day):
    facilitator, a, b = two(day)
    lay_out(facilitator, a, "free")
    expect(b.locator(".board--free")).to_be_visible()
    card(a, "Flyttes").locator(".card__open").focus()
    before, placements = version(a, "Flyttes"), Placements(a)

    def seen():
        return float(card(a, "Flyttes").get_attribute("data-x"))

    a.keyboard.press("Shift+ArrowRight")
    placements.wait()
    for _ in range(4):
        a.keyboard.press("Shift+ArrowRight")
    far = seen()
    placements.let_go()
    for _ in range(500):
        if version(a, "Flyttes") > before:
            break
        a.keyboard.press("Shift+ArrowLeft")
        a.keyboard.press("Shift+ArrowRight")
    assert version(a, "Flyttes") > before
    assert seen() == far
    a.keyboard.press("Shift+ArrowRight")
    farther = seen()
    assert farther > far
    settled(a)
    expect(card(b, "Flyttes")).to_have_attribute("data-x", str(farther))
    assert seen() == farther
    alike(a, b)


@test("a card can be pressed as soon as it has been let go of")
def pressed_at_once(day):
    _, a, _ = two(day)
    take(a, "Flyttes", lane(a, 2).locator("[data-drop]"))
    a.mouse.up()
    link = card(a, "Flyttes").locator(".card__open").bounding_box()
    a.mouse.click(link["x"] + link["width"] / 2, link["y"] + link["height"] / 2)
    expect(card(a, "Flyttes").locator(".card__tools")).to_be_visible()
