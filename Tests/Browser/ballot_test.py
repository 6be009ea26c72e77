"""Giving dots: what one sees of the cards, and what happens to them meanwhile."""

import re

from board_test import at_board, board, change, number
from harness import expect, test
from never_lost_test import settled
from room_test import ALL, card, lane, opened, pin

WIDTHS = (1440, 768, 390)


def voting(day, person, texts=("Ring **fastlegen** i dag", "Søk bostøtte"), each=3):
    """The person's ballot, with cards in two fields."""
    page = at_board(person)
    for index, text in enumerate(texts):
        pin(page, text, index)
        expect(page.locator(".lane .card")).to_have_count(index + 1)
    one = board(page)
    change(page, f"/boards/{one}/vote", votes=each)
    person.goes(f"/boards/{one}/ballot").is_live()
    return page, one


def give(page, text):
    return page.locator(".ballot__card", has_text=text).get_by_role("button", name=f"Gi en prikk: {text}")


def dots(page, text):
    return page.locator(".ballot__card", has_text=text).locator(".ballot__dots [aria-hidden]")


@test("a card that is pinned while one gives dots comes onto the ballot and is told of, and the dots and the focus stay")
def live(day):
    lead = opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", width=390)
    a, one = voting(day, anna)
    b = at_board(bjarne)
    expect(a.locator(".ballot b")).to_have_text("fastlegen")
    expect(a.locator(".ballot__card .card__marker").first).to_contain_text("fakta")
    expect(a.locator(".ballot h2")).to_have_text(["Vi vet", "Vi lurer på"])
    give(a, "Ring fastlegen i dag").focus()
    a.keyboard.press("Enter")
    expect(dots(a, "Ring fastlegen i dag")).to_have_text("●")
    expect(give(a, "Ring fastlegen i dag")).to_be_focused()
    expect(a.locator(".ballot [role=status]")).to_have_text("Du har 2 prikker igjen.")
    a.evaluate("window.isTheSame = true")
    pin(b, "Snakk med *mor*\n- i dag\n- før lunsj", 0)
    new = a.locator(".ballot__lane").first.locator(".ballot__card").nth(1)
    expect(new.locator("b")).to_have_text("mor")
    expect(new.locator("li")).to_have_count(2)
    expect(a.locator("#news")).to_contain_text("Ny lapp i Vi vet: Snakk med mor i dag før lunsj.")
    expect(give(a, "Ring fastlegen i dag")).to_be_focused()
    expect(dots(a, "Ring fastlegen i dag")).to_have_text("●")
    change(b, f"/cards/{number(b, 'Søk bostøtte')}/removal")
    expect(a.locator(".ballot h2")).to_have_text(["Vi vet"])
    a.keyboard.press("Enter")
    expect(dots(a, "Ring fastlegen i dag")).to_have_text("●●")
    a.keyboard.press("Enter")
    expect(dots(a, "Ring fastlegen i dag")).to_have_text("●●●")
    expect(a.locator(".ballot__card", has_text="Ring")).to_be_focused()
    expect(a.locator(".ballot").get_by_role("button", name="Gi en prikk")).to_have_count(0)
    settled(a)
    change(lead.page, f"/boards/{one}/lock", locked="1")
    expect(a.locator(".ballot [role=status]")).to_contain_text("Tavla er låst")
    expect(dots(a, "Ring fastlegen i dag")).to_have_text("●●●")
    assert a.evaluate("window.isTheSame") is True, "the page was not loaded again"


