#!/usr/bin/env python3
"""The tree: what may stand at the top, how files and modules may be called, and how long a file gets before it is
said; and that a page which a comment names is there.

    house.py TOP
"""
import re
import subprocess
import sys
from pathlib import Path

import swiftsource

TOP_NAMES = {"Package.swift", "Sources", "Tests", "Keys", "Tools", "SECURITY.md", "README.md", "LICENSE"}
EMPTY_NAMES = re.compile(r"(Utils?|Helpers?|Manager|Common|Extensions?|Misc)\.swift$")
NEVER_COMMITTED = re.compile(r"(^|/)(Package\.resolved|\.build.*|__pycache__|.*\.pyc|gate\.key|gate\.db|vault\.db)$")
COMMENTED_PAGE = re.compile(r"\b[\w-]+\.md\b")
SOURCES = {".swift", ".py", ".sh", ".c", ".h"}
LONG = 350
# What an auditor copies and reads from top to bottom is one file on purpose.
LONG_ON_PURPOSE = {"Tools/verify_audit.py"}


def tracked(top):
    """Files of the tree that git knows or would add."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=top, check=True, capture_output=True).stdout.decode()
    return sorted({name for name in listed.split("\0") if name and (top / name).exists()})


def problems(top, names):
    for name in sorted({name.split("/")[0] for name in names}):
        if not name.startswith(".") and name not in TOP_NAMES:
            yield f"{name}: stands at the top, where only {', '.join(sorted(TOP_NAMES))} stand"
    for name in names:
        if EMPTY_NAMES.search(name):
            yield f"{name}: a name that says nothing"
        if NEVER_COMMITTED.search(name) and not name.startswith("Tests/"):
            yield f"{name}: is never committed"
    for folder in sorted(path for path in (top / "Sources").iterdir() if path.is_dir()):
        declares = re.compile(rf"\b(?:class|struct|enum|actor|protocol|typealias)\s+{folder.name}\b")
        for path in swiftsource.files(folder):
            if declares.search(swiftsource.code(path.read_text(encoding="utf-8"))):
                yield f"{path.relative_to(top)}: a type with the name of its module"


def absent_pages(top, names):
    """A comment of the sources that sends its reader to a page which is not in the tree."""
    there = {Path(name).name for name in names}
    for name in names:
        if name.startswith("Sources/") and name.endswith((".swift", ".c", ".h")):
            for line in (top / name).read_text(encoding="utf-8").splitlines():
                for page in COMMENTED_PAGE.findall(line.partition("//")[2]):
                    if page not in there:
                        yield f"{name}: names {page}, which is not in the tree"


def is_source(path):
    """By its suffix, or, as most tools have none, by the line that says what runs it."""
    if path.suffix:
        return path.suffix in SOURCES
    with path.open("rb") as file:
        return file.read(2) == b"#!"


def long_files(top, names):
    for name in names:
        if (top / name).is_file() and is_source(top / name) and not name.startswith("Tests/"):
            count = len((top / name).read_bytes().splitlines())
            if count > LONG and name not in LONG_ON_PURPOSE:
                yield f"{name}: {count} lines; still one subject?"


def main():
    top = Path(sys.argv[1]).resolve()
    names = tracked(top)
    found = [*problems(top, names), *absent_pages(top, names)]
    for line in found:
        print("house:", line)
    for line in long_files(top, names):
        print("house: warning:", line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
