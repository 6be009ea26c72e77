"""What facilitators know of people stays with them: not in what the program prints."""

import json
import subprocess

from harness import test
from server import ROOT
from visitor import Visitor, opened

WORD = "kvikksølv"
OWN = ("takes-initiative", "builds-bridges", "tek initiativ", "tar initiativ", "bygger bro", "saksbehandler for", "caseworker", "colleague", "år i faget")


def printed(server, *arguments):
    done = subprocess.run([server.binary, *arguments, "--data", server.data], cwd=ROOT, capture_output=True, timeout=30)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


@test("traits, own words, numbers and ties are in no report and among no links that the program prints")
def _(day):
    server = opened(day.server)
    lead = Visitor(server.base, server.link("facilitator"))
    community = next(link for link in lead.get(lead.start).page.links if "/communities/" in link)
    members = [link for link in lead.get(community).page.links if "/members/" in link and link.rsplit("/", 1)[1].isdigit()]
    for member in members[:6]:
        form = next(one for one in lead.get(member).page.forms if one.action.endswith("/profile"))
        field = next(name for name in form.fields if "word" in name)
        assert lead.post(form.action, form.filled(**{field: WORD})).status == 303
        assert WORD in lead.get(member).body.decode()
    number = server.links()[0].day
    texts = [printed(server, "links", "--json"), printed(server, "links")]
    for language in ("nb", "nn", "en"):
        texts += [printed(server, "report", number, "--language", language, *names) for names in ((), ("--names",))]
    assert len(json.loads(texts[0])) > 20 and "Anna Berg" in texts[-1]
    for text in texts:
        found = [word for word in (WORD, *OWN) if word.casefold() in text.casefold()]
        assert not found, found
