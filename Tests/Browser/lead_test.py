"""The day as the one who leads it meets it: planned from nothing, run, shown in plenary, kept. And what the room's big screen shows."""

import re

from playwright.sync_api import expect

from crawl import find, secrets
from harness import AXE_NOISE, OUTPUT, scroll_excess, test
from server import ROOT

CASE = "Familien i kommunal bolig"
PEOPLE = """navn;fagområde;enhet;part;e-post
Astrid Ness;Helse;Hjemmetjenesten;ansatt;astrid@fjordby.example
Bo Li;Bolig;Boligkontoret;ansatt;
Dina Foss;Økonomi;NAV;ansatt;
Emil Ås;Sosialt arbeid;NAV;ansatt;
Frøydis Vang;Helse;Legevakta;ansatt;
Gorm Øye;Bolig;Boligkontoret;ansatt;
Hedda Lie;Ledelse;Ledergruppa;leder;"""
WRONG_PEOPLE = PEOPLE.replace("astrid@fjordby.example", "astrid@").replace("Emil Ås;", ";")

AGEING = """tile => {
    const sign = tile.querySelector('[data-overdue-since]'), then = new Date(Date.now() - 6.5 * 60000).toISOString()
    sign.dataset.overdueSince = sign.querySelector('[data-ago]').dataset.ago = then
    document.dispatchEvent(new CustomEvent('panorama:region', { detail: { element: tile, own: false, fresh: false } }))
}"""


def confirm(person):
    """Answers the page's question with yes."""
    person.page.locator("dialog .button").first.click()


def button(person, name):
    return person.page.get_by_role("button", name=name)


def menu(person, place):
    person.page.locator(".bar__nav").get_by_role("link", name=place, exact=True).click()


def seats(person, group):
    return person.page.locator(f"section.group:has(h3:text-is('{group}')) .seat__name")


def running(person, title):
    expect(person.page.locator(".conduct__block")).to_have_text(title)


def in_room(day, group):
    """A participant of the group with the first case open."""
    person = day.person("participant", group=group)
    person.page.locator(".cases a").first.click()
    person.page.wait_for_url("**/cases/*")
    return person


def pins(person, text):
    lane = person.page.locator(".lane").first
    lane.locator("textarea").fill(text)
    lane.locator(".lane__more .button").click()
    expect(person.page.locator(".card", has_text=text)).to_be_visible()


def asks(person, persona, wish):
    """Asks to reach the persona by the first channel offered."""
    place = person.page.locator(".person").filter(has=person.page.get_by_role("heading", name=persona, exact=True))
    place.locator(".person__ask > summary").click()
    place.locator("[name=channel]").first.check(force=True)
    place.locator("[name=wish]").fill(wish)
    place.locator("form[action='/contact-requests'] button").click()


def opened(day, blocks=1):
    """The facilitator on the day's page, the day open and the first blocks started."""
    lead = day.person("facilitator")
    button(lead, "Åpne dagen").click()
    for title in ("Velkommen", "Slik gjør vi det", "Saksarbeid")[:blocks]:
        button(lead, re.compile(f": {title}$")).click()
        if title != "Velkommen":
            confirm(lead)
        running(lead, title)
    return lead


