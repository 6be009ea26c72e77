"""The day as participants, observers and leaders meet it, in real browsers."""

import re

from harness import expect, scroll_excess, test

ALL = dict(schemes=("light", "dark"))


def opened(day, case_work=True):
    """The facilitator, in a day that is open, with case work in progress."""
    facilitator = day.person("facilitator")
    control = facilitator.goes(f"/days/{facilitator.link.day}").page
    agree(facilitator, "Åpne dagen")
    expect(control.get_by_role("button", name="Start: Velkommen")).to_be_visible()
    if case_work:
        control.get_by_role("button", name="Start Saksarbeid nå").first.click()
        expect(control.get_by_role("heading", name="Saksarbeid")).to_be_visible()
    return facilitator


def agree(person, words):
    """Presses a button, and once more in the question that may follow."""
    button = person.page.get_by_role("button", name=words, exact=True).first
    asks = button.locator("xpath=ancestor::form[@data-confirm]").count()
    button.click()
    if asks:
        person.page.locator("dialog").get_by_role("button", name=words, exact=True).click()


def room(person, case=0):
    """Goes to the group's room for a case, by the links of the day's page."""
    person.page.goto(f"{person.day.server.base}/days/{person.link.day}")
    person.page.locator(".cases a").nth(case).click()
    person.page.wait_for_url(re.compile("/groups/"))
    if person.context not in person.day.scriptless:
        person.is_live()
    return person.page


def lane(page, number):
    return page.locator(".lane").nth(number)


def pin(page, text, number=0):
    field = lane(page, number).locator(".lane__new textarea")
    field.fill(text)
    field.press("Enter")


def card(page, text):
    return page.locator(".card", has_text=text)


def choose(page, number):
    """Chooses one of the group as the contact person."""
    page.locator(".holder summary").first.click()
    page.locator(".holder select").select_option(index=number)
    page.locator(".holder").get_by_role("button", name="Velg brukerkontakt").click()
    expect(page.locator(".holder__who")).to_contain_text("Brukerkontakt: ")


def ask(page, persona, wish, channel=0):
    person = page.locator(".person", has=page.get_by_role("heading", name=persona, exact=True))
    person.locator("summary").first.click()
    if not page.locator("html.js").count():
        person.locator(".person__ask > a").click()
    person.locator("[name=channel]").nth(channel).check()
    person.locator("[name=wish]").fill(wish)
    person.get_by_role("button", name="Be om kontakt").click()
    return person


