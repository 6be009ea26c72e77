"""Cards without a place in a new layout: the tray beside the board, and every way out of it."""

from board_test import at_board, board, change, lay_out, number
from harness import expect, test
from room_test import card, lane, opened, pin, room

TEXTS = ["Diabetes?", "Gjeld", "Sofa hos en kamerat", "Mor i Bodø"]


def laid_out(day, layout="person", width=1280):
    """A board with a card in each field, laid out otherwise for the first time; two of the group have it before them."""
    facilitator = opened(day)
    anna, bjarne = day.person("participant", name="Anna", width=width), day.person("participant", name="Bjarne", width=1280)
    a, b = at_board(anna), room(bjarne)
    for index, text in enumerate(TEXTS):
        change(a, f"/boards/{board(a)}/cards", lane=lane(a, index).locator("[data-drop]").get_attribute("data-value"), text=text)
    lay_out(facilitator, a, layout)
    expect(tray(a).locator(".card__text")).to_have_text(TEXTS)
    expect(tray(b).locator(".tray__count")).to_have_text("4")
    anna.is_live()
    return facilitator, anna, bjarne


def tray(page):
    return page.locator(".tray")


def edit(page, text):
    return page.get_by_role("link", name=f"Endre eller flytt lappen {text}")


def drag(page, text, goal):
    """Takes the card by its lower edge and lets it go in the upper part of the goal."""
    card(page, text).scroll_into_view_if_needed()
    start = card(page, text).bounding_box()
    page.mouse.move(start["x"] + 40, start["y"] + start["height"] - 6)
    page.mouse.down()
    for _ in range(4):
        box = goal.bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 8, steps=4)
    page.mouse.up()


def by_keys(day, width):
    _, anna, bjarne = laid_out(day, width=width)
    a, b = anna.page, bjarne.page
    day.look(anna, "tray", widths=(390, 820, 1280))
    edit(a, "Gjeld").focus()
    a.keyboard.press("Shift+ArrowRight")
    expect(a.locator("#announcer")).to_have_text("Gjeld ligger nå i Helse, nummer 1 av 1.")
    expect(edit(a, "Gjeld")).to_be_focused()
    for page in (a, b):
        expect(lane(page, 0).locator(".card__text")).to_have_text(["Gjeld"])
        expect(tray(page).locator(".tray__count")).to_have_text("3")
    a.keyboard.press("Shift+ArrowLeft")
    expect(lane(a, 0).locator(".card")).to_have_count(1)
    for text in ("Mor i Bodø", "Sofa hos en kamerat", "Diabetes?"):
        a.keyboard.press("ArrowUp")
        expect(edit(a, text)).to_be_focused()
    a.keyboard.press("Shift+ArrowDown")
    for page in (a, b):
        expect(tray(page).locator(".card__text")).to_have_text(["Sofa hos en kamerat", "Diabetes?", "Mor i Bodø"])
    a.keyboard.press("z")
    expect(tray(b).locator(".card__text")).to_have_text(["Diabetes?", "Sofa hos en kamerat", "Mor i Bodø"])
    a.keyboard.press("z")
    for page in (a, b):
        expect(tray(page).locator(".card")).to_have_count(4)
        expect(tray(page).locator(".tray__count")).to_have_text("4")
    for text in TEXTS:
        edit(a, text).focus()
        a.keyboard.press("Shift+ArrowRight")
    for page in (a, b):
        expect(lane(page, 0).locator(".card")).to_have_count(4)
        expect(tray(page)).to_be_hidden()
    a.keyboard.press("z")
    for page in (a, b):
        expect(tray(page)).to_be_visible()
        expect(tray(page).locator(".card__text")).to_have_text(["Mor i Bodø"])
    a.keyboard.press("n")
    expect(lane(a, 0).locator("textarea")).to_be_focused()


@test("on a phone, cards leave the tray by keys and are brought back by undo, and it is gone when it is empty")
def keys_on_phone(day):
    by_keys(day, 390)


@test("on a wide screen, cards leave the tray by keys and are brought back by undo, and it is gone when it is empty")
def keys(day):
    by_keys(day, 1280)


