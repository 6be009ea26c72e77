"""What is printed and where people sit: the papers as PDF with their pages counted, the tables by mouse and by keyboard alone."""

import re
import shutil
import subprocess

from harness import OUTPUT, test

PAPERS = ["groups", "name-tags", "place-cards", "tables"]
LONG = "Anne-Margrethe Kristoffersen Bjørnebye-Li"
HOSTILE = "<b>\"'&</b>" + "W" * 70


def lay(lead, layout):
    lead.goes(f"/days/{lead.link.day}/tables")
    with lead.page.expect_response("**/tables/layout"):
        lead.page.locator(f"button[name=layout][value={layout}]").click()
    lead.page.locator(".sitter").first.wait_for()


def printed(lead, paper, query="", name=None):
    """The paper as PDF, as the browser prints it; returns the number of its pages. Pictures are kept where there is a tool for it."""
    lead.goes(f"/days/{lead.link.day}/papers/{paper}{query}")
    bytes = lead.page.pdf(prefer_css_page_size=True, print_background=False)
    file = OUTPUT / f"paper-{name or paper}.pdf"
    file.write_bytes(bytes)
    if shutil.which("pdftoppm"):
        subprocess.run(["pdftoppm", "-png", "-r", "50", file, file.with_suffix("")], check=True, timeout=60)
    return len(re.findall(rb"/Type\s*/Page\b", bytes))


def cut(lead):
    """What is wider or higher than the place it has on the sheet."""
    return lead.page.evaluate("""() => [...document.querySelectorAll('.tag-card__text, .tag-card, .tent__side, .drawn li, .door__name, .sheet:not(.sheet--flow)')]
        .filter(box => box.scrollHeight > box.clientHeight + 2 || box.scrollWidth > box.clientWidth + 2)
        .map(box => box.className + ': ' + box.textContent.trim().slice(0, 40))""")


def rename(lead, path, name):
    """Gives one member of the day another name."""
    answer = lead.context.request.post(
        f"{lead.day.server.base}{path}", form={"name": name, "party": "service-user", "discipline": "Gjeldsrådgivning og økonomisk sosialhjelp"},
        headers={"Sec-Fetch-Site": "same-origin"})
    assert answer.ok, answer.status


def members(lead):
    community = lead.page.locator(".bar__nav a[href^='/communities/']").get_attribute("href")
    lead.goes(community)
    return lead.page.eval_on_selector_all("a[href^='/members/']", "links => links.map(link => link.getAttribute('href'))"), community


def invite(lead, count):
    """Adds `count` new members to the day, as participants of its groups in turn."""
    _, community = members(lead)
    rows = "navn;fagområde;enhet;part\n" + "\n".join(
        f"Person {chr(65 + number % 26)}{number} {'Nordmann-Olsen' if number % 3 else 'Li'};Helse;Enhet {number % 5};{'bruker' if number % 2 else 'ansatt'}"
        for number in range(count))
    post = lambda path, form: lead.context.request.post(
        f"{lead.day.server.base}{path}", form=form, headers={"Sec-Fetch-Site": "same-origin"})
    assert post(f"{community}/members/import", {"text": rows, "confirmed": "1"}).ok
    lead.goes(f"/days/{lead.link.day}/plan")
    groups = lead.page.eval_on_selector_all(".seats[data-drop=group]", "lists => lists.map(list => list.dataset.value).filter(Boolean)")
    options = lead.page.eval_on_selector_all("#plan-people [name=member]", "all => all.flatMap(one => one.options ? [...one.options].map(o => o.value) : [one.value]).filter(Boolean)")
    for number, group in enumerate(groups):
        answer = lead.context.request.post(
            f"{lead.day.server.base}/days/{lead.link.day}/attendances",
            data="&".join([f"member={one}" for one in options[number::len(groups)]] + ["role=participant", f"group={group}"]),
            headers={"Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"})
        assert answer.ok, answer.status


@test("every paper prints on whole A4 sheets, with nothing cut and no blank page after the last")
def prints(day):
    lead = day.person("facilitator")
    lay(lead, "groups")
    assert printed(lead, "name-tags") == 3
    assert cut(lead) == [], cut(lead)
    assert printed(lead, "place-cards") == 7
    assert cut(lead) == [], cut(lead)
    assert printed(lead, "groups") == 4
    assert cut(lead) == [], cut(lead)
    assert printed(lead, "tables") == 4
    assert cut(lead) == [], cut(lead)
    assert printed(lead, "name-tags", "?chosen=1&who=observers&square=1&discipline=1&blanks=7", "three-and-blanks") == 1
    lay(lead, "long")
    assert printed(lead, "tables", name="long-tables") == 3
    assert cut(lead) == [], cut(lead)


