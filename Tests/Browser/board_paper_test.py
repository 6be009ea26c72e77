"""The board on paper, as the pages of a PDF: whole cards, headings on every sheet, pictures one by one, and the room as it is printed."""

import re
import subprocess

from board_test import LAYOUTS, at_board, board, change, lay_out, number
from harness import OUTPUT, expect, test
from photo_test import flip_chart, hang
from room_test import card, opened, pin, room

LONG = "Han har ikke sovet inne siden før jul, og vil ikke til legevakta etter sist gang; fastlegen har ikke sett ham på to år. "
WHY = "Han spurte selv etter henne."
PAPERS = {"a3": "1191", "a4": "841"}
MOST = {40: {"tray": {"a3": 2, "a4": 3}, "fields": {"a3": 3, "a4": 5}}, 119: {"tray": {"a3": 4, "a4": 6}, "fields": {"a3": 7, "a4": 10}}}


def printed(page, name):
    """The texts of the pages, as they are printed; the PDF and its pictures are kept."""
    file = OUTPUT / f"{name}.pdf"
    page.pdf(path=str(file), prefer_css_page_size=True)
    subprocess.run(["pdftoppm", "-png", "-r", "40", file, file.with_suffix("")], check=True, timeout=60)
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    return [" ".join(one.split()) for one in text.split("\f")[:-1]]


def sizes(name):
    about = subprocess.run(["pdfinfo", "-l", "99", OUTPUT / f"{name}.pdf"], capture_output=True, text=True, check=True).stdout
    return re.findall(r"Page +\d+ size: +(\d+)", about)


def height_of(name, first, last):
    """How far down the page it is from the top of a word to the foot of another, in points."""
    words = subprocess.run(["pdftotext", "-bbox", OUTPUT / f"{name}.pdf", "-"], capture_output=True, text=True, check=True).stdout
    top, foot = (float(re.search(rf'{edge}="([\d.]+)"[^>]*>{word}<', words)[1]) for edge, word in (("yMin", first), ("yMax", last)))
    return foot - top


def on_paper(page, day, one, size):
    page.goto(f"{day.server.base}/boards/{one}/paper?size={size}")
    page.locator("[data-fit=done]").wait_for(state="attached")


def may_be_printed(page):
    """Waits for the room's style on paper, which comes with what hands need."""
    link = page.locator("link[href$='room-paper.css']")
    link.wait_for(state="attached")
    link.evaluate("link => link.sheet ? null : new Promise(come => link.addEventListener('load', come, { once: true }))")


def text_of(number):
    """What begins and ends with words that stand on no other card."""
    return f"Først{number:02} {LONG * (number % 5 == 2)}{'Ring dem i dag. ' * (number % 3)}sist{number:02}"


def name_contact_person(page):
    """Names one of the group, then another with a word why; returns the second."""
    people = page.locator(".holder select option").evaluate_all("all => all.map(one => [one.value, one.textContent.split(',')[0]]).filter(([id]) => id)")
    for (person, _), word in zip(people, ("", WHY)):
        change(page, page.url.split(day_base(page))[1].split("#")[0] + "/contact-person", person=person, word=word)
    return people[1][1]


def day_base(page):
    return re.match(r"https?://[^/]+", page.url)[0]


def cards(page):
    """The cards by what is written on them, as `number: id`."""
    found = page.locator("[data-board] .card").evaluate_all("all => all.map(card => [card.querySelector('.card__text').textContent, card.id.slice(5)])")
    return {int(re.match(r"Først(\d+)", text)[1]): one for text, one in found}


def spread(page):
    """Lays the cards that wait in the tray in the fields, in turn."""
    fields = page.locator(".lane [data-drop]").evaluate_all("lists => lists.map(list => list.dataset.value)")
    for number, one in enumerate(page.locator(".tray .card").evaluate_all("cards => cards.map(card => card.id.slice(5))")):
        change(page, f"/cards/{one}/placement", lane=fields[number * number % len(fields)], before="")


