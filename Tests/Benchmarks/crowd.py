"""Many groups, each with a board of its own: more days like the sample day, made by its facilitator’s forms."""

import json
import re
import subprocess

from client import desk_of
from server import ROOT, Link
from visitor import Visitor

GROUPS_A_DAY = 34


def desks(server, action, count):
    """A desk for each of `count` boards."""
    lead = Visitor(server.base, server.link("facilitator"))
    community = next(link for link in lead.get(lead.start).page.links if re.search(r"/communities/\d+$", link))
    lines = "\n".join(f"Lasttester {number};helse" for number in range(min(count, GROUPS_A_DAY)))
    done(lead.post(f"{community}/members/import", {"text": "navn;fag\n" + lines, "confirmed": "1"}))
    found = []
    while len(found) < count:
        groups = min(GROUPS_A_DAY, count - len(found))
        day = new_day(lead, community, groups)
        found += [desk_of(Visitor(server.base, link), action) for link in links(server, day) if (link.group or "").startswith("Last ")]
    if len({one.form.action for one in found}) != count:
        raise RuntimeError(f"{count} boards were wanted, {len({one.form.action for one in found})} were made")
    return found


def new_day(lead, community, groups):
    form = lead.get(f"{community}/days/new").page.form("/days$")
    sample = re.search(r"/days/(\d+)", lead.start)[1]
    made = done(lead.post(form.action, form.filled("Lastdag", date="2030-01-15", like=sample)), 303)
    day = re.search(r"/days/(\d+)", made.headers["Location"])[1]
    plan = f"/days/{day}/plan"
    for number in range(groups):
        done(lead.post(f"/days/{day}/groups", {"name": f"Last {number}"}))
    text = lead.get(plan).body.decode()
    people = re.findall(r'name="member" value="(\d+)"[^>]*>\s*(?:<[^>]*>)*\s*Lasttester', text)
    rooms = dict((name, group) for group, name in re.findall(r'<option value="(\d+)"[^>]*>\s*(Last \d+)', text))
    for number in range(groups):
        done(lead.post(f"/days/{day}/attendances", {"member": people[number], "role": "participant", "group": rooms[f"Last {number}"]}))
    for state in ("invited", "open"):
        done(lead.post(f"/days/{day}/state", {"state": state, "confirmed": "1"}))
    return day


def links(server, day):
    command = [server.binary, "links", "--data", server.data, "--day", day, "--json"]
    people = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=True).stdout)
    return [Link(str(one["day"]), one["name"], one["role"], one.get("group"), server.here(one["url"])) for one in people]


def done(answer, *wanted):
    if answer.status not in (wanted or (200, 303)):
        words = re.sub(r"<[^>]*>|\s+", " ", answer.body.decode())
        raise RuntimeError(f"{answer.url} answers {answer.status}: {words[:400]}")
    return answer
