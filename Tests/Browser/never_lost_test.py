"""What is written is never lost: without a network, with a closed tab, and when the server dies in the middle."""

from harness import expect, test
from room_test import card, lane, opened, pin, room

KEPT = "() => Object.entries(localStorage).filter(([name]) => name.includes('outbox')).map(([, value]) => value).join(' ')"
BOARD = "() => [...document.querySelectorAll('.lane')].map(lane => [...lane.querySelectorAll('.card__text')].map(text => text.textContent.trim()))"


def rewrite(page, old, new):
    card(page, old).locator(".card__open").click()
    tools = card(page, old).locator(".card__tools")
    tools.locator("[name=text]").fill(new)
    tools.get_by_role("button", name="Lagre lappen").click()


def settled(page):
    """Waits until nothing is kept back in the browser."""
    page.wait_for_function(KEPT.replace("() => ", "() => !"), timeout=60_000)


@test("twenty changes on each of two machines without a network are there once and in order on both when it is back")
def twenty_each(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = room(anna), room(bjarne)
    for name in ("anna", "bjarne"):
        for number in range(4):
            pin(a, f"{name}-før-{number}")
    expect(lane(b, 0).locator(".card")).to_have_count(8)
    with anna.offline(), bjarne.offline():
        for page, name in ((a, "anna"), (b, "bjarne")):
            page.wait_for_selector("html[data-live=away]", state="attached")
            for number in range(12):
                pin(page, f"{name}-{number:02}", number=1 if number % 2 else 0)
            for number in range(4):
                rewrite(page, f"{name}-før-{number}", f"{name}-etter-{number}")
            for number in range(4):
                card(page, f"{name}-før-{number}").locator(".card__open").focus()
                page.keyboard.press("Shift+ArrowRight")
            assert page.evaluate(KEPT).count("action") == 20, page.evaluate(KEPT)
        address = b.url
        b.close()
    bjarne.page = b = bjarne.open()
    b.goto(address)
    settled(a)
    settled(b)
    expect(b.locator(".card")).to_have_count(32)
    expect(a.locator(".card")).to_have_count(32)
    b.reload()
    b.wait_for_selector("html[data-live=connected]", state="attached")
    hung = b.evaluate(BOARD)
    a.wait_for_function(f"hung => JSON.stringify(({BOARD})()) === JSON.stringify(hung)", arg=hung)
    for name in ("anna", "bjarne"):
        for number, parity in ((0, 0), (1, 1)):
            ours = [text for text in hung[number] if text.startswith(f"{name}-") and text[-2:].isdigit()]
            assert ours == [f"{name}-{one:02}" for one in range(12) if one % 2 == parity], hung
        assert [text for text in hung[1] if text.startswith(f"{name}-etter")] and len({*hung[1]}) == len(hung[1]), hung
        expect(card(a, f"{name}-etter-")).to_have_count(4)
        expect(card(a, f"{name}-før-")).to_have_count(0)


@test("an edit that is refused when the network is back stays until somebody sees to it, and a card that was sent leaves no draft")
def refused_edit(day):
    opened(day)
    anna, bjarne = day.person("participant", name="Anna"), day.person("participant", name="Bjarne")
    a, b = room(anna), room(bjarne)
    pin(a, "Ring fastlegen")
    expect(card(b, "Ring fastlegen")).to_be_visible()
    with anna.offline():
        a.wait_for_selector("html[data-live=away]", state="attached")
        rewrite(a, "Ring fastlegen", "Ring legevakten")
        anna.sees("Ikke sendt ennå.")
        card(b, "Ring fastlegen").locator(".card__open").click()
        b.locator(".card__tools").get_by_role("button", name="Ta ned lappen").click()
        expect(card(b, "Ring fastlegen")).to_have_count(0)
    expect(a.locator(".conflict")).to_contain_text("Ring legevakten")
    a.reload()
    expect(a.locator(".conflict")).to_contain_text("Ring legevakten")
    a.locator(".conflict").get_by_role("button").first.click()
    settled(a)
    anna.is_live()
    address = a.url
    with anna.offline():
        a.wait_for_selector("html[data-live=away]", state="attached")
        pin(a, "Spør naboen")
        anna.sees("Ikke sendt ennå.")
        a.close()
    anna.page = a = anna.open()
    a.goto(address)
    expect(card(b, "Spør naboen")).to_have_count(1)
    a.reload()
    expect(lane(a, 0).locator("textarea")).to_have_value("")


@test("when the server dies under eight writers, what was acknowledged is there, and the rest waits in its browser and comes once")
def eight_writers(day):
    opened(day)
    people = [day.person("participant", name=name) for name in ("Anna", "Bjarne", "Dagny", "Eirik", "Farida", "Guro", "Cecilie", "Harald")]
    pages = [room(person) for person in people]
    for number in range(12):
        for writer, page in enumerate(pages):
            pin(page, f"w{writer}n{number:02}")
        if number == 5:
            day.server.kill9()
    waiting = [page.evaluate(KEPT) for page in pages]
    day.server.start()
    written = {f"w{writer}n{number:02}" for writer in range(len(pages)) for number in range(12)}
    reader = day.person("participant", name="Anna")
    there = {text for texts in room(reader).evaluate(BOARD) for text in texts}
    other = day.person("participant", name="Cecilie")
    there |= {text for texts in room(other).evaluate(BOARD) for text in texts}
    lost = {text for text in written - there if not any(text in kept for kept in waiting)}
    assert not lost, f"acknowledged and gone: {sorted(lost)}"
    for page in pages:
        settled(page)
    boards = [room(person).evaluate(BOARD) for person in (reader, other)]
    hung = [text for board in boards for texts in board for text in texts if text in written]
    assert sorted(hung) == sorted(written), (len(hung), sorted(written - {*hung}))


@test("cards written on a page that nobody has touched before the server dies are seen to wait, and come once when it is back")
def untouched_when_it_dies(day):
    opened(day)
    b = room(day.person("participant", name="Bjarne"))
    a = day.person("participant", name="Anna").open()
    a.route("**/js/hands.js", lambda route: route.continue_())  # which also keeps what an earlier page was given from this one
    a.goto(b.url.partition("#")[0])
    a.wait_for_selector("html[data-live=connected]", state="attached")
    day.server.kill9()
    for text in ("Skrevet først", "Skrevet så"):
        lane(a, 0).locator("textarea").fill(text)
        lane(a, 0).locator("textarea").press("Enter")
        expect(lane(a, 0).locator(".unsent", has_text=text)).to_be_visible()
    a.wait_for_selector("html[data-live=away]", state="attached")
    for _ in range(2):
        a.wait_for_event("requestfailed", lambda request: "/words/" in request.url)
    expect(lane(a, 0).locator(".unsent")).to_have_text(["Skrevet først", "Skrevet så"])
    day.server.start()
    for page in (a, b):
        expect(card(page, "Skrevet så")).to_have_count(1, timeout=20_000)
        expect(lane(page, 0).locator(".card__text")).to_have_text(["Skrevet først", "Skrevet så"])
    expect(a.locator(".unsent")).to_have_count(0)
    expect(lane(a, 0).locator("textarea")).to_have_value("")
    settled(a)
