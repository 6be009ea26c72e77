"""The benchmarks: a release server with a fresh sample day for each, the C client beside it, figures and ratios at the end.

Called by `Tests/Benchmarks/run`; options: --only board,fanout  --subscribers 500,1000,2000  --cards 40  --json FILE
"""

import argparse
import json
import os
import statistics
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests/Browser"))
import live  # noqa: E402
import pages  # noqa: E402
from server import Server  # noqa: E402


def measure_start(binary):
    """Seconds to the first answer, with new data (the sample day is made) and with data that is there; medians of five."""
    new, known = [], []
    for _ in range(5):
        server = Server(binary)
        new.append(server.start())
        known.append(server.restart())
        server.__exit__()
    return {"new data s": statistics.median(new), "known data s": statistics.median(known)}


WORKS = {
    "board": pages.measure_board, "large": lambda server, chosen: pages.measure_board(server, with_cards(chosen, 400)),
    "fanout": live.measure_fanout, "many": live.measure_many, "stalled": live.measure_stalled, "memory": live.measure_memory,
    "churn": live.measure_churn, "first-load": pages.measure_first_load, "drag": pages.measure_drag,
}


def with_cards(chosen, cards):
    return argparse.Namespace(**vars(chosen) | {"cards": cards})


def measure(chosen):
    wanted = chosen.only.split(",") if chosen.only else [*WORKS, "start"]
    figures = {}
    for name in wanted:
        if name == "start":
            figures[name] = measure_start(chosen.binary)
            continue
        with Server(chosen.binary) as server:
            figures[name] = WORKS[name](server, chosen)
        print(f"… {name}", file=sys.stderr, flush=True)
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
    def at(name, figure, otherwise):
        return figures.get(name, {}).get(figure, otherwise)

    fanout = figures.get("fanout", {})
    ours = {name: one for name, one in fanout.items() if "nchan" not in name}
    promises = [
        ("board of 40 cards ≥ 0.6 of healthz", at("board", "board / healthz", 1) >= 0.6),
        ("board of 400 cards ≥ 0.3 of healthz", at("large", "board / healthz", 1) >= 0.3),
        ("every answer of the board measurements is 200", at("board", "wrong answers", 0) + at("large", "wrong answers", 0) == 0),
        *((f"{name}: p99 ≤ 1.25 × nchan’s", one.get("each p99 ms / nchan", 0) <= 1.25) for name, one in ours.items()),
        ("everything delivered", all(one["delivered %"] == 100 and one["refused"] == 0 for one in ours.values())),
        ("100 boards: p99 ≤ 25 ms", at("many", "each p99 ms", 0) <= 25),
        ("100 boards: less than one core", at("many", "cores", 0) < 1),
        ("100 boards: everything delivered", at("many", "delivered %", 100) == 100),
        ("≤ 16 KB for each waiting stream", at("memory", "KB each", 0) <= 16),
        ("memory is flat while streams come and go", at("churn", "growth MB", 0) <= 4),
        ("a stalled reader holds up nobody", at("stalled", "ratio", 1) <= 1.25 and at("stalled", "delivered %", 100) == 100),
        ("a stalled reader is cut off", at("stalled", "cut off", 1) == 1),
        ("and finds everything when it comes back", at("stalled", "cards written", 0) == at("stalled", "cards on coming back", 0)),
        ("first load ≤ 120 KB", at("first-load", "KB in all", 0) <= 120),
        ("nothing from a third party", at("first-load", "third party", 0) == 0),
        ("no frame over 50 ms", at("drag", "over 50 ms", 0) == 0),
    ]
    return [promise for promise, kept in promises if not kept]


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--binary", default=os.environ.get("PANORAMA_BINARY") or ROOT / ".build/release/panorama")
    options.add_argument("--only", help="some of " + ", ".join([*WORKS, "start"]) + ", with commas")
    options.add_argument("--subscribers", default="500,1000,2000")
    options.add_argument("--cards", type=int, default=40, help="how many cards the board has")
    options.add_argument("--rate", type=float, default=10, help="cards a second while the streams listen")
    options.add_argument("--posts", type=int, default=200)
    options.add_argument("--turns", type=int, default=3, help="how often ours and nchan take turns; medians count")
    options.add_argument("--boards", type=int, default=100)
    options.add_argument("--minutes", type=float, default=10, help="how long clients come and go")
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
