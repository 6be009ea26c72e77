"""The invitation: written, sent out, answered on a phone, seen live, on the kitchen's list; and letters when the power goes."""

import re
import time
from pathlib import Path

from playwright.sync_api import expect

from harness import LOCALES, scroll_excess, test
from server import Server
from visitor import Visitor

NEEDS = "Uten nøtter <b>&"
REASON = "Er på kurs i Bergen"


def path(person, place):
    return f"/days/{person.link.day}/{place}"


def sent_out(day):
    """The facilitator, on the page of an invitation that is out."""
    marit = day.person("facilitator").goes(f"/days/{day.server.links()[0].day}/invitation")
    marit.is_live()
    marit.page.get_by_role("button", name="Slipp ut invitasjonen").click()
    expect(marit.page.get_by_role("button", name="Slipp ut invitasjonen")).to_have_count(0)
    return marit


def answers(person, choice, **fields):
    page = person.page
    page.locator(f"[name=answer][value={choice}]").check()
    for name, text in fields.items():
        page.locator(f"#{name}").fill(text)
    page.get_by_role("button", name="Send svaret").click()


@test("the invitation is written and let out; on a phone no with a reason becomes yes with food, and the facilitator sees both at once")
def _(day):
    marit = sent_out(day)
    page = marit.page
    page.locator("#teaser").fill("Ta med nysgjerrigheten.")
    page.locator("#lunch").fill("Suppe og brød")
    page.get_by_role("button", name="Lagre invitasjonen").click()
    expect(page.locator(".letter")).to_contain_text("Ta med nysgjerrigheten.")
    anna = day.person("participant", name="Anna", width=390)
    expect(anna.page).to_have_url(re.compile("/reply$"))
    expect(anna.page.locator(".letter")).to_contain_text("Suppe og brød")
    answers(anna, "no", reason=REASON)
    expect(anna.page.locator("#answered")).to_be_visible()
    expect(page.locator(".answers__words", has_text=REASON)).to_be_visible()
    expect(page.locator(".tally__part--no dd")).to_have_text("1")
    answers(anna, "yes", food=NEEDS)
    expect(anna.page.locator("#answered a[href$='/calendar.ics']")).to_be_visible()
    expect(page.locator(".answers__needs", has_text=NEEDS)).to_be_visible()
    expect(page.get_by_text(REASON)).to_have_count(0)
    expect(page.locator(".tally__part--yes dd")).to_have_text("1")
    marit.goes(path(marit, "kitchen"))
    marit.sees(NEEDS)
    marit.sees_not("Anna Berg")
    page.get_by_role("button", name="Vis navn").click()
    marit.sees("Anna Berg")
    assert anna.goes(path(marit, "kitchen")).page.get_by_text(NEEDS).count() == 0


@test("a leader who says no sees it at home, and the plan says at once who has nobody to play them")
def _(day):
    marit = sent_out(day).goes(path(day.people[0], "plan"))
    marit.is_live()
    for name in [link.name for link in day.server.links() if link.role == "leader"][:2]:
        leader = day.person("leader", name=name, width=390)
        answers(leader, "no", reason="Ferie")
        expect(leader.page.locator("#answered")).to_be_visible()
    leader.goes(f"/days/{leader.link.day}/players")
    expect(leader.page.get_by_role("link", name="Endre svaret")).to_be_visible()
    day.look(leader, "invitation-leader", widths=(390,))
    expect(marit.page.locator("#plan-checklist")).to_contain_text("Ingen av dem som skal spille")
    expect(marit.page.locator("#plan-castings")).to_contain_text("har sagt nei")


