"""A screen that a group shares, a facilitator who writes for it, the contact person on the board, and the clock, in real browsers."""

import re

from harness import expect, test
from room_test import ALL, card, lane, opened, pin, room


@test("a screen signs in as its group by the link the facilitator makes, and says who said what, beside the group’s phones")
def screen(day):
    marit = opened(day)
    marit.goes(f"/days/{marit.link.day}/links").page.get_by_role("button", name="Lag lenker til felles skjermer").click()
    expect(marit.page.locator(".screens__screen")).to_have_count(3)
    day.look(marit, "links-screens", **ALL)
    address = marit.page.locator(".screens__screen .csv").first.inner_text()
    wall = day.stranger(width=820)
    wall.page.goto(day.server.base + address[address.index("/in/"):])
    wall.page.wait_for_url(re.compile("/groups/.*#tavle"))
    wall.name = "the screen"
    wall.is_live()
    bjarne = day.person("participant", name="Bjarne", width=390)
    phone = room(bjarne)
    phone.locator(".tabs__tab", has_text="Tavle").click()
    field = lane(wall.page, 1).locator(".lane__new")
    field.locator("textarea").fill("Kan han lese?")
    field.locator(".speaker", has_text="Bjarne").click()
    field.get_by_role("button", name="Fest lappen").click()
    expect(card(phone, "Kan han lese?")).to_contain_text("Sagt av Bjarne Moen")
    pin(phone, "Spør fastlegen", 2)
    expect(card(wall.page, "Spør fastlegen")).to_be_visible()
    small = wall.page.locator("main :is(button, summary, .card__open, .speaker, .marker)").evaluate_all(
        "all => all.filter(one => one.offsetParent && (one.getBoundingClientRect().height < 40)).map(one => one.outerHTML.slice(0, 90))")
    assert not small, small
    bare = wall.page.locator(".room__main summary:not(.button)").evaluate_all(
        "all => all.filter(one => one.checkVisibility() && getComputedStyle(one).display !== 'list-item').map(one => one.outerHTML.slice(0, 90))")
    assert not bare, bare
    day.look(wall, "screen", **ALL)


@test("a facilitator writes for a group from where she watches it, and the card says that she did", fresh=False)
def facilitator(day):
    marit, anna = day.person("facilitator"), day.person("participant", name="Anna")
    a = room(anna)
    page = marit.goes(a.url.split("#")[0].removeprefix(day.server.base)).page
    marit.is_live()
    expect(page.locator(".lane__new")).to_have_count(0)
    page.get_by_role("link", name="Skriv for gruppa").click()
    marit.is_live()
    pin(page, "Husk hvilepuls")
    expect(card(a, "Husk hvilepuls")).to_contain_text("Skrevet av fasilitator Marit")
    pin(a, "Lest av fasilitator")
    expect(card(page, "Lest av fasilitator")).to_be_visible()
    day.look(marit, "writing-for-group", widths=(1440, 390))
    page.get_by_role("link", name="Bare se på").click()
    expect(page.locator(".lane__new")).to_have_count(0)
    expect(card(page, "Husk hvilepuls")).to_be_visible()


@test("the contact person stands on the board, and handing over tells why", fresh=False)
def contact_person(day):
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", width=390)
    a, b = room(anna), room(bjarne)
    b.locator(".tabs__tab", has_text="Tavle").click()
    expect(b.locator(".holder__who")).to_contain_text("Ingen brukerkontakt er valgt ennå.")
    for number, word in ((0, None), (1, "Han kjenner huset")):
        a.locator(".holder summary").first.click()
        people = a.locator(".holder option:not([value=''])")
        a.locator(".holder select").select_option(people.nth(number).get_attribute("value"))
        if word:
            a.locator(".holder form button").click()
            expect(a.locator(".holder .error-summary")).to_be_focused()
            expect(a.get_by_label("Et ord om hvorfor")).to_have_accessible_description(re.compile("Skriv et ord om hvorfor"))
            day.look(anna, "holder-wordless", widths=(1440, 390))
            a.get_by_label("Et ord om hvorfor").fill(word)
        a.locator(".holder form button").click()
        expect(a.locator(".holder__choice")).not_to_have_attribute("open", "")
        expect(a.locator(".holder__choice summary")).to_be_focused()
    expect(b.locator(".holder__who q")).to_have_text("Han kjenner huset")
    b.locator(".holder summary", has_text="Hvem har holdt i saken").click()
    expect(b.locator(".holder .steps li")).to_have_count(2)
    day.look(bjarne, "holder-phone", widths=(390,), **ALL)
    day.look(anna, "holder", widths=(1440,))


@test("the clock says gently that five minutes are left, and one", fresh=False)
def clock(day):
    anna = day.person("participant", name="Anna", width=390)
    page = anna.page
    room(anna)
    sign = page.locator(".bar .clock")

    def left(seconds):
        sign.evaluate("(clock, left) => { clock.dataset.endsAt = new Date(Date.now() + left * 1000).toISOString() }", seconds)

    expect(sign).not_to_have_attribute("data-near", re.compile("."))
    left(302)
    expect(sign).to_have_attribute("data-near", "5")
    expect(page.locator(".toast")).to_contain_text("5 minutter igjen av Saksarbeid.")
    expect(page.locator("#announcer")).to_have_text("5 minutter igjen av Saksarbeid.")
    page.locator(".tabs__tab", has_text="Tavle").click()
    page.mouse.wheel(0, 600)
    expect(sign).to_be_in_viewport()
    day.picture(page, "clock-five", widths=(390, 820, 1440), schemes=("light", "dark"))
    left(62)
    expect(sign).to_have_attribute("data-near", "1")
    expect(page.locator(".toast").last).to_contain_text("Ett minutt igjen av Saksarbeid.")
    left(1)
    expect(sign).not_to_have_attribute("data-near", re.compile("."))


@test("a message from the facilitator is seen by one who has scrolled down the board", fresh=False)
def message(day):
    marit, anna = day.person("facilitator"), day.person("participant", name="Anna")
    a = room(anna)
    a.locator("#losning").scroll_into_view_if_needed()
    a.evaluate("scrollTo(0, document.body.scrollHeight)")
    page = marit.goes(f"/days/{marit.link.day}").page
    page.locator(".conduct__message summary").click()
    page.locator("#text").fill("Husk brukerkontakten.")
    page.get_by_role("button", name="Send meldingen").click()
    expect(a.locator(".toast")).to_contain_text("Husk brukerkontakten.")
