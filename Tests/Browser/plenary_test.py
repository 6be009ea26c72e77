"""The groups' boards beside each other in the plenary: on everyone's screen, and on the big one."""

import re

from board_test import board, number
from harness import OUTPUT, expect, scroll_excess, test
from room_test import opened, room

WIDTHS = (390, 820, 1280)
BOTH = ("light", "dark")
LAYOUTS = ["lanes", "person", "fourfold", "rings", "timeline", "free"]
SAYINGS = [
    "Ring fastlegen", "Gjeld til kommunen, tre purringer og et varsel om inkasso", "Diabetes?", "Sover på en sofa hos en kamerat",
    "Midlertidig rom i dag", "Mor i Bodø", "Har ikke spist siden i går", "Søke om nødhjelp hos NAV før klokka tre, og følge ham dit",
    "Kan han lese?", "Sår på hendene", "Vil ha jobb", "Redd for legen", "Koster", "Fast kontaktperson", "Møte på torsdag",
]


def write(page, group, scenario, person=None):
    """Fifteen cards with all that may stand on one: a day, somebody responsible, done, in a stack with a name, tied to another."""
    page.goto(f"{base(page)}/groups/{group}/cases/{scenario}?write=1")
    one, address = board(page), page.url
    fields = page.locator("[data-board] [data-drop]").evaluate_all("lists => lists.map(list => list.dataset.value)")
    for place, text in enumerate(SAYINGS):
        change(page, f"/boards/{one}/cards", lane=fields[place % len(fields)], text=text, marker=["blue", "green", "red", "black"][place % 4])
    page.goto(address)
    ids = {text: number(page, text) for text in SAYINGS}
    for place, text in enumerate(SAYINGS[::4]):
        change(page, f"/cards/{ids[text]}", **{
            "version": "1", "text": text, "marker": "red", "due": f"2026-05-0{place + 1}", "done": "1",
            **({"responsible": person} if person and place < 2 else {}),
            "opened-text": text, "opened-marker": "blue", "opened-responsible": "", "opened-due": "", "opened-done": ""})
    change(page, f"/cards/{ids['Koster']}/threads", to=ids["Gjeld til kommunen, tre purringer og et varsel om inkasso"], word="fører til")
    pile(page)
    return one


def pile(page):
    """Lays one card on another, and names the stack."""
    page.reload()
    change(page, f"/cards/{number(page, 'Sår på hendene')}/stack", onto=number(page, "Diabetes?"))
    page.reload()
    stack = page.locator(".card--stacked").first.get_attribute("data-stack")
    change(page, f"/stacks/{stack}/name", name="Kropp og helse")


def base(page):
    return re.match(r"https?://[^/]+", page.url)[0]


