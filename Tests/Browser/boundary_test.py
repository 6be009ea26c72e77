"""What strangers, power cuts and curious participants get: nothing. The shorter form of probes.py, kill9.py and crawl.py."""

import crawl
import kill9
import probes
from harness import run, test
from server import Server


@test("probes of the boundary give nothing away, and leave the server answering")
def _(day):
    tried, faults = probes.probe(day.server, leave_out={"slow"})
    assert tried > 100, f"only {tried} probes"
    assert not faults, faults


@test("five power cuts under load lose nothing that was acknowledged")
def _(day):
    tally = kill9.power_cuts(5)
    assert tally.acknowledged > 100, f"only {tally.acknowledged} acknowledged"
    assert (tally.refused, tally.lost, tally.twice) == (0, 0, 0), tally


@test("no fact that was not told reaches anyone, while a contact is played and everyone listens")
def _(day):
    told, found, leaks = crawl.crawl_open_day(day.server)
    assert told and len(found) >= 8
    assert not leaks, leaks[:10]
    logged = crawl.find(crawl.secrets(), day.server.log.read_bytes())
    assert not logged, logged


if __name__ == "__main__":
    run()
