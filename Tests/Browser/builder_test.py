"""Groups built by a facilitator: proposed, moved by mouse and by keyboard, compared, and used."""

import re

from playwright.sync_api import expect

from harness import test

SEATS = ".bench__groups .group"


def builder(person):
    """The builder's page of the person's day."""
    person.goes(f"/days/{person.link.day}/builder")
    return person


def proposes(person, count=3):
    page = builder(person).page
    person.is_live()
    page.locator("input[name=count]").first.fill(str(count))
    page.get_by_role("button", name="Lag forslag til grupper").click()
    expect(page.locator(SEATS)).to_have_count(count)
    expect(page.locator("#announcer")).to_have_text("Forslaget er klart.")
    expect(page.locator("#builder-first-summary")).to_be_focused()


def names(person, group):
    own = "seats => seats.map(seat => [...seat.childNodes].filter(node => node.nodeType === 3).map(node => node.textContent).join('').trim())"
    return person.page.locator(SEATS).nth(group - 1).locator(".seat__name").evaluate_all(own)


def seat(person, name):
    return person.page.locator(".person", has_text=name).first


def stays_away(person, gone):
    page = person.goes(f"/days/{person.link.day}/arrivals").page
    person.is_live()
    for name in gone:
        page.locator(".arrival", has_text=name).get_by_role("button", name=re.compile("^Kommer ikke")).click()
        expect(page.locator(".arrival--absent", has_text=name)).to_be_visible()


def walks_in(person, name):
    page = person.page
    page.locator("#walk-in > summary").click()
    page.locator("#walk-in [name=name]").fill(name)
    if page.locator("#walk-in [name=group] option[value='']").count():
        page.locator("#walk-in [name=group]").select_option("")
    page.locator("#walk-in button").last.click()
    page.wait_for_load_state()
    expect(page.locator("#came")).to_be_visible()


@test("a facilitator without a course gets groups by one button, sees why, and drags somebody; score and reasons follow at once")
def _(day):
    marit = day.person("facilitator")
    builder(marit)
    day.look(marit, "builder-start")
    proposes(marit)
    marit.is_live()
    day.look(marit, "builder-proposal", schemes=("light", "dark"))
    page = marit.page
    before = page.locator(".group__why").all_inner_texts()
    first = page.locator(SEATS).nth(0).locator(".person").first
    name = names(marit, 1)[0]
    first.scroll_into_view_if_needed()
    start = first.locator(".seat__name").bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 8)
    page.mouse.down()
    target = page.locator(SEATS).nth(1).locator(".seats").bounding_box()
    page.mouse.move(target["x"] + 40, target["y"] + 30, steps=8)
    page.mouse.up()
    expect(page.locator(SEATS).nth(1).locator(".person", has_text=name)).to_be_visible()
    expect(page.locator(SEATS).nth(0).locator(".group__head span")).to_have_text("5 personer, 1 for få")
    expect(page.locator(SEATS).nth(1).locator(".group__head span")).to_have_text("7 personer, 1 for mange")
    assert page.locator(".group__why").all_inner_texts() != before
    page.get_by_role("button", name=re.compile("^Angre")).click()
    expect(page.locator(SEATS).nth(0).locator(".person", has_text=name)).to_be_visible()
    page.reload()
    page.get_by_role("button", name=re.compile("^Gjør om igjen")).click()
    expect(page.locator(SEATS).nth(1).locator(".person", has_text=name)).to_be_visible()


@test("with the keyboard alone a person is moved and pinned, the change is read aloud, and focus stays with the person")
def _(day):
    marit = day.person("facilitator")
    proposes(marit)
    page = marit.page
    name = names(marit, 1)[0]
    summary = seat(marit, name).locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(seat(marit, name).locator("details").first).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#announcer")).to_contain_text("er flyttet til Gruppe 2")
    expect(page.locator(SEATS).nth(1).locator(".person", has_text=name)).to_be_visible()
    expect(page.locator(SEATS).nth(1).locator(".person", has_text=name).locator(":focus").or_(page.locator(".person:focus"))).to_have_count(1)
    pin = seat(marit, name).get_by_role("button", name="Lås her")
    if not pin.is_visible():
        seat(marit, name).locator("summary").press("Enter")
    pin.focus()
    page.keyboard.press("Enter")
    expect(seat(marit, name).get_by_text("Låst:")).to_have_count(1)
    expect(page.get_by_text("1 er låst og blir sittende.")).to_be_visible()


HELD = """(() => {
    const real = window.real ??= window.fetch
    const gate = new Promise(open => { window.letAnswersCome = open })
    window.fetch = async (...asked) => {
        const answer = await real(...asked)
        await gate
        return answer
    }
})()"""


