"""Counts what groups break, by the definitions of the tools that the samples come from and not by ours.

    check.py groupeng PEOPLE.csv GROUPS.json    failing group-rule pairs of sample_class_1 by GroupENG's definitions
    check.py engg1100 PEOPLE.csv GROUPS.json    broken musts of ENGG1100 that are not provably impossible
"""
import collections
import csv
import json
import math
import sys


def read(people, groups, key):
    with open(people, encoding="utf-8-sig", newline="") as file:
        rows = {row[key]: row for row in csv.DictReader(file)}
    with open(groups, encoding="utf-8") as file:
        members = [group["members"] for group in json.load(file)["groups"]]
    seated = [member for group in members for member in group]
    assert sorted(seated) == sorted(rows), "somebody is lost, doubled or unknown"
    return rows, [[rows[member] for member in group] for group in members]


def groupeng(people, path):
    rows, groups = read(people, path, "ID")
    everyone = list(rows.values())
    assert sorted(map(len, groups)) == [5] * 21, "not 21 groups of 5"
    failing = collections.Counter()

    def count(group, field, *values):
        return sum(row[field] in values for row in group)

    def spread(group, field, value):
        total = count(everyone, field, value)
        return total // len(groups) <= count(group, field, value) <= math.ceil(total / len(groups))

    grades = [float(row["GPA"]) for row in everyone]
    mean = sum(grades) / len(grades)
    deviation = math.sqrt(sum((grade - mean) ** 2 for grade in grades) / len(grades))
    for group in groups:
        kept = {
            "cluster Gender": count(group, "Gender", "F") != 1,
            "cluster Ethnicity": count(group, "Ethnicity", "B", "H") != 1,
            "aggregate Project choice": len({row["Project choice"] for row in group}) == 1,
            "distribute Major": all(spread(group, "Major", value) for value in ("Mech E", "CS", "Civ E", "EE")),
            "distribute Skill1": spread(group, "Skill1", "y"),
            "distribute Skill2": spread(group, "Skill2", "y"),
            "distribute Skill3": spread(group, "Skill3", "y"),
            "balance GPA": abs(sum(float(row["GPA"]) for row in group) / len(group) - mean) < 0.5 * deviation,
        }
        failing.update(rule for rule, is_kept in kept.items() if not is_kept)
    return sum(failing.values()), dict(failing)


def engg1100(people, path):
    rows, groups = read(people, path, "StudentID")
    broken = collections.Counter()
    pools = collections.defaultdict(list)
    for group in groups:
        assert 5 <= len(group) <= 7, "a team is too small or too large"
        assert len({row["Project group"] for row in group}) == 1, "a team mixes pools"
        pools[group[0]["Project group"]].append(group)
    for teams in pools.values():
        initiators = [sum(row["Coord/Shaper"] == "1" for row in team) for team in teams]
        women = [sum(row["Gender"] == "Female" for row in team) for team in teams]
        others = [sum(row["ESL"] not in ("", "English") for row in team) for team in teams]
        # Impossible for certain: fewer initiators than the fewest teams that hold everyone, or a single woman in the pool.
        if sum(initiators) >= math.ceil(sum(map(len, teams)) / 7):
            broken["at least one initiator"] += sum(count == 0 for count in initiators)
        if sum(women) != 1:
            broken["no woman alone"] += sum(count == 1 for count in women)
        broken["as few as possible with another language"] += sum(count > math.ceil(sum(others) / len(teams)) for count in others)
    return sum(broken.values()), {rule: count for rule, count in broken.items() if count}


if __name__ == "__main__":
    counted, which = {"groupeng": groupeng, "engg1100": engg1100}[sys.argv[1]](*sys.argv[2:4])
    print(counted, json.dumps(which))
