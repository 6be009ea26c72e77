"""Cards are tied to each other where they hang, by pointing, by keys, and without a network."""

from board_test import at_board, board, change, lay_out
from harness import expect, test
from never_lost_test import settled
from photo_test import flip_chart, hang
from room_test import ALL, opened, pin

TEXTS = ("Gjeld", "Sosialhjelp", "Bolig")


def card(page, text):
    """The card that says this itself, not the one that leads to it or lists it."""
    return page.locator(".card", has=page.locator(".card__text").get_by_text(text, exact=True))


def number(page, text):
    return card(page, text).get_attribute("id").removeprefix("card-")


def pinned(day):
    """Anna's and Bjarne's pages with three cards."""
    lead = opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), at_board(bjarne)
    for at, text in enumerate(TEXTS):
        pin(a, text, at)
        expect(card(b, text)).to_be_visible()
    return anna, a, b, lead


def threads(page):
    """Which card leads to which on the page, with the word."""
    return page.locator(".card__thread[data-leads]").evaluate_all(
        "all => all.map(thread => [thread.closest('.card').querySelector('.card__text').textContent, thread.querySelector('a').textContent, thread.dataset.word])")


def tied(page, *wanted):
    expect(page.locator(".card__thread[data-leads]")).to_have_count(len(wanted))
    assert sorted(map(tuple, threads(page))) == sorted(wanted), threads(page)


@test("a card is tied to the one that is pointed at, with a word, and undo takes the line away again")
def by_pointing(day):
    anna, a, b, _ = pinned(day)
    card(a, "Gjeld").locator(".card__open").click()
    a.locator(".card__tools [name=text]").fill("Gjeld på strøm")
    a.locator(".card__tools").get_by_role("button", name="Knytt til en annen lapp").click()
    expect(a.get_by_label("Knytt til lappen")).to_be_focused()
    card(a, "Bolig").click()
    expect(a.locator(".card.is-onto")).to_have_id(card(a, "Bolig").get_attribute("id"))
    expect(a.locator("#announcer")).to_have_text("Bolig")
    expect(a.get_by_label("Ord på streken")).to_be_focused()
    day.look(anna, "tying", **ALL)
    expect(a.get_by_role("button", name="Lagre lappen")).to_be_hidden()
    card(a, "Sosialhjelp").locator(".card__open").dblclick()
    expect(card(a, "Sosialhjelp").locator(".card__tools")).to_have_count(0)
    expect(a.get_by_label("Knytt til lappen").locator("option:checked")).to_have_text("Sosialhjelp")
    a.keyboard.type("søker om")
    a.keyboard.press("Enter")
    for page in (a, b):
        tied(page, ("Gjeld", "Sosialhjelp", "søker om"))
    expect(a.locator(".tie, .is-onto")).to_have_count(0)
    expect(a.get_by_role("button", name="Knytt til en annen lapp")).to_be_focused()
    expect(a.locator(".card__tools [name=text]")).to_have_value("Gjeld på strøm")
    a.locator(".card__tools").get_by_role("button", name="Lagre lappen").click()
    expect(card(b, "Gjeld på strøm")).to_be_visible()
    a.keyboard.press("z")
    expect(card(b, "Gjeld")).to_be_visible()
    a.keyboard.press("z")
    for page in (a, b):
        tied(page)


@test("a card is tied by keys, and Escape leaves all as it was but for the word that was begun")
def by_keys(day):
    anna, a, b, _ = pinned(day)
    card(a, "Gjeld").locator(".card__open").focus()
    a.keyboard.press("l")
    expect(a.get_by_label("Knytt til lappen")).to_be_focused()
    a.keyboard.type("Bol")
    a.keyboard.press("Tab")
    a.keyboard.type("fører til")
    a.keyboard.press("Escape")
    expect(a.locator(".tie, .is-onto")).to_have_count(0)
    expect(card(a, "Gjeld").locator(".card__open")).to_be_focused()
    a.keyboard.press("l")
    expect(a.get_by_label("Ord på streken")).to_have_value("fører til")
    a.keyboard.type("Bol")
    expect(a.locator(".card.is-onto")).to_have_id(card(a, "Bolig").get_attribute("id"))
    a.get_by_label("Ord på streken").press("Enter")
    for page in (a, b):
        tied(page, ("Gjeld", "Bolig", "fører til"))