@test("focus stays with the person who is moved, also while the page hears of the move before the answer is there")
def _(day):
    marit = day.person("facilitator")
    proposes(marit)
    page = marit.page
    page.reload()
    marit.is_live()
    for group, other in ((1, 2), (2, 1)):
        page.evaluate(HELD)
        person = page.locator(SEATS).nth(group - 1).locator(".person").first
        moved = page.locator(SEATS).nth(other - 1).locator("#" + person.get_attribute("id"))
        person.locator("summary").focus()
        for key in ("Enter", "Tab", "Enter"):
            page.keyboard.press(key)
        expect(moved).to_be_focused()
        page.evaluate("letAnswersCome()")
        expect(page.locator("#announcer")).to_contain_text(f"er flyttet til Gruppe {other}")
        expect(moved).to_be_focused()


@test("Alt and an arrow moves a person to the group before or after; the new score is read aloud, and focus stays")
def _(day):
    marit = day.person("facilitator")
    proposes(marit)
    page = marit.page
    marit.is_live()
    name = names(marit, 2)[0]
    seat(marit, name).locator("summary").focus()
    page.keyboard.press("Alt+ArrowRight")
    expect(page.locator("#announcer")).to_contain_text(f"{name} er flyttet til Gruppe 3. Må:")
    expect(page.locator(SEATS).nth(2).locator(".person", has_text=name)).to_be_visible()
    expect(page.locator(SEATS).nth(2).locator(".group__head span")).to_have_text("7 personer, 1 for mange")
    expect(page.locator(SEATS).nth(1).locator(".group__head span")).to_have_text("5 personer, 1 for få")
    expect(page.locator(".person:focus, .person :focus")).to_have_count(1)
    page.keyboard.press("Alt+ArrowLeft")
    expect(page.locator(SEATS).nth(1).locator(".person", has_text=name)).to_be_visible()
    page.keyboard.press("Alt+ArrowLeft")
    expect(page.locator("#announcer")).to_contain_text("er flyttet til Gruppe 1")
    expect(page.locator(SEATS).nth(0).locator(".person", has_text=name)).to_be_visible()
    assert page.locator(f"#{seat(marit, name).get_attribute('id')}").count() == 1
    page.reload()
    expect(page.locator(SEATS).nth(0).locator(".person", has_text=name)).to_be_visible()


@test("a person who is moved on before the first move is answered goes on from the group where they are seen")
def _(day):
    marit = day.person("facilitator")
    proposes(marit)
    page = marit.page
    marit.is_live()
    name = names(marit, 1)[0]
    seat(marit, name).locator("summary").focus()
    page.evaluate(HELD)
    for group in (2, 3):
        page.keyboard.press("Alt+ArrowRight")
        expect(page.locator(SEATS).nth(group - 1).locator(".person", has_text=name)).to_be_visible()
    expect(page.locator(SEATS).nth(1).locator(".group__head span")).to_have_text("7 personer, 1 for mange")
    expect(page.locator(SEATS).nth(2).locator(".person", has_text=name)).to_be_visible()
    page.keyboard.press("Alt+ArrowLeft")
    expect(page.locator(SEATS).nth(1).locator(".person", has_text=name)).to_be_visible()
    page.evaluate("letAnswersCome()")
    expect(page.locator("#announcer")).to_contain_text(f"{name} er flyttet til Gruppe 2. Må:")
    expect(page.locator(SEATS).nth(1).locator(".person", has_text=name)).to_be_visible()
    expect(page.locator(".person:focus, .person :focus")).to_have_count(1)
    page.reload()
    expect(page.locator(SEATS).nth(1).locator(".person", has_text=name)).to_be_visible()


@test("a long search says that it goes on and can be stopped; what is found so far is shown")
def _(day):
    marit = day.person("facilitator")
    proposes(marit)
    page = marit.page
    marit.is_live()
    held = []
    page.route("**/builder/search", lambda route: held.append(route))
    page.get_by_role("button", name="Nytt forslag", exact=True).click()
    stop = page.get_by_role("button", name="Stopp her")
    expect(stop).to_be_visible()
    day.look(marit, "builder-searching", widths=(390, 1440))
    with page.expect_request("**/builder/search/end"):
        stop.click()
    held[0].continue_()
    expect(page.get_by_text("Det beste så langt er tatt vare på").locator("visible=true")).to_have_count(0)
    expect(page.locator("#announcer")).to_contain_text("Forslaget er klart.")
    expect(page.locator(SEATS)).to_have_count(3)


