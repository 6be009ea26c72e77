"""The board as the groups use it: facts with their source, stacks, lines, filters, layouts and paper."""

import contextlib
import re
import subprocess
from urllib.parse import urlsplit

from playwright.sync_api import TimeoutError

from harness import OUTPUT, expect, test
from photo_test import flip_chart, hang
from room_test import ask, card, lane, opened, pin, room

BOTH = dict(schemes=("light", "dark"))
LAYOUTS = ["lanes", "person", "fourfold", "rings", "timeline", "free"]


def change(page, path, **fields):
    """Posts a change as the page's own forms do, by the side of the page, which may load itself again before the answer is there."""
    base = "{0.scheme}://{0.netloc}".format(urlsplit(page.url))
    answer = page.request.post(base + path, form=fields, headers={"Origin": base})
    assert answer.status == 200, (path, answer.status)


def at_board(person):
    """The person's room with the board in sight, at any width."""
    page = room(person)
    page.evaluate("location.hash = 'tavle'")
    return page


def board(page):
    return page.locator("[data-board]").get_attribute("id").removeprefix("board-")


def number(page, text):
    return page.locator(".card", has=page.get_by_text(text, exact=True)).get_attribute("id").removeprefix("card-")


def lay_out(facilitator, page, layout):
    """Draws the board otherwise, and waits until the group's page has followed."""
    change(facilitator.page, f"/boards/{board(page)}/layout", layout=layout)
    expect(page.locator(f".board--{layout}")).to_be_visible()


def drag_onto(page, text, other):
    """Takes the card by its lower edge, and lets it go in the middle of the other."""
    start, target = card(page, text).bounding_box(), card(page, other)
    page.mouse.move(start["x"] + 40, start["y"] + start["height"] - 6)
    page.mouse.down()
    for _ in range(4):
        goal = target.bounding_box()
        page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] + goal["height"] / 2, steps=3)
    expect(target).to_have_class(re.compile("is-onto"))
    page.mouse.up()


@test("a fact that was told is pinned with one key, once, with the contact it came from, and everyone sees that it hangs there")
def fact_with_source(day):
    opened(day)
    anna, bjarne, olivia = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", width=390), day.person("leader", name="Olivia")
    a, b = room(anna), at_board(bjarne)
    name = a.locator(".person__name").first.inner_text()
    olivia.goes(f"/days/{olivia.link.day}").is_live()
    ask(a, name, "Hvordan har du det?")
    olivia.page.locator(".queue__request", has_text="Gruppe 1").get_by_role("button", name="Ta samtalen").click()
    tick = olivia.page.locator(".script .tick__button").first
    said = tick.locator(".tick__fact").inner_text()
    tick.click()
    fact = a.locator(".fact")
    expect(fact).to_have_class(re.compile("is-next"))
    day.look(anna, "board-fact-told")
    expect(b.locator(".toast", has_text=said)).to_be_visible()
    a.evaluate("document.activeElement.blur()")
    a.keyboard.press("f")
    expect(card(a, said)).to_contain_text(f"Fra {name}, ")
    expect(fact).to_have_class(re.compile("is-pinned"))
    expect(b.locator(".fact")).to_have_class(re.compile("is-pinned"))
    expect(b.locator(".fact__pin")).to_be_hidden()
    expect(b.locator(".toast", has_text=said)).to_have_count(0)
    expect(b.locator(".fact__there")).to_have_attribute("href", re.compile("#card-"))
    a.keyboard.press("f")
    expect(card(a, said)).to_have_count(1)
    day.look(anna, "board-fact", **BOTH)