@test("a facilitator plans a day from nothing, with keyboard and by dragging, and opens it")
def _(day):
    lead = day.person("facilitator")
    menu(lead, "Fellesskapet")
    day.look(lead, "community", schemes=("light", "dark"))
    lead.page.get_by_role("link", name="Alle fellesskapene dine").click()
    lead.page.get_by_label("Fellesskapets navn").fill("Læring på tvers i Vik")
    button(lead, "Lag fellesskapet").click()
    expect(lead.page.get_by_role("heading", level=1)).to_have_text("Læring på tvers i Vik")
    day.look(lead, "community-new", widths=(1440, 390))

    lead.page.get_by_role("link", name="Hent fra CSV").click()
    lead.page.get_by_label("Eller lim inn linjene").fill(WRONG_PEOPLE)
    button(lead, "Vis hva som blir lagt til").click()
    lead.sees("Ingenting er lagret. 2 ting må rettes.")
    day.look(lead, "members-import-wrong", widths=(1440, 390), schemes=("light", "dark"))
    lead.page.locator("#file").set_input_files({"name": "folk.csv", "mimeType": "text/csv", "buffer": PEOPLE.encode()})
    lead.page.locator("#text").fill("")
    button(lead, "Vis hva som blir lagt til").click()
    lead.sees("7 nye medlemmer")
    day.look(lead, "members-import-preview", widths=(1440, 390))
    button(lead, re.compile("^Lagre medlemmene")).click()
    expect(lead.page.get_by_role("link", name="Frøydis Vang")).to_be_visible()

    scenario = next((ROOT / "Scenarios").glob("01-*.xml"))
    menu(lead, "Saker")
    if not lead.page.get_by_role("link", name=CASE).count():
        lead.page.get_by_role("link", name="Hent sak fra fil").first.click()
        lead.page.locator("#text").fill(scenario.read_text()[:900])
        button(lead, "Hent saken").click()
        lead.sees("Ingenting er lagret.")
        day.look(lead, "scenario-import-wrong", widths=(1440, 390))
        lead.page.locator("#text").fill("")
        lead.page.locator("#file").set_input_files(scenario)
        button(lead, "Hent saken").click()
        expect(lead.page.get_by_role("heading", level=1)).to_have_text(CASE)
        day.look(lead, "scenario", widths=(1440, 390))

    menu(lead, "Fellesskapet")
    lead.page.get_by_role("link", name="Ny fagdag").click()
    lead.page.get_by_label("Dagens navn").fill("Fagdag i Vik")
    lead.page.get_by_label("Dato").fill("2026-12-01")
    lead.page.get_by_label("Starter klokka").fill("09:00")
    day.look(lead, "day-new", widths=(1440, 390))
    button(lead, "Lag dagen").click()
    lead.page.wait_for_url("**/plan")
    day.look(lead, "plan-empty", widths=(1440, 390))

    lead.page.get_by_label("Nytt programpunkt").fill("Lunsj i kantina")
    button(lead, "Legg til punktet").click()
    expect(lead.page.locator(".blocks__block input[value='Lunsj i kantina']")).to_be_visible()

    add = lead.page.locator("form[action$='/attendances']")
    lead.page.get_by_text("Legg til medlemmer").click()
    add.get_by_label("Hedda Lie").check()
    add.locator("#role").select_option("leader")
    button(lead, "Legg til de valgte").click()
    expect(lead.page.locator("tr", has_text="Hedda Lie")).to_contain_text("leder")
    for name in ("Astrid Ness", "Bo Li", "Dina Foss", "Emil Ås", "Frøydis Vang", "Gorm Øye"):
        add.get_by_label(name).check()
    add.locator("#role").select_option("participant")
    button(lead, "Legg til de valgte").click()
    expect(seats(lead, "Uten gruppe")).to_have_count(6)

    for number in (1, 2):
        if not lead.page.locator(f"h3:text-is('Gruppe {number}')").count():
            button(lead, "Lag gruppa").click()
        expect(lead.page.locator(f"h3:text-is('Gruppe {number}')")).to_be_visible()
    seat_with_keyboard(lead, "Astrid Ness", "Gruppe 1")
    expect(seats(lead, "Gruppe 1")).to_have_text(["Astrid Ness"])
    expect(lead.page.get_by_label("Flytt Astrid Ness")).to_be_focused()
    for name, group in (("Bo Li", "Gruppe 1"), ("Dina Foss", "Gruppe 1"), ("Emil Ås", "Gruppe 2"), ("Frøydis Vang", "Gruppe 2")):
        seat_by_dragging(lead, name, group)
    expect(seats(lead, "Gruppe 1")).to_have_count(3)
    expect(lead.page.locator("section.group:has(h3:text-is('Gruppe 2')) .chip--warn")).to_have_text("Mangler bolig")
    seat_with_keyboard(lead, "Gorm Øye", "Gruppe 2")
    expect(seats(lead, "Gruppe 2")).to_have_count(3)

    lead.page.get_by_label("Legg til en sak").select_option(label=CASE)
    button(lead, "Legg til saken").click()
    expect(lead.page.locator(".cases__case h3")).to_contain_text([CASE])
    lead.page.get_by_label("Spiller alle i saken").select_option(label="Hedda Lie")
    button(lead, re.compile("^Gi alle rollene")).click()
    expect(lead.page.locator(".castings").get_by_text("Hedda Lie").first).to_be_visible()
    expect(lead.page.get_by_text("Alt er på plass.")).to_be_visible()
    day.look(lead, "plan", schemes=("light", "dark"))
    lead.page.reload()
    expect(seats(lead, "Gruppe 1")).to_have_count(3)

    lead.page.get_by_role("link", name="Personlige lenker").click()
    day.look(lead, "links", widths=(1440, 390))
    menu(lead, "Planlegging")
    button(lead, "Åpne dagen").click()
    lead.page.wait_for_url(re.compile(r"/days/\d+$"))
    expect(lead.page.locator(".tile")).to_have_count(2)