@test("after three no-shows and a walk-in the page says who is gone and who is new, and repairs with few moves")
def _(day):
    marit = day.person("facilitator")
    proposes(marit)
    page = marit.page
    page.get_by_role("button", name="Bruk disse gruppene").click()
    if page.get_by_role("dialog").count():
        page.get_by_role("dialog").get_by_role("button").first.click()
    expect(page.get_by_text("Gruppene er i bruk.")).to_be_visible()
    gone = names(marit, 1)[:3]
    stays_away(marit, gone)
    walks_in(marit, "Nils Nyland")
    builder(marit)
    for name in gone:
        expect(page.locator(".notice", has_text=name).first).to_be_visible()
    expect(page.get_by_text("Nils Nyland er ny og får plass i Gruppe 1")).to_be_visible()
    day.look(marit, "builder-repair", schemes=("light", "dark"))
    page.get_by_role("button", name="Reparer slik").click()
    expect(page.locator(".repair")).to_have_count(0)
    expect(page.locator(SEATS).nth(0).locator(".person", has_text="Nils Nyland")).to_be_visible()
    page.get_by_role("button", name="Bruk disse gruppene").click()
    expect(page.get_by_text("Gruppene er i bruk.")).to_be_visible()


@test("the builder, the comparison and the changes of places are without fault in nynorsk and English, narrow and wide")
def _(day):
    marit = day.person("facilitator")
    proposes(marit)
    marit.page.get_by_text("Hva om …").click()
    marit.page.get_by_role("button", name="Prøv ved siden av").click()
    marit.page.wait_for_url("**/comparison")
    for language in ("nn", "en"):
        person = day.person("facilitator", language=language)
        for path, name in (("", "builder"), ("/comparison", "comparison")):
            person.goes(f"/days/{person.link.day}/builder{path}")
            day.look(person, f"{name}-{language}", schemes=("light", "dark"))
        person.goes(f"/days/{person.link.day}/builder")
        person.page.locator(".person summary").first.click()
        person.page.locator(".person[id] .seat__choices a").first.click()
        person.page.wait_for_url("**/people/*")
        day.look(person, f"swaps-{language}")


@test("another facilitator sees a move at once")
def _(day):
    marit, other = day.person("facilitator"), day.person("facilitator")
    proposes(marit)
    builder(other).is_live()
    name = names(marit, 1)[0]
    seat(marit, name).locator("summary").click()
    seat(marit, name).get_by_role("button", name="Gruppe 3").click()
    expect(other.page.locator(SEATS).nth(2).locator(".person", has_text=name)).to_be_visible()


@test("rules are added and softened, a second proposal is compared side by side, and the groups are used")
def _(day):
    marit = day.person("facilitator")
    proposes(marit)
    page = marit.page
    page.get_by_text("Legg til en regel").click()
    page.get_by_text("Minst, høyst eller akkurat så mange").click()
    form = page.locator(".ruleset > .disclosure form:has(select[name=kind] option[value=at-least])")
    form.get_by_label("Av hvem").select_option("is:discipline:Kontorstøtte")
    form.get_by_label("Hvor viktig").select_option("must")
    form.get_by_label("Ditt eget navn").fill("Kontor i hver gruppe")
    form.get_by_role("button", name="Legg til regelen").click()
    expect(page.get_by_text("Noen må-regler kan ikke holde")).to_be_visible()
    day.look(marit, "builder-rules")
    rule = page.locator(".rules__rule", has_text="Kontor i hver gruppe").last
    rule.get_by_text("Endre", exact=False).first.click()
    rule.get_by_role("button", name="Ønske").click()
    expect(page.get_by_text("Noen må-regler kan ikke holde")).to_have_count(0)
    page.get_by_text("Hva om …").click()
    page.locator(".bench__trial input[name=count]").fill("4")
    page.get_by_role("button", name="Prøv ved siden av").click()
    page.wait_for_url("**/comparison")
    expect(page.locator(".comparison__side")).to_have_count(2)
    day.look(marit, "builder-comparison")
    page.get_by_role("button", name="Velg Forslag B").click()
    page.wait_for_url("**/builder")
    expect(page.locator(SEATS)).to_have_count(4)
    first = page.locator(".person").first
    first.locator("summary").click()
    first.get_by_role("link", name=re.compile("Bytt plass med")).click()
    page.wait_for_url("**/people/*")
    day.look(marit, "builder-swaps")
    page.get_by_role("button", name="Bytt plass").first.click()
    page.wait_for_url("**/builder*")
    page.get_by_role("button", name="Bruk disse gruppene").click()
    expect(page.get_by_text("Gruppene er i bruk.")).to_be_visible()
    page.get_by_role("link", name="Se dem i planen").click()
    expect(page.locator("h3:text-is('Gruppe 4')")).to_be_visible()


@test("without script everything goes by reload", fresh=True)
def _(day):
    marit = day.person("facilitator", javascript=False)
    builder(marit)
    marit.page.get_by_role("button", name="Lag forslag til grupper").click()
    expect(marit.page.locator(SEATS)).to_have_count(3)
    name = names(marit, 1)[0]
    seat(marit, name).locator("summary").click()
    seat(marit, name).get_by_role("button", name="Gruppe 2").click()
    expect(marit.page.locator(SEATS).nth(1).locator(".person", has_text=name)).to_be_visible()
    marit.page.get_by_role("button", name="Bruk disse gruppene").click()
    marit.sees("Gruppene er i bruk.")
