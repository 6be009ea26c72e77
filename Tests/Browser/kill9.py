"""What is acknowledged stays: cards are pinned from many sides while the server is killed, again and again.

    python3 Tests/Browser/kill9.py [--rounds 20] [--writers 8]
"""

import argparse
import contextlib
import http.client
import itertools
import random
import statistics
import sys
import threading
import time
import uuid
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from server import Server
from visitor import Visitor, opened


class Writer(threading.Thread):
    """One participant who pins as long as the server answers, and remembers what it said yes to."""

    def __init__(self, visitor, page, form, pause):
        super().__init__(daemon=True)
        self.visitor, self.page, self.form, self.pause = visitor, page, form, pause
        self.acknowledged, self.refused, self.unanswered = [], [], None

    def run(self):
        where = urlsplit(self.form.action)
        with contextlib.closing(http.client.HTTPConnection(where.netloc, timeout=10)) as connection:
            while True:
                self.unanswered = (f"kort{uuid.uuid4().hex}", str(uuid.uuid4()))
                try:
                    status = self.pin(connection, *self.unanswered)
                except (OSError, http.client.HTTPException):
                    return
                (self.acknowledged if status in (200, 303) else self.refused).append(self.unanswered[0])
                time.sleep(self.pause)

    def pin(self, connection, text, key):
        headers = {
            "Cookie": self.visitor.cookie, "Origin": self.visitor.base, "X-Panorama-Key": key,
            "Content-Type": "application/x-www-form-urlencoded",
        }
        connection.request("POST", urlsplit(self.form.action).path, urlencode(self.form.filled(text)), headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status

    def repeat(self):
        """Sends what got no answer once more, as the browser does when it is back; returns its text when it was taken."""
        text, key = self.unanswered
        where = urlsplit(self.form.action)
        with contextlib.closing(http.client.HTTPConnection(where.netloc, timeout=10)) as connection:
            return text if self.pin(connection, text, key) in (200, 303) else None


def desks(server, count, action):
    """Participants spread over the groups, each with a board's page and its form; their sessions outlive the server."""
    links = [link for link in server.links() if link.role == "participant"]
    groups = {}
    for link in links:
        groups.setdefault(link.group, []).append(link)
    turns = itertools.cycle([itertools.cycle(people) for people in groups.values()])
    visitors = [Visitor(server.base, next(next(turns))) for _ in range(count)]
    return [(visitor, *visitor.find_form(action)) for visitor in visitors]


def kill_once(server, people, promised, repeated):
    """One round: everyone writes, the server dies in the middle and comes back; adds to what each page must hold."""
    for writer in people:
        writer.start()
    time.sleep(random.uniform(0.3, 1.2))
    server.kill9()
    for writer in people:
        writer.join(15)
    server.start()
    for writer in people:
        texts = promised.setdefault((writer.visitor, writer.page), [])
        texts += writer.acknowledged
        if writer.unanswered and (text := writer.repeat()):
            texts.append(text)
            repeated.add(text)


def count_losses(promised, repeated):
    """How many promised cards their page lacks, and how many repeated ones stand there more often than the others do."""
    lost = twice = 0
    for (visitor, page), texts in promised.items():
        markup = visitor.get(page).body.decode()
        counts = {text: markup.count(text) for text in texts}
        usual = statistics.median_low(counts.values()) if counts else 0
        lost += sum(count == 0 for count in counts.values())
        twice += sum(counts[text] > usual for text in texts if text in repeated)
    return lost, twice


@dataclass
class Tally:
    """What the rounds came to."""

    kills: int = 0
    acknowledged: int = 0
    refused: int = 0
    lost: int = 0
    twice: int = 0

    def __str__(self):
        return (f"{self.kills} kills, {self.acknowledged} acknowledged, {self.refused} refused, {self.lost} lost, "
                f"{self.twice} delivered twice")


def power_cuts(rounds, writers=8, rounds_per_data=5, pause=0.02, action=r"/cards$", report=lambda line: None):
    """Kills the server `rounds` times while `writers` pin, on a new data folder every few rounds, so that boards stay of a size."""
    tally = Tally()
    while tally.kills < rounds:
        promised, repeated, lost, twice = {}, set(), tally.lost, tally.twice
        with Server() as server:
            places = desks(opened(server), writers, action)
            for _ in range(min(rounds_per_data, rounds - tally.kills)):
                people = [Writer(*place, pause) for place in places]
                kill_once(server, people, promised, repeated)
                tally.kills += 1
                tally.acknowledged += sum(len(writer.acknowledged) for writer in people)
                tally.refused += sum(len(writer.refused) for writer in people)
                lost_here, twice_here = count_losses(promised, repeated)
                tally.lost, tally.twice = lost + lost_here, twice + twice_here
                report(f"round {tally.kills}: {tally.acknowledged} acknowledged, {tally.lost} lost")
    return tally


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=20)
    options.add_argument("--writers", type=int, default=8)
    options.add_argument("--rounds-per-data", type=int, default=5)
    options.add_argument("--pause", type=float, default=0.02, help="seconds each writer rests between cards")
    options.add_argument("--card-action", default=r"/cards$", help="pattern for where the form of a new card posts to")
    chosen = options.parse_args()
    tally = power_cuts(
        chosen.rounds, chosen.writers, chosen.rounds_per_data, chosen.pause, chosen.card_action, lambda line: print(line, flush=True))
    print(tally)
    return 1 if tally.lost or tally.twice or tally.refused or not tally.acknowledged else 0


if __name__ == "__main__":
    sys.exit(main())