def seat_with_keyboard(lead, name, group):
    lead.page.get_by_label(f"Flytt {name}").focus()
    lead.page.keyboard.press("Enter")
    choice = lead.page.locator(".seat", has_text=name).get_by_role("button", name=group, exact=True)
    expect(choice).to_be_visible()
    choice.focus()
    lead.page.keyboard.press("Enter")


def seat_by_dragging(lead, name, group):
    seat, goal = lead.page.locator(".seat", has_text=name), lead.page.locator(f"section.group:has(h3:text-is('{group}')) .seats")
    goal.scroll_into_view_if_needed()
    start, end = seat.bounding_box(), goal.bounding_box()
    lead.page.mouse.move(start["x"] + 40, start["y"] + start["height"] / 2)
    lead.page.mouse.down()
    lead.page.mouse.move(start["x"] + 60, start["y"] + start["height"] / 2 + 10)
    lead.page.mouse.move(end["x"] + 60, end["y"] + end["height"] - 4, steps=4)
    with lead.page.expect_response(lambda answer: answer.url.endswith("/seat")):
        lead.page.mouse.up()
    expect(seats(lead, group).get_by_text(name)).to_be_visible()


@test("the clock, messages and what groups do reach everyone concerned at once")
def _(day):
    screen, lead = day.person("projector"), day.person("facilitator")
    day.look(lead, "day-draft", widths=(1440, 390))
    expect(screen.page.locator(".projector__code")).to_have_count(0)
    lead.page.context.close()
    lead = opened(day)
    code = screen.page.locator(".projector__code").inner_text()
    expect(screen.page.locator("h1")).to_have_text("Velkommen")
    day.look(screen, "projector", widths=(1440, 820), schemes=("light", "dark"))

    stranger = day.stranger(width=390)
    stranger.page.get_by_label(re.compile("kode", re.I)).fill(code)
    stranger.page.locator("form[action='/join'] button").click()
    button(stranger, re.compile("Kari Øverland")).click()
    expect(stranger.page.get_by_role("heading", level=1)).to_contain_text("Kari")
    lead.page.get_by_text("Én har brukt koden").click()
    button(lead, "Angre at Kari Øverland ble med").click()
    confirm(lead)
    lead.sees("Ingen har brukt koden ennå.")

    for title in ("Slik gjør vi det", "Saksarbeid"):
        button(lead, f"Neste: {title}").click()
        confirm(lead)
        running(lead, title)
    one, two = in_room(day, "1"), in_room(day, "2")
    left = one.page.locator("day-clock").inner_text()
    assert left.startswith("1:5") or left == "2:00:00", left
    button(lead, "Forleng med 5 min").click()
    for person in (lead, one, two, screen):
        expect(person.page.locator("day-clock").first).to_have_text(re.compile(r"^2:0[0-5]:"))
    button(lead, "Pause").click()
    for person in (lead, one, screen):
        expect(person.page.locator("day-clock[data-paused]").first).to_be_visible()
    day.look(lead, "day-paused", widths=(1440, 390))
    button(lead, "Fortsett").click()
    expect(one.page.locator("day-clock:not([data-paused])").first).to_be_visible()

    pins(one, "Ring fastlegen i dag")
    asks(one, "Moren", "Hvordan går dagene?")
    asks(two, "NAV", "Hva kan dere bidra med?")
    tile = lead.page.locator(".tile", has_text="Gruppe 1")
    expect(tile).to_contain_text("venter på Moren")
    expect(tile.locator("dd.number")).to_have_text("1")
    day.look(lead, "day-waiting", schemes=("light", "dark"))
    tile.evaluate(AGEING)
    expect(tile.locator(".tile__need").first).to_contain_text("Venter på Moren i 6 min")
    expect(tile).to_have_class(re.compile("is-overdue"))
    player = day.person("leader", name="Olivia")
    player.goes(f"/days/{player.link.day}/players")
    player.page.locator(".queue__request", has_text="Moren").locator("form[action$='/taking'] button").click()
    player.page.wait_for_url("**/contact-requests/*")
    player.page.locator(".tick__button[aria-pressed=false]").first.click()
    expect(tile.locator(".tile__facts strong")).to_have_text(re.compile("^1/"))
    expect(tile).to_contain_text("i samtale med Moren")

    send = lead.page.locator(".conduct__message")
    send.locator("summary").click()
    send.get_by_label("Til").select_option(label="Gruppe 2")
    send.get_by_label("Melding").fill("Husk å velge brukerkontakt.")
    send.locator(".button").click()
    two.sees("Husk å velge brukerkontakt.")
    send.get_by_label("Til").select_option("everyone")
    send.get_by_label("Melding").fill("Lunsj om ti minutter.")
    send.locator(".button").click()
    for person in (one, two, screen):
        person.sees("Lunsj om ti minutter.")
    for person in (one, screen, player):
        person.sees_not("Husk å velge brukerkontakt.")
    day.look(screen, "projector-message", widths=(1440,))
    lead.page.get_by_role("link", name="Gruppe 1", exact=True).click()
    lead.sees("Du ser det gruppa ser, og endrer ingenting.")
    expect(lead.page.locator("main form:not([method=get])")).to_have_count(0)
    day.look(lead, "room-read-only")