@test("long and hostile names fit, and sixty more people too", fresh=False)
def crowds(day):
    lead = day.person("facilitator")
    paths, _ = members(lead)
    rename(lead, paths[1], LONG)
    rename(lead, paths[2], HOSTILE)
    for paper, pages in (("name-tags", 3), ("place-cards", 7), ("groups", 4), ("tables", 3)):
        assert printed(lead, paper, name=f"long-{paper}") == pages, paper
        assert cut(lead) == [], cut(lead)
    invite(lead, 60)
    lay(lead, "groups")
    for paper, pages in (("name-tags", 9), ("place-cards", 22), ("groups", 5), ("tables", 5)):
        assert printed(lead, paper, name=f"crowd-{paper}") == pages, (paper, printed(lead, paper, name=f"crowd-{paper}"))
        assert cut(lead) == [], cut(lead)


@test("a printed square signs in the one on the tag")
def square(day):
    lead = day.person("facilitator")
    lead.goes(f"/days/{lead.link.day}/papers/name-tags")
    tag = lead.page.locator(".tag-card", has_text="Bjarne").locator("svg")
    tag.screenshot(path=OUTPUT / "square.png", scale="css")
    done = subprocess.run(["zbarimg", "--raw", "-q", OUTPUT / "square.png"], capture_output=True, text=True, timeout=30)
    assert day.server.here(done.stdout.strip()) == day.server.link("participant", name="Bjarne").url, done


@test("people are carried to other chairs by mouse, and moved, pinned and taken back by keyboard alone")
def moves(day):
    lead = day.person("facilitator")
    lay(lead, "groups")
    page = lead.page
    first, second = page.locator(".chair__seat").nth(0), page.locator(".chair__seat").nth(8)
    page.evaluate("document.querySelector('.hall').scrollIntoView()")
    name, other = first.locator(".sitter__name").inner_text(), second.locator(".sitter__name").inner_text()
    start, end = first.locator(".sitter__name").bounding_box(), second.locator(".sitter__name").bounding_box()
    page.mouse.move(start["x"] + 5, start["y"] + 5)
    page.mouse.down()
    page.mouse.move(start["x"] + 30, start["y"] + 30, steps=3)
    page.mouse.move(end["x"] + 5, end["y"] + 5, steps=5)
    with page.expect_response("**/chair"):
        page.mouse.up()
    page.wait_for_function("([id, name]) => document.getElementById(id).textContent.includes(name)", arg=[second.get_attribute("id"), name])
    assert other in first.inner_text()
    page.locator("#person").focus()
    page.locator("#person").select_option(label=name)
    page.locator("#chair").select_option(value=first.get_attribute("data-value"))
    page.locator("#move-person button").focus()
    with page.expect_response("**/chairs"):
        page.keyboard.press("Enter")
    page.wait_for_function("([id, name]) => document.getElementById(id).textContent.includes(name)", arg=[first.get_attribute("id"), name])
    first.locator("summary").focus()
    page.keyboard.press("Enter")
    first.get_by_role("button", name="Gi fast plass").focus()
    with page.expect_response("**/pin"):
        page.keyboard.press("Enter")
    first.locator(".sitter__pin").wait_for()


@test("without script the tables are laid, people moved, and the change undone")
def scriptless(day):
    lead = day.person("facilitator", javascript=False)
    page = lead.goes(f"/days/{lead.link.day}/tables").page
    page.locator("button[name=layout][value=long]").click()
    page.locator(".sitter__do summary").first.click()
    page.locator(".sitter__do a").first.click()
    assert page.locator("#person option[selected]").count() == 1
    page.locator("#chair").select_option(value="")
    page.locator("#move-person button").click()
    assert page.locator("#chair-none .sitter").count() == 1
    page.get_by_role("button", name="Angre siste endring").click()
    assert page.locator("#chair-none .sitter").count() == 0


@test("papers and tables are readable at every width, in light and dusk, and break no rule of accessibility")
def looks(day):
    lead = day.person("facilitator")
    lead.goes(f"/days/{lead.link.day}/tables")
    day.look(lead, "tables-none")
    lay(lead, "groups")
    day.look(lead, "tables-groups", schemes=("light", "dark"))
    lay(lead, "long")
    day.look(lead, "tables-long")
    lead.goes(f"/days/{lead.link.day}/papers")
    day.look(lead, "papers")
    for paper in PAPERS:
        lead.goes(f"/days/{lead.link.day}/papers/{paper}")
        day.look(lead, f"papers-{paper}", schemes=("light", "dark"))