@test("a card is laid on another by hand and by keys, the stack gets a name where it lies, and undo takes it apart")
def stacks(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), room(bjarne)
    for text in ("Diabetes?", "Sårene", "Ring legen"):
        pin(a, text)
        expect(card(a, text)).to_be_visible()
    drag_onto(a, "Sårene", "Diabetes?")
    expect(a.locator(".card--stacked")).to_have_count(2)
    expect(b.locator(".card--stacked")).to_have_count(2)
    a.locator("[data-name-stack]:visible").click()
    field = a.get_by_label("Navn på bunken")
    expect(field).to_be_focused()
    day.look(anna, "board-stack", **BOTH)
    field.fill("Helse")
    field.press("Enter")
    expect(card(b, "Diabetes?").locator(".card__stack")).to_have_text("Helse")
    expect(a.locator("[data-name-stack]:visible")).to_have_count(1)
    expect(a.locator("[data-name-stack]:visible")).to_be_focused()
    card(a, "Ring legen").locator(".card__open").focus()
    a.keyboard.press("s")
    expect(b.locator(".card--stacked")).to_have_count(3)
    a.locator(".boardbar").get_by_role("button", name="Angre").click()
    expect(b.locator(".card--stacked")).to_have_count(2)
    a.locator(".boardbar").get_by_role("button", name="Angre").click()
    expect(card(b, "Diabetes?").locator(".card__stack")).not_to_have_text("Helse")
    a.locator(".boardbar").get_by_role("button", name="Angre").click()
    expect(b.locator(".card--stacked")).to_have_count(0)


UNDER = """card => {
    const box = card.getBoundingClientRect(), text = card.querySelector('.card__text').getBoundingClientRect()
    const points = [[text.left + 8, text.top + 6], [text.left + 8, text.bottom - 6], [box.right - 20, box.top + 20]]
    return points.map(([x, y]) => document.elementFromPoint(x, y)?.closest('.card')).filter(hit => hit !== card).length
}"""


@test("on free paper and on a picture, the cards of a stack lie so that each can be read and reached, and so does the stack’s name")
def stacks_on_sheets(day):
    lead = opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    lay_out(lead, a, "free")
    for text in ("Nederst i bunken: en lapp med så mye på at den går over flere linjer", "Midt i", "Øverst"):
        pin(a, text)
        expect(card(a, text)).to_be_visible()
    bottom, middle, top = (number(a, text) for text in ("Nederst i bunken: en lapp med så mye på at den går over flere linjer", "Midt i", "Øverst"))
    for one in (middle, top):
        change(a, f"/cards/{one}/stack", onto=bottom)
    expect(a.locator(".card--stacked")).to_have_count(3)
    for one in (bottom, middle, top):
        a.wait_for_function(f"id => {{ const card = document.getElementById(id); card.scrollIntoView({{block: 'center'}}); return ({UNDER})(card) === 0 }}", arg=f"card-{one}")
    expect(a.locator("[data-name-stack]:visible")).to_have_count(1)
    day.picture(a, "board-stack-free", widths=(1440, 390))

    hang(a, flip_chart("stabel.jpg", 1600, 1200), "Arket")
    sheet = a.locator(".photo").get_attribute("id").removeprefix("photo-")
    for one in (bottom, middle):
        change(a, f"/cards/{one}/placement", photo=sheet)
    change(a, f"/cards/{middle}/stack", onto=bottom)
    expect(a.locator(".photo .card--stacked")).to_have_count(2)
    day.picture(a, "board-stack-picture", widths=(1440, 390))
    for one in (bottom, middle):
        a.wait_for_function(f"id => {{ const card = document.getElementById(id); card.scrollIntoView({{block: 'center'}}); return ({UNDER})(card) === 0 }}", arg=f"card-{one}")
    day.picture(a, "board-stack-picture", widths=(1440, 390))


HIT = """link => {
    const box = link.getBoundingClientRect()
    return [box.top + 1, box.bottom - 1].map(y => document.elementFromPoint(box.left + 5, y) === link)
}"""