@test("the plenary turns every screen, and uncovers what nobody asked one by one", fresh=False)
def _(day):
    lead, screen = day.person("facilitator"), day.person("projector")
    one = day.person("participant", group="1")
    menu(lead, "Plenum")
    lead.page.get_by_label("Sak", exact=True).select_option(label=f"1. {CASE}")
    button(lead, "Vis saken").click()
    expect(lead.page.locator(".outcome")).to_have_count(3)
    expect(screen.page.locator(".outcome")).to_have_count(0)
    button(lead, "Gå til plenum").click()
    confirm(lead)
    expect(screen.page.locator(".outcome")).to_have_count(3)
    one.page.get_by_role("link", name=re.compile("plenum", re.I)).first.click()
    expect(one.page.locator(".outcome")).to_have_count(3)
    day.look(screen, "projector-plenary", widths=(1440, 820), schemes=("light", "dark"))
    day.look(lead, "plenary-control", schemes=("light", "dark"))
    lead.page.locator("body").press("ArrowRight")
    expect(screen.page.locator(".outcome--one h3").first).to_have_text("Gruppe 1")

    button(lead, "Hva de fant ut").click()
    expect(screen.page.locator(".matrix")).to_be_visible()
    unknown = [one for one in secrets() if one.scenario == scenario_id()]
    known = set(find(unknown, screen.page.locator(".matrix").inner_text().encode()))
    hidden = [one for one in unknown if one not in known]
    assert hidden and known, "one fact is told, the others are not"
    for person in (screen, one):
        assert not find(hidden, person.page.content().encode()), f"{person.name} has a covered fact on the page"
    for count in (1, 2):
        lead.page.locator("body").press("n")
        for person in (screen, one, lead):
            expect(person.page.locator(".matrix__never")).to_have_count(count)
    shown = find(hidden, screen.page.content().encode())
    assert shown and len(shown) < len(hidden)
    day.look(screen, "projector-matrix", widths=(1440, 820), schemes=("light", "dark"))
    day.look(one, "plenary-participant", widths=(1440, 390))


def scenario_id():
    return re.search(r'<scenario\b[^>]*\bid="([^"]+)"', next((ROOT / "Scenarios").glob("01-*.xml")).read_text())[1]