@test("dots that are given without a network are seen at once, count as often as they are given, and are there when it is back")
def without_network(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, one = voting(day, anna)
    left, take = a.locator(".ballot [role=status]"), lambda text: a.get_by_role("button", name=f"Ta en prikk tilbake: {text}")
    with anna.offline():
        for _ in range(2):
            give(a, "Søk bostøtte").click()
        expect(dots(a, "Søk bostøtte")).to_have_text("●●")
        expect(left).to_have_text("Du har 1 prikk igjen.")
        give(a, "Ring fastlegen i dag").click()
        expect(left).to_have_text("Du har 0 prikker igjen.")
        expect(a.locator(".ballot").get_by_role("button", name="Gi en prikk")).to_have_count(0)
        take("Søk bostøtte").click()
        expect(dots(a, "Søk bostøtte")).to_have_text("●")
        expect(a.locator(".ballot__card", has_text="Søk")).to_contain_text("1 prikk")
        expect(give(a, "Søk bostøtte")).to_be_visible()
    settled(a)
    expect(left).to_have_text("Du har 1 prikk igjen.")
    a.reload()
    for text in ("Søk bostøtte", "Ring fastlegen i dag"):
        expect(dots(a, text)).to_have_text("●")
    expect(left).to_have_text("Du har 1 prikk igjen.")


@test("dots that are on their way stay while the ballot is drawn anew, and the next press goes on from them")
def on_the_way(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, one = voting(day, anna)
    b = at_board(bjarne)
    a.route("**/dots", lambda route: route.abort())
    give(a, "Søk bostøtte").click()
    pin(b, "Snakk med mor", 0)
    expect(a.locator(".ballot__card", has_text="Snakk med mor")).to_be_visible()
    expect(dots(a, "Søk bostøtte")).to_have_text("●")
    give(a, "Søk bostøtte").click()
    give(a, "Snakk med mor").click()
    expect(a.locator(".ballot [role=status]")).to_have_text("Du har 0 prikker igjen.")
    a.unroute("**/dots")
    settled(a)
    a.reload()
    expect(dots(a, "Søk bostøtte")).to_have_text("●●")
    expect(dots(a, "Snakk med mor")).to_have_text("●")


@test("who gives a dot that comes after the dots are shown is told that it does not count, also when the page was closed meanwhile")
def too_late(day):
    lead = opened(day)
    anna = day.person("participant", name="Anna")
    a, one = voting(day, anna)
    a.route("**/dots", lambda route: route.abort())
    give(a, "Søk bostøtte").click()
    expect(dots(a, "Søk bostøtte")).to_have_text("●")
    change(lead.page, f"/boards/{one}/vote", show="1")
    expect(a.locator(".ballot [role=status]")).to_contain_text("Det er ingen avstemning nå")
    a.unroute("**/dots")
    expect(a.locator(".toast")).to_contain_text("så prikken teller ikke", timeout=15_000)
    change(lead.page, f"/boards/{one}/vote", votes="3", confirmed="1")
    a.goto(a.url)
    late = anna.open()
    late.goto(a.url)
    late.route("**/dots", lambda route: route.abort())
    give(late, "Søk bostøtte").click()
    expect(dots(late, "Søk bostøtte")).to_have_text("●")
    a.goto("about:blank")
    late.close()
    change(lead.page, f"/boards/{one}/vote", show="1")
    a.goto(lead.page.url.split("/days")[0] + f"/boards/{one}/ballot")
    expect(a.locator(".toast")).to_contain_text("så prikken teller ikke", timeout=15_000)
    expect(a.locator(".is-unsent")).to_have_count(0)


@test("what others write alone comes onto nobody’s ballot before it is shown")
def alone(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, one = voting(day, anna)
    b = at_board(bjarne)
    change(b, f"/boards/{one}/alone", alone="1")
    expect(b.locator(".boardbar")).to_contain_text("Dere skriver hver for dere nå.")
    pin(b, "Bare min", 0)
    expect(card(b, "Bare min")).to_contain_text("Bare du ser denne")
    change(b, f"/cards/{number(b, 'Søk bostøtte')}/placement", lane=lane(b, 0).locator("[data-drop]").get_attribute("data-value"), before="")
    expect(a.locator(".ballot h2")).to_have_count(1)
    expect(a.locator(".ballot__card")).to_have_count(2)
    change(b, f"/boards/{one}/alone", confirmed="1")
    expect(a.locator(".ballot__card")).to_have_count(3)


@test("the ballot is read and filled in at every width, in light and dark, with script and without")
def looks(day):
    opened(day)
    anna, bare = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", javascript=False)
    a = at_board(anna)
    texts = ("Ring **fastlegen** i dag", "Bor hos mor\n- uten avtale\n- siden mai", "Kan han lese? Ingen har spurt ham om det, og han sier det ikke selv.",
             "Søk bostøtte", "Midlertidig rom i natt", "Se https://bostotte.example/")
    for index, (text, pen) in enumerate(zip(texts, ("blue", "blue", "black", "green", "red", "green"))):
        field = lane(a, index // 2).locator("[data-drop]").get_attribute("data-value")
        change(a, f"/boards/{board(a)}/cards", lane=field, text=text, marker=pen)
        expect(a.locator(".lane .card")).to_have_count(index + 1)
    change(a, f"/cards/{number(a, 'Midlertidig rom i natt')}/stack", onto=a.locator(".card", has_text="bostotte.example").get_attribute("id").removeprefix("card-"))
    stack = a.locator("[data-stack]").first
    expect(stack).to_be_visible()
    change(a, f"/stacks/{stack.get_attribute('data-stack')}/name", name="Et sted å bo")
    change(a, f"/cards/{number(a, 'Søk bostøtte')}/completion", done="1")
    change(a, f"/boards/{board(a)}/vote", votes="3")
    ballot = f"/boards/{board(a)}/ballot"
    anna.goes(ballot).is_live()
    for index in (0, 4):
        before = a.locator(".ballot__dots [aria-hidden]").nth(index).inner_text()
        a.locator(".ballot__card").nth(index).get_by_role("button", name="Gi en prikk").click()
        expect(a.locator(".ballot__dots [aria-hidden]").nth(index)).to_have_text(before + "●")
    day.look(anna, "ballot", WIDTHS, **ALL)
    bare.goes(ballot)
    bare.page.get_by_role("button", name="Gi en prikk: Søk bostøtte").click()
    bare.page.wait_for_url(re.compile(r"/ballot#ballot-\d+$"))
    bare.sees("Du har 2 prikker igjen.")
    day.look(bare, "ballot-bare", WIDTHS, **ALL)
    bare.page.get_by_role("button", name="Ta en prikk tilbake: Søk bostøtte").click()
    bare.sees("Du har 3 prikker igjen.")
