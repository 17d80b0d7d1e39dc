#!/usr/bin/env python3
"""What was frozen stays: golden files, vectors and vaults of older formats against Tests/FROZEN.sha256.

    frozen.py TOP             checks
    frozen.py TOP --record    writes the list anew; the diff is then reviewed like any other
"""
import hashlib
import re
import sys
from pathlib import Path

from house import tracked

FROZEN = re.compile(r"(^|/)(Golden|Frozen|Vectors)/")
LIST = "Tests/FROZEN.sha256"


def present(top):
    names = [name for name in tracked(top) if FROZEN.search(name)]
    return {name: hashlib.sha256((top / name).read_bytes()).hexdigest() for name in names}


def listed(top):
    path = top / LIST
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {name: digest for digest, _, name in (line.partition("  ") for line in lines)}


def problems(found, wanted):
    for name in sorted(found.keys() | wanted.keys()):
        if name not in wanted:
            yield f"{name}: not in {LIST}; record it with frozen.py . --record"
        elif name not in found:
            yield f"{name}: is gone"
        elif found[name] != wanted[name]:
            yield f"{name}: was changed; what was frozen stays readable, or the change is recorded and explained"


def main():
    top = Path(sys.argv[1]).resolve()
    found = present(top)
    if "--record" in sys.argv:
        text = "".join(f"{digest}  {name}\n" for name, digest in sorted(found.items()))
        (top / LIST).write_text(text, encoding="utf-8")
        return 0
    broken = list(problems(found, listed(top)))
    for line in broken:
        print("frozen:", line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
