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
