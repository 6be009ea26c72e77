"""Every page that anyone can reach by a link, in every role and language, once per kind of page, audited."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from harness import LOCALES, test
from room_test import opened, pin, room

ROLES = [("facilitator", None), ("participant", "1"), ("leader", None), ("observer", "1"), ("rapporteur", "2"), ("projector", None)]
FILES = re.compile(r"\.(csv|xml|eml|ics|json)$|/xml$")
FEWEST = 60
MUST_BE_SEEN = {
    "facilitator": {
        "/days/#/plan", "/days/#/invitation", "/days/#/invitation/letters", "/days/#/kitchen", "/days/#/reply", "/attendances/#/reply",
        "/days/#/arrivals", "/days/#/builder", "/days/#/tables", "/days/#/papers", "/days/#/papers/groups", "/days/#/papers/name-tags",
        "/days/#/papers/place-cards", "/days/#/papers/tables", "/members/#", "/communities/#/traits",
    },
    "participant": {"/days/#/reply", "/days/#"},
    "leader": {"/days/#/reply", "/days/#"},
}


def kind(path):
    """Addresses that differ only in their numbers show the same kind of page."""
    return re.sub(r"\d+", "#", path)


def walk(person, starts, name, seen):
    """Audits one page of each kind that links lead to."""
    waiting = list(starts)
    while waiting:
        path = waiting.pop(0)
        if kind(path) in seen or FILES.search(path) or path.startswith(("/static/", "/in/")):
            continue
        seen.add(kind(path))
        person.goes(path)
        person.day.audit(person.page, f"{name}{kind(path).replace('/', '-')}")
        for address in person.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)"):
            parts = urlsplit(address)
            if parts.netloc == urlsplit(person.day.server.base).netloc:
                waiting.append(parts.path)


def everyone(day, stage):
    audited = 0
    for language in LOCALES:
        for role, group in ROLES:
            person = day.person(role, group=group, language=language)
            seen = set()
            walk(person, [urlsplit(person.page.url).path, "/", "/no-such-page"], f"axe-{stage}-{role}-{language}", seen)
            audited += len(seen)
            person.context.close()
        stranger = day.stranger(language=language)
        seen = set()
        walk(stranger, ["/", "/no-such-page", f"/days/{day.server.links()[0].day}"], f"axe-{stage}-stranger-{language}", seen)
        audited += len(seen)
        stranger.context.close()
    assert audited >= FEWEST, f"only {audited} pages were reached"
    print(f"    {audited} pages audited, {stage}")


@test("no page that anyone can reach breaks a rule of accessibility, in any role or language, while the day is open")
def while_open(day):
    opened(day)
    pin(room(day.person("participant", name="Anna")), "Ring fastlegen")
    everyone(day, "open")


@test("nor when it has been closed", fresh=False)
def when_closed(day):
    lead = day.person("facilitator")
    for state in ("plenary", "closed"):
        answer = lead.context.request.post(
            f"{day.server.base}/days/{lead.link.day}/state", form={"state": state, "confirmed": "1"},
            headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.ok, f"the day did not move to {state}: {answer.status}"
    everyone(day, "closed")


@test("nor while the invitation is out, and links lead to all that belongs to it")
def while_invited(day):
    marit = day.person("facilitator")
    marit.goes(f"/days/{marit.link.day}/invitation").page.get_by_role("button", name="Slipp ut invitasjonen").click()
    expect(marit.page.get_by_role("button", name="Slipp ut invitasjonen")).to_have_count(0)
    for language in LOCALES:
        for role, pages in MUST_BE_SEEN.items():
            person, seen = day.person(role, language=language), set()
            walk(person, [urlsplit(person.page.url).path, f"/days/{person.link.day}"], f"axe-invited-{role}-{language}", seen)
            assert pages <= seen, f"a {role} finds no way to {pages - seen}"
            person.context.close()
