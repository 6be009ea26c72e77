"""The benchmarks: a release server with a fresh sample day for each, the C client beside it, figures and ratios at the end.

Called by `Tests/Benchmarks/run`; options: --only board,fanout,memory,start  --subscribers 24,500,1000  --cards 40  --json FILE
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Browser"))
from server import Server  # noqa: E402
from visitor import Visitor, opened  # noqa: E402

CLIENT = ROOT / ".build/panorama-client"


def client(mode, url, **options):
    """One run of the C client; names as on its command line."""
    words = [word for name, value in options.items() if value is not None for word in (f"--{name.replace('_', '-')}", str(value))]
    done = subprocess.run([CLIENT, mode, "--url", url, *words], capture_output=True, text=True, timeout=900)
    if done.returncode != 0:
        raise RuntimeError(f"client {mode}: {done.stderr.strip()}")
    return json.loads(done.stdout)


@dataclass
class Desk:
    """A participant in front of the group's board, which has been filled."""

    visitor: Visitor
    page: str
    form: object
    live: str

    @property
    def body(self):
        return urlencode(self.form.filled("markerplace")).replace("markerplace", quote("{marker}", safe="{}"))


def desk(server, action, cards=40):
    visitor = Visitor(opened(server).base, server.link("participant"))
    page, form = visitor.find_form(action)
    for number in range(cards):
        answer = visitor.post(form.action, form.filled(f"Lapp {number}: ring fastlegen og hør om time denne uken"))
        if answer.status not in (200, 303):
            raise RuntimeError(f"card {number} was refused with {answer.status}")
    live = visitor.get(page).page.live
    if not live:
        raise RuntimeError(f"{page} names no live stream")
    return Desk(visitor, page, form, live[0])


def measure_board(server, chosen):
    """Answers a second, each address in turn three times; the median counts."""
    at = desk(server, chosen.card_action, chosen.cards)
    addresses = {"healthz": server.base + "/healthz", "smallest": server.base + chosen.smallest, "board": at.page}
    runs = {name: [] for name in addresses}
    for _ in range(3):
        for name, url in addresses.items():
            cookie = at.visitor.cookie if name == "board" else ""
            runs[name].append(client("rps", url, cookie=cookie, seconds=chosen.seconds, connections=16))
    wrong = sum(run["not_200"] + run["unanswered"] for several in runs.values() for run in several)
    rps = {name: statistics.median(run["rps"] for run in several) for name, several in runs.items()}
    return {
        **{f"{name} answers/s": rps[name] for name in rps},
        "board bytes": runs["board"][0]["bytes"], "board p99 ms": statistics.median(run["ms"]["p99"] for run in runs["board"]),
        "board / healthz": rps["board"] / rps["healthz"], "board / smallest": rps["board"] / rps["smallest"], "wrong answers": wrong,
    }


def measure_fanout(server, chosen, subscribers):
    """From the POST of a card until the streams of all subscribers hold it, on a filled board."""
    at = desk(server, chosen.card_action, chosen.cards)
    found = client(
        "fanout", at.live, cookie=at.visitor.cookie, streams=subscribers, post=at.form.action, post_cookie=at.visitor.cookie, body=at.body,
        rate=chosen.rate, posts=chosen.posts, pid=server.pid)
    return {
        f"{subscribers} subscribers": {
            "all p50 ms": found["all_ms"]["p50"], "all p99 ms": found["all_ms"]["p99"], "all max ms": found["all_ms"]["max"],
            "each p99 ms": found["each_ms"]["p99"], "answer p99 ms": found["answer_ms"]["p99"], "delivered %": found["delivered_percent"],
            "opened": found["opened"], "dropped": found["dropped"], "posts": found["posts"],
            "refused": found["refused"] + found["unanswered"], "late": found["late"], "memory MB": found["after_mb"],
        }
    }


def measure_memory(server, chosen):
    """What the server holds for a thousand streams that wait."""
    at = desk(server, chosen.card_action, chosen.cards)
    found = client("idle", at.live, cookie=at.visitor.cookie, streams=1000, seconds=5, pid=server.pid)
    return {
        "before MB": found["before_mb"], "1000 live MB": found["after_mb"], "KB each": found["kb_each"], "opened": found["opened"],
        "dropped": found["dropped"],
    }


def measure_start(binary):
    """Seconds to the first answer, with new data (the sample day is made) and with data that is there; medians of five."""
    new, known = [], []
    for _ in range(5):
        server = Server(binary)
        new.append(server.start())
        known.append(server.restart())
        server.__exit__()
    return {"new data s": statistics.median(new), "known data s": statistics.median(known)}


def measure(chosen):
    figures = {}

    def fresh(name, function, *more):
        if chosen.only and name not in chosen.only.split(","):
            return
        with Server(chosen.binary) as server:
            figures.setdefault(name, {}).update(function(server, chosen, *more))
        print(f"… {name}", file=sys.stderr, flush=True)

    fresh("board", measure_board)
    for subscribers in map(int, chosen.subscribers.split(",")):
        fresh("fanout", measure_fanout, subscribers)
    fresh("memory", measure_memory)
    if not chosen.only or "start" in chosen.only.split(","):
        figures["start"] = measure_start(chosen.binary)
    return figures


def show(figures, indent=""):
    for name, value in figures.items():
        if isinstance(value, dict):
            print(f"{indent}{name}")
            show(value, indent + "  ")
        else:
            print(f"{indent}{name:<24}{value:>12.4g}" if abs(value) < 1000 else f"{indent}{name:<24}{value:>12,.0f}")


def missed(figures):
    """The promised figures that were not reached."""
    board, fanout, memory = (figures.get(name, {}) for name in ("board", "fanout", "memory"))
    largest = fanout.get("1000 subscribers", {})
    promises = [
        ("board / healthz ≥ 0.5", board.get("board / healthz", 1) >= 0.5),
        ("every answer of the board measurement is 200", board.get("wrong answers", 0) == 0),
        ("1000 subscribers, p99 ≤ 60 ms", largest.get("all p99 ms", 0) <= 60),
        ("everything delivered", all(one["delivered %"] == 100 and one["refused"] == 0 for one in fanout.values())),
        ("1000 live clients ≤ 120 MB", max(memory.get("1000 live MB", 0), largest.get("memory MB", 0)) <= 120),
        ("all thousand connected", memory.get("opened", 1000) == 1000),
    ]
    return [promise for promise, kept in promises if not kept]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", default=os.environ.get("PANORAMA_BINARY") or ROOT / ".build/release/panorama")
    options.add_argument("--only", help="board, fanout, memory, start: some of them, with commas")
    options.add_argument("--subscribers", default="24,500,1000")
    options.add_argument("--cards", type=int, default=40, help="how many cards the board has")
    options.add_argument("--rate", type=float, default=5, help="cards a second while the streams listen")
    options.add_argument("--posts", type=int, default=200)
    options.add_argument("--seconds", type=float, default=5, help="for each of the nine measurements of answers a second")
    options.add_argument("--smallest", default="/", help="the smallest page")
    options.add_argument("--card-action", default=r"/cards$", help="pattern for where the form of a new card posts to")
    options.add_argument("--json", type=Path, help="also keep the figures here")
    chosen = options.parse_args()
    figures = measure(chosen)
    show(figures)
    if chosen.json:
        chosen.json.write_text(json.dumps(figures, indent=2) + "\n")
    failures = missed(figures)
    print("\n".join(f"missed: {failure}" for failure in failures) or "every promised figure reached")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
