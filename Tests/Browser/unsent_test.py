"""What is half written or waits to be sent is where its writer looks for it, and is not written over what others wrote."""

import re

from board_test import board, change, lay_out, number
from harness import expect, shows_hands, test
from never_lost_test import KEPT, rewrite, settled
from photo_test import flip_chart, hang
from room_test import card, lane, opened, pin, room


def away(page):
    page.wait_for_selector("html[data-live=away]", state="attached")


def tools(page, text):
    """The form on the card."""
    card(page, text).locator(".card__open").click()
    return card(page, text).locator(".card__tools .form")


@test("what was half written on a card and taken up again is not saved over what somebody else saved meanwhile")
def old_draft(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    pin(a, "Ring fastlegen")
    for again in (lambda: None, lambda: (a.reload(), anna.is_live())):
        tools(a, "Ring fastlegen").locator("[name=text]").fill("Ring fastlegen i dag")
        a.keyboard.press("Escape")
        rewrite(b, "Ring fastlegen", "Ring fastlegen: avtalt fredag")
        expect(card(a, "avtalt fredag")).to_have_count(1)
        again()
        form = tools(a, "avtalt fredag")
        expect(form.locator("[name=text]")).to_have_value("Ring fastlegen i dag")
        form.get_by_role("button", name="Lagre lappen").click()
        expect(a.locator(".conflict")).to_contain_text("avtalt fredag")
        expect(a.locator(".conflict")).to_contain_text("Ring fastlegen i dag")
        expect(card(b, "avtalt fredag")).to_have_count(1)
        a.locator(".conflict").get_by_role("button", name="Behold det som står der").click()
        expect(a.locator(".conflict")).to_have_count(0)
        rewrite(b, "avtalt fredag", "Ring fastlegen")
        expect(card(a, "Ring fastlegen")).to_have_count(1)


@test("a card that is rewritten twice without a network goes on from what waits, and says on the card that it waits")
def rewritten_twice(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    pin(a, "Ring fastlegen")
    with anna.offline():
        away(a)
        form = tools(a, "Ring fastlegen")
        form.locator("[name=text]").fill("Ring fastlegen, hun heter Kari")
        form.locator("[name=marker][value=red]").check(force=True)
        form.get_by_role("button", name="Lagre lappen").click()
        expect(form).to_contain_text("Ikke sendt ennå.")
        a.keyboard.press("Escape")
        expect(card(a, "Ring fastlegen").locator("> .unsent q")).to_have_text("Ring fastlegen, hun heter Kari")
        day.look(anna, "unsent-on-card")
        form = tools(a, "Ring fastlegen")
        expect(form.locator("[name=text]")).to_have_value("Ring fastlegen, hun heter Kari")
        expect(form.locator("[name=marker][value=red]")).to_be_checked()
        form.locator("[name=text]").press("End")
        form.locator("[name=text]").type(", før lunsj")
        form.get_by_role("button", name="Lagre lappen").click()
        assert a.evaluate(KEPT).count("action") <= 2
    expect(card(b, "Ring fastlegen, hun heter Kari, før lunsj")).to_have_count(1)
    expect(card(b, "Ring fastlegen")).to_have_attribute("data-marker", "red")
    settled(a)
    expect(a.locator(".unsent, .conflict, .is-unsent")).to_have_count(0)


@test("both texts of a card can be pinned anew when the card is taken down before one has chosen")
def choice_gone(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    pin(a, "Ring fastlegen")
    expect(card(b, "Ring fastlegen")).to_have_count(1)
    with anna.offline():
        away(a)
        rewrite(a, "Ring fastlegen", "Annas tekst")
        rewrite(b, "Ring fastlegen", "Bjarnes tekst")
        expect(card(b, "Bjarnes tekst")).to_have_count(1)
    expect(a.locator(".conflict")).to_contain_text("Bjarnes tekst")
    card(b, "Bjarnes tekst").locator(".card__open").focus()
    b.keyboard.press("t")
    expect(card(b, "Bjarnes tekst")).to_have_count(0)
    a.locator(".conflict").get_by_role("button", name="Bruk min tekst").click()
    expect(a.locator(".conflict")).to_have_count(1)
    expect(a.locator(".conflict")).to_contain_text("Annas tekst")
    a.reload()
    a.locator(".conflict").get_by_role("button", name="Fest det som en ny lapp").click()
    expect(card(b, "Annas tekst")).to_have_count(1)
    settled(a)
    expect(a.locator(".conflict")).to_have_count(0)


@test("an edit that the server fails to take is kept and can be saved again")
def failed(day):
    opened(day)
    a, b = room(day.person("participant", name="Anna")), room(day.person("participant", name="Bjarne"))
    pin(a, "Ring fastlegen")
    a.route("**/cards/*", lambda route: route.fulfill(status=500, headers={"Content-Type": "text/html", "Referrer-Policy": "same-origin"}, body="nei"), times=1)
    rewrite(a, "Ring fastlegen", "Ring legevakten")
    expect(a.locator(".conflict")).to_contain_text("Ring legevakten")
    assert "legevakten" in a.evaluate(KEPT)
    a.reload()
    expect(card(b, "Ring legevakten")).to_have_count(1)
    settled(a)


@test("what waits is marked again when the page is opened anew, and says so where the browser cannot keep it")
def marked_again(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    pin(a, "Ring fastlegen")
    expect(card(b, "Ring fastlegen")).to_have_count(1)
    a.route("**/cards**", lambda route: route.abort() if route.request.method == "POST" else route.fallback())
    rewrite(a, "Ring fastlegen", "Ring legevakten")
    pin(a, "Søk bostøtte")
    a.wait_for_function(KEPT.replace("() => ", "() => (") + ").match(/action/g)?.length === 2")
    a.reload()
    expect(card(a, "Ring fastlegen").locator(".unsent q")).to_have_text("Ring legevakten")
    expect(lane(a, 0).locator(".unsent:has(+ .lane__new) q, .lane__new .unsent q")).to_have_text("Søk bostøtte")
    a.unroute("**/cards**")
    expect(card(b, "Søk bostøtte")).to_have_count(1)
    expect(card(b, "Ring legevakten")).to_have_count(1)
    settled(a)
    expect(a.locator(".unsent, .is-unsent")).to_have_count(0)
    a.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') } }")
    with anna.offline():
        away(a)
        pin(a, "Plass til ingenting")
        anna.sees("la siden stå åpen til det er sendt")
    expect(card(b, "Plass til ingenting")).to_have_count(1)


@test("what is written on a card's own page without a network is kept and sent when the network is back, also when the page is closed")
def own_page(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    pin(a, "Ring fastlegen")
    address = card(a, "Ring fastlegen").locator(".card__open").get_attribute("href")
    a.goto(day.server.base + address)
    shows_hands(a)
    a.get_by_label("Ny merknad").fill("Hun er på ferie")
    a.get_by_role("button", name="Legg til merknad").click()
    expect(a.locator(".remark")).to_contain_text("Hun er på ferie")
    shows_hands(a)
    with anna.offline():
        a.get_by_label("Ny merknad").fill("Vikaren heter Kari")
        a.get_by_role("button", name="Legg til merknad").click()
        expect(a.locator(".unsent q")).to_have_text("Vikaren heter Kari")
        a.locator("#text").fill("Ring vikaren")
        a.get_by_role("button", name="Lagre lappen").click()
        a.wait_for_function(KEPT.replace("() => ", "() => (") + ").match(/action/g)?.length === 2")
        a.close()
    anna.page = a = anna.open()
    a.goto(day.server.base + address)
    settled(a)
    expect(a.locator(".remark")).to_have_count(2)
    expect(a.locator("#text")).to_have_value("Ring vikaren")
    expect(card(b, "Ring vikaren")).to_have_count(1)


@test("words that a new layout moved from their field are back in it with the layout they were begun in")
def back_in_field(day):
    facilitator = opened(day)
    a = room(day.person("participant", name="Anna"))
    lane(a, 2).locator("textarea").fill("Ring barnevernet i dag")
    for layout in ("rings", "timeline"):
        lay_out(facilitator, a, layout)
        expect(lane(a, 0).locator("textarea")).to_have_value("Ring barnevernet i dag")
    lay_out(facilitator, a, "lanes")
    expect(lane(a, 2).locator("textarea")).to_have_value("Ring barnevernet i dag")
    expect(lane(a, 0).locator("textarea")).to_have_value("")
    lane(a, 2).locator("textarea").press("Enter")
    expect(lane(a, 2).locator(".card")).to_have_text(re.compile("Ring barnevernet"))
    a.wait_for_function("() => !JSON.stringify(localStorage).includes('barnevernet')")


@test("what was written for a picture that was taken down meanwhile can be pinned anew")
def picture_gone(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    photo = hang(a, flip_chart("small.jpg"), "Arket")
    expect(b.locator(".photo")).to_have_count(1)
    with anna.offline():
        a.wait_for_selector("html[data-live=away]", state="attached")
        photo.locator(".photo__new textarea").fill("Hvem ringer?")
        photo.locator(".photo__new textarea").press("Enter")
        anna.sees("Ikke sendt ennå.")
        b.locator(".photo summary").first.click()
        b.locator(".photo").get_by_role("button", name="Ta ned bildet").click()
        expect(b.locator(".photo")).to_have_count(0)
    a.locator(".conflict").get_by_role("button", name="Fest det som en ny lapp").click()
    expect(card(b, "Hvem ringer?")).to_have_count(1)
    settled(a)


@test("a move that cannot be done when the network is back, since the field is gone, is told of with the card’s name")
def move_into_nothing(day):
    facilitator = opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = room(anna), room(bjarne)
    pin(a, "Gjeld")
    with anna.offline():
        card(a, "Gjeld").locator(".card__open").focus()
        a.keyboard.press("Shift+ArrowRight")
        expect(card(a, "Gjeld")).to_have_class(re.compile("is-unsent"))
        lay_out(facilitator, b, "person")
    expect(a.locator("#toasts")).to_contain_text("Gjeld: Feltet er ikke på tavla lenger")
    day.look(anna, "move-into-nothing", widths=(1440,))
    expect(a.locator(".board--person")).to_have_count(1)
    expect(card(a, "Gjeld")).to_have_count(1)


@test("an edit that was refused since the card was locked stays offered when it is unlocked, until one has chosen")
def locked_meanwhile(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    pin(a, "Ring fastlegen")
    expect(card(b, "Ring fastlegen")).to_have_count(1)
    lock = f"/cards/{number(b, 'Ring fastlegen')}/lock"
    with anna.offline():
        away(a)
        rewrite(a, "Ring fastlegen", "Ring legevakten")
        change(b, lock, locked="1")
    expect(a.locator(".conflict")).to_contain_text("låst")
    change(b, lock)
    for _ in range(2):
        a.reload()
        anna.is_live()
        expect(a.locator(".conflict")).to_contain_text("låst")
        expect(a.locator(".conflict")).to_contain_text("Ring legevakten")
    pin(a, "Etterpå")
    expect(card(b, "Etterpå")).to_have_count(1)
    expect(card(b, "Ring fastlegen")).to_have_count(1)
    day.look(anna, "unsent-locked")
    change(b, lock, locked="1")
    a.locator(".conflict").get_by_role("button", name="Prøv igjen").click()
    expect(a.locator(".conflict")).to_contain_text("låst")
    change(b, lock)
    a.locator(".conflict").get_by_role("button", name="Prøv igjen").click()
    expect(card(b, "Ring legevakten")).to_have_count(1)
    settled(a)
    expect(a.locator(".conflict")).to_have_count(0)


@test("a text that is joined by hand from both texts of a card is there when the page is opened again, until one has chosen")
def joined_by_hand(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    pin(a, "Ring fastlegen")
    expect(card(b, "Ring fastlegen")).to_have_count(1)
    joined = a.locator(".conflict textarea")

    def both(old, mine, theirs):
        with anna.offline():
            away(a)
            rewrite(a, old, mine)
            rewrite(b, old, theirs)
            expect(card(b, theirs)).to_have_count(1)
        expect(joined).to_have_value(re.compile(mine))
        expect(joined).to_have_value(re.compile(theirs))

    both("Ring fastlegen", "Ring fastlegen i dag", "Ring fastlegen før tolv")
    joined.fill("Ring fastlegen i dag, før tolv")
    for _ in range(2):
        a.reload()
        anna.is_live()
        expect(joined).to_have_value("Ring fastlegen i dag, før tolv")
    a.locator(".conflict").get_by_role("button", name="Bruk begge tekstene").click()
    expect(card(b, "Ring fastlegen i dag, før tolv")).to_have_count(1)
    settled(a)
    assert "før tolv" not in a.evaluate("JSON.stringify(localStorage)")

    both("Ring fastlegen i dag, før tolv", "Ring hjem", "Ring ut")
    joined.fill("Ring hjem og ut")
    a.locator(".conflict").get_by_role("button", name="Behold det som står der").click()
    expect(a.locator(".conflict")).to_have_count(0)
    settled(a)
    both("Ring ut", "Ring inn", "Ring opp")
    expect(joined).not_to_have_value(re.compile("hjem"))


KEEPS_NOTHING = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"


def forgetful(day):
    """Anna in a browser that keeps nothing, and her page, which is marked until it is loaded anew, and on which nothing is sent; and what it asks."""
    anna, asked = day.person("participant", name="Anna"), []
    anna.context.add_init_script(KEEPS_NOTHING)
    a = room(anna)
    a.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    a.evaluate("() => { window.isTheSame = true }")
    a.route("**/cards", lambda route: route.abort())
    return anna, a, asked


def seat_in(facilitator, person, number):
    """Moves the person to that group."""
    page = facilitator.goes(f"/days/{facilitator.link.day}/plan").page
    group = page.locator(".seats[data-drop=group]").nth(number).get_attribute("data-value")
    change(page, page.locator(".seat", has_text=person).get_attribute("data-move"), group=group)


@test("a page that must load itself anew where the browser keeps nothing waits until all is sent, and then does it by itself")
def waits_to_load(day):
    console = opened(day).page
    b = room(day.person("participant", name="Bjarne"))
    anna, a, asked = forgetful(day)
    pin(a, "Skrevet uten plass")
    anna.sees("la siden stå åpen til det er sendt")
    a.evaluate("document.activeElement.blur()")
    change(console, f"/boards/{board(a)}/lanes", title="Nytt felt")
    pin(b, "Fra den andre")
    expect(card(a, "Fra den andre")).to_have_count(1)
    assert a.evaluate("window.isTheSame") and not asked, asked
    a.unroute("**/cards")
    expect(card(b, "Skrevet uten plass")).to_have_count(1)
    a.wait_for_function("() => !window.isTheSame")
    expect(a.get_by_text("Nytt felt", exact=True)).to_have_count(1)
    expect(card(a, "Skrevet uten plass")).to_have_count(1)
    assert not asked, asked


@test("a page that is not one’s own any more goes where the browser keeps nothing when what was refused and half written is seen to")
def waits_to_go(day):
    lead = opened(day)
    anna, a, asked = forgetful(day)
    pin(a, "Skrevet uten plass")
    anna.sees("la siden stå åpen til det er sendt")
    lane(a, 1).locator("textarea").fill("Halvskrevet")
    seat_in(lead, "Anna Berg", 1)
    a.unroute("**/cards")
    expect(a.locator(".conflict")).to_contain_text("Skrevet uten plass")
    a.locator(".conflict").get_by_role("button", name="Kast det").click()
    expect(a.locator(".conflict")).to_have_count(0)
    expect(lane(a, 1).locator("textarea")).to_have_value("Halvskrevet")
    assert a.evaluate("window.isTheSame") and not asked, asked
    lane(a, 1).locator("textarea").fill("")
    a.evaluate("document.activeElement.blur()")
    anna.sees("Du er i Gruppe 2")
    assert not asked, asked


@test("a card that is taken down from its open form without a network says that this waits, also when the page is opened again")
def taken_down_later(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    pin(a, "Ring fastlegen")
    expect(card(b, "Ring fastlegen")).to_have_count(1)
    a.route("**/cards/*/removal", lambda route: route.abort())
    tools(a, "Ring fastlegen")
    card(a, "Ring fastlegen").get_by_role("button", name="Ta ned lappen").click()
    expect(card(a, "Ring fastlegen").locator("> .unsent")).to_have_text("Ikke sendt ennå")
    a.reload()
    expect(card(a, "Ring fastlegen").locator("> .unsent")).to_have_text("Ikke sendt ennå")
    a.unroute("**/cards/*/removal")
    expect(card(b, "Ring fastlegen")).to_have_count(0)
    expect(card(a, "Ring fastlegen")).to_have_count(0)


@test("what waits when its writer is moved to another group says whose board it was written for, and can be copied, pinned there or thrown away")
def moved_to_another(day):
    lead = opened(day)
    anna = day.person("participant", name="Anna")
    anna.context.grant_permissions(["clipboard-read", "clipboard-write"])
    a, b = room(anna), room(day.person("participant", name="Bjarne"))
    pin(b, "Ring fastlegen")
    expect(card(a, "Ring fastlegen")).to_have_count(1)
    with anna.offline():
        away(a)
        pin(a, "Spør naboen")
        rewrite(a, "Ring fastlegen", "Ring legevakten")
        seat_in(lead, "Anna Berg", 1)
    anna.sees("Du er i Gruppe 2")
    a = room(anna)
    for text in ("Spør naboen", "Ring legevakten"):
        box = a.locator(".conflict", has_text=text)
        expect(box).to_contain_text("skrevet for tavla til Gruppe 1")
        expect(box.get_by_role("button", name="Prøv igjen")).to_have_count(0)
        expect(box.get_by_role("button", name="Fest det som en ny lapp på tavla til Gruppe 2")).to_have_count(1)
        box.get_by_role("button", name="Kopier teksten").click()
        expect(a.locator("#toasts")).to_contain_text("Teksten er kopiert.")
        assert a.evaluate("navigator.clipboard.readText()") == text
    day.look(anna, "moved-group-room")
    a.locator(".conflict", has_text="Spør naboen").get_by_role("button", name="Fest det som en ny lapp").click()
    expect(card(a, "Spør naboen")).to_have_count(1)
    a.locator(".conflict", has_text="Ring legevakten").get_by_role("button", name="Kast det").click()
    expect(a.locator(".conflict")).to_have_count(0)
    settled(a)
    expect(card(b, "Spør naboen")).to_have_count(0)


@test("what is pasted is not cut: a text that is too long is refused with all its words, and pinned when it is shorter")
def too_long(day):
    opened(day)
    a = room(day.person("participant", name="Anna"))
    field = lane(a, 0).locator("textarea[name=text]")
    field.click()
    text = "Det er lenge siden noen snakket med ham. " * 19 + "SLUTTEN"
    a.keyboard.insert_text(text)
    expect(field).to_have_value(text)
    a.keyboard.press("Enter")
    expect(lane(a, 0).locator(".field__error")).to_contain_text("500")
    expect(field).to_have_value(text)
    field.fill("SLUTTEN")
    field.press("Enter")
    expect(card(a, "SLUTTEN")).to_have_count(1)


@test("what is half written when nothing more can be pinned is shown and can be copied, over a reload too, and is in its field when it can")
def left_over(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = room(anna)
    anna.is_live()
    lane(a, 1).locator("textarea[name=text]").fill("Nesten ferdig tanke")
    change(facilitator.page, f"/boards/{board(a)}/lock", locked="1")
    left = a.locator("#main > .conflict", has_text="Nesten ferdig tanke")
    expect(left).to_contain_text("ikke festet på tavla")
    expect(left.get_by_role("button", name="Kopier teksten")).to_be_visible()
    day.look(anna, "board-half-written-left", widths=(1440, 390))
    a.reload()
    shows_hands(a)
    expect(left).to_be_visible()
    change(facilitator.page, f"/boards/{board(a)}/lock")
    expect(lane(a, 1).locator("textarea[name=text]")).to_have_value("Nesten ferdig tanke")
    expect(left).to_have_count(0)
    change(facilitator.page, f"/days/{anna.link.day}/state", state="plenary", confirmed="1")
    a.goto(a.url)
    shows_hands(a)
    expect(left).to_be_visible()
