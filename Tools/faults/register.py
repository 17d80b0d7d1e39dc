"""Invented programs that keep a register of names, sound ones and ones with a known fault each: with them the harness and
the campaigns show that they see such a fault.

`add NAME` acknowledges what must be there ever after, `list` prints it. Sound are `sqlite` (unless SYNC is `normal`) and
`atomic`. `hasty` renames before anything is durable, `in-place` writes over what it has, `deaf` goes on when writing has
failed, and `append` takes it that a line is written whole or not at all.
"""

from __future__ import annotations

import sys

from workflow import Command, Workflow

REGISTER = """
import os, sqlite3, sys
way, verb, place = sys.argv[1:4]
def replace(path, data, way):
    if way == "hasty":
        with open(path + ".new", "wb", 0) as f: f.write(data)
        return os.rename(path + ".new", path)
    if way == "in-place":
        with open(path, "wb", 0) as f: f.write(data); os.fsync(f.fileno())
        return
    if way == "append":
        with open(path, "ab", 0) as f: f.write(data); os.fsync(f.fileno())
        return
    with open(path + ".new", "wb", 0) as f:
        try:
            if f.write(data) != len(data): raise OSError(28, "short")
            os.fsync(f.fileno())
        except OSError:
            if way != "deaf": raise
    os.rename(path + ".new", path)
    folder = os.open(os.path.dirname(path), os.O_RDONLY)
    os.fsync(folder)
def names():
    if way == "sqlite":
        return [row[0] for row in base.execute("select name from register order by rowid")]
    with open(place + "/register") as f: text = f.read()
    if not text.endswith("end\\n"): sys.exit("damaged")
    return [name for name in text.split() if name != "end"]
if way == "sqlite":
    base = sqlite3.connect(place + "/x.db", isolation_level=None)
    base.execute("pragma journal_mode=wal"); base.execute("pragma synchronous=" + os.environ.get("SYNC", "full"))
    base.execute("create table if not exists register (name text)")
elif verb == "init":
    replace(place + "/register", b"end\\n", "atomic")
if verb == "add":
    if way == "sqlite": base.execute("insert into register values (?)", (sys.argv[4],))
    else:
        before = [] if way == "append" else names()
        replace(place + "/register", "\\n".join(before + [sys.argv[4], "end", ""]).encode(), way)
    print("added", flush=True)
    os._exit(0)  # as a service that still runs when the power goes: nothing is tidied up
if verb == "list": print(" ".join(names()))
"""


def register(way: str, synchronous: str = "full") -> Workflow:
    def run(*words: str, **more) -> Command:
        more["environment"] = {"SYNC": synchronous}
        # It starts some hundred times: without what a Python looks for at its start, in half the time.
        return Command([sys.executable, "-IS", "-c", REGISTER, way, words[0], "{world}", *words[1:]], **more)

    return Workflow(
        name=way, prepare=[run("init")], always=[run("list")],
        commands=[
            run("add", name, expect="added", then=[run("list", expect=rf"\b{name}\b")]) for name in ("ana", "vera")
        ],
    )
