"""One's latest change taken back on the board, and what is refused put back where it was."""

from board_test import at_board, board, change, lay_out, number
from harness import expect, test
from room_test import ALL, card, lane, opened, pin
from tray_test import drag


def press(page, text, key):
    page.locator(".card", has=page.locator(".card__text", has_text=text)).locator(".card__open").focus()
    page.keyboard.press(key)


@test("the key takes back a thread, a remark and the name of a stack, one press each, and says once what it does not take back")
def undo(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), at_board(bjarne)
    for text in ("Gjeld", "Sosialhjelp", "Bolig"):
        pin(a, text)
        expect(card(b, text).first).to_be_visible()
    one, other, third = (number(a, text) for text in ("Gjeld", "Sosialhjelp", "Bolig"))
    change(a, f"/cards/{one}/threads", to=other, word="fører til")
    change(a, f"/cards/{one}/remarks", text="Enig")
    expect(b.locator(f"#card-{one} [data-thread='{other}']")).to_have_count(1)
    press(a, "Bolig", "s")
    expect(a.locator(".card__stack a")).to_have_count(2)
    a.locator(".card__stack a").first.click()
    a.locator(".stackname input[name=name]").fill("Penger")
    a.keyboard.press("Enter")
    expect(b.locator(".card__stack").first).to_have_text("Penger")
    change(a, f"/boards/{board(a)}/lanes", title="Parkert")
    expect(a.locator(".lane")).to_have_count(5)

    press(a, "Bolig", "z")
    expect(a.locator("#toasts")).to_contain_text("var med et felt. Det tas ikke tilbake her, men under «Oppsett av tavla»")
    day.look(anna, "undo-aside", **ALL)
    expect(b.locator(".card__stack").first).to_have_text("Penger")
    press(a, "Bolig", "z")
    expect(b.locator(".card__stack").first).to_have_text("Gi bunken navn")
    press(a, "Bolig", "z")
    expect(b.locator(".card__stack")).to_have_count(0)
    press(a, "Bolig", "z")
    expect(b.locator(".card", has_text="1 merknad")).to_have_count(0)
    press(a, "Bolig", "z")
    expect(b.locator("[data-thread]")).to_have_count(0)
    expect(b.locator(".card")).to_have_count(3)
    press(a, "Bolig", "Shift+Z")
    expect(b.locator("[data-thread]")).to_have_count(2)
    press(a, "Bolig", "z")
    expect(b.locator("[data-thread]")).to_have_count(0)

    change(b, f"/cards/{third}/threads", to=one, word="trenger")
    expect(a.locator("[data-thread]")).to_have_count(2)
    press(a, "Gjeld", "z")
    expect(a.locator("#toasts")).to_contain_text("har endret lappen etter deg. Det du gjorde med «Bolig», kan ikke angres.")
    expect(b.locator(".card")).to_have_count(3)
    a.locator(".toast").hover()  # where it stays until it has to go
    press(a, "Gjeld", "z")
    expect(card(b, "Sosialhjelp")).to_have_count(0)
    expect(a.locator("#toasts")).not_to_contain_text("kan ikke angres")


@test("Ctrl and Z take back what was just dragged, wherever focus is but in a field, where they take back what was written")
def control(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), at_board(bjarne)
    pin(a, "Gjeld")
    drag(a, "Gjeld", lane(a, 2))
    expect(lane(b, 2).locator(".card")).to_have_count(1)
    for key, place in (("Control+z", 0), ("Control+Shift+z", 2), ("Control+z", 0), ("Control+y", 2)):
        a.evaluate("document.activeElement.blur()")
        a.keyboard.press(key)
        expect(lane(b, place).locator(".card__text")).to_have_text(["Gjeld"])
    field = lane(a, 1).locator("textarea")
    field.click()
    a.keyboard.type("Bolig")
    a.keyboard.press("Control+z")
    expect(field).not_to_have_value("Bolig")
    expect(lane(b, 2).locator(".card__text")).to_have_text(["Gjeld"])


