"""The board page: answers a second, bytes of a first visit, and a card dragged in a real browser."""

import statistics

from client import client, desk
from harness import Day, browser

QUIET = 5000  # milliseconds in which nobody touches a page that has been loaded
FRAMES = """() => { const frames = window.frameTimes = []; let last = performance.now()
  const tick = now => { frames.push(now - last); last = now; requestAnimationFrame(tick) }
  requestAnimationFrame(tick) }"""


def measure_board(server, chosen):
    """Answers a second, each address in turn three times; the median counts."""
    at = desk(server, chosen.card_action, chosen.cards)
    addresses = {"healthz": server.base + "/healthz", "smallest": server.base + chosen.smallest, "board": at.page}
    runs = {name: [] for name in addresses}
    for _ in range(3):
        for name, url in addresses.items():
            cookie = at.visitor.cookie if name == "board" else ""
            runs[name].append(client("rps", url=url, cookie=cookie, seconds=chosen.seconds, connections=16))
    wrong = sum(run["not_200"] + run["unanswered"] for several in runs.values() for run in several)
    rps = {name: statistics.median(run["rps"] for run in several) for name, several in runs.items()}
    return {
        **{f"{name} answers/s": rps[name] for name in rps},
        "board bytes": runs["board"][0]["bytes"], "board p99 ms": statistics.median(run["ms"]["p99"] for run in runs["board"]),
        "board / healthz": rps["board"] / rps["healthz"], "board / smallest": rps["board"] / rps["smallest"], "wrong answers": wrong,
    }


def measure_first_load(server, chosen):
    """Bytes over the wire until a board page is whole and live and asks for nothing more, in a browser that has nothing of it; and what comes
    after the first sign of hands."""
    at = desk(server, chosen.card_action, chosen.cards)
    with browser() as chromium:
        person = Day(chromium, server).person("participant")
        page = person.context.new_page()
        wire = person.context.new_cdp_session(page)
        sizes, addresses = {}, {}
        wire.send("Network.enable")
        wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
        wire.on("Network.requestWillBeSent", lambda asked: addresses.setdefault(asked["requestId"], asked["request"]["url"]))
        wire.on("Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]}))
        page.goto(at.page)
        page.wait_for_selector("html[data-live=connected]", state="attached")
        page.wait_for_timeout(QUIET)
        first = set(sizes)
        page.mouse.move(200, 200)
        page.wait_for_selector("html[data-hands]", state="attached")
        page.wait_for_timeout(500)
    later = sum(size for one, size in sizes.items() if one not in first)
    sizes = {one: size for one, size in sizes.items() if one in first}
    kinds = {"css": ".css", "script": ".js"}
    of = {name: sum(size for one, size in sizes.items() if addresses[one].split("?")[0].endswith(end)) for name, end in kinds.items()}
    document = sizes[next(one for one, url in addresses.items() if url == at.page)]
    return {
        "KB in all": sum(sizes.values()) / 1024, "page KB": document / 1024, "CSS KB": of["css"] / 1024, "script KB": of["script"] / 1024,
        "requests": len(sizes), "later, for hands KB": later / 1024, "third party": sum(not url.startswith((server.base, "data:", "blob:")) for url in addresses.values()),
    }


def measure_drag(server, chosen):
    """The longest frames while a card of four hundred is dragged across the board and let go."""
    at = desk(server, chosen.card_action, 400)
    with browser() as chromium:
        person = Day(chromium, server).person("participant", motion="no-preference")
        page = person.goes(at.page).page
        person.is_live()
        card = page.locator("[data-move]").first
        card.scroll_into_view_if_needed()
        box = card.locator(".card__text").bounding_box()
        x, y = box["x"] + 4, box["y"] + 4
        page.mouse.move(x, y)
        page.evaluate(FRAMES)
        page.wait_for_timeout(1000)
        still = page.evaluate("() => window.frameTimes.splice(0)")
        page.mouse.down()
        for step in range(300):
            page.mouse.move(x + 4 * step % 900, y + 2 * step % 500)
            page.wait_for_timeout(8)
        dragged = page.evaluate("() => document.documentElement.classList.contains('is-dragging-something')")
        page.mouse.up()
        page.wait_for_timeout(300)
        moved = page.evaluate("() => window.frameTimes.splice(0)")
    if not dragged:
        raise RuntimeError("no card was dragged")
    return {
        "cards": 400, "frames": len(moved), "longest ms": max(moved), "median ms": statistics.median(moved),
        "over 50 ms": sum(one > 50 for one in moved), "longest at rest ms": max(still),
    }
