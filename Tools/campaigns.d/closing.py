"""The line before the count of a campaign: what Campaigns.md has to say of a run.

    closing.py BINARY SHORT SEED POINTS PROBLEMS SECONDS      prints it, for campaigns in shell; SHORT is yes or nothing

Points are what was spoilt, cut, fed or attacked one at a time, and where a campaign does none of these the statements that
were looked at; problems are the points after which something was wrong.
"""
import re
import sys
from pathlib import Path

LINE = re.compile(r"^closing: .*, (\d+) points, (\d+) problems, \d+ s$", re.MULTILINE)


def form(short):
    return "short form" if short else "complete form"


def build(binary):
    """As the folder says that a program lies in; otherwise its name is all that is known."""
    path = Path(binary).resolve()
    return next((f"{kind} build" for kind in ("release", "debug") if kind in path.parts), path.name)


def line(binary, short, seed, points, problems, seconds):
    return (f"closing: {form(short)}, seed {seed}, {build(binary)}, {points} points, {problems} problems, "
            f"{float(seconds):.0f} s")  # fmt: skip


def read(said):
    """Points and problems as a campaign's output has them last; None where it has none."""
    found = LINE.findall(said)
    return tuple(map(int, found[-1])) if found else None


if __name__ == "__main__":
    print(line(*sys.argv[1:]))