def change(page, path, **fields):
    """Posts a change past the page, which may be fetching itself again."""
    answer = page.context.request.post(base(page) + path, form=fields, headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.ok, (path, answer.status)


def prepared(day, groups):
    """A day in plenary whose groups have each written fifteen cards for the first case; the facilitator, with the boards."""
    facilitator = opened(day)
    page, here = facilitator.page, facilitator.link.day
    for number in range(4, groups + 1):
        change(page, f"/days/{here}/groups", name=f"Gruppe {number}")
    facilitator.goes(f"/days/{here}/plan")
    ids = list(dict.fromkeys(re.findall(r'action="/groups/(\d+)/name"', page.content())))
    facilitator.goes(f"/days/{here}/plenary")
    scenario = page.locator("#plenary-case option").first.get_attribute("value")
    person = day.person("participant", group="1").page.locator("meta[name=viewer]").get_attribute("content")
    boards = [write(page, group, scenario, person if place == 0 else None) for place, group in enumerate(ids)]
    facilitator.goes(f"/days/{here}/plenary")
    change(page, f"/days/{here}/plenary", scenario=scenario)
    return facilitator, boards, [f"/groups/{group}/cases/{scenario}?write=1" for group in ids]


def begins(facilitator):
    change(facilitator.page, f"/days/{facilitator.link.day}/state", state="plenary", confirmed="1")


def spread_most(page):
    """Lays all but the last two cards of the tray in a field."""
    fields = page.locator(".lane [data-drop]").evaluate_all("lists => lists.map(list => list.dataset.value)")
    cards = page.locator(".tray .card").evaluate_all("cards => cards.map(card => card.id.slice(5))")
    for place, one in enumerate(cards[:-2]):
        change(page, f"/cards/{one}/placement", lane=fields[place % len(fields)], before="")
    pile(page)


COVERS = """() => {
    const foot = document.querySelector('.projector__foot')
    scrollTo(0, document.body.scrollHeight)
    const box = foot.getBoundingClientRect()
    const under = [...document.querySelectorAll('.outcome *')].filter(one => !one.children.length && one.getBoundingClientRect().bottom > box.top + 1)
    return { under: under.length, ground: getComputedStyle(foot).backgroundColor, paper: getComputedStyle(document.documentElement).backgroundColor }
}"""


@test("six groups with fifteen cards each stand beside each other, on all screens and on the big one, where the way back has room of its own")
def six(day):
    facilitator, boards, rooms = prepared(day, 6)
    page = facilitator.page
    expect(page.locator(".outcome .board--lanes")).to_have_count(6)
    expect(page.locator(".pile", has_text="Kropp og helse").locator(".card")).to_have_count(12)
    expect(page.locator(".outcome .card__thread", has_text="→ fører til, til lappen: Gjeld")).to_have_count(6)
    begins(facilitator)
    screen = facilitator.open()
    screen.set_viewport_size({"width": 1920, "height": 1080})
    screen.goto(f"{day.server.base}/days/{facilitator.link.day}/projector")
    expect(screen.locator(".outcome .card")).to_have_count(90)
    for scheme in BOTH:
        screen.emulate_media(color_scheme=scheme)
        day.audit(screen, f"plenary-screen-{scheme}")
        screen.screenshot(path=OUTPUT / f"plenary-screen-{scheme}.png", full_page=True)
    seen = screen.evaluate(COVERS)
    assert seen["under"] == 0 and seen["ground"] == seen["paper"], seen
    assert scroll_excess(screen) <= 0


COVERED = """() => {
    const cards = [...document.querySelectorAll('.outcome .card')].map(card => card.getBoundingClientRect())
    return cards.some((one, at) => cards.slice(at + 1).some(other =>
        one.left < other.right - 2 && other.left < one.right - 2 && one.top < other.bottom - 2 && other.top < one.bottom - 2))
}"""
CORNERS = """lanes => lanes.map(lane => { const box = lane.getBoundingClientRect(); return [Math.round(box.left), Math.round(box.top)] })"""


@test("each layout is drawn in the plenary with its words, its cards readable and what has no place last, for all groups and for one")
def layouts(day):
    facilitator, boards, rooms = prepared(day, 3)
    page, here = facilitator.page, facilitator.link.day
    group, scenario = re.match(r"/groups/(\d+)/cases/(\d+)", rooms[0]).groups()
    for layout in LAYOUTS:
        change(page, f"/boards/{boards[0]}/layout", layout=layout, all="1")
        facilitator.goes(rooms[0])
        spread_most(page)
        facilitator.goes(f"/days/{here}/plenary")
        expect(page.locator(f".outcome .board--{layout}")).to_have_count(3)
        day.look(facilitator, f"plenary-{layout}", widths=WIDTHS, schemes=BOTH)
        if layout == "fourfold":
            page.set_viewport_size({"width": 1280, "height": 900})
            corners = page.locator(".outcome").first.locator(".lane").evaluate_all(CORNERS)
            assert corners[0][0] == corners[2][0] < corners[1][0] == corners[3][0], corners
            assert corners[0][1] == corners[1][1] < corners[2][1] == corners[3][1], corners
        if layout not in ("lanes", "free"):
            tray, below = page.locator(".outcome").first.locator(".tray"), page.locator(".outcome").first.locator(".lane").last
            expect(tray.locator(".card")).to_have_count(2)
            assert tray.bounding_box()["y"] > below.bounding_box()["y"]
        change(page, f"/days/{here}/plenary", scenario=scenario, group=group)
        facilitator.goes(f"/days/{here}/plenary")
        expect(page.locator(".outcome--one .card")).to_have_count(15)
        assert not page.evaluate(COVERED), layout
        day.look(facilitator, f"plenary-one-{layout}", widths=(1280,))
        change(page, f"/days/{here}/plenary", scenario=scenario)
