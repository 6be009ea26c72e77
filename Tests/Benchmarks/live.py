"""What listeners get and what they cost: one crowded board, many boards, a reader that stalls, clients that come and go."""

import argparse
import statistics
import tempfile

from client import client, desk
from crowd import desks
from nchan import Nchan, is_here


LONG = 440  # characters, nearly as many as a card may have
WARMUP = 10  # posts before those that count


def fanout(targets, subscribers, chosen, **more):
    found = client("fanout", **targets, streams=subscribers, rate=chosen.rate, posts=chosen.posts, warmup=WARMUP, **more)
    return {
        "each p99 ms": found["each_ms"]["p99"], "all p50 ms": found["all_ms"]["p50"], "all p99 ms": found["all_ms"]["p99"],
        "all max ms": found["all_ms"]["max"], "answer p99 ms": found["answer_ms"]["p99"], "delivered %": found["delivered_percent"],
        "dropped": found["dropped"], "refused": found["refused"] + found["unanswered"], "late": found["late"],
        "bytes each": found["stream_bytes"], "memory MB": found["after_mb"], "cores": found["cores"], "cut off": found["cut_off"],
    }


def measure_fanout(server, chosen):
    """From the POST of a card until the streams of all subscribers hold it, and the same load on nchan, turn about."""
    at = desk(server, chosen.card_action, chosen.cards)
    figures = {}
    for subscribers in map(int, chosen.subscribers.split(",")):
        ours, theirs = [], []
        for _ in range(chosen.turns):
            ours.append(fanout(at.targets, subscribers, chosen, pid=server.pid))
            if is_here():
                with Nchan() as other:
                    theirs.append(fanout(other.targets(ours[-1]["bytes each"]), subscribers, chosen, pid=other.process.pid))
        figures[f"{subscribers} subscribers"] = medians(ours)
        if theirs:
            figures[f"{subscribers} on nchan"] = medians(theirs)
            for name in ("each p99 ms", "all p99 ms"):
                figures[f"{subscribers} subscribers"][f"{name} / nchan"] = statistics.median(
                    one[name] / other[name] for one, other in zip(ours, theirs))
    return figures


def medians(runs):
    """The median of each figure, but the worst of what must not happen."""
    worst = {"delivered %": min, "dropped": max, "refused": max, "late": max}
    return {name: worst.get(name, statistics.median)(run[name] for run in runs) for name in runs[0]}


def measure_many(server, chosen):
    """A hundred boards with twenty listeners each; a hundred changes a second in all."""
    at = desks(server, chosen.card_action, chosen.boards)
    with tempfile.NamedTemporaryFile("w", suffix=".tsv") as file:
        file.writelines("\t".join((one.live, one.visitor.cookie, one.form.action, one.body)) + "\n" for one in at)
        file.flush()
        found = client("fanout", boards=file.name, streams=20 * len(at), rate=100, posts=2000, warmup=100, pid=server.pid)
    return {
        "boards": len(at), "each p50 ms": found["each_ms"]["p50"], "each p99 ms": found["each_ms"]["p99"], "cores": found["cores"],
        "delivered %": found["delivered_percent"], "refused": found["refused"] + found["unanswered"], "late": found["late"],
        "opened": found["opened"], "dropped": found["dropped"], "posts that reached all": found["posts_to_all"],
    }


def measure_stalled(server, chosen):
    """Five hundred listeners, one of whom reads nothing, against the same without that one; turn about. Long cards, three times as many, fill
    its buffers before the end: then it is cut off, and a reader that comes back finds every card that was acknowledged."""
    at = desk(server, chosen.card_action, chosen.cards)
    targets = at.targets | {"body": at.body.replace("{marker}", "{marker}+" + "o" * LONG)}
    chosen = argparse.Namespace(**vars(chosen) | {"rate": 3 * chosen.rate, "posts": 3 * chosen.posts})
    whole, stalled = [], []
    for _ in range(chosen.turns):
        whole.append(fanout(targets, 500, chosen, pid=server.pid))
        stalled.append(fanout(targets, 501, chosen, pid=server.pid, stalled=1))
    written = chosen.cards + 2 * chosen.turns * (chosen.posts + WARMUP)
    there = at.visitor.get(at.page).body.count(b'<li class="card')
    return {
        "cards written": written, "cards on coming back": there,
        "each p99 ms": medians(whole)["each p99 ms"], "beside a stalled reader": medians(stalled)["each p99 ms"],
        "ratio": statistics.median(one["each p99 ms"] / other["each p99 ms"] for one, other in zip(stalled, whole)),
        "delivered %": medians(stalled)["delivered %"], "cut off": min(run["cut off"] for run in stalled),
    }


def measure_memory(server, chosen):
    """What the server holds for a thousand streams that wait."""
    at = desk(server, chosen.card_action, chosen.cards)
    found = client("idle", url=at.live, cookie=at.visitor.cookie, streams=1000, seconds=5, pid=server.pid)
    return {
        "before MB": found["before_mb"], "1000 live MB": found["after_mb"], "KB each": found["kb_each"], "opened": found["opened"],
        "dropped": found["dropped"],
    }


def measure_churn(server, chosen):
    """Memory while five hundred streams live and a fifth of them leave and come each second."""
    at = desk(server, chosen.card_action, chosen.cards)
    found = client("churn", url=at.live, cookie=at.visitor.cookie, streams=500, seconds=60 * chosen.minutes, pid=server.pid)
    seen = found["megabytes"]
    settled = seen[len(seen) // 5:]
    return {
        "minutes": chosen.minutes, "came and went": found["came"], "open at the end": found["open_at_end"], "first MB": seen[0],
        "after a fifth MB": settled[0], "most after MB": max(settled), "last MB": seen[-1], "growth MB": settled[-1] - settled[0],
    }
