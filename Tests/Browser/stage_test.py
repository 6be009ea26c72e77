"""Acts that stand still, as when a browser never answers again, do not keep a test run from its end."""

import signal
import subprocess
import tempfile
from pathlib import Path

import stage
from harness import test

SOON = 1.0


def stands_still(sentence, times):
    """A test of an act, which does not end the first so many times it is played, nor does what it started."""
    def body(folder):
        before = folder / sentence
        began = before.read_text().split() if before.exists() else []
        if len(began) < times:
            before.write_text(" ".join([*began, str(subprocess.Popen(["sleep", "600"]).pid)]))
            signal.pause()
    return sentence, body


def plays(folder):
    def player(act, tell):
        for sentence, body in act:
            body(folder)
            tell((sentence, 0.0, None))
    return player


@test("a test that stands still is ended with all that it started, and its act played once more; one that does so twice has failed")
def _(day):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        acts = [[stands_still("a", 0), stands_still("b", 1)], [stands_still("c", 2), stands_still("d", 0)], [stands_still("e", 0)]]
        outcomes = sorted(((sentence, problem) for act in stage.play(acts, plays(folder), SOON) for sentence, _, problem in act))
        assert outcomes == [
            ("a", None), ("b", None), ("c", "it stood still, twice"), ("d", "it was not reached"), ("e", None),
        ], outcomes
        left = [pid for before in folder.iterdir() for pid in before.read_text().split() if Path(f"/proc/{pid}/exe").exists()]
        assert not left, f"still running: {left}"


@test("a test whose process ends without a word has failed")
def _(day):
    def player(act, tell):
        tell((act[0][0], 0.0, None))
        raise SystemExit(1)
    assert [problem for act in stage.play([[("a",), ("b",)]], player) for _, _, problem in act] == [None, "it ended without a word, twice"]
