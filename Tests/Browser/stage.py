"""Plays the acts of a test run, one on each core, each in a process of its own; one that stands still is ended, and played once more."""

import contextlib
import multiprocessing
import os
import signal
import time
from collections import deque
from multiprocessing.connection import wait
from pathlib import Path

STILL = 420.0  # seconds without word from a test; the longest takes two minutes
SEPARATE = multiprocessing.get_context("fork")


def play(acts, player, still=STILL):
    """The outcomes of each act, as lists of (sentence, seconds, problem), in the order the acts end.

    `player(act, tell)` tells one outcome for each test of the act. Chromium sometimes never answers again, and no call to it has a limit of
    its own: a test that tells nothing for `still` seconds is ended with all that it started, and its act is played once more. If it stands
    still again, that is the test's outcome.
    """
    waiting, playing = deque((act, True) for act in acts), {}
    while waiting or playing:
        while waiting and len(playing) < (os.cpu_count() or 1):
            performance = Performance(*waiting.popleft(), player)
            playing[performance.ear] = performance
        for ear in wait(list(playing), timeout=max(0.0, min(one.heard for one in playing.values()) + still - time.monotonic())):
            playing[ear].hear()
        for one in [one for one in playing.values() if one.has_ended or time.monotonic() - one.heard > still]:
            del playing[one.ear]
            one.end()
            if one.is_whole:
                yield one.outcomes
            elif one.may_be_repeated:
                print(f"↻ once more, since it {one.fate}: {one.missing[0]}", flush=True)
                waiting.append((one.act, False))
            else:
                first, *rest = one.missing
                yield [*one.outcomes, (first, still, f"it {one.fate}, twice"), *((sentence, 0.0, "it was not reached") for sentence in rest)]


class Performance:
    """One act in a process of its own."""

    def __init__(self, act, may_be_repeated, player):
        self.act, self.may_be_repeated = act, may_be_repeated
        self.outcomes, self.has_ended, self.heard = [], False, time.monotonic()
        self.ear, mouth = SEPARATE.Pipe(duplex=False)
        self.process = SEPARATE.Process(target=_perform, args=(player, act, mouth))
        self.process.start()
        mouth.close()

    def hear(self):
        self.heard = time.monotonic()
        try:
            self.outcomes.append(self.ear.recv())
        except EOFError:
            self.has_ended = True

    @property
    def is_whole(self):
        return len(self.outcomes) == len(self.act)

    @property
    def missing(self):
        return [one[0] for one in self.act[len(self.outcomes):]]

    @property
    def fate(self):
        return "ended without a word" if self.has_ended else "stood still"

    def end(self):
        if not self.has_ended:
            for pid in [*reversed(descendants(self.process.pid)), self.process.pid]:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
        self.process.join()
        self.ear.close()


def _perform(player, act, mouth):
    with mouth:
        player(act, mouth.send)


def descendants(pid):
    """The processes that this one started, and those that they did, oldest first."""
    children = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            children.setdefault(parent, []).append(int(status.parent.name))
    found = [pid]
    for one in found:
        found += sorted(children.get(one, []))
    return found[1:]