@test("cards are dragged out of the tray and not into it, and its place stays until the last one is let go")
def dragging(day):
    _, anna, bjarne = laid_out(day)
    a, b = anna.page, bjarne.page
    drag(a, "Sofa hos en kamerat", lane(a, 2).locator("[data-drop]"))
    for page in (a, b):
        expect(lane(page, 2).locator(".card__text")).to_have_text(["Sofa hos en kamerat"])
        expect(tray(page).locator(".tray__count")).to_have_text("3")
    drag(a, "Sofa hos en kamerat", tray(a).locator("[data-drop]"))
    drag(a, "Sofa hos en kamerat", card(a, "Gjeld"))
    expect(lane(a, 2).locator(".card")).to_have_count(1)
    expect(tray(b).locator(".card__text")).to_have_text(["Diabetes?", "Gjeld", "Mor i Bodø"])
    expect(a.locator(".toast:visible")).to_have_count(0)
    for text in ("Diabetes?", "Gjeld", "Mor i Bodø"):
        drag(a, text, lane(a, 1).locator("[data-drop]"))
        expect(lane(b, 1).locator(".card", has_text=text)).to_be_visible()
    for page in (a, b):
        expect(tray(page)).to_be_hidden()


@test("the tray stands at every layout’s side with the same order, and on paper, and is not needed on free paper")
def layouts(day):
    facilitator, anna, _ = laid_out(day)
    a = anna.page
    for layout in ("fourfold", "rings", "timeline"):
        lay_out(facilitator, a, layout)
        expect(tray(a).locator(".card__text")).to_have_text(TEXTS)
        anna.is_live()
        day.look(anna, f"tray-{layout}", widths=(390, 1280))
    lay_out(facilitator, a, "free")
    expect(tray(a)).to_have_count(0)
    expect(a.locator(".lane .card")).to_have_count(4)
    lay_out(facilitator, a, "person")
    anna.goes(f"/boards/{board(a)}/paper")
    expect(tray(a).locator(".card__text")).to_have_text(TEXTS)
    day.look(anna, "tray-paper", widths=(1280,))


@test("without script a card leaves the tray by the form on its page")
def without_script(day):
    laid_out(day)
    page = room(day.person("participant", name="Bjarne", javascript=False))
    edit(page, "Gjeld").click()
    field = page.get_by_label("Felt", exact=True)
    expect(field.locator("option:checked")).to_have_text("Ikke plassert ennå")
    field.select_option(label="Økonomi")
    page.get_by_role("button", name="Flytt lappen").click()
    expect(lane(page, 1).locator(".card__text")).to_have_text(["Gjeld"])
    expect(tray(page).locator(".tray__count")).to_have_text("3")
    edit(page, "Gjeld").click()
    expect(page.get_by_label("Felt", exact=True).locator("option", has_text="Ikke plassert")).to_have_count(0)


@test("arrows move a card, and focus, to the field that lies that way, and say so where none does")
def by_the_eye(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    lay_out(facilitator, a, "fourfold")
    for index, text in ((0, "Oppe"), (1, "Flyttes"), (3, "Nede")):
        pin(a, text, index)
        expect(card(a, text)).to_have_count(1)
    edit(a, "Flyttes").focus()
    a.keyboard.press("ArrowDown")
    expect(edit(a, "Nede")).to_be_focused()
    a.keyboard.press("ArrowUp")
    expect(edit(a, "Flyttes")).to_be_focused()
    a.keyboard.press("Shift+ArrowRight")
    expect(a.locator("#announcer")).to_have_text("Det går ikke lenger den veien.")
    a.keyboard.press("Shift+ArrowDown")
    expect(lane(a, 3).locator(".card__text")).to_have_text(["Flyttes", "Nede"])
    expect(edit(a, "Flyttes")).to_be_focused()
    a.keyboard.press("Shift+ArrowLeft")
    expect(lane(a, 2).locator(".card__text")).to_have_text(["Flyttes"])
    a.keyboard.press("Shift+ArrowUp")
    expect(lane(a, 0).locator(".card__text")).to_have_text(["Oppe", "Flyttes"])
    a.keyboard.press("f")
    expect(a.locator("#announcer")).to_have_text("Det er ingen ny opplysning å feste.")
    a.reload()
    expect(lane(a, 0).locator(".card__text")).to_have_text(["Oppe", "Flyttes"])