@test("a card that is locked goes back at once where it lay when a key has moved it, also after several presses and on free paper, and that is said")
def refused(day):
    lead = opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), at_board(bjarne)
    for text in ("Først", "Låst"):
        pin(a, text)
        expect(card(b, text)).to_be_visible()
    change(a, f"/cards/{number(a, 'Låst')}/lock", locked="1")
    expect(card(b, "Låst")).to_contain_text("låst")
    for keys in (["Shift+ArrowRight"], ["Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"], ["Shift+ArrowUp"]):
        card(b, "Låst").locator(".card__open").focus()
        for key in keys:
            b.keyboard.press(key)
        expect(b.locator("#toasts")).to_contain_text("Lappen er låst")
        expect(lane(b, 0).locator(".card").last).to_contain_text("Låst")
        expect(b.locator("#announcer")).to_contain_text("2 av 2")
        expect(card(b, "Låst").locator(".card__open")).to_be_focused()
        b.locator("#toasts button").last.click()
    assert card(b, "Låst").get_attribute("data-list") == lane(b, 0).locator("ol").get_attribute("id")

    lay_out(lead, b, "free")
    place = card(b, "Låst")
    before = place.get_attribute("data-x"), place.get_attribute("data-y"), place.bounding_box()
    press(b, "Låst", "Shift+ArrowRight")
    b.keyboard.press("Shift+ArrowDown")
    expect(b.locator("#toasts")).to_contain_text("Lappen er låst")
    assert (place.get_attribute("data-x"), place.get_attribute("data-y")) == before[:2]
    b.wait_for_function("() => !document.querySelector('.card').getAnimations().length")
    assert place.bounding_box() == before[2], (place.bounding_box(), before)


@test("two threads between the same cards are drawn with both their words, and whoever ties a way that is tied already chooses the word")
def bothways(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), at_board(bjarne)
    pin(a, "Gjeld", 0)
    pin(a, "Sosialhjelp", 2)
    expect(card(b, "Sosialhjelp")).to_be_visible()
    one, other = number(a, "Gjeld"), number(a, "Sosialhjelp")
    change(a, f"/cards/{one}/threads", to=other, word="fører til")
    change(b, f"/cards/{other}/threads", to=one, word="lindrer")
    expect(a.locator(".threads__line")).to_have_count(2)
    expect(a.locator(".threads__word")).to_have_text(["fører til", "lindrer"])
    day.look(anna, "threads-both-ways", **ALL)
    b.goto(f"{day.server.base}/cards/{one}")
    b.locator("#to").select_option(other)
    b.locator("#word").fill("hindrer")
    b.get_by_role("button", name="Knytt sammen").click()
    expect(b.locator(".conflict")).to_be_focused()
    expect(b.locator(".conflict__title")).to_have_text("Det går alt en strek fra denne lappen til den andre")
    expect(b.locator(".conflict__text")).to_have_text(["fører til", "hindrer"])
    day.look(bjarne, "both-words", **ALL)
    b.get_by_role("button", name="Bruk min tekst").click()
    expect(a.locator(".threads__word")).to_have_text(["hindrer", "lindrer"])


@test("the key that stacks tells in one sentence that a card which only its author sees must wait, and its tools offer no stack")
def waiting(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    change(a, f"/boards/{board(a)}/alone", alone="1")
    expect(a.locator(".boardbar")).to_contain_text("Dere skriver hver for dere nå")
    pin(a, "Jeg tror")
    press(a, "Jeg tror", "s")
    expect(a.locator("#toasts")).to_contain_text("Lappen kan legges i bunke og knyttes til andre når den er vist for alle")
    card(a, "Jeg tror").locator(".card__open").click()
    expect(a.locator(".card__tools [data-step]")).to_have_count(4)
    expect(a.locator("[data-stack-step]")).to_have_count(0)
