"""Pictures of the paper on the wall, in real browsers."""

import io
import random
import re
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw

from harness import WIDTHS, expect, test
from room_test import ALL, card, opened, pin, room
from server import OUTPUT

FOLDER = Path(tempfile.mkdtemp(prefix="panorama-pictures-"))


def flip_chart(name, width=3200, height=2400, orientation=1, noise=False, kind="JPEG"):
    """A sheet with a blue line on top and a red spot to the left, as a camera that is held in `orientation` keeps it, with the place it was taken."""
    picture = Image.new("RGB", (width, height), (244, 239, 226))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, width, height // 12), fill=(30, 60, 190))
    for number in range(3, 10):
        pen.line((width // 6, height * number // 11, width * 5 // 6, height * number // 11 + 20), fill=(40, 40, 40), width=max(2, height // 150))
    pen.ellipse((0, height // 3, width // 8, height // 2), fill=(200, 40, 30))
    if noise:
        dice = random.Random(1)
        spots = picture.load()
        for x in range(0, width, 2):
            for y in range(height // 2, height, 2):
                spots[x, y] = (dice.randrange(256), dice.randrange(256), dice.randrange(256))
    kept = {6: Image.Transpose.ROTATE_90, 3: Image.Transpose.ROTATE_180, 8: Image.Transpose.ROTATE_270}.get(orientation)
    if kept is not None:
        picture = picture.transpose(kept)
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "HemmeligKamera"
    exif.get_ifd(0x8825)[2] = (59.0, 54.0, 45.0)
    path = FOLDER / name
    picture.save(path, kind, quality=92, **({"exif": exif} if kind == "JPEG" else {}))
    return path


def hang(page, path, caption="", within=20_000):
    count = page.locator(".photo").count()
    page.locator(".wall summary", has_text="Heng opp").click()
    page.locator(".wall [type=file]").set_input_files(path)
    page.locator(".wall [data-photo-form] [name=caption]").fill(caption)
    page.get_by_role("button", name="Heng opp bildet").click()
    expect(page.locator(".photo")).to_have_count(count + 1, timeout=within)
    image = page.locator(".photo").last.locator("img")
    expect(image).to_be_visible()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())
    return page.locator(".photo").last


def kept(person, photo):
    """The bytes as the server gives them, and the picture in them."""
    address = photo.locator("img").get_attribute("src")
    body = person.context.request.get(person.day.server.base + address).body()
    return body, Image.open(io.BytesIO(body))


def colour(photo, x, y):
    """What is seen at a place of the picture."""
    return photo.locator("img").evaluate(
        """(image, [x, y]) => {
            const canvas = Object.assign(document.createElement('canvas'), { width: image.naturalWidth, height: image.naturalHeight })
            const pen = canvas.getContext('2d')
            pen.drawImage(image, 0, 0)
            return [...pen.getImageData(x * (canvas.width - 1), y * (canvas.height - 1), 1, 1).data].slice(0, 3)
        }""", [x, y])


def is_upright(photo):
    assert colour(photo, 0.5, 0.02)[2] > 120 > colour(photo, 0.5, 0.02)[0], "the blue line is not on top"
    assert colour(photo, 0.03, 0.42)[0] > 150 > colour(photo, 0.03, 0.42)[2], "the red spot is not to the left"


def point(photo, label):
    """How far across and down the picture a card covers."""
    return photo.evaluate(
        """(photo, text) => {
            const sheet = photo.querySelector('img').getBoundingClientRect()
            const card = [...photo.querySelectorAll('.card')].find(card => card.textContent.includes(text)).getBoundingClientRect()
            return [(card.left - sheet.left) / (sheet.width - card.width), (card.top - sheet.top) / (sheet.height - card.height)]
        }""", label)


@test("a picture of the paper is made smaller, loses its place, stands upright and is seen by the group at once, with the cards on it")
def wall(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", width=390)
    cecilie, unni = day.person("participant", name="Cecilie"), day.person("observer", name="Unni")
    a, b, c, u = room(anna), room(bjarne), room(cecilie), room(unni)
    photo = hang(a, flip_chart("large.jpg", orientation=6, noise=True), "Arket fra formiddagen")
    body, picture = kept(anna, photo)
    assert max(picture.size) == 2400 and picture.size[0] > picture.size[1], picture.size
    assert b"HemmeligKamera" not in body and not picture.getexif(), "the picture still tells where it was taken"
    is_upright(photo)
    expect(a.locator(".wall details").first).not_to_have_attribute("open", "")

    b.locator(".tabs__tab", has_text="Tavle").click()
    expect(b.get_by_role("img", name="Arket fra formiddagen")).to_be_visible()
    expect(u.get_by_role("img", name="Arket fra formiddagen")).to_be_visible()
    expect(c.locator(".photo")).to_have_count(0)
    assert cecilie.context.request.get(day.server.base + photo.locator("img").get_attribute("src")).status == 404

    photo.locator(".photo__new textarea").fill("Hvem ringer?")
    photo.locator(".photo__new textarea").press("Enter")
    on = photo.locator(".card", has_text="Hvem ringer?")
    expect(on).to_be_visible()
    expect(b.locator(".photo .card", has_text="Hvem ringer?")).to_be_visible()
    before = point(photo, "Hvem ringer?")
    on.locator(".card__open").focus()
    for _ in range(5):
        a.keyboard.press("Shift+ArrowRight")
    a.keyboard.press("Shift+ArrowUp")
    after = point(photo, "Hvem ringer?")
    assert abs(after[0] - before[0] - 0.2) < 0.01 and abs(before[1] - after[1] - 0.04) < 0.01, (before, after)
    expect(b.locator(".photo .card")).to_have_attribute("data-x", "0.7")

    pin(a, "Ring banken")
    own = card(a, "Ring banken")
    own.scroll_into_view_if_needed()
    start, sheet = own.bounding_box(), photo.locator("img").bounding_box()
    a.mouse.move(start["x"] + 20, start["y"] + start["height"] - 8)
    a.mouse.down()
    a.mouse.move(start["x"] + 60, start["y"] + start["height"] + 20, steps=4)
    photo.locator("img").scroll_into_view_if_needed()
    sheet = photo.locator("img").bounding_box()
    a.mouse.move(sheet["x"] + sheet["width"] * 0.3, min(sheet["y"] + sheet["height"] * 0.4, 800), steps=8)
    a.mouse.up()
    expect(photo.locator(".card", has_text="Ring banken")).to_be_visible()
    expect(b.locator(".photo .card", has_text="Ring banken")).to_be_visible()
    expect(u.locator(".photo .card", has_text="Ring banken")).to_be_visible()
    place = point(photo, "Ring banken")
    a.reload()
    anna.is_live()
    photo = a.locator(".photo")
    again = point(photo, "Ring banken")
    assert abs(place[0] - again[0]) < 0.01 and abs(place[1] - again[1]) < 0.01, (place, again)
    a.set_viewport_size({"width": 390, "height": 844})
    a.locator(".tabs__tab", has_text="Tavle").click()
    day.look(anna, "photo", **ALL)
    a.set_viewport_size({"width": 1440, "height": 900})
    day.look(bjarne, "photo-phone", widths=(390,), **ALL)
    day.look(unni, "photo-watched")

    moved, sheet = b.locator(".photo .card", has_text="Ring banken"), b.locator(".photo img")
    b.set_viewport_size({"width": 390, "height": 1100})
    sheet.scroll_into_view_if_needed()
    moved.scroll_into_view_if_needed()
    start, box = moved.bounding_box(), sheet.bounding_box()
    b.mouse.move(start["x"] + 60, start["y"] + start["height"] - 8)
    b.mouse.down()
    b.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] * 0.25, steps=8)
    b.mouse.up()
    expect(a.locator(".photo .card", has_text="Ring banken")).to_have_attribute("data-x", re.compile(r"^0\.(79|8)"))
    expect(a.locator(".photo .card", has_text="Ring banken")).to_have_attribute("data-y", re.compile(r"^0\.2[45]"))
    a.emulate_media(media="print")
    a.set_viewport_size({"width": 680, "height": 960})
    expect(photo.locator("img")).to_be_visible()
    expect(photo.locator(".photo__new")).not_to_be_visible()
    a.screenshot(path=OUTPUT / "photo-printed.png", full_page=True)
    a.emulate_media(media="screen")
    a.set_viewport_size({"width": 1440, "height": 900})

    photo.locator("summary", has_text="Beskriv").click()
    photo.get_by_role("button", name="Ta ned bildet").click()
    expect(a.locator(".photo")).to_have_count(0)
    expect(b.locator(".photo")).to_have_count(0)
    expect(b.locator(".lane .card", has_text="Ring banken")).to_be_visible()
    a.locator(".toast").get_by_role("button", name="Angre").click()
    expect(a.locator(".photo .card")).to_have_count(2)
    expect(b.locator(".photo .card")).to_have_count(2)
    expect(b.locator(".card", has_text="Ring banken")).to_have_count(1)


@test("a small picture goes up as it is and stands upright, one that the browser cannot read is told of, and one without network waits", fresh=False)
def others(day):
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a = room(anna, case=1)
    for orientation in (3, 6, 8):
        photo = hang(a, flip_chart(f"small-{orientation}.jpg", 800, 600, orientation))
        body, picture = kept(anna, photo)
        assert b"HemmeligKamera" not in body, "the picture still tells the camera"
        assert dict(picture.getexif()) == {0x0112: orientation}, dict(picture.getexif())
        is_upright(photo)
    is_upright(hang(a, flip_chart("sheet.png", 800, 600, kind="PNG"), "PNG"))
    expect(a.locator(".photo__name").first).to_contain_text("Bilde fra ")

    heic = FOLDER / "IMG_0001.HEIC"
    heic.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(400))
    a.locator(".wall summary", has_text="Heng opp").click()
    a.locator(".wall [type=file]").set_input_files(heic)
    a.get_by_role("button", name="Heng opp bildet").click()
    expect(a.locator(".wall .error-summary")).to_contain_text("Mest kompatibelt")
    day.look(anna, "photo-refused", widths=(1440, 390))

    b = room(bjarne, case=1)
    count = b.locator(".photo").count()
    b.locator(".wall summary", has_text="Heng opp").click()
    b.locator(".wall [type=file]").set_input_files([flip_chart("first.jpg", 400, 300), flip_chart("second.jpg", 300, 400)])
    with bjarne.offline():
        b.get_by_role("button", name="Heng opp bildet").click()
        expect(b.locator(".photo__sending")).to_contain_text("ikke sendt ennå")
    expect(b.locator(".photo")).to_have_count(count + 2, timeout=20_000)
    sizes = b.locator(".photo img").evaluate_all("images => images.slice(-2).map(image => Number(image.getAttribute('width')))")
    assert sizes == [400, 300], sizes
    expect(a.locator(".photo")).to_have_count(count + 2)


@test("without script a picture is hung up, described, taken down and hung up again, with its cards below it", fresh=False)
def without_script(day):
    anna = day.person("participant", name="Anna", javascript=False)
    a = room(anna, case=2)
    a.locator(".wall summary", has_text="Heng opp").click()
    a.locator(".wall [type=file]").set_input_files(flip_chart("plain.jpg", 1200, 900, 6))
    a.get_by_role("button", name="Heng opp bildet").click()
    photo = a.locator(".photo")
    expect(photo.locator("img")).to_be_visible()
    photo.locator(".photo__new textarea").fill("Under bildet")
    photo.get_by_role("button", name="Fest på bildet").click()
    expect(photo.locator(".card")).to_contain_text("Under bildet")
    day.picture(a, "photo-without-script", widths=(1440, 390))
    photo.locator("summary", has_text="Beskriv").click()
    photo.locator("[name=caption]").fill("Det store arket")
    photo.get_by_role("button", name="Lagre beskrivelsen").click()
    expect(a.get_by_role("img", name="Det store arket")).to_be_visible()
    photo.locator("summary", has_text="Beskriv").click()
    photo.get_by_role("button", name="Ta ned bildet").click()
    expect(a.locator(".lane .card")).to_contain_text("Under bildet")
    a.locator(".notice").get_by_role("button", name="Angre").click()
    expect(a.locator(".photo .card")).to_contain_text("Under bildet")
    a.locator(".wall summary", has_text="Heng opp").click()
    notes = FOLDER / "notat.jpg"
    notes.write_text("Ikke et bilde")
    a.locator(".wall [type=file]").set_input_files(notes)
    a.get_by_role("button", name="Heng opp bildet").click()
    anna.sees("Dette er ikke et bilde vi kan ta imot")


@test("in the plenary each group’s pictures hang with its board, with their cards where they were pinned, for everyone and on the big screen")
def plenary(day):
    facilitator = opened(day)
    anna, cecilie = day.person("participant", name="Anna"), day.person("participant", name="Cecilie")
    pages = [room(anna), room(cecilie)]
    for page, name, text in zip(pages, ("Ett", "To"), ("Gul lapp", "Rosa lapp")):
        page.evaluate("location.hash = 'tavle'")
        photo = hang(page, flip_chart(f"{name}.jpg", 1600, 1200), f"Arket til gruppe {name}")
        photo.locator(".photo__new textarea").fill(text)
        photo.locator(".photo__new textarea").press("Enter")
        expect(photo.locator(".card", has_text=text)).to_be_visible()
        pin(page, f"I feltet {name}")
        expect(card(page, f"I feltet {name}")).to_be_visible()
    own = pages[0].locator(".photo img").get_attribute("src")
    assert cecilie.context.request.get(day.server.base + own).status == 404
    control = facilitator.goes(f"/days/{facilitator.link.day}/plenary").page
    control.get_by_role("button", name="Vis saken").click()
    control.locator("form[data-confirm]").first.get_by_role("button").click()
    control.locator("dialog button").first.click()
    expect(control.locator("form[action$='/state']")).to_have_count(0)
    cecilie.page.close()
    cecilie.page = cecilie.open()
    cecilie.goes(f"/days/{cecilie.link.day}/plenary")
    screen = facilitator.open()
    screen.goto(f"{day.server.base}/days/{facilitator.link.day}/projector")
    for page in (cecilie.page, screen):
        expect(page.locator(".outcome .photo")).to_have_count(2)
        expect(page.locator(".outcome .photo .card")).to_have_count(2)
        for image in page.locator(".outcome .photo img").all():
            page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=image.element_handle())
        shown = page.locator(".outcome .photo", has_text="Gul lapp")
        expect(shown.locator("img")).to_have_attribute("alt", "Arket til gruppe Ett")
        expect(shown.locator(".card")).to_have_attribute("style", re.compile("--x: 0.5"))
        expect(page.locator(".outcome .board .card")).to_have_count(2)
    assert cecilie.context.request.get(day.server.base + own).status == 200
    day.look(cecilie, "plenary-pictures", **ALL)
    screen.set_viewport_size({"width": 1920, "height": 1080})
    screen.screenshot(path=OUTPUT / "plenary-pictures-screen.png", full_page=True)
    control.get_by_role("button", name="Gruppe 1", exact=True).click()
    expect(screen.locator(".outcome .photo")).to_have_count(1)
    expect(screen.locator(".outcome .photo .card")).to_have_attribute("style", re.compile("--x: 0.5"))
    screen.screenshot(path=OUTPUT / "plenary-pictures-one.png", full_page=True)


@test("cards that are written one after the other into a picture's field lie beside each other, on the screen and on paper")
def beside_each_other(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", width=390)
    a, b = room(anna), room(bjarne)
    b.locator(".tabs__tab", has_text="Tavle").click()
    photo = hang(a, flip_chart("many.jpg", 1600, 1200), "Arket")
    for text in ("Én", "To", "Tre", "Fire", "Fem"):
        photo.locator(".photo__new textarea").fill(text)
        photo.locator(".photo__new textarea").press("Enter")
        expect(photo.locator(".card", has_text=text)).to_be_visible()
    apart = """photo => [...photo.querySelectorAll('.card')].map(card => card.getBoundingClientRect()).filter((one, at, all) => all.some((two, other) =>
        other > at && one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom)).length"""
    assert photo.evaluate(apart) == 0
    expect(b.locator(".photo .card")).to_have_count(5)
    places = b.locator(".photo .card").evaluate_all("all => all.map(card => getComputedStyle(card, '::before').insetBlockStart + getComputedStyle(card, '::before').insetInlineStart)")
    assert len(set(places)) == 5, places
    a.evaluate("location.hash = 'tavle'")
    day.picture(a, "photo-beside", widths=(1440, 820, 390))
    board = a.locator("[data-board]").get_attribute("id").removeprefix("board-")
    a.goto(f"{day.server.base}/boards/{board}/paper")
    a.locator("[data-fit=done]").wait_for(state="attached")
    expect(a.locator(".photo .card")).to_have_count(5)
    assert a.locator(".photo").evaluate(apart) == 0


@test("a picture many times as tall as it is wide is seen whole, and its cards lie where they were laid, on a phone and on paper too")
def very_tall(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a = room(anna)
    photo = hang(a, flip_chart("tall.jpg", 300, 5000), "Det høye arket")
    one = photo.get_attribute("id").removeprefix("photo-")
    board = a.locator("[data-board]").get_attribute("id").removeprefix("board-")
    photo.locator(".photo__new textarea").fill("Her")
    photo.locator(".photo__new textarea").press("Enter")
    number = photo.locator(".card").get_attribute("id").removeprefix("card-")
    assert a.evaluate(
        "([path, fields]) => fetch(path, { method: 'POST', body: new URLSearchParams(fields) }).then(answer => answer.status)",
        [f"/cards/{number}/placement", {"photo": one, "before": "", "x": "0.25", "y": "0.75"}]) == 200
    expect(photo.locator(".card")).to_have_attribute("data-y", "0.75")
    a.evaluate("location.hash = 'tavle'")
    assert all(abs(is_at - wanted) < 0.01 for is_at, wanted in zip(point(photo, "Her"), (0.25, 0.75))), point(photo, "Her")
    for width, height in WIDTHS.items():
        a.set_viewport_size({"width": width, "height": height})
        box = photo.locator("img").bounding_box()
        assert box["height"] <= height and abs(box["width"] * 2 - box["height"]) < 2, (width, box)
        mark = photo.locator(".card").evaluate("card => ['insetInlineStart', 'insetBlockStart'].map(edge => parseFloat(getComputedStyle(card, '::before')[edge]))")
        assert width > 832 or abs(mark[0] - box["width"] * 0.25) < 2 and abs(mark[1] - box["height"] * 0.75) < 2, (width, mark, box)
    day.picture(a, "photo-tall", widths=(1440, 820, 390))
    a.goto(f"{day.server.base}/boards/{board}/paper")
    a.locator("[data-fit=done]").wait_for(state="attached")
    box = a.locator(".photo img").bounding_box()
    assert abs(box["width"] * 2 - box["height"]) < 2, box
    assert all(abs(is_at - wanted) < 0.01 for is_at, wanted in zip(point(a.locator(".photo"), "Her"), (0.25, 0.75)))