@test("what others do while a card is tied is followed: new cards and words can be chosen, the choice stays seen, and what is taken down goes")
def others_meanwhile(day):
    anna, a, b, lead = pinned(day)
    card(a, "Gjeld").locator(".card__open").focus()
    a.keyboard.press("l")
    pin(b, "Ny lapp", 3)
    card(a, "Ny lapp").click()
    expect(a.get_by_label("Knytt til lappen").locator("option:checked")).to_have_text("Ny lapp")
    change(b, f"/cards/{number(a, 'Bolig')}", version=1, text="Egen bolig", marker="blue")
    card(a, "Egen bolig").click()
    expect(a.get_by_label("Knytt til lappen").locator("option:checked")).to_have_text("Egen bolig")
    lay_out(lead, a, "free")
    expect(a.locator(".is-onto .card__text")).to_have_text("Egen bolig")
    expect(a.get_by_label("Ord på streken")).to_be_focused()
    change(b, f"/cards/{number(a, 'Sosialhjelp')}/lock", locked="1")
    expect(a.locator(".card[data-locked]")).to_have_count(1)
    card(a, "Sosialhjelp").locator(".card__open").click()
    expect(a.locator("#toasts")).to_contain_text("Denne lappen kan ikke knyttes til andre nå")
    expect(a.get_by_label("Knytt til lappen").locator("option:checked")).to_have_text("Egen bolig")
    card(a, "Ny lapp").locator(".card__open").focus()
    a.keyboard.press("Escape")
    expect(a.locator(".tie, .is-onto")).to_have_count(0)
    expect(card(a, "Ny lapp").locator(".card__open")).to_be_focused()
    a.keyboard.press("l")
    card(a, "Gjeld").click()
    a.keyboard.type("hindrer")
    change(b, f"/cards/{number(b, 'Ny lapp')}/removal")
    expect(a.locator(".tie, .is-onto")).to_have_count(0)
    expect(a.locator("#toasts")).to_contain_text("Noen andre har tatt ned «Ny lapp».")
    change(b, f"/cards/{number(b, 'Sosialhjelp')}/lock")
    for text in ("Sosialhjelp", "Egen bolig"):
        change(b, f"/cards/{number(b, text)}/removal")
    expect(a.locator(".boardframe .card")).to_have_count(1)
    card(a, "Gjeld").locator(".card__open").focus()
    a.keyboard.press("l")
    expect(a.locator("#toasts")).to_contain_text("Det er ingen annen lapp på tavla å knytte til.")


@test("a card that is tied without a network is tied once when it is back, and one that leads there already asks which word holds")
def without_network(day):
    anna, a, b, _ = pinned(day)
    with anna.offline():
        card(a, "Gjeld").locator(".card__open").focus()
        a.keyboard.press("l")
        card(a, "Sosialhjelp").click()
        a.keyboard.type("gir rett til")
        a.keyboard.press("Enter")
        expect(card(a, "Gjeld").locator(".tie .unsent")).to_be_visible()
        a.keyboard.press("Escape")
        expect(card(a, "Gjeld").locator(".unsent").first).to_contain_text("gir rett til")
    settled(a)
    for page in (a, b):
        tied(page, ("Gjeld", "Sosialhjelp", "gir rett til"))
        expect(page.locator(".unsent, .tie")).to_have_count(0)
    card(b, "Gjeld").locator(".card__open").focus()
    b.keyboard.press("l")
    card(b, "Sosialhjelp").click()
    b.keyboard.type("hindrer")
    b.keyboard.press("Enter")
    expect(b.locator(".conflict")).to_contain_text("gir rett til")
    expect(b.locator(".conflict")).to_contain_text("hindrer")


@test("a card on a picture is tied to one on the board; what only its author sees, or is locked, cannot be tied there")
def pictures_and_locks(day):
    anna, a, b, lead = pinned(day)
    photo = hang(a, flip_chart("tie.jpg", 900, 700), "Arket").get_attribute("id").removeprefix("photo-")
    change(a, f"/boards/{board(a)}/cards", photo=photo, text="På arket")
    card(a, "Gjeld").locator(".card__open").focus()
    a.keyboard.press("l")
    a.locator(f"#photo-{photo} .card").click()
    a.keyboard.press("Enter")
    for page in (a, b):
        tied(page, ("Gjeld", "På arket", ""))
    change(a, f"/cards/{number(a, 'Bolig')}/lock", locked="1")
    expect(a.locator(".card[data-locked]")).to_have_count(1)
    change(lead.page, f"/boards/{board(a)}/alone", alone="1")
    expect(a.locator("[data-tells=alone]")).to_be_visible()
    pin(a, "Bare mitt", 1)
    card(a, "Bare mitt").locator(".card__open").click()
    expect(a.locator(".card__tools [data-step]")).to_have_count(4)
    expect(a.locator(".card__tools [data-tie]")).to_have_count(0)
    a.keyboard.press("Escape")
    card(a, "Sosialhjelp").locator(".card__open").focus()
    a.keyboard.press("l")
    expect(a.get_by_label("Knytt til lappen").locator("option")).to_have_text(["Velg en lapp …", "Gjeld", "På arket"])