@test("without script and with the keyboard alone the invitation is answered")
def _(day):
    sent_out(day)
    bjarne = day.person("participant", name="Bjarne", width=390, javascript=False)
    answers(bjarne, "yes", access="Teleslynge")
    expect(bjarne.page.locator("#answered")).to_be_visible()
    dagny = day.person("participant", name="Dagny")
    keys = dagny.page.keyboard
    for _ in range(40):
        keys.press("Tab")
        if dagny.page.evaluate("document.activeElement.name") == "answer":
            break
    keys.press("ArrowDown")
    keys.press("Space")
    assert dagny.page.locator("[name=answer][value=observer]").is_checked()
    for _ in range(10):
        keys.press("Tab")
        if dagny.page.evaluate("document.activeElement.matches('form[action$=\"/reply\"] .button')"):
            break
    keys.press("Enter")
    expect(dagny.page.locator("#answered")).to_be_visible()
    day.people[0].sees("Teleslynge")


@test("the invitation’s pages are accessible and fit, in three languages, for those who write and those who answer")
def _(day):
    marit = sent_out(day)
    marit.page.locator(".answers__change a").first.click()
    marit.page.wait_for_url("**/reply")
    entry = "/" + marit.page.url.split("/", 3)[3]
    for language in LOCALES:
        lead = day.person("facilitator", language=language)
        guest = day.person("participant", name="Cecilie", language=language)
        places = [path(lead, place) for place in ("invitation", "invitation/letters", "kitchen", "reply", "arrivals", "plan")]
        for person, where in [*((lead, place) for place in [*places, entry]), (guest, path(lead, "reply")), (guest, f"/days/{lead.link.day}")]:
            person.goes(where)
            name = f"invitation-{person.link.role}{re.sub('[0-9]+', '', where).replace('/', '-')}-{language}"
            day.audit(person.page, name)
            assert not re.search(r"\[[a-z-]+\.[a-zA-Z.-]+\]", person.page.inner_text("body")), name
            for width in (390, 820, 1440):
                person.page.set_viewport_size({"width": width, "height": 900})
                if scroll_excess(person.page) > 0:
                    day.note(f"{name} is too wide at {width}")


@test("when the power goes while letters are sent, nothing is sent twice, and what nobody knows of is shown as such")
def _(day):
    folder = Path(day.server.data)
    program, log = folder / "slow-sendmail", folder / "sent"
    program.write_text(f"#!/bin/sh\ngrep -m1 '^To:' >> '{log}'\nsleep 3\n")
    program.chmod(0o755)
    with Server(arguments=["--sendmail", program, "--mail-from", "day@fjordby.example"]) as server:
        lead = Visitor(server.base, server.link("facilitator"))
        page = f"/days/{server.links()[0].day}/invitation"
        out = lead.get(page).page.form(r"/state$", writes=False, state="invited")
        lead.post(out.action, out.filled(state="invited"))
        send = lead.get(page).page.form(r"/days/\d+/letters$", writes=False)
        lead.post(send.action, send.filled())
        deadline = time.monotonic() + 20
        while (not log.exists() or len(log.read_text().splitlines()) < 5) and time.monotonic() < deadline:
            time.sleep(0.05)
        server.kill9()
        before = log.read_text().splitlines()
        assert 5 <= len(before) < 20, before
        server.start()
        text = lead.get(page).body.decode()
        uncertain = text.count("posted__letter--trouble")
        assert 1 <= uncertain <= 4, uncertain
        assert "vet ikke" in text.casefold() or "usikker" in text.casefold(), "the uncertain ones are not shown as such"
        program.write_text(f"#!/bin/sh\ngrep -m1 '^To:' >> '{log}'\n")
        send = lead.get(page).page.form(r"/days/\d+/letters$", writes=False)
        lead.post(send.action, send.filled())
        people = len([link for link in server.links() if link.role not in ("facilitator", "projector")])
        while "role=\"status\">Sender" in lead.get(page).body.decode() and time.monotonic() < deadline + 60:
            time.sleep(0.2)
        receivers = log.read_text().splitlines()
        assert len(receivers) == len(set(receivers)), receivers
        assert people - uncertain <= len(receivers) <= people, f"{uncertain} uncertain: {receivers}"
        assert lead.get(page).body.decode().count("posted__letter--trouble") == uncertain