@test("the day is closed, evaluated, and kept as a report on paper", fresh=False)
def _(day):
    lead = day.person("facilitator")
    menu(lead, "Dagen")
    button(lead, "Avslutt dagen").click()
    confirm(lead)
    expect(lead.page.locator(".conduct__block")).to_contain_text("Dagen er avsluttet")
    expect(lead.page.locator("day-clock")).to_have_count(0)
    day.look(lead, "day-closed", widths=(1440, 390))
    for person in (day.person("participant", group="1"), day.person("participant", group="2"), day.person("participant", group="3")):
        person.goes(f"/days/{person.link.day}/evaluation")
        for scale in person.page.locator(".scale").all():
            scale.locator("input").nth(3).check(force=True)
        for area in person.page.locator("textarea").all():
            area.fill("Å ringe hverandre før vi konkluderer.")
        person.page.locator("form[action$='/evaluation'] button.button").last.click()
        person.sees(re.compile("Takk"))
    menu(lead, "Evaluering")
    lead.sees("Å ringe hverandre før vi konkluderer.")
    day.look(lead, "evaluation-result", schemes=("light", "dark"))
    lead.page.get_by_role("link", name="Endre spørsmålene").click()
    day.look(lead, "evaluation-questions", widths=(1440, 390))
    menu(lead, "Rapport")
    lead.sees("Ring fastlegen i dag")
    lead.sees_not("Anna Berg")
    day.look(lead, "report", schemes=("light", "dark"))
    paper = OUTPUT / "report.pdf"
    lead.page.pdf(path=paper, prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page\b(?!s)", paper.read_bytes()))
    assert 2 <= pages <= 12, f"the report is {pages} pages"
    button(lead, "Vis med navn").click()
    lead.sees(re.compile("Anna Berg"))


PLACES = ("", "/plan", "/links", "/players", "/plenary", "/projector", "/evaluation", "/evaluation/questions", "/report")


@test("every page of one who leads is reached by a link, passes the audit and fits a small phone", fresh=False)
def _(day):
    for language, audited in (("nn", True), ("en", False)):
        lead = day.person("facilitator", language=language, width=320)
        start = f"{day.server.base}/days/{lead.link.day}"
        waiting, seen, kinds = [start], set(), set()
        while waiting:
            address = waiting.pop().split("#")[0]
            kind = re.sub(r"\d+", "n", address.removeprefix(day.server.base))
            alike = "/days/" not in kind and kind in kinds or "/personas/" in kind and kind in kinds
            if address in seen or alike or not address.startswith(day.server.base) or re.search(r"/xml$|/export$|\.(csv|ics|eml|json)$|\?", address):
                continue
            seen.add(address)
            kinds.add(kind)
            answer = lead.page.goto(address)
            assert answer.status == 200, f"{address} answers {answer.status}"
            name = re.sub(r"\W+", "-", kind).strip("-")
            if scroll_excess(lead.page) > 0:
                day.note(f"{name} is {scroll_excess(lead.page)} px too wide at 320 in {language}")
            if audited:
                day.audit(lead.page, f"all-{name}-{language}")
            waiting += lead.page.evaluate("[...document.links].map(link => link.href)")
        day.problems[:] = [problem for problem in day.problems if not AXE_NOISE.search(problem)]
        missing = [place for place in PLACES if start + place not in seen]
        assert not missing, f"no link leads to {missing}"


@test("one who leads can run the day without script")
def _(day):
    lead = day.person("facilitator", javascript=False)
    menu(lead, "Planlegging")
    seat = lead.page.locator(".seat", has_text="Anna Berg")
    seat.locator("summary").click()
    seat.get_by_role("button", name="Gruppe 2", exact=True).click()
    expect(seats(lead, "Gruppe 2").get_by_text("Anna Berg")).to_be_visible()
    day.look(lead, "plan-scriptless", widths=(1440,))
    menu(lead, "Dagen")
    button(lead, "Åpne dagen").click()
    button(lead, "Start: Velkommen").click()
    running(lead, "Velkommen")
    button(lead, "Forleng med 5 min").click()
    expect(lead.page.locator(".conduct day-clock")).to_have_text(re.compile(r"^2[45]:"))
    button(lead, "Pause").click()
    button(lead, "Fortsett").click()
    button(lead, "Neste: Slik gjør vi det").click()
    running(lead, "Slik gjør vi det")
    lead.page.locator(".conduct__message summary").click()
    lead.page.locator("#text").fill("Vi begynner nå.")
    button(lead, "Send meldingen").click()
    lead.sees("Vi begynner nå.")
    menu(lead, "Plenum")
    button(lead, "Vis saken").click()
    expect(lead.page.locator(".outcome")).to_have_count(3)
    button(lead, "Gå til plenum").click()
    button(lead, "Hva de fant ut").click()
    lead.page.get_by_role("button", name=re.compile("^Vis én til")).click()
    expect(lead.page.locator(".matrix__never")).to_have_count(1)
    menu(lead, "Dagen")
    button(lead, "Avslutt dagen").click()
    lead.sees("Skal den avsluttes?")
    day.look(lead, "confirmation", widths=(1440, 390))
    button(lead, "Avslutt dagen").click()
    menu(lead, "Dagen")
    lead.sees("Dagen er avsluttet")
