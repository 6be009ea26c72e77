"""A board as a whole: names and their promise, writing alone, what is asked first, copies, and what is said when something cannot be done."""

import re

from board_test import at_board, board, change, number
from harness import expect, test
from photo_test import flip_chart, hang
from room_test import ALL, card, choose, lane, opened, pin, room

NEEDED = "Skriv noe på lappen først."


def conduct(person, of):
    """The page where the board is led."""
    person.goes(f"/boards/{of}")
    return person.page


def top(place):
    return place.bounding_box()["y"]


def in_sight(page, place):
    """The whole of it stands between the bar on top and the tabs at the foot, on the part of the room in front."""
    box, edges = place.bounding_box(), page.evaluate("[document.querySelector('.bar').getBoundingClientRect().bottom, document.querySelector('.tabs').getBoundingClientRect().top]")
    return edges[0] <= box["y"] and box["y"] + box["height"] <= edges[1]


@test("names stand on cards from when they are shown, on none from before, and everyone at the board is told at once")
def names(day):
    lead = opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", width=390)
    a, b = at_board(anna), at_board(bjarne)
    pin(a, "Skrevet før")
    expect(card(b, "Skrevet før")).to_be_visible()
    page = conduct(lead, board(a))
    expect(page.locator("section", has_text="Navn på lappene").last).to_contain_text("får aldri navn, heller ikke om navn vises senere")
    day.look(lead, "conduct", **ALL)
    page.get_by_role("button", name="Vis navn på lapper fra nå av").click()
    for other in (a, b):
        expect(other.locator(".boardbar")).to_contain_text("Nye lapper viser hvem som skriver dem.")
    pin(a, "Skrevet etter")
    expect(card(b, "Skrevet etter")).to_contain_text("Skrevet av Anna Berg")
    expect(card(b, "Skrevet før")).not_to_contain_text("Skrevet av")
    expect(card(a, "Skrevet før")).not_to_have_class(re.compile("is-mine"))
    b.reload()
    expect(b.locator(".card", has_text="Skrevet av")).to_have_count(1)
    lead.page.get_by_role("button", name="Skjul navnene").click()
    expect(b.get_by_text("Skrevet av")).to_have_count(0)
    expect(a.locator(".boardbar").get_by_text("Nye lapper viser")).to_have_count(0)