def fill(page, count):
    """Cards with all that may stand on one: many words, a day, somebody responsible, done, in a stack, tied to others."""
    one, address = board(page), page.url
    fields = page.locator("[data-board] [data-drop]").evaluate_all("lists => lists.map(list => list.dataset.value)")
    person = page.locator("meta[name=viewer]").get_attribute("content")
    for number in range(count):
        change(page, f"/boards/{one}/cards", lane=fields[number * number % len(fields)], text=text_of(number))
    page.goto(address)
    ids = cards(page)
    for number in range(0, count, 4):
        change(page, f"/cards/{ids[number]}", **{
            "version": "1", "text": text_of(number), "marker": "red", "due": "2026-05-01", "responsible": person, "done": "1",
            "opened-text": text_of(number), "opened-marker": "blue", "opened-responsible": "", "opened-due": "", "opened-done": ""})
    for number in range(2, count - 5, 10):
        change(page, f"/cards/{ids[number]}/threads", to=ids[number + 5], word="fører til")
    change(page, f"/cards/{ids[9]}/stack", onto=ids[5])
    return one


OUTSIDE = """() => [...document.querySelectorAll('.boardpaper__sheet')].flatMap(sheet => {
    const page = sheet.getBoundingClientRect()
    return [...sheet.querySelectorAll('.card, .lane__name, .photo__picture')].filter(element => {
        const field = (element.closest('.lane') ?? element.closest('.photo') ?? sheet).getBoundingClientRect(), box = element.getBoundingClientRect()
        return box.left < field.left - 1 || box.right > field.right + 1 || box.bottom > Math.min(field.bottom, page.bottom) + 1
    }).map(element => element.textContent.trim().slice(0, 30))
})"""

SMALLEST = """() => Math.min(...[...document.querySelectorAll('.boardpaper__sheet *')]
    .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()) && element.getClientRects().length)
    .map(element => parseFloat(getComputedStyle(element).fontSize) * element.currentCSSZoom * 0.75))"""

OVER_EACH_OTHER = """() => {
    const boxes = [...document.querySelectorAll('.boardpaper__sheet .card:not(.card--stacked)')].map(card => card.getBoundingClientRect())
    return boxes.filter((one, at) => boxes.some((two, other) => other > at
        && one.left < two.right - 1 && two.left < one.right - 1 && one.top < two.bottom - 1 && two.top < one.bottom - 1)).length
}"""


