"""At the door: two who tick at two doors, somebody who is not on the list, a seat that is freed and taken back."""

import re
import time

from playwright.sync_api import expect

from harness import LOCALES, scroll_excess, test

SECONDS = 5


def door(day, **how):
    person = day.person("facilitator", **how)
    person.goes(f"/days/{person.link.day}/arrivals")
    if person.context not in day.scriptless:
        person.is_live()
    return person


def line(person, name):
    return person.page.locator(".arrival", has_text=name)


def press(person, name, arrival):
    line(person, name).locator(f"button[value={arrival}]").click()


def has_come(person, name):
    expect(line(person, name)).to_have_class(re.compile("arrival--arrived"))


@test("two at two doors see each other’s ticks, and one takes back the other’s")
def _(day):
    front, back = door(day, width=390), door(day)
    press(front, "Anna Berg", "arrived")
    has_come(back, "Anna Berg")
    press(back, "Bjarne Moen", "arrived")
    has_come(front, "Bjarne Moen")
    expect(front.page.locator(".arrivals__count")).to_contain_text("2 av 25")
    press(front, "Bjarne Moen", "expected")
    expect(line(back, "Bjarne Moen")).to_have_class(re.compile("arrival--expected"))
    expect(back.page.locator(".arrivals__count")).to_contain_text("1 av 25")
    day.look(front, "arrivals", schemes=("light", "dark"))


@test("somebody who is not on the list is let in within seconds, with a seat and a link that works")
def _(day):
    marit, other = door(day), door(day)
    began = time.monotonic()
    marit.page.get_by_text("Noen som ikke står på lista?", exact=True).click()
    marit.page.locator("#name").fill("Selma Ny")
    marit.page.locator("#walk-in .button").click()
    came = marit.page.locator("#came")
    expect(came).to_contain_text("Selma Ny")
    assert time.monotonic() - began < SECONDS
    expect(came).to_be_focused()
    has_come(other, "Selma Ny")
    day.look(marit, "arrivals-walk-in", widths=(390, 1440))
    selma = day.stranger(width=390)
    selma.page.goto(day.server.here(came.locator(".came__link").inner_text().strip()))
    if selma.page.locator("main form button").count() and not selma.page.get_by_text("Selma").count():
        selma.page.locator("main form button").first.click()
    selma.sees("Selma")


@test("who stays away frees the seat, the message takes it back, and then the seat is taken again")
def _(day):
    marit, other = door(day), door(day)
    press(marit, "Anna Berg", "absent")
    expect(line(other, "Anna Berg")).to_contain_text("Plassen i Gruppe 1 er ledig.")
    toast = marit.page.locator(".toast")
    expect(toast).to_contain_text("Anna Berg")
    toast.get_by_role("button", name="Angre").click()
    expect(line(other, "Anna Berg")).to_have_class(re.compile("arrival--expected"))
    expect(line(other, "Anna Berg")).to_contain_text("Gruppe 1")
    press(marit, "Anna Berg", "absent")
    line(other, "Anna Berg").get_by_role("button", name=re.compile("^Angre")).click()
    expect(line(marit, "Anna Berg")).to_contain_text("Gruppe 1")
    expect(line(marit, "Anna Berg")).not_to_contain_text("ledig")


@test("the door works with the keyboard alone, and focus stays with the person")
def _(day):
    marit = door(day)
    button = line(marit, "Anna Berg").locator("button[value=arrived]")
    button.focus()
    marit.page.keyboard.press("Enter")
    has_come(marit, "Anna Berg")
    expect(line(marit, "Anna Berg").locator("button")).to_be_focused()
    expect(marit.page.locator("#announcer")).to_contain_text("Anna Berg har kommet")
    marit.page.keyboard.press("Enter")
    expect(line(marit, "Anna Berg")).to_have_class(re.compile("arrival--expected"))


@test("without script the door works by reload, and it fits in three languages")
def _(day):
    marit = door(day, javascript=False)
    press(marit, "Anna Berg", "arrived")
    has_come(marit, "Anna Berg")
    press(marit, "Bjarne Moen", "absent")
    expect(line(marit, "Bjarne Moen")).to_contain_text("ledig")
    for language in LOCALES:
        person = door(day, language=language)
        day.audit(person.page, f"arrivals-{language}")
        for width in (390, 820, 1440):
            person.page.set_viewport_size({"width": width, "height": 900})
            if scroll_excess(person.page) > 0:
                day.note(f"arrivals in {language} is too wide at {width}")
