"""The C client as a function, and the boards it is pointed at."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from visitor import Visitor, opened

CLIENT = Path(__file__).resolve().parents[2] / ".build/panorama-client"


def client(mode, **options):
    """One run of the C client; names as on its command line."""
    words = [word for name, value in options.items() if value is not None for word in (f"--{name.replace('_', '-')}", str(value))]
    done = subprocess.run([CLIENT, mode, *words], capture_output=True, text=True, timeout=1800)
    if done.returncode != 0:
        raise RuntimeError(f"client {mode}: {done.stderr.strip()}")
    return json.loads(done.stdout)


@dataclass
class Desk:
    """A participant in front of the group's board."""

    visitor: Visitor
    page: str
    form: object
    live: str

    @property
    def body(self):
        return urlencode(self.form.filled("markerplace")).replace("markerplace", quote("{marker}", safe="{}"))

    @property
    def targets(self):
        """Where to listen and to post, as the client’s options."""
        cookie = self.visitor.cookie
        return {"url": self.live, "cookie": cookie, "post": self.form.action, "post_cookie": cookie, "body": self.body}


def desk_of(visitor, action):
    page, form = visitor.find_form(action)
    live = visitor.get(page).page.live
    if not live:
        raise RuntimeError(f"{page} names no live stream")
    return Desk(visitor, page, form, live[0])


def desk(server, action, cards=40):
    """A participant of the opened sample day, with so many cards on the board."""
    found = desk_of(Visitor(opened(server).base, server.link("participant")), action)
    for number in range(cards):
        answer = found.visitor.post(found.form.action, found.form.filled(f"Lapp {number}: ring fastlegen og hør om time denne uken"))
        if answer.status not in (200, 303):
            raise RuntimeError(f"card {number} was refused with {answer.status}")
    return found