@test("a whole day: opened, solved by two groups with two leaders, compared, evaluated, closed")
def whole_day(day):
    facilitator = day.person("facilitator")
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", width=390)
    cecilie, unni = day.person("participant", name="Cecilie"), day.person("observer", name="Unni")
    olivia, johanne = day.person("leader", name="Olivia", width=390), day.person("leader", name="Johanne")
    day.look(anna, "home-waiting", **ALL)
    day.look(johanne, "console-waiting-for-day")
    anna.is_live()
    facilitator.goes(f"/days/{facilitator.link.day}")
    agree(facilitator, "Åpne dagen")
    expect(anna.page.locator(".cases a")).to_have_count(6)
    facilitator.page.get_by_role("button", name="Start Saksarbeid nå").first.click()
    expect(anna.page.locator(".now").get_by_role("heading", name="Saksarbeid")).to_be_visible()
    day.look(anna, "home-open", **ALL)
    day.look(unni, "home-observer")

    a, b, c, u = room(anna), room(bjarne), room(cecilie), room(unni)
    day.look(anna, "room-empty", **ALL)
    pin(a, "Moren sover dårlig")
    b.locator(".tabs__tab", has_text="Tavle").click()
    expect(card(b, "Moren sover dårlig")).to_be_visible()
    expect(card(u, "Moren sover dårlig")).to_be_visible()
    pin(c, "Ring utleier først", 1)
    expect(card(c, "Ring utleier først")).to_be_visible()
    expect(card(a, "Ring utleier")).to_have_count(0)
    expect(card(c, "Moren sover")).to_have_count(0)

    for leader in (olivia, johanne):
        leader.goes(f"/days/{leader.link.day}").is_live()
    ask(a, "Moren", "Vi vil vite hvordan hun har det")
    expect(a.locator(".request")).to_contain_text("I kø: nummer 1")
    expect(olivia.page.locator(".queue__request")).to_contain_text("Gruppe 1")
    expect(johanne.page).to_have_title(re.compile(r"^\(1\) "))
    ask(c, "Moren", "Hva trenger familien?")
    expect(c.locator(".request")).to_contain_text("I kø: nummer 2")
    expect(johanne.page).to_have_title(re.compile(r"^\(2\) "))
    johanne.page.get_by_role("button", name="Varsle med lyd").click()
    expect(johanne.page.get_by_role("button", name="Varsle med lyd")).to_have_attribute("aria-pressed", "true")
    day.look(johanne, "console-queue", **ALL)
    day.look(anna, "room-waiting")

    stuck = johanne.open()
    stuck.goto(johanne.page.url)
    first = johanne.page.locator(".queue__request", has_text="Gruppe 1")
    taking = first.locator("form[action$=taking]").get_attribute("action")
    olivia.page.locator(".queue__request", has_text="Gruppe 1").get_by_role("button", name="Ta samtalen").click()
    olivia.page.wait_for_url(re.compile("/contact-requests/"))
    expect(first).to_have_count(0)
    expect(c.locator(".request")).to_contain_text("I kø: nummer 1")
    expect(a.locator(".request")).to_contain_text("Samtale pågår")
    too_late = johanne.context.request.post(day.server.base + taking, headers={"Origin": day.server.base}, max_redirects=0)
    assert too_late.status == 409 and "En annen har tatt denne kontakten" in too_late.text(), too_late.status
    stuck.close()

    o = olivia.page
    olivia.is_live()
    ticks = o.locator(".script .tick__button")
    for number in range(3):
        fact = ticks.nth(number).locator(".tick__fact").inner_text()
        ticks.nth(number).click()
        expect(ticks.nth(number)).to_have_attribute("aria-pressed", "true")
        expect(a.locator(".fact__text", has_text=fact[:60])).to_be_visible()
        expect(c.locator(".fact__text", has_text=fact[:60])).to_have_count(0)
        expect(a.locator(".toast")).to_contain_text(fact[:60])
    expect(b.locator(".tabs__tab[data-news]")).to_contain_text("Kontakt")
    ticks.nth(2).click()
    expect(ticks.nth(2)).to_have_attribute("aria-pressed", "false")
    expect(a.locator(".toast")).to_have_count(0)
    expect(a.locator(".fact")).to_have_count(2)
    day.look(olivia, "contact", **ALL)

    johanne.page.locator(".queue__request", has_text="Gruppe 2").get_by_role("button", name="Ta samtalen").click()
    johanne.page.wait_for_url(re.compile("/contact-requests/"))
    johanne.is_live()
    o.locator("#note summary").click()
    o.locator("#question").fill("Har hun noen å snakke med?")
    o.locator("#answer").fill("Ja, en søster i byen.")
    o.get_by_role("button", name="Legg til i manuset").click()
    expect(a.locator(".fact", has_text="Ja, en søster i byen.")).to_be_visible()
    again = johanne.page.locator(".answered", has_text="Ja, en søster i byen.")
    expect(again).to_be_visible()
    again.locator(".tick__button").click()
    expect(c.locator(".fact", has_text="Ja, en søster i byen.")).to_be_visible()
    day.look(johanne, "contact-with-answer")

    a.locator(".fact").first.get_by_role("button", name="Fest på tavla").click()
    expect(a.locator(".card")).to_have_count(2)
    expect(a.locator(".toast", has_text="Ja, en søster i byen.")).to_have_count(0)
    expect(b.locator(".card")).to_have_count(2)
    o.locator("#feedback").fill("Dere lyttet lenge før dere spurte.")
    o.get_by_role("button", name="Avslutt samtalen").click()
    o.wait_for_url(re.compile("/days/"))
    expect(a.get_by_text("Snakket med:")).to_be_visible()
    johanne.page.get_by_role("button", name="Avslutt samtalen").click()
    johanne.page.wait_for_url(re.compile("/days/"))
    day.look(olivia, "console-after")

    for page, words in ((a, "Familien trenger ro og større plass."), (c, "En familie med for lite plass.")):
        form = page.locator("#losning form", has=page.get_by_label("Situasjonen"))
        form.locator("textarea").fill(words)
        form.get_by_role("button", name="Lagre").click()
        expect(form.locator(".solution__saved")).to_be_visible()
        choose(page, 1)
    expect(b.locator(".holder__who")).to_contain_text("Brukerkontakt: ")
    facilitator.page.locator(".conduct__message summary").click()
    facilitator.page.locator("#text").fill("Ti minutter igjen, skriv løsningen nå.")
    facilitator.page.get_by_role("button", name="Send meldingen").click()
    anna.sees("Ti minutter igjen, skriv løsningen nå.")
    facilitator.page.get_by_role("button", name="Pause", exact=True).click()
    expect(a.locator(".bar .chip")).to_have_text("pause")
    facilitator.page.get_by_role("button", name="Fortsett", exact=True).click()
    expect(a.locator(".bar .chip")).to_have_count(0)
    day.look(anna, "room-in-use", **ALL)
    day.look(unni, "room-observer")

    facilitator.goes(f"/days/{facilitator.link.day}")
    agree(facilitator, "Gå til plenum")
    expect(facilitator.page.get_by_role("button", name="Tilbake til sakene")).to_be_visible()
    expect(a.get_by_text("Arbeidet er avsluttet. Alt kan leses, men ikke endres.")).to_be_visible()
    day.look(anna, "room-read-only")
    vera = day.person("rapporteur")
    day.look(vera, "home-rapporteur", widths=(1440,))
    olivia.goes(f"/days/{olivia.link.day}")
    day.look(olivia, "console-plenary", widths=(390,))
    anna.goes(f"/days/{anna.link.day}")
    day.look(anna, "home-plenary")
    anna.page.get_by_role("link", name="Gå til plenum").click()
    anna.sees("Plenum begynner snart")
    anna.is_live()
    day.look(anna, "plenary-soon")
    facilitator.goes(f"/days/{facilitator.link.day}/plenary")
    facilitator.page.get_by_role("button", name="Vis saken").click()
    anna.sees("Familien trenger ro og større plass.")
    anna.sees("Dere lyttet lenge før dere spurte.")
    day.look(anna, "plenary-participant", **ALL)

    anna.goes(f"/days/{anna.link.day}/evaluation")
    day.look(anna, "evaluation-form", **ALL)
    anna.page.locator(".scale").first.locator("input").nth(3).check()
    anna.page.locator("textarea").first.fill("Jeg vet hvem jeg skal spørre om bolig.")
    anna.page.get_by_role("button", name="Lever svarene").click()
    anna.sees("Takk for svarene")
    day.look(anna, "evaluation-thanks")
    olivia.goes(f"/days/{olivia.link.day}/evaluation")
    day.look(olivia, "evaluation-leader")
    olivia.page.locator(".scale").first.locator("input").nth(4).check()
    deliver = olivia.page.get_by_role("button", name="Lever svarene")
    while not deliver.is_visible():
        olivia.page.get_by_role("button", name="Neste").click()
    deliver.click()
    olivia.sees("Takk for svarene")

    facilitator.goes(f"/days/{facilitator.link.day}")
    cecilie.goes(f"/days/{cecilie.link.day}").is_live()
    agree(facilitator, "Avslutt dagen")
    cecilie.sees("Dagen er avsluttet")
    day.look(cecilie, "home-closed", **ALL)
    closed, read_only = cecilie.page.url, c.locator(".cases a").first.get_attribute("href")
    for language in ("Nynorsk", "English"):
        cecilie.goes(closed)
        cecilie.page.get_by_role("button", name=language, exact=True).click()
        expect(cecilie.page.locator(".languages [aria-current]")).to_have_text(language)
        for path in (f"/days/{cecilie.link.day}", read_only, f"/days/{cecilie.link.day}/plenary", f"/days/{cecilie.link.day}/evaluation"):
            cecilie.goes(path)
            day.audit(cecilie.page, f"closed-{language}-{path.rsplit('/', 1)[-1]}")