@test("an empty new card is told of at its field, which keeps the focus, in a field and on a picture, until something is written")
def empty(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", width=390)
    a, b = at_board(anna), at_board(bjarne)
    hang(a, flip_chart("ask.jpg", 400, 300), "Arket")
    expect(b.locator(".photo")).to_have_count(1)
    for page in (a, b):
        for place in (lane(page, 1).locator(".lane__new"), page.locator(".photo form[data-reset]")):
            for press in ("Enter", "button"):
                field = place.locator("textarea")
                field.focus()
                field.press("Enter") if press == "Enter" else place.locator(".lane__more .button").click()
                expect(place.locator(".field__error")).to_have_text(NEEDED)
                expect(field).to_be_focused()
                assert field.get_attribute("aria-describedby") == place.locator(".field__error").get_attribute("id")
                expect(page.locator("#announcer")).to_have_text(NEEDED)
                field.press("Enter")
                expect(page.locator(".field__error")).to_have_count(1)
                day.picture(page, f"empty-card-{press}", widths=(page.viewport_size["width"],))
                field.press_sequentially("Noe")
                expect(page.locator(".field__error")).to_have_count(0)
                expect(field).not_to_have_attribute("aria-invalid", "true")
                field.fill("")
    expect(a.locator(".card")).to_have_count(0)
    bare = day.person("participant", name="Anna", javascript=False)
    page = room(bare)
    field = lane(page, 1).locator(".lane__new textarea")
    field.focus()
    lane(page, 1).get_by_role("button", name="Fest lappen").click()
    bare.sees(NEEDED)


@test("with nothing to make again one is told of that")
def redo(day):
    opened(day)
    a = at_board(day.person("participant", name="Anna"))
    a.get_by_role("button", name="Gjør om igjen").click()
    expect(a.locator("#toasts")).to_contain_text("Det er ingenting å gjøre om igjen")


@test("while all write alone no field can be removed; showing all, and removing a field, asks first, with script and without")
def alone(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna", width=390), day.person("participant", name="Bjarne")
    bare = day.person("participant", name="Anna", javascript=False)
    b = at_board(bjarne)
    page = conduct(anna, board(b))
    expect(page.get_by_role("button", name="Fjern")).to_have_count(4)
    page.get_by_role("button", name="La alle skrive hver for seg").click()
    expect(b.locator(".boardbar")).to_contain_text("Dere skriver hver for dere nå.")
    pin(b, "Jeg tror", 2)
    expect(card(b, "Jeg tror")).to_contain_text("Bare du ser denne")
    page.reload()
    expect(page.get_by_role("button", name="Fjern")).to_have_count(0)
    anna.sees("Mens dere skriver hver for dere, kan ingen felt fjernes.")
    day.look(anna, "conduct-alone", **ALL)
    show = page.get_by_role("button", name="Vis alle lappene nå")
    show.click()
    expect(page.locator("dialog")).to_contain_text("det kan ikke gjøres om")
    page.locator("dialog").get_by_role("button", name="Avbryt").click()
    expect(show).to_be_focused()
    conduct(bare, board(b)).get_by_role("button", name="Vis alle lappene nå").click()
    bare.sees("Vise alle lappene nå?")
    day.look(bare, "show-all-ask", widths=(1440, 390))
    bare.page.get_by_role("link", name="Avbryt").click()
    show.click()
    page.locator("dialog").get_by_role("button", name="Vis alle lappene nå").click()
    expect(b.locator(".boardbar")).not_to_contain_text("Dere skriver hver for dere nå.")
    expect(card(b, "Jeg tror")).not_to_contain_text("Bare du ser denne")
    expect(page.get_by_role("button", name="Fjern")).to_have_count(3)
    page.get_by_role("button", name="Fjern Gjort").click()
    page.locator("dialog", has_text="Fjerne feltet «Gjort»?").get_by_role("button", name="Fjern").click()
    expect(page.get_by_role("button", name="Fjern")).to_have_count(2)
    expect(b.locator(".lane")).to_have_count(3)


@test("handing over without a word is told of in a form that stands straight, at every width, with script and without")
def handed_over(day):
    opened(day)
    anna, bare = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", javascript=False)
    a = at_board(anna)
    choose(a, 1)
    for page in (a, room(bare)):
        page.locator(".holder summary").first.click()
        page.locator(".holder select").select_option(index=2)
        page.locator(".holder").get_by_role("button", name="Gi saken videre").click()
        expect(page.locator(".holder .field__error")).to_be_visible()
        field, button = page.locator(".holder [name=word]"), page.locator(".holder form .button")
        for width in (1280, 820, 390):
            page.set_viewport_size({"width": width, "height": 900})
            if page == a:
                page.evaluate("location.hash = 'tavle'")
            expect(field).to_be_visible()
            if width > 390:
                assert abs(top(page.locator(".holder select")) - top(field)) < 1, (width, "choice and word")
                assert abs(top(button) - top(field)) < 3, (width, "word and button", top(button), top(field))
            else:
                assert top(page.locator(".holder select")) < top(field) < top(page.locator(".holder .field__error")) < top(button)
        day.picture(page, f"handed-over-{'script' if page == a else 'bare'}", widths=(1280, 820, 390))


@test("the links on a card are large enough for a finger, and the card no higher for it")
def targets(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", width=390)
    a, b = at_board(anna), at_board(bjarne)
    for text in ("Ring fastlegen", "Søk bostøtte"):
        pin(a, text)
        expect(card(a, text)).to_be_visible()
    change(a, f"/cards/{number(a, 'Søk bostøtte')}/stack", onto=number(a, "Ring fastlegen"))
    change(a, f"/cards/{number(a, 'Ring fastlegen')}/remarks", text="Gjort i går")
    for page in (a, b):
        for place in (".card__stack > a", ".card__about > a"):
            link = page.locator(place).first
            expect(link).to_be_visible()
            box, line = link.bounding_box(), link.locator("xpath=..").bounding_box()
            assert box["height"] >= 24 and box["width"] >= 24, (place, box)
            assert line["height"] < 24, (place, line)


@test("one who writes on a phone on a card that is taken down meanwhile sees it there, before saving and after")
def taken_down(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", width=390)
    a, b = at_board(anna), at_board(bjarne)
    for text in ("Først", "Ring fastlegen"):
        pin(a, text)
        expect(card(b, text)).to_be_visible()
    card(b, "Ring fastlegen").locator(".card__open").tap()
    b.keyboard.type(" i dag")
    card(a, "Ring fastlegen").locator(".card__open").focus()
    a.keyboard.press("t")
    expect(card(b, "Ring fastlegen")).to_have_attribute("data-newer", re.compile("^Noen andre har tatt ned denne"))
    expect(b.locator("#announcer")).to_contain_text("Noen andre har tatt ned denne")
    above = "element => parseFloat(getComputedStyle(element, '::after').order)"
    assert card(b, "Ring fastlegen").evaluate(above) == -1
    assert in_sight(b, card(b, "Ring fastlegen").locator(".card__marker"))
    day.picture(b, "taken-down-while-writing", widths=(390,))
    b.get_by_role("button", name="Lagre lappen").tap()
    box = b.locator(".card > .conflict")
    expect(box).to_be_focused()
    expect(b.locator(".tabs__tab[aria-current]")).to_have_text("Tavle")
    assert in_sight(b, box.locator(".conflict__title")) and in_sight(b, box.get_by_role("button", name="Fest det som en ny lapp"))


@test("a board that starts from an earlier day’s says what comes along, and leaves nothing behind that was not chosen")
def copied(day):
    lead = opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    hang(a, flip_chart("copied.jpg", 400, 300), "Arket på veggen")
    for text in ("Ring fastlegen", "Søk bostøtte"):
        pin(a, text)
        expect(card(a, text)).to_be_visible()
    change(a, f"/cards/{number(a, 'Søk bostøtte')}/completion", done="1")
    photo = a.locator(".photo").get_attribute("id").removeprefix("photo-")
    change(a, f"/cards/{number(a, 'Ring fastlegen')}/placement", photo=photo)
    lead.goes("/communities")
    lead.page.locator("main a[href^='/communities/']").first.click()
    lead.page.locator("a[href$='/days/new']").first.click()
    lead.page.locator("#title").fill("Neste fagdag")
    lead.page.locator("#date").fill("2031-04-30")
    lead.page.locator("#like").select_option(index=1)
    lead.page.locator("main form .button").first.click()
    lead.page.wait_for_url(re.compile(r"/days/\d+/plan"))
    lead.page.goto(lead.page.url.removesuffix("/plan"))
    rooms = [link.get_attribute("href") for link in lead.page.locator("a[href*='/cases/']").all()]
    for place, takes_done in zip(rooms, (True, False)):
        page = lead.goes(place).page
        lead.goes(f"/boards/{board(page)}")
        expect(page.locator("#from option", has_text="2 lapper, 1 av dem gjort, 1 bilde")).to_have_count(1)
        done = page.get_by_label("Ta med lapper som er gjort")
        expect(done).to_be_checked()
        if takes_done:
            day.look(lead, "conduct-copy", **ALL)
        else:
            done.uncheck()
        page.get_by_role("button", name="Kopier tavla hit").click()
        said = "Kopiert hit: 2 lapper, 1 bilde." if takes_done else "Kopiert hit: 1 lapp, 1 bilde. 1 lapp som er gjort, ble igjen på den gamle tavla."
        expect(page.locator(".notice")).to_have_text(said)
        if not takes_done:
            day.picture(page, "conduct-copied", widths=(1280, 390))
        lead.goes(place)
        expect(page.locator(".photo .card", has_text="Ring fastlegen")).to_be_visible()
        assert page.locator(".photo img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 400
        expect(card(page, "Søk bostøtte")).to_have_count(1 if takes_done else 0)


@test("what is saved about the board and its colours is told of, with focus where one was, and long words break at every width and on paper")
def saved(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    pin(a, "Ring fastlegen")
    room, one = a.url, board(a)
    conduct(anna, one)
    name = a.locator("form[action$='/title'] input").first
    name.fill("Barnevernstjenestesamarbeidsavtaleoppfølgingsansvar")
    name.press("Enter")
    expect(a.locator(".toast")).to_contain_text("Endringen er lagret.")
    expect(name).to_be_focused()
    facilitator.goes(f"/days/{facilitator.link.day}/boards").page.locator("#marker-blue").fill("Samordningsutfordringer")
    facilitator.page.locator("#marker-blue").press("Enter")
    expect(facilitator.page.locator(".toast")).to_contain_text("Endringen er lagret.")
    expect(facilitator.page.locator("#marker-blue")).to_be_focused()
    wide = "[...document.querySelectorAll('.lane__name, .card__marker')].filter(one => one.scrollWidth > one.clientWidth + 1).length"
    for width in (1440, 820, 390, 320):
        a.set_viewport_size({"width": width, "height": 800})
        a.goto(room)
        expect(card(a, "Ring fastlegen").locator(".card__marker")).to_contain_text("Samordningsutfordringer")
        assert a.evaluate(wide) == 0, width
        assert a.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    a.goto(f"{day.server.base}/boards/{one}/paper?size=a4")
    a.locator("[data-fit=done]").wait_for(state="attached")
    assert a.evaluate(wide) == 0


@test("whoever stands on a card is told, aloud too, that the board is locked and unlocked, that all write alone and are shown, and of dots")
def told(day):
    lead = opened(day)
    a = at_board(day.person("participant", name="Anna"))
    pin(a, "Gjeld")
    expect(card(a, "Gjeld")).to_have_count(1)
    card(a, "Gjeld").locator(".card__open").focus()
    page = conduct(lead, board(a))
    for path, fields, words in (
        ("lock", {"locked": "1"}, "Tavla er låst. Lappene kan leses, men ikke endres."), ("lock", {}, "Tavla er låst opp."),
        ("alone", {"alone": "1"}, "Dere skriver hver for dere nå. Bare du ser lappene dine."), ("alone", {"agreed": "1"}, "Det som ble skrevet hver for seg, vises nå for alle."),
        ("vote", {"votes": "3"}, "Avstemningen er åpen: gi prikker til lappene."), ("vote", {"show": "1"}, "Avstemningen er slutt."),
    ):
        change(page, f"/boards/{board(a)}/{path}", **fields)
        expect(a.locator("#announcer")).to_have_text(words)
        expect(a.locator(".boardframe")).to_be_visible()


@test("who hands the case over while another has done so sees who holds it now, and keeps the reason and the choice begun")
def handed_over_meanwhile(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", width=390)
    a, b = at_board(anna), at_board(bjarne)
    action = a.locator(".holder form").get_attribute("action")
    people = a.locator(".holder option:not([value=''])").evaluate_all("all => all.map(one => [one.value, one.textContent.split(',')[0]])")
    (first, _), (second, second_name), (third, third_name) = people[:3]
    who, choice, word = b.locator(".holder__who"), b.locator(".holder select"), b.locator(".holder [name=word]")
    b.locator(".holder summary").first.click()
    choice.select_option(third)
    change(a, action, person=first)
    expect(who).to_contain_text(f"Brukerkontakt: {people[0][1]}")
    expect(choice).to_have_value(third)
    expect(choice.locator(f"option[value='{first}']")).to_have_count(0)
    choice.select_option(second)
    word.press_sequentially("Han kjenner")
    change(a, action, person=second, word="Hun har tid")
    expect(who).to_contain_text(f"Brukerkontakt: {second_name} Hun har tid")
    expect(choice).to_have_value("")
    expect(word).to_be_focused()
    expect(b.locator("#news")).to_contain_text(f"Brukerkontakt: {second_name}")
    word.press_sequentially(" ham best")
    expect(word).to_have_value("Han kjenner ham best")
    choice.select_option(third)
    change(a, action, person=first, word="Tilbake igjen")
    expect(who).to_contain_text("Tilbake igjen")
    expect(choice).to_have_value(third)
    expect(word).to_have_value("Han kjenner ham best")
    day.look(bjarne, "handed-over-meanwhile", widths=(1280, 390))
    b.locator(".holder").get_by_role("button", name="Gi saken videre").click()
    expect(who).to_contain_text(f"Brukerkontakt: {third_name} Han kjenner ham best")
    expect(a.locator(".holder__who")).to_contain_text(f"Brukerkontakt: {third_name} Han kjenner ham best")
