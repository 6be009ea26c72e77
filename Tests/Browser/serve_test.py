"""How the server begins and ends: refused plainly when it cannot, and gone within seconds when it is asked to stop."""

import subprocess
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from harness import run, test
from server import ROOT, Server, free_port
from visitor import Listener, Visitor, opened


def refused(server, *arguments):
    """What `panorama serve` says on standard error when it ends by itself with code 1, as it must within some seconds."""
    done = subprocess.run([server.binary, "serve", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, timeout=20)
    assert done.returncode == 1, f"ended with {done.returncode}: {done.stderr}"
    return done.stderr


@test("a server that cannot begin says why in a sentence and leaves the running one alone")
def _(day):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "file")
        file.write_text("x")
        taken = ("--port", day.server.port, "--host", "127.0.0.1")
        assert "is in use by another program" in refused(day.server, *taken, "--data", f"{folder}/a")
        assert "serves" in refused(day.server, "--port", free_port(), "--data", day.server.data)
        assert "cannot be used as a folder" in refused(day.server, "--port", free_port(), "--data", file)
        assert "neither localhost nor" in refused(day.server, "--port", free_port(), "--host", "no.such", "--data", f"{folder}/b")
    assert day.server.is_healthy()


@test("an empty start lets its facilitator in, also after a restart", fresh=False)
def _(day):
    with Server(day.server.binary, arguments=["--empty"]) as server:
        way_in = server.says("facilitator: http").split()[-1]
        server.restart()
        facilitator = Visitor(server.base)
        answer = facilitator.get(server.here(way_in))
        assert answer.status == 200 and facilitator.cookie, answer.status


@test("asked to stop, the server tells every live page, loses nothing and ends with 0 within five seconds")
def _(day):
    server = opened(day.server)
    visitor = Visitor(server.base, server.link("participant"))
    page, form = visitor.find_form(r"/cards$")
    stream = visitor.get(page).page.live[0]
    with ExitStack() as ears:
        listeners = [ears.enter_context(Listener(visitor, stream)) for _ in range(100)]
        deadline = time.monotonic() + 10
        while not all(b"event: hello" in listener.bytes for listener in listeners):
            assert time.monotonic() < deadline, "not every stream has opened"
            time.sleep(0.02)
        assert visitor.post(form.action, form.filled("Siste lapp")).status == 303
        began = time.monotonic()
        assert server.stop() == 0
        took = time.monotonic() - began
        assert took < 5, f"stopping took {took:.1f} s"
        time.sleep(0.2)
        silent = sum(b"event: goodbye" not in listener.bytes for listener in listeners)
        assert silent == 0, f"{silent} pages were not told"
    server.start()
    assert "Siste lapp" in visitor.get(page).body.decode()


if __name__ == "__main__":
    run()
