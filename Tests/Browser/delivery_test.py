"""What is sent is delivered: each form's own words, once, to the server and nobody else, or shown until somebody has seen to it."""

from board_test import at_board, board, change, number
from harness import expect, shows_hands, test
from never_lost_test import KEPT, rewrite, settled
from room_test import ALL, agree, card, choose, lane, opened, pin, room
from unsent_test import away, tools


def handed(page, person, word):
    """Hands the case over to somebody, and says why."""
    if not page.locator(".holder select").is_visible():
        page.locator(".holder summary").first.click()
    page.locator(".holder select").select_option(index=person)
    page.locator(".holder [name=word]").fill(word)
    page.locator(".holder form button").click()


@test("all headings of the solution and all threads of a card that are written without a network are saved when it is back")
def each_form(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    for text in ("Gjeld", "Bolig", "Arbeid"):
        pin(a, text)
        expect(card(b, text)).to_have_count(1)
    texts = a.locator("textarea[id$='-text'][data-draft^='solution']")
    headings = [field.get_attribute("id") for field in texts.all()]
    assert len(headings) == 5, headings
    with anna.offline():
        away(a)
        for heading in headings:
            for text in (f"Først om {heading}", f"Alt om {heading}"):
                a.locator(f"#{heading}").fill(text)
                a.locator(f"form:has(#{heading}) button").click()
    settled(a)
    for heading in headings:
        expect(b.locator(f"#{heading}")).to_have_value(f"Alt om {heading}")
    expect(a.locator(".conflict")).to_have_count(0)

    one, *others = (number(a, text) for text in ("Gjeld", "Bolig", "Arbeid"))
    anna.goes(f"/cards/{one}")
    with anna.offline():
        for other, word in zip(others, ("fordi", "men")):
            a.locator("#to").select_option(value=other)
            a.locator("#word").fill(word)
            a.get_by_role("button", name="Knytt").first.click()
    settled(a)
    for word in ("fordi", "men"):
        expect(b.locator(f"#card-{one}")).to_contain_text(word)


@test("a card that is rewritten while its text is on its way keeps both changes when that attempt fails")
def on_the_way(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    pin(a, "Ring fastlegen")
    expect(card(b, "Ring fastlegen")).to_have_count(1)
    held = []
    a.route("**/cards/*", lambda route: held.append(route) if route.request.method == "POST" and not held else route.continue_())
    with a.expect_request(lambda request: request.method == "POST"):
        rewrite(a, "Ring fastlegen", "Ring fastlegen i dag")
    a.keyboard.press("Escape")
    form = tools(a, "Ring fastlegen")
    expect(form.locator("[name=text]")).to_have_value("Ring fastlegen i dag")
    form.locator("[name=done]").check()
    form.get_by_role("button", name="Lagre lappen").click()
    held[0].abort()
    settled(a)
    for page in (a, b):
        expect(card(page, "Ring fastlegen i dag")).to_have_attribute("data-done", "")
        expect(page.locator(".conflict")).to_have_count(0)


@test("whatever was written and is refused is shown and kept until somebody has seen to it: a stack’s name, a reason, a solution")
def refused(day):
    lead = opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    choose(a, 1)
    for text in ("Gjeld", "Inkasso"):
        pin(a, text)
    expect(card(a, "Inkasso")).to_have_count(1)
    card(a, "Inkasso").locator(".card__open").focus()
    a.keyboard.press("s")
    expect(a.locator(".card__stack a")).to_have_count(2)
    a.locator(".card__stack a").first.click()
    with anna.offline():
        away(a)
        a.locator(".stackname input[name=name]").fill("Penger")
        a.keyboard.press("Enter")
        handed(a, 2, "kjenner saken")
        a.wait_for_function(f"() => ({KEPT})().includes('Penger') && ({KEPT})().includes('kjenner')")
        change(lead.page, f"/boards/{board(a)}/lock", locked="1")
        lead.goes(f"/days/{lead.link.day}")
        agree(lead, "Gå til plenum")
        expect(lead.page.get_by_role("button", name="Avslutt dagen")).to_be_visible()
    expect(a.locator(".conflict", has_text="Penger")).to_be_visible()
    expect(a.locator(".conflict", has_text="kjenner saken")).to_be_visible()
    day.look(anna, "delivery-refused", **ALL)
    a.reload()
    expect(a.locator(".conflict", has_text="Penger")).to_be_visible()


@test("what another than the server answers, as a network where one must sign in first, is no answer")
def stranger_answers(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    pin(a, "Ring fastlegen")
    expect(card(b, "Ring fastlegen")).to_have_count(1)
    answers = []

    def gate(route):
        if route.request.method != "POST" or len(answers) == 2:
            return route.continue_()
        answers.append(route.request.url)
        route.fulfill(status=200, content_type="text/html", body="<h1>Welcome to the guest network</h1>")

    a.route("**/cards*/**", gate)
    a.route("**/cards", gate)
    rewrite(a, "Ring fastlegen", "Ring fastlegen i dag")
    pin(a, "Ny lapp bak porten", 1)
    settled(a)
    assert len(answers) == 2, answers
    expect(card(b, "Ring fastlegen i dag")).to_have_count(1)
    expect(card(b, "Ny lapp bak porten")).to_have_count(1)


@test("a card that was written while names were hidden gets none when it is sent after they are shown")
def nameless(day):
    lead = opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), at_board(bjarne)
    with anna.offline():
        away(a)
        pin(a, "Skrevet i det skjulte")
        lead.goes(f"/boards/{board(a)}")
        lead.page.get_by_role("button", name="Vis navn på lapper fra nå av").click()
        expect(b.locator(".boardbar")).to_contain_text("Nye lapper viser hvem som skriver dem.")
    expect(card(b, "Skrevet i det skjulte")).to_have_count(1)
    expect(card(b, "Skrevet i det skjulte")).not_to_contain_text("Skrevet av")
    expect(a.locator(".boardbar")).to_contain_text("Nye lapper viser hvem som skriver dem.")
    pin(a, "Skrevet åpent")
    expect(card(b, "Skrevet åpent")).to_contain_text("Skrevet av Anna Berg")


@test("what was written and done on a card while names were hidden gets none when it is sent after they are shown")
def nameless_changes(day):
    lead = opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), at_board(bjarne)
    pin(b, "Ring fastlegen")
    expect(card(a, "Ring fastlegen")).to_have_count(1)
    page = f"/cards/{number(a, 'Ring fastlegen')}"
    own = anna.open()
    own.goto(day.server.base + page)
    shows_hands(own)
    with anna.offline():
        away(a)
        rewrite(a, "Ring fastlegen", "Ring legevakten")
        expect(card(a, "Ring fastlegen").locator(".unsent")).to_have_count(1)
        card(a, "Ring fastlegen").locator(".card__open").focus()
        a.keyboard.press("Shift+ArrowRight")
        own.get_by_label("Ny merknad").fill("Hun er på ferie")
        own.get_by_role("button", name="Legg til merknad").click()
        expect(own.locator(".unsent q")).to_have_text("Hun er på ferie")
        lead.goes(f"/boards/{board(a)}")
        lead.page.get_by_role("button", name="Vis navn på lapper fra nå av").click()
        expect(b.locator(".boardbar")).to_contain_text("Nye lapper viser hvem som skriver dem.")
    settled(a)
    expect(card(b, "Ring legevakten")).to_have_count(1)
    bjarne.goes(page)
    expect(b.locator(".remark")).to_contain_text("Hun er på ferie")
    expect(b.locator(".steps li")).to_have_count(4)
    for part in (".steps", ".remark"):
        expect(b.locator(part)).to_contain_text("Noen i gruppa")
        expect(b.locator(part)).not_to_contain_text("Anna")
    expect(a.locator(".boardbar")).to_contain_text("Nye lapper viser hvem som skriver dem.")
    rewrite(a, "Ring legevakten", "Ring begge")
    expect(card(a, "Ring begge")).to_have_count(1)
    bjarne.goes(page)
    expect(b.locator(".steps")).to_contain_text("Anna Berg")


@test("what is half written on a card’s own page is there when the page is opened again, and is not saved over what somebody saved meanwhile")
def own_page(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    for text in ("Ring fastlegen", "Bolig"):
        pin(a, text)
        expect(card(b, text)).to_have_count(1)
    page = f"/cards/{number(a, 'Ring fastlegen')}"
    anna.goes(page)
    a.locator("#text").fill("Ring fastlegen i dag")
    a.locator("#word").fill("fordi")
    a.close()
    rewrite(b, "Ring fastlegen", "Ring fastlegen: avtalt fredag")
    expect(card(b, "avtalt fredag")).to_have_count(1)
    anna.page = a = anna.open()
    anna.goes(page)
    expect(a.locator("#text")).to_have_value("Ring fastlegen i dag")
    expect(a.locator("#word")).to_have_value("fordi")
    a.get_by_role("button", name="Lagre lappen").click()
    expect(a.locator(".conflict")).to_contain_text("avtalt fredag")
    expect(a.locator(".conflict")).to_contain_text("Ring fastlegen i dag")
    expect(card(b, "avtalt fredag")).to_have_count(1)


@test("a page whose person was signed out while it was away does not go on as if the network were gone")
def signed_out(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a = room(anna)
    pin(a, "Ring fastlegen")
    expect(card(a, "Ring fastlegen")).to_have_count(1)
    with anna.offline():
        away(a)
        anna.context.clear_cookies()
    expect(a.locator("[data-board]")).to_have_count(0)


@test("what stands on one person’s page is not done by another who signs in to the same browser")
def two_people(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = room(anna), room(bjarne)
    anna.context.clear_cookies()
    anna.context.add_cookies(bjarne.context.cookies())
    pin(a, "Annas ord")
    expect(a.locator(f"meta[name=viewer][content='{b.locator('meta[name=viewer]').get_attribute('content')}']")).to_have_count(1)
    expect(card(b, "Annas ord")).to_have_count(0)
    assert "Annas" in a.evaluate(KEPT)


@test("who signs out leaves nothing half written in the browser, but what has been sent and waits")
def leaves(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a = room(anna)
    lane(a, 0).locator("textarea").fill("Halvskrevet")
    a.wait_for_function("() => Object.values(localStorage).some(value => value.includes('Halvskrevet'))")
    a.locator("form[data-sign-out] button").click()
    expect(a.locator("[data-board]")).to_have_count(0)
    assert "/groups/" not in a.url, a.url
    assert "Halvskrevet" not in a.evaluate("() => Object.values(localStorage).join()")