@test("a stranger joins by the code, chooses a name, and is told clearly what is not for them")
def stranger_joins(day):
    facilitator = opened(day)
    code = facilitator.page.get_by_text("Dagens kode:").locator(".number").first.text_content()
    guest, page = day.stranger(width=390), None
    page = guest.page
    day.look(guest, "landing", **ALL)
    page.get_by_label("Dagens kode").fill("ABCDEF")
    page.get_by_role("button", name="Bli med").click()
    guest.sees("Vi finner ingen dag med denne koden.")
    day.look(guest, "landing-wrong-code")
    page.get_by_label("Dagens kode").fill(code.lower())
    page.get_by_role("button", name="Bli med").click()
    guest.sees("Hvem er du?")
    day.look(guest, "names", **ALL)
    page.get_by_role("button", name="Eirik Ås").click()
    guest.sees("Hei, Eirik")
    facilitator.sees("Én har brukt koden")
    later = day.stranger(language="en")
    later.page.locator("#code").fill(code)
    later.page.locator(".landing__form button").click()
    expect(later.page.locator(".names__taken")).to_contain_text("Eirik Ås")
    later.page.goto(page.url)
    day.look(later, "refusal-signed-out")
    guest.goes("/days/1")
    guest.sees("Denne siden finnes ikke")
    day.look(guest, "refusal-not-found", **ALL)
    cecilie = day.person("participant", name="Cecilie")
    others = room(cecilie).url
    guest.goes(others)
    guest.sees("Du er i Gruppe")
    guest.goes(f"/days/{facilitator.link.day}/plan")
    expect(guest.page.get_by_role("link", name="Tilbake")).to_be_visible()