@test("cards that hang together are tied with drawn lines that follow when cards move, and with words where there is no room")
def threads(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = room(anna), room(bjarne)
    pin(a, "Gjeld", 0)
    pin(a, "Sosialhjelp", 2)
    expect(card(b, "Sosialhjelp")).to_be_visible()
    change(a, f"/cards/{number(a, 'Gjeld')}/threads", to=number(a, "Sosialhjelp"), word="fører til")
    line = b.locator(".threads__line")
    expect(line).to_have_count(1)
    expect(b.locator(".threads__word")).to_have_text("fører til")
    before = line.get_attribute("d")
    a.get_by_role("link", name="Endre eller flytt lappen Sosialhjelp").focus()
    a.keyboard.press("Shift+ArrowRight")
    expect(lane(b, 3).locator(".card")).to_have_count(1)
    expect(line).not_to_have_attribute("d", before)
    said = b.locator(".card__thread[data-leads]")
    expect(said).to_have_text(re.compile("fører til, til lappen: Sosialhjelp"))
    b.set_viewport_size({"width": 390, "height": 844})
    b.locator(".tabs a[href='#tavle']").click()
    expect(line).to_have_count(0)
    expect(said).to_be_visible()
    link = said.locator("a")
    assert link.bounding_box()["height"] >= 24, link.bounding_box()
    assert all(link.evaluate(HIT)), "what can be pressed is cut off"
    bjarne.page.reload()
    expect(b.locator("link[href$='/board-ties.css']")).to_have_count(1)


COVERED = """() => {
    const board = document.querySelector('[data-board]'), origin = board.getBoundingClientRect()
    const cards = [...board.querySelectorAll('.card')].map(card => card.getBoundingClientRect())
    const isOver = (x, y) => cards.some(box => x > box.left && x < box.right && y > box.top && y < box.bottom)
    const lines = [...board.querySelectorAll('.threads__line')].filter(line => {
        const length = line.getTotalLength()
        for (let at = 0; at <= length; at += 1) {
            const point = line.getPointAtLength(at)
            if (isOver(origin.left + point.x, origin.top + point.y)) return true
        }
    })
    const words = [...board.querySelectorAll('.threads__word')].map(word => word.getBoundingClientRect())
        .filter(a => cards.some(b => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom))
    const drawn = new Set([...board.querySelectorAll('.threads__word')].map(word => word.textContent))
    const told = [...board.querySelectorAll('.card__thread[data-leads]:not(.is-drawn)')].map(thread => thread.dataset.word)
    const lost = [...board.querySelectorAll('.card__thread[data-leads]')].map(thread => thread.dataset.word)
        .filter(word => word && !drawn.has(word) === !told.includes(word))
    return { lines: lines.length, words: words.length, lost }
}"""


@test("lines run over no card, words cover none, and a word without room is told on its card, in each layout at every width")
def lines_keep_off_cards(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    fields = a.locator(".lane [data-drop]").evaluate_all("lists => lists.map(list => list.dataset.value)")
    for index in range(12):
        text = f"Lapp {index}. " + "Det er lenge siden noen snakket med ham om dette. " * (index * 7 % 4)
        change(a, f"/boards/{board(a)}/cards", lane=fields[index % 4], text=text)
    expect(a.locator(".card")).to_have_count(12)
    cards = a.locator(".card").evaluate_all("cards => cards.map(card => card.id.slice(5))")
    for index, (one, other) in enumerate(((0, 6), (1, 7), (2, 8), (3, 4), (5, 11), (9, 0), (10, 1), (4, 8))):
        change(a, f"/cards/{cards[one]}/threads", to=cards[other], word="" if index == 2 else f"fører nok til {index}")
    for layout in ("lanes", "person", "timeline", "free"):
        lay_out(facilitator, a, layout)
        fields = a.locator(".lane [data-drop]").evaluate_all("lists => lists.map(list => list.dataset.value)")
        for index, one in enumerate(cards if layout != "lanes" else []):
            change(a, f"/cards/{one}/placement", lane=fields[index % len(fields)], before="", x=str(index % 4 / 3), y=str(index // 4 / 2.5))
        anna.is_live()
        for width in (820, 1280):
            a.set_viewport_size({"width": width, "height": 900})
            expect(a.locator(".threads__line")).to_have_count(8)
            with contextlib.suppress(TimeoutError):
                a.wait_for_function(f"() => {{ const {{ lines, words, lost }} = ({COVERED})(); return lines + words + lost.length === 0 }}")
            covered = a.evaluate(f"({COVERED})()")
            assert covered == {"lines": 0, "words": 0, "lost": []}, (layout, width, covered)
        day.picture(a, f"board-lines-{layout}", widths=(820, 1280))


@test("a filter hides cards in place, says how many, breaks neither drag nor what is new, and is cleared with one click")
def filters(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), room(bjarne)
    for text in ("Første", "Andre", "Tredje"):
        pin(a, text)
        expect(card(b, text)).to_be_visible()
    change(a, f"/cards/{number(a, 'Andre')}/completion", done="1")
    expect(card(a, "Andre").locator(".card__done")).to_be_visible()
    a.get_by_text("Vis bare noen lapper").click()
    a.get_by_label("Bare det som ikke er gjort").check()
    expect(card(a, "Andre")).to_be_hidden()
    expect(a.locator("#cardfilter-hidden")).to_contain_text("1 lapp er skjult.")
    day.look(anna, "board-filter", **BOTH)
    card(a, "Tredje").locator(".card__open").focus()
    a.keyboard.press("Shift+ArrowUp")
    expect(b.locator(".card__text")).to_have_text(["Tredje", "Første", "Andre"])
    change(b, f"/cards/{number(b, 'Første')}/completion", done="1")
    expect(a.locator("#cardfilter-hidden")).to_contain_text("2 lapper er skjult.")
    a.locator("[data-clear-filter]").click()
    expect(a.locator(".card:visible")).to_have_count(3)
    expect(a.locator("#cardfilter-hidden")).to_be_empty()
    anna.goes(a.url.split("#")[0] + "?open=1")
    expect(a.locator("#cardfilter-hidden")).to_contain_text("2 lapper er skjult.")
    expect(a.locator(".card")).to_have_count(3)
    assert "open=1" not in a.url, a.url


@test("a link to a card that the filter hides leads to it, and the card stays in sight as long as one stays on it")
def link_to_filtered(day):
    opened(day)
    anna, bjarne, olivia = day.person("participant", name="Anna"), day.person("participant", name="Bjarne", width=390), day.person("leader", name="Olivia")
    a, b = room(anna), room(bjarne)
    name = a.locator(".person__name").first.inner_text()
    olivia.goes(f"/days/{olivia.link.day}").is_live()
    ask(a, name, "Hvordan har du det?")
    olivia.page.locator(".queue__request", has_text="Gruppe 1").get_by_role("button", name="Ta samtalen").click()
    olivia.page.locator(".script .tick__button").first.click()
    a.locator(".fact__pin button").click()
    told = a.locator(".card[data-fact]")
    expect(told).to_have_count(1)
    pin(a, "Ring fastlegen", 2)
    expect(card(a, "Ring fastlegen")).to_have_count(1)
    fact = told.get_attribute("id").removeprefix("card-")
    change(a, f"/cards/{fact}/threads", to=number(a, "Ring fastlegen"), word="fører til")
    change(a, f"/cards/{fact}/completion", done="1")
    for page in (a, b):
        expect(page.locator(".card[data-fact][data-done]")).to_have_count(1)
        page.evaluate("location.hash = 'tavle'")
        page.get_by_text("Vis bare noen lapper").click()
        page.get_by_label("Bare det som ikke er gjort").check()
        expect(page.locator(".card[data-fact]")).to_be_hidden()
        for link in (page.locator(".fact__there"), page.locator(".card:not([data-fact]) .card__thread a")) * 2:
            if page == b:
                page.locator(".tabs__tab", has_text="Kontakt" if link.text_content() == "På tavla" else "Tavle").click()
            link.focus()
            page.keyboard.press("Enter")
            expect(page.locator(".card[data-fact] .card__open")).to_be_focused()
            expect(page.locator(".card[data-fact]")).to_be_in_viewport()
            expect(page.locator("#cardfilter-hidden")).to_contain_text("0 lapper er skjult.")
            page.locator(".card:not([data-fact]) .card__open").focus()
            expect(page.locator(".card[data-fact]")).to_be_hidden()
            expect(page.locator("#cardfilter-hidden")).to_contain_text("1 lapp er skjult.")


@test("the facilitator says what the pens and axes mean and how the boards are drawn, each layout as what it is, at every width")
def layouts(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    for index, text in enumerate(("Diabetes?", "Gjeld", "Sofa hos en kamerat", "Mor i Bodø", "Hund", "Kan han lese?")):
        pin(a, text, index % 4)
        expect(card(a, text)).to_be_visible()
    change(a, f"/cards/{number(a, 'Gjeld')}/threads", to=number(a, "Hund"), word="hindrer")
    control = facilitator.goes(f"/days/{facilitator.link.day}/boards").page
    control.get_by_label("Blå").fill("Det vi hørte")
    control.get_by_role("button", name="Lagre ordene").click()
    expect(card(a, "Diabetes?").locator(".card__marker")).to_contain_text("Det vi hørte")
    day.look(facilitator, "board-day", **BOTH)
    for layout in LAYOUTS:
        lay_out(facilitator, a, layout)
        fields = a.locator(".lane [data-drop]").evaluate_all("lists => lists.map(list => list.dataset.value)")
        for index, one in enumerate(a.locator(".boardframe .card").evaluate_all("cards => cards.map(card => card.id.slice(5))")):
            change(a, f"/cards/{one}/placement", lane=fields[index % len(fields)], before="", x=str(index / 6), y=str(index / 7))
        expect(a.locator(".threads__line")).to_have_count(1)
        day.look(anna, f"board-{layout}", **BOTH)
    facilitator.goes(f"/boards/{board(a)}")
    day.look(facilitator, "board-conduct", **BOTH)


OVERLAPPING = """() => {
    const boxes = [...document.querySelectorAll('[data-board] .card')].map(card => card.getBoundingClientRect())
    return boxes.flatMap((a, at) => boxes.slice(at + 1).filter(b =>
        a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)).length
}"""


@test("cards that come onto free paper from another layout do not lie over each other, at any width, and a card laid by hand stays")
def free_paper(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    fields = a.locator("[data-drop=lane]").evaluate_all("lists => lists.map(list => list.dataset.value)")
    for index in range(16):
        text = f"Lapp {index}. " + "Det er lenge siden noen snakket med ham om dette, sier fastlegen. " * (index * 7 % 6)
        change(a, f"/boards/{board(a)}/cards", lane=fields[index % 4], text=text)
    one = number(a, a.locator(".card .card__text").first.inner_text())
    change(a, f"/cards/{one}", version="1", text="Kort", marker="red", due="2026-05-01", responsible=anna_id(a))
    lay_out(facilitator, a, "free")
    anna.is_live()
    for width in (1440, 1180, 1020):
        a.set_viewport_size({"width": width, "height": 900})
        assert a.evaluate(OVERLAPPING) == 0, (width, a.evaluate(OVERLAPPING))
    a.set_viewport_size({"width": 1440, "height": 900})
    day.look(anna, "board-free-laid", **BOTH)
    pin(a, "En ny lapp som er skrevet rett på arket og er litt lang")
    expect(card(a, "rett på arket")).to_be_visible()
    anna.is_live()
    assert a.evaluate(OVERLAPPING) == 0
    change(a, f"/cards/{one}/placement", lane=a.locator("[data-drop=lane]").get_attribute("data-value"), before="", x="0.5", y="0.5")
    lay_out(facilitator, a, "lanes")
    lay_out(facilitator, a, "free")
    expect(a.locator(f"#card-{one}")).to_have_attribute("data-x", "0.5")
    bare = day.person("participant", name="Anna", javascript=False)
    assert room(bare).evaluate(OVERLAPPING) == 0


def anna_id(page):
    return page.locator("meta[name=viewer]").get_attribute("content")


@test("a timeline has a quiet scale and its cards in the order of their days, and says why a card with a day stays where it is")
def timeline(day):
    facilitator = opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), room(bjarne)
    lay_out(facilitator, a, "timeline")
    anna.is_live()
    for number_, text in ((0, "Flytter inn"), (0, "Ring utleier"), (0, "Uten frist"), (1, "Søk bostøtte"), (2, "Nytt møte")):
        pin(a, text, number_)
        expect(card(a, text)).to_be_visible()
    expect(a.locator(".scale--written .scale__ends span")).to_have_count(2)
    expect(card(a, "Uten frist").locator(".card__at")).to_have_text(re.compile(r"Skrevet \d\d:\d\d"))
    day.look(anna, "board-timeline-written", **BOTH)
    for text, due in (("Flytter inn", "2026-06-15"), ("Ring utleier", "2026-04-02"), ("Søk bostøtte", "2026-04-10"), ("Nytt møte", "2026-05-20")):
        change(a, f"/cards/{number(a, text)}", version="1", text=text, marker="blue", due=due)
        expect(card(b, text)).to_contain_text("Frist")
    for page in (a, b):
        expect(page.locator(".scale__ends")).to_have_text("2. april 202615. juni 2026")
        expect(lane(page, 0).locator(".card__text")).to_have_text(["Ring utleier", "Flytter inn", "Uten frist"])
        expect(page.locator(".card__at:visible")).to_have_count(0)
    expect(a.locator(".scale").get_by_text("Tidslinje etter frist, fra 2. april 2026 til 15. juni 2026")).to_be_attached()
    middle = lambda text: a.evaluate("card => { const box = card.getBoundingClientRect(); return (box.left + box.right) / 2 }", card(a, text).element_handle())
    line = a.locator(".scale__line").bounding_box()
    for text, part in (("Ring utleier", 0), ("Søk bostøtte", 8 / 74), ("Nytt møte", 48 / 74), ("Flytter inn", 1)):
        assert abs(middle(text) - line["x"] - part * line["width"]) < 2, (text, middle(text), line)
    assert middle("Uten frist") > line["x"] + line["width"] + 100
    card(a, "Flytter inn").locator(".card__open").focus()
    a.keyboard.press("Shift+ArrowLeft")
    expect(a.locator("#announcer")).to_have_text(re.compile("Lappen står der fristen sier"))
    expect(lane(a, 0).locator(".card__text")).to_have_text(["Ring utleier", "Flytter inn", "Uten frist"])
    a.keyboard.press("Shift+ArrowDown")
    for page in (a, b):
        expect(lane(page, 1).locator(".card__text")).to_have_text(["Søk bostøtte", "Flytter inn"])
    day.look(anna, "board-timeline-days", **BOTH)
    bare = day.person("participant", name="Bjarne", javascript=False)
    expect(room(bare).locator(".scale__says")).to_be_visible()
    expect(bare.page.locator(".scale__line, .scale__ends").locator("visible=true")).to_have_count(0)
    expect(lane(bare.page, 1).locator(".card__text")).to_have_text(["Søk bostøtte", "Flytter inn"])


DOTS = """cards => cards.filter(card => getComputedStyle(card, '::before').content !== 'none').map(card => {
    const left = card.getBoundingClientRect().left + parseFloat(getComputedStyle(card, '::before').left)
    return [card.querySelector('.card__text').textContent, Math.round(left)]
})"""


@test("on a crowded timeline each card has its dot at its time, also where it stands after that, and its tracks are scrolled with each other and the scale")
def crowded_timeline(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    lay_out(facilitator, a, "timeline")
    anna.is_live()
    for index in range(8):
        pin(a, f"Samme dag {index}", 0)
        expect(card(a, f"Samme dag {index}")).to_be_visible()
    for text, number_ in (("Senere", 1), ("Uten frist", 1)):
        pin(a, text, number_)
        expect(card(a, text)).to_be_visible()
    for text, due in (*((f"Samme dag {index}", "2026-04-02") for index in range(8)), ("Senere", "2026-06-15")):
        change(a, f"/cards/{number(a, text)}", version="1", text=text, marker="blue", due=due)
        expect(card(a, text)).to_contain_text("Frist")
    expect(a.locator(".board.is-scaled .card.is-timeless .card__text")).to_have_text("Uten frist")
    dots = dict(a.locator(".board .card").evaluate_all(DOTS))
    assert dots.keys() == {*(f"Samme dag {index}" for index in range(8)), "Senere"}, dots
    assert len({dots[f"Samme dag {index}"] for index in range(8)}) == 1 and dots["Senere"] > dots["Samme dag 0"], dots
    line, tracks = a.locator(".scale__line"), [lane(a, index).locator(".lane__cards") for index in range(2)]
    start = line.bounding_box()["x"]
    day.look(anna, "board-timeline-crowded", **BOTH)
    for from_, to, far in ((0, 1, 300), (1, 0, 120)):
        tracks[from_].evaluate("(track, far) => { track.scrollLeft = far }", far)
        expect(tracks[to]).to_have_js_property("scrollLeft", far)
        assert abs(line.bounding_box()["x"] - start + far) < 1, (far, start, line.bounding_box())
    day.look(anna, "board-timeline-scrolled", **BOTH)
    assert a.evaluate("document.documentElement.scrollWidth <= innerWidth")
    a.set_viewport_size({"width": 390, "height": 844})
    expect(a.locator(".scale__says")).to_have_text("Tidslinje etter frist, fra 2. april 2026 til 15. juni 2026")
    expect(a.locator(".scale__line, .scale__ends").locator("visible=true")).to_have_count(0)


@test("a locked card is not lifted, and leads to its own page, where it is unlocked before it is written")
def locked_card(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = at_board(anna), at_board(bjarne)
    anna.is_live()
    pin(a, "Ring utleier")
    expect(card(b, "Ring utleier")).to_be_visible()
    change(b, f"/cards/{number(b, 'Ring utleier')}/lock", locked="1")
    locked = card(a, "Ring utleier")
    expect(locked).to_contain_text("låst")
    box = locked.bounding_box()
    a.mouse.move(box["x"] + 20, box["y"] + box["height"] - 6)
    a.mouse.down()
    a.mouse.move(box["x"] + 300, box["y"] + 40, steps=4)
    expect(a.locator(".is-ghost")).to_have_count(0)
    a.mouse.up()
    address = a.url
    ways = {
        "pencil": lambda: locked.locator(".card__open").click(), "double click": lambda: locked.locator(".card__text").dblclick(),
        "E": lambda: (locked.locator(".card__open").focus(), a.keyboard.press("e")),
    }
    for way, goes in ways.items():
        goes()
        a.wait_for_url(re.compile(r"/cards/\w+$"))
        expect(a.locator("form[data-writes]"), way).to_have_count(0)
        expect(a.get_by_role("button", name="Lås opp lappen")).to_be_visible()
        a.goto(address)
        anna.is_live()
    locked.locator(".card__open").click()
    a.get_by_role("button", name="Lås opp lappen").click()
    expect(a.locator("form[data-writes] textarea")).to_have_value("Ring utleier")


@test("a board is printed on one sheet that looks like it, in each layout, on A3 and A4, with no card cut in two")
def paper(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = room(anna)
    address, fields = a.url, a.locator("[data-drop]").evaluate_all("lists => lists.map(list => list.dataset.value)")
    for index in range(40):
        change(a, f"/boards/{board(a)}/cards", lane=fields[index % 4], text=f"Lapp {index} med noen ord på", marker=["blue", "green", "red", "black"][index % 4])
    one = board(a)
    for layout in LAYOUTS:
        change(facilitator.page, f"/boards/{one}/layout", layout=layout)
        a.goto(address)
        fields = a.locator(".lane [data-drop]").evaluate_all("lists => lists.map(list => list.dataset.value)")
        for index, item in enumerate(a.locator(".boardframe .card").evaluate_all("cards => cards.map(card => card.id.slice(5))")):
            change(a, f"/cards/{item}/placement", lane=fields[index % len(fields)], before="", x=str(index % 6 / 5), y=str(index // 6 / 7))
        for size, points in (("a3", "1191"), ("a4", "841")):
            a.goto(f"{day.server.base}/boards/{one}/paper?size={size}")
            a.locator("[data-fit=done]").wait_for(state="attached")
            file = OUTPUT / f"board-{layout}-{size}.pdf"
            a.pdf(path=str(file), prefer_css_page_size=True)
            about = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
            text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
            assert re.search(rf"Page size: +{points}", about), about
            assert int(re.search(r"Pages: +(\d+)", about)[1]) <= (1 if size == "a3" else 2), f"{layout} {size}: {about}"
            missing = [index for index in range(40) if f"Lapp {index} " not in text.replace("\n", " ")]
            assert not missing, f"{layout} {size} lacks {missing}"
    day.look(anna, "board-paper", **BOTH)


@test("a filter takes the cards on pictures too, and the tray of a board that is laid out otherwise while it is on")
def filters_everywhere(day):
    facilitator = opened(day)
    anna = day.person("participant", name="Anna")
    a = at_board(anna)
    photo = hang(a, flip_chart("filter.jpg", 800, 600), "Arket")
    for text in ("Første", "Andre", "Tredje"):
        pin(a, text)
        expect(card(a, text)).to_be_visible()
    for text in ("Fjerde", "Femte"):
        photo.locator(".photo__new textarea").fill(text)
        photo.locator(".photo__new textarea").press("Enter")
        expect(photo.locator(".card", has_text=text)).to_be_visible()
    for text in ("Andre", "Fjerde"):
        change(a, f"/cards/{number(a, text)}/completion", done="1")
        expect(card(a, text).locator(".card__done")).to_be_visible()
    a.get_by_text("Vis bare noen lapper").click()
    a.get_by_label("Bare det som ikke er gjort").check()
    told = a.locator("#cardfilter-hidden")
    expect(told).to_contain_text("2 lapper er skjult.")
    expect(a.locator(".card:visible .card__text")).to_have_text(["Første", "Tredje", "Femte"])
    change(a, f"/cards/{number(a, 'Femte')}/completion", done="1")
    expect(told).to_contain_text("3 lapper er skjult.")
    for layout in ("person", "rings", "lanes"):
        lay_out(facilitator, a, layout)
        expect(a.locator(".card:visible .card__text")).to_have_text(["Første", "Tredje"])
        expect(told).to_contain_text("3 lapper er skjult.")
    a.locator("[data-clear-filter]").click()
    expect(a.locator(".card:visible")).to_have_count(5)


@test("a board is filtered, printed and downloaded without script too")
def without_script(day):
    opened(day)
    anna = day.person("participant", name="Anna", javascript=False)
    a = room(anna)
    for text in ("Første", "Andre"):
        lane(a, 0).locator("textarea").fill(text)
        lane(a, 0).get_by_role("button", name="Fest lappen").click()
    a.get_by_text("Vis bare noen lapper").click()
    a.locator("#filter-marker").select_option("red")
    a.get_by_role("button", name="Vis disse").click()
    expect(a.locator(".card")).to_have_count(0)
    expect(a.locator("#cardfilter-hidden")).to_contain_text("2 lapper er skjult.")
    a.get_by_role("link", name="Vis alle").click()
    expect(a.locator(".card")).to_have_count(2)
    a.goto(f"{day.server.base}/boards/{board(a)}")
    with a.expect_download() as download:
        a.get_by_role("link", name="Last ned for regneark").click()
    assert download.value.suggested_filename.endswith(".csv")
    a.get_by_role("link", name="Skriv ut tavla").click()
    expect(a.locator(".boardpaper .card")).to_have_count(2)