@test("a board larger than a sheet goes over several, in each layout and in the tray, on A3 and A4: each with its headings and the contact person, each card once and whole")
def several_sheets(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = room(anna)
    holder = name_contact_person(a)
    one = fill(a, 48)
    for layout in LAYOUTS:
        change(facilitator.page, f"/boards/{one}/layout", layout=layout)
        on_paper(a, day, one, "a3")
        if layout != "fourfold":
            spread(a)
        for size, wide in PAPERS.items():
            name = f"board-sheets-{layout}-{size}"
            on_paper(a, day, one, size)
            sheets = [sheet.locator(".lane__name").all_inner_texts() for sheet in a.locator(".boardpaper__sheet").all()]
            is_waiting = sheets[-1] == ["Ikke plassert ennå"]
            assert all(headings == sheets[0] or is_waiting and headings == sheets[-1] for headings in sheets), (name, sheets)
            assert a.evaluate(OUTSIDE) == [], (name, a.evaluate(OUTSIDE))
            assert a.evaluate(SMALLEST) >= 7, (name, a.evaluate(SMALLEST))
            assert a.evaluate(OVER_EACH_OTHER) == 0, (name, a.evaluate(OVER_EACH_OTHER))
            pages = printed(a, name)
            assert len(pages) == a.locator(".boardpaper__sheet").count(), (name, len(pages))
            assert set(sizes(name)) == {wide}, (name, sizes(name))
            assert len(pages) > 1 or size == "a3", (name, len(pages))
            for place, page in enumerate(pages):
                assert "sist" in page or is_waiting and place == 0, f"{name}: no card on page {place + 1}"
                assert f"Brukerkontakt: {holder}" in page and WHY in page, f"{name}: no contact person on page {place + 1}"
                assert all(heading in page for heading in sheets[place]), f"{name}: page {place + 1} lacks a heading of {sheets[place]}"
                assert len(pages) == 1 or f"ark {place + 1} av {len(pages)}" in page, f"{name}: page {place + 1} is not counted"
            for number in range(48):
                homes = [page for page in pages if f"sist{number:02}" in page]
                assert len(homes) == 1 and homes[0].count(f"sist{number:02}") == 1, f"{name}: {len(homes)} pages tell card {number}"
                assert f"Først{number:02}" in homes[0], f"{name}: card {number} is cut in two"
            said = a.locator(".card__thread[data-leads].is-said").count() + a.locator(".threads__word").count()
            assert said == a.locator(".card__thread[data-leads]").count() > 0, (name, said)
    day.audit(a, "board-sheets")


def pin_many(page, count):
    """Many short cards, some as long as cards may be, and one with many lines."""
    one, address = board(page), page.url
    fields = page.locator("[data-board] [data-drop]").evaluate_all("lists => lists.map(list => list.dataset.value)")
    for number in range(count):
        middle = (LONG * 4)[:470] if number % 17 == 5 else "\nRing dem" * 30 + "\n" if number == 11 else "Ring dem i dag. " * (number % 4)
        change(page, f"/boards/{one}/cards", lane=fields[number % len(fields)], text=f"Først{number:03} {middle}sist{number:03}")
    page.goto(address)
    return one


def is_whole_on_paper(page, day, one, count, name):
    """As many pages as the sheets say, in whose fields each card stands once, and is neither cut nor too small."""
    for size in PAPERS:
        on_paper(page, day, one, size)
        where = f"{name}-{size}"
        sheets = page.locator(".boardpaper__sheet").count()
        pages = printed(page, where)
        assert len(pages) == sheets, (where, f"{len(pages)} pages for {sheets} sheets")
        for place, text in enumerate(pages):
            assert sheets == 1 or f"ark {place + 1} av {sheets}" in text, (where, f"page {place + 1} is not counted")
        homes = [[place for place, text in enumerate(pages) for _ in range(text.count(f"sist{number:03}"))] for number in range(count)]
        assert all(len(home) == 1 and f"Først{number:03}" in pages[home[0]] for number, home in enumerate(homes)), (where, homes)
        assert page.evaluate(OUTSIDE) == [], (where, page.evaluate(OUTSIDE))
        assert page.evaluate(OVER_EACH_OTHER) == 0, (where, page.evaluate(OVER_EACH_OTHER))
        assert page.evaluate(SMALLEST) >= 7, (where, page.evaluate(SMALLEST))
        yield where, sheets


@test("a board is printed on as many pages as its sheets say, in every layout, on A3 and A4, with 40 cards and with 119, in the fields and in the tray")
def as_many_pages(day):
    facilitator = opened(day)
    for name, (count, most) in zip(("Anna", "Cecilie"), MOST.items()):
        page = room(day.person("participant", name=name))
        one, address = pin_many(page, count), page.url
        for layout in LAYOUTS:
            change(facilitator.page, f"/boards/{one}/layout", layout=layout)
            page.goto(address)
            is_waiting = page.locator(".tray .card").count() == count
            assert is_waiting or layout in ("lanes", "timeline", "free"), layout
            for state in (["tray"] if is_waiting else []) + ["fields"]:
                if state == "fields" and is_waiting:
                    page.goto(address)
                    spread(page)
                for where, sheets in is_whole_on_paper(page, day, one, count, f"board-pages-{count}-{layout}-{state}"):
                    assert sheets <= most[state][where[-2:]], (where, sheets)


@test("a picture on the board is printed on a sheet of its own, whole, with its caption and the cards at their places on it")
def pictures(day):
    opened(day)
    anna = day.person("participant", name="Anna")
    a = room(anna)
    one, address = board(a), a.url
    captions = {"Det liggende arket": (2400, 1800), "Det stående arket": (1500, 2400), "Et lite bilde": (500, 400)}
    for at, (caption, (width, height)) in enumerate(captions.items()):
        photo = hang(a, flip_chart(f"print-{at}.jpg", width, height), caption).get_attribute("id").removeprefix("photo-")
        for text, x, y in (("øverst", 0, 0), ("nederst", 1, 1)):
            change(a, f"/boards/{one}/cards", photo=photo, text=f"{text}{at} på arket {LONG * y}slutt{at}{y}")
            card = a.locator(f"#photo-{photo} .card", has_text=f"{text}{at}")
            expect(card).to_be_visible()
            change(a, f"/cards/{card.get_attribute('id').removeprefix('card-')}/placement", photo=photo, before="", x=str(x), y=str(y))
    for size in PAPERS:
        on_paper(a, day, one, size)
        name = f"board-pictures-{size}"
        places = a.locator(".photo").evaluate_all("""all => all.map(photo => {
            const sheet = photo.closest('.boardpaper__sheet').getBoundingClientRect(), picture = photo.querySelector('img').getBoundingClientRect()
            const [first, last] = [...photo.querySelectorAll('.card')].map(card => card.getBoundingClientRect()).sort((one, two) => one.top - two.top)
            return { wide: picture.width / sheet.width, tall: picture.height / sheet.width, ratio: picture.width / picture.height, high: picture.height,
                corners: [first.left - picture.left, first.top - picture.top, picture.right - last.right, picture.bottom - last.bottom] }
        })""")
        for place, (width, height) in zip(places, captions.values()):
            assert place["wide"] <= 1 and place["tall"] < 0.62 and abs(place["ratio"] - width / height) < 0.02, (name, place)
            assert max(map(abs, place["corners"])) < 2, (name, place)
        pages = printed(a, name)
        assert len(pages) == 4, (name, len(pages))
        drawn = subprocess.run(["pdfimages", "-list", OUTPUT / f"{name}.pdf"], capture_output=True, text=True, check=True).stdout
        assert [int(line.split()[0]) for line in drawn.splitlines()[2:] if line.split()[2] == "image"] == [2, 3, 4], drawn
        for at, caption in enumerate(captions):
            assert all(word in pages[at + 1] for word in (caption, f"ark {at + 2} av 4", f"øverst{at}", f"nederst{at}")), (name, pages[at + 1])
            assert height_of(name, f"øverst{at}", f"slutt{at}1") <= places[at]["high"] * 0.75, f"{name}: a card has slipped off picture {at + 1}"
    day.audit(a, "board-pictures")
    a.goto(address)
    anna.is_live()
    may_be_printed(a)
    pages = printed(a, "room-pictures")
    for at, caption in enumerate(captions):
        assert [f"øverst{at}" in page and f"nederst{at}" in page for page in pages if caption in page] == [True], (at, pages)


@test("the room is printed whole from any tab: the case, its people, the contact person, every card once, the solution; and nothing to press")
def room_on_paper(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = room(anna)
    address, holder = a.url, name_contact_person(a)
    one = fill(a, 24)
    a.goto(address)
    brief, person = a.locator(".brief p").first.inner_text(), a.locator(".person__name").first.inner_text()
    solution = a.locator(".solution textarea").first
    solution.fill("\n".join(f"Linje {number} av løsningen." for number in range(12)))
    a.locator(".solution").get_by_role("button", name="Lagre").first.click()
    expect(a.locator(".solution__saved").first).to_be_visible()
    for layout in ("lanes", "person", "rings", "timeline", "free"):
        lay_out(facilitator, a, layout)
        if layout != "person":
            spread(a)
        for width, part in ((1440, ""), (390, "#tavle")) if layout == "lanes" else ((1440, ""),):
            a.set_viewport_size({"width": width, "height": 900})
            a.goto(address.split("#")[0] + part)
            anna.is_live()
            may_be_printed(a)
            name = f"room-printed-{layout}-{width}"
            pages = printed(a, name)
            whole = " ".join(pages)
            assert " ".join(brief.split()) in whole and person in whole and f"Brukerkontakt: {holder}" in whole and WHY in whole, name
            assert "Linje 0 av løsningen." in whole and "Linje 11 av løsningen." in whole, f"{name}: the solution is cut"
            assert not any(len(page) < 30 for page in pages), f"{name}: an empty page"
            for number in range(24):
                assert [f"Først{number:02}" in page for page in pages if f"sist{number:02}" in page] == [True], (name, number)
            for word in ("Be om", "Fest lappen", "Lagre", "Angre", "Gi saken videre", "Bytt sak", "Ta kontakt"):
                assert not re.search(rf"\b{word}\b", whole), f"{name}: {word}"


WORDS = {(0, 1): "fører til gjeld", (2, 3): "gjør det verre for", (0, 3): "kan spørre", (1, 2): "fordi", (4, 5): "venter på", (6, 0): "hindrer ham i"}

OUT_OF_PLACE = """() => [...document.querySelectorAll('.tray, .board--rings, .board--timeline, .board--free')]
    .flatMap(place => [...place.querySelectorAll('.lane__cards')]).flatMap(list => {
        const field = list.getBoundingClientRect(), cards = [...list.children], row = list.closest('.tray, .board--timeline')
        return cards.filter(card => {
            const style = getComputedStyle(card), box = card.getBoundingClientRect()
            if (style.position === 'absolute') return Math.abs(card.offsetTop - parseFloat(style.top)) > 1
            return box.top < field.top || row && getComputedStyle(list).display === 'flex' && getComputedStyle(list).flexWrap === 'nowrap' && Math.abs(card.offsetTop - cards[0].offsetTop) > 1
        }).map(card => card.textContent.trim().slice(0, 30))
    })"""

BESIDE_TRAY = """() => [...document.querySelectorAll('.tray .card')].filter(card => {
    const box = card.getBoundingClientRect(), tray = card.closest('.tray').getBoundingClientRect()
    return box.left < tray.left || box.right > tray.right || box.top < tray.top || box.bottom > tray.bottom
}).length"""


def in_order(name):
    """What a PDF tells, as it was drawn; what is drawn twice over is told twice."""
    text = subprocess.run(["pdftotext", "-raw", OUTPUT / f"{name}.pdf", "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(text.split())


@test("the word of every connection is on paper in each layout, on its line or on its cards, also in the tray; the room is printed with the whole tray")
def words_of_threads(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = room(anna)
    one, address = board(a), a.url
    fields = a.locator("[data-board] [data-drop]").evaluate_all("lists => lists.map(list => list.dataset.value)")
    for number in range(14):
        change(a, f"/boards/{one}/cards", lane=fields[number % 3], text=f"Først{number:02} sist{number:02}")
    a.goto(address)
    ids = cards(a)
    for (number, other), word in WORDS.items():
        change(a, f"/cards/{ids[number]}/threads", to=ids[other], word=word)
    change(a, f"/cards/{ids[8]}/stack", onto=ids[7])
    for layout in LAYOUTS:
        change(facilitator.page, f"/boards/{one}/layout", layout=layout)
        a.goto(address)
        anna.is_live()
        if layout == "person":
            expect(a.locator(".tray .card")).to_have_count(14)
            may_be_printed(a)
            printed(a, "room-tray")
            whole = in_order("room-tray")
            assert [number for number in range(14) if whole.count(f"fakta Først{number:02} sist{number:02}") != 1] == [], whole
            a.emulate_media(media="print")
            assert a.evaluate(BESIDE_TRAY) == 0, f"{a.evaluate(BESIDE_TRAY)} cards are cut off at the edge of the tray"
            a.emulate_media(media="screen")
        assert a.evaluate(OUT_OF_PLACE) == [], (layout, a.evaluate(OUT_OF_PLACE))
        if layout not in ("lanes", "free"):
            field = a.locator(".lane [data-drop]").first.get_attribute("data-value")
            for number in range(4):
                change(a, f"/cards/{ids[number]}/placement", lane=field, before="")
        for size in PAPERS:
            name = f"board-words-{layout}-{size}"
            on_paper(a, day, one, size)
            assert layout in ("lanes", "free") or a.locator(".tray .card").count() > 0, name
            assert a.evaluate(BESIDE_TRAY) == 0 and a.evaluate(OUT_OF_PLACE) == [], (name, a.evaluate(OUT_OF_PLACE))
            printed(a, name)
            text = in_order(name)
            assert [word for word in WORDS.values() if word not in text] == [], (name, text)
        if layout in ("rings", "timeline"):
            change(a, f"/cards/{ids[7]}/placement", lane=field, before="")
            change(a, f"/cards/{ids[8]}/stack", onto=ids[7])
            a.goto(address)
            assert a.evaluate(OUT_OF_PLACE) == [], (layout, a.evaluate(OUT_OF_PLACE))
            on_paper(a, day, one, "a4")
            assert a.evaluate(OUT_OF_PLACE) == [], (layout, a.evaluate(OUT_OF_PLACE))


@test("a timeline on paper has its scale, with the cards below their days, and after them where there is much at one time")
def timeline_on_paper(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    lay_out(facilitator, a, "timeline")
    dues = {"Ring fastlegen": "2026-12-01", "Depositum": "2026-12-05", "Hvem har barnet?": "2027-03-01", "Nytt møte": "2027-06-01"}
    for text, due in dues.items():
        pin(a, text, 0)
        expect(card(a, text)).to_be_visible()
        change(a, f"/cards/{number(a, text)}", version="1", text=text, marker="blue", due=due)
        expect(card(a, text)).to_contain_text("Frist")
    one, address = board(a), a.url
    for size in ("a3", "a4"):
        a.goto(f"{day.server.base}/boards/{one}/paper?size={size}")
        a.locator("[data-fit=done]").wait_for(state="attached")
        line = a.locator(".scale__line").bounding_box()
        first, second, third, last = [card(a, text).bounding_box() for text in dues]
        middle = lambda box: (box["x"] + box["width"] / 2 - line["x"]) / line["width"]
        for box, days in ((first, 0), (second, 4), (third, 90), (last, 182)):
            assert abs(middle(box) - days / 182) < 0.02, (size, days, middle(box))
        assert second["y"] >= first["y"] + first["height"] and last["y"] == first["y"], "where there is no room, a card hangs below"
        expect(a.locator(".scale__ends span")).to_have_text(["1. desember 2026", "1. juni 2027"])
        a.pdf(path=str(OUTPUT / f"board-timeline-scale-{size}.pdf"), prefer_css_page_size=True)
        subprocess.run(["pdftoppm", "-png", "-r", "60", OUTPUT / f"board-timeline-scale-{size}.pdf", OUTPUT / f"board-timeline-scale-{size}"], check=True)
    track = a.locator(".lane [data-drop]").first.get_attribute("data-value")
    a.goto(address)
    for index in range(30):
        change(a, f"/boards/{one}/cards", lane=track, text=f"Samme dag {index}")
    a.reload()
    for index in range(30):
        change(a, f"/cards/{number(a, f'Samme dag {index}')}", version="1", text=f"Samme dag {index}", marker="blue", due="2026-12-01")
    a.goto(f"{day.server.base}/boards/{one}/paper?size=a4")
    a.locator("[data-fit=done]").wait_for(state="attached")
    expect(a.locator(".card")).to_have_count(34)
    expect(a.locator(".boardpaper__sheet")).to_have_count(1)
    assert a.evaluate(OVER_EACH_OTHER) == 0