@test("a card is edited by two, moved by keys and by hand, taken down and hung up again, and never lost")
def cards(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = room(anna), room(bjarne)
    for text in ("Ring fastlegen", "Søk bostøtte", "Besøk hjemme"):
        pin(a, text)
        expect(card(b, text)).to_be_visible()

    card(b, "Ring fastlegen").locator(".card__open").click()
    b.locator(".card__tools [name=text]").fill("Bjarnes tekst om fastlegen")
    card(a, "Ring fastlegen").locator(".card__open").click()
    a.locator(".card__tools [name=text]").fill("Ring fastlegen i dag")
    a.locator(".card__tools").get_by_role("button", name="Lagre lappen").click()
    expect(card(a, "Ring fastlegen i dag")).to_be_visible()
    expect(b.locator(".card[data-newer^='Noen andre har endret dette.']")).to_be_visible()
    expect(b.locator(".card__tools [name=text]")).to_have_value("Bjarnes tekst om fastlegen")
    b.locator(".card__tools").get_by_role("button", name="Lagre lappen").click()
    expect(b.locator(".conflict")).to_contain_text("Noen i gruppa skrev imens")
    expect(b.get_by_label("Begge tekstene sammen")).to_have_value("Ring fastlegen i dag\nBjarnes tekst om fastlegen")
    day.look(bjarne, "card-conflict", **ALL)
    b.reload()
    expect(b.locator(".card .conflict")).to_contain_text("Bjarnes tekst om fastlegen")
    b.locator(".conflict").get_by_role("button", name="Bruk begge tekstene").click()
    expect(card(a, "Ring fastlegen i dag")).to_contain_text("Bjarnes tekst om fastlegen")
    expect(b.locator(".conflict")).to_have_count(0)
    b.reload()
    bjarne.is_live()
    expect(b.locator(".conflict")).to_have_count(0)

    card(a, "Søk bostøtte").locator(".card__open").focus()
    a.keyboard.press("Shift+ArrowRight")
    expect(lane(b, 1).locator(".card", has_text="Søk bostøtte")).to_be_visible()
    expect(a.locator("#announcer")).to_contain_text("Søk bostøtte")
    a.keyboard.press("Shift+ArrowLeft")
    expect(lane(b, 0).locator(".card", has_text="Søk bostøtte")).to_be_visible()

    card(a, "Besøk hjemme").locator(".card__text").hover()
    a.mouse.down()
    target = lane(a, 3).locator(".lane__cards").bounding_box()
    a.mouse.move(target["x"] + 40, target["y"] + 10, steps=6)
    a.mouse.up()
    expect(lane(b, 3).locator(".card", has_text="Besøk hjemme")).to_be_visible()

    card(a, "Besøk hjemme").locator(".card__open").click()
    day.look(anna, "card-open", **ALL)
    a.locator(".card__tools").get_by_role("button", name="Ta ned lappen").click()
    expect(card(b, "Besøk hjemme")).to_have_count(0)
    a.locator(".toast").get_by_role("button", name="Angre").click()
    expect(card(b, "Besøk hjemme")).to_be_visible()


@test("what is written without a connection is kept and delivered once, and the page finds back after a restart")
def away_and_back(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = room(anna), room(bjarne)
    pin(a, "Før bruddet")
    expect(card(b, "Før bruddet")).to_be_visible()
    with anna.offline():
        a.wait_for_selector("html[data-live=away]", state="attached")
        expect(a.locator("#connection")).to_contain_text("frakoblet")
        pin(a, "Skrevet uten nett")
        anna.sees("Ikke sendt ennå.")
        day.picture(a, "room-offline")
        pin(b, "Fra den andre")
    expect(card(b, "Skrevet uten nett")).to_have_count(1)
    expect(card(a, "Fra den andre")).to_have_count(1)
    expect(card(a, "Skrevet uten nett")).to_have_count(1)
    anna.is_live()

    lane(a, 2).locator("textarea").fill("Halvskrevet lapp")
    a.reload()
    expect(lane(a, 2).locator("textarea")).to_have_value("Halvskrevet lapp")
    anna.is_live()
    form = a.locator("#losning form", has=a.get_by_label("Situasjonen"))
    day.server.stop()
    a.wait_for_selector("html[data-live=away]", state="attached")
    form.locator("textarea").fill("Skrevet mens tjeneren var borte")
    form.get_by_role("button", name="Lagre").click()
    anna.sees("Ikke sendt ennå.")
    day.server.start()
    expect(form.locator(".solution__saved")).to_contain_text("Anna Berg", timeout=30_000)
    expect(b.get_by_label("Situasjonen")).to_have_value("Skrevet mens tjeneren var borte", timeout=30_000)
    b.reload()
    expect(card(b, "Skrevet uten nett")).to_have_count(1)


@test("what two wrote on one card without a connection is both kept, also across a closed tab, until one chooses")
def both_offline(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = room(anna), room(bjarne)
    for text in ("Ring fastlegen", "Søk bostøtte"):
        pin(a, text)
        expect(card(b, text)).to_be_visible()
    with bjarne.offline():
        b.wait_for_selector("html[data-live=away]", state="attached")
        for old, new in (("Ring fastlegen", "Bjarne: ring legevakten"), ("Søk bostøtte", "Bjarne: spør NAV")):
            card(b, old).locator(".card__open").click()
            card(b, old).locator("[name=text]").fill(new)
            card(b, old).get_by_role("button", name="Lagre lappen").click()
        card(a, "Ring fastlegen").locator(".card__open").click()
        a.locator(".card__tools [name=text]").fill("Anna: ring i dag")
        a.locator(".card__tools").get_by_role("button", name="Lagre lappen").click()
        card(a, "Søk bostøtte").locator(".card__open").click()
        a.locator(".card__tools").get_by_role("button", name="Ta ned lappen").click()
        expect(card(a, "Søk bostøtte")).to_have_count(0)
        address = b.url
        b.close(run_before_unload=False)
    b = bjarne.open()
    b.goto(address)
    expect(card(b, "Anna: ring i dag").locator(".conflict")).to_contain_text("Bjarne: ring legevakten")
    expect(b.locator("#main > .conflict")).to_contain_text("Bjarne: spør NAV")
    day.picture(b, "conflicts-after-offline")
    day.audit(b, "conflicts-after-offline")
    b.reload()
    expect(b.locator(".conflict")).to_have_count(2)
    b.locator("#main > .conflict").get_by_role("button", name="Kast det").click()
    b.locator(".card .conflict").get_by_role("button", name="Bruk begge tekstene").click()
    expect(card(a, "Anna: ring i dag")).to_contain_text("Bjarne: ring legevakten")
    b.reload()
    b.wait_for_selector("html[data-live=connected]", state="attached")
    expect(b.locator(".conflict")).to_have_count(0)


@test("everything in the room and the console works without script")
def without_script(day):
    facilitator = opened(day)
    anna, olivia = day.person("participant", name="Anna", javascript=False), day.person("leader", name="Olivia", javascript=False)
    a = room(anna)
    lane(a, 0).locator("textarea").fill("Festet uten skript")
    lane(a, 0).get_by_role("button", name="Fest lappen").click()
    expect(card(a, "Festet uten skript")).to_be_visible()
    day.look(anna, "room-without-script")
    card(a, "Festet uten skript").locator(".card__open").click()
    day.look(anna, "card-page", **ALL)
    other = anna.open()
    other.goto(a.url)
    other.get_by_label("Tekst").fill("Skrevet i mellomtiden")
    other.get_by_role("button", name="Lagre lappen").click()
    expect(card(other, "Skrevet i mellomtiden")).to_be_visible()
    other.close()
    a.get_by_label("Tekst").fill("Endret uten skript")
    a.get_by_role("button", name="Lagre lappen").click()
    anna.sees("To har skrevet på den samme lappen")
    expect(a.locator(".conflict")).to_contain_text("Skrevet i mellomtiden")
    day.look(anna, "both-texts", **ALL)
    a.get_by_role("button", name="Bruk min tekst").click()
    expect(card(a, "Endret uten skript")).to_be_visible()
    card(a, "Endret uten skript").locator(".card__open").click()
    a.get_by_label("Felt", exact=True).select_option(label="Gjort")
    a.get_by_role("button", name="Flytt lappen").click()
    expect(lane(a, 3).locator(".card")).to_contain_text("Endret uten skript")
    card(a, "Endret uten skript").locator(".card__open").click()
    a.get_by_role("button", name="Ta ned lappen").click()
    expect(card(a, "Endret uten skript")).to_have_count(0)
    a.locator(".notice").get_by_role("button", name="Angre").click()
    expect(card(a, "Endret uten skript")).to_be_visible()

    ask(a, "Moren", "Uten skript")
    expect(a.locator(".request")).to_contain_text("I kø: nummer 1")
    a.get_by_role("button", name="Trekk tilbake").click()
    expect(a.locator(".request")).to_have_count(0)
    ask(a, "Moren", "Likevel")
    form = a.locator("#losning form", has=a.get_by_label("Situasjonen"))
    form.locator("textarea").fill("Løsning uten skript")
    form.get_by_role("button", name="Lagre").click()
    expect(a.get_by_label("Situasjonen")).to_have_value("Løsning uten skript")
    choose(a, 2)

    o = olivia.goes(f"/days/{olivia.link.day}").page
    day.look(olivia, "console-without-script")
    o.get_by_role("button", name="Ta samtalen").click()
    expect(o.locator(".tick__button").first).to_be_visible()
    o.locator(".tick__button").first.click()
    expect(o.locator(".tick__button").first).to_have_attribute("aria-pressed", "true")
    day.look(olivia, "contact-without-script")
    o.locator(".tick__button").nth(1).click()
    o.locator(".tick__button").nth(1).click()
    expect(o.locator(".tick__button").nth(1)).to_have_attribute("aria-pressed", "false")
    o.locator("#note summary").click()
    o.locator("#answer").fill("Et svar uten skript")
    o.get_by_role("button", name="Legg til i manuset").click()
    expect(o.locator(".answered")).to_contain_text("Et svar uten skript")
    o.get_by_role("button", name="Avslutt samtalen").click()
    o.wait_for_url(re.compile("/days/"))
    a.reload()
    expect(a.locator(".fact")).to_have_count(2)
    a.locator(".fact").first.get_by_role("button", name="Fest på tavla").click()
    expect(a.locator(".card")).to_have_count(2)

    facilitator.goes(f"/days/{facilitator.link.day}")
    agree(facilitator, "Gå til plenum")
    expect(facilitator.page.get_by_role("button", name="Tilbake til sakene")).to_be_visible()
    a.goto(f"{day.server.base}/days/{anna.link.day}/evaluation")
    day.look(anna, "evaluation-without-script")
    a.locator(".scale").first.locator("input").nth(2).check()
    a.get_by_role("button", name="Lever svarene").click()
    anna.sees("Takk for svarene")
    a.goto(f"{day.server.base}/days/{anna.link.day}/evaluation")
    anna.sees("Takk for svarene")
    expect(a.get_by_role("button", name="Lever svarene")).to_have_count(0)


@test("every page holds in nynorsk and English, and at 400 % zoom nothing has to be scrolled sideways")
def languages_and_zoom(day):
    facilitator = opened(day)
    first = room(day.person("participant", name="Anna"))
    pin(first, "Barnevernsvaktordningssamarbeidsavtalen må undersøkes")
    expect(card(first, "samarbeidsavtalen")).to_be_visible()
    ask(first, "Moren", "Vi vil høre hvordan det går")
    expect(first.locator(".request")).to_be_visible()
    for language in ("nn", "en"):
        anna = day.person("participant", name="Anna", language=language)
        day.look(anna, f"home-{language}")
        room(anna)
        day.look(anna, f"room-{language}", **ALL)
        johanne = day.person("leader", name="Johanne", language=language)
        day.look(johanne, f"console-{language}")
        johanne.page.locator(".role__script a").first.click()
        day.look(johanne, f"script-{language}")
        day.look(day.stranger(language=language), f"landing-{language}")
    zoomed, leader = day.person("participant", name="Bjarne", width=320), day.person("leader", name="Olivia", width=320)
    page = room(zoomed)
    for tab in ("Sak", "Kontakt", "Tavle", "Løsning"):
        page.locator(".tabs__tab", has_text=tab).click()
        assert scroll_excess(page) <= 0, f"{tab} is {scroll_excess(page)} px too wide at 320"
        day.picture(page, f"zoom-{tab}", widths=(320,))
    page.locator(".tabs__tab", has_text="Kontakt").click()
    page.locator(".person summary").nth(1).click()
    assert scroll_excess(page) <= 0, "asking is too wide at 320"
    page.locator(".tabs__tab", has_text="Tavle").click()
    page.locator(".card__open").first.click()
    assert scroll_excess(page) <= 0, "an open card is too wide at 320"
    leader.goes(f"/days/{leader.link.day}")
    assert scroll_excess(leader.page) <= 0, "the console is too wide at 320"
    leader.page.get_by_role("button", name="Ta samtalen").first.click()
    leader.page.wait_for_url(re.compile("/contact-requests/"))
    assert scroll_excess(leader.page) <= 0, "a contact is too wide at 320"
    facilitator.goes(f"/days/{facilitator.link.day}")


@test("hands that click twice pin one card")
def clicks_twice(day):
    opened(day)
    a, b = room(day.person("participant", name="Anna")), room(day.person("participant", name="Bjarne"))
    lane(a, 0).locator("textarea").fill("Bare én gang")
    lane(a, 0).get_by_role("button", name="Fest lappen").dblclick()
    expect(card(a, "Bare én gang")).to_be_visible()
    pin(a, "Etterpå")
    expect(card(b, "Etterpå")).to_be_visible()
    expect(card(b, "Bare én gang")).to_have_count(1)
