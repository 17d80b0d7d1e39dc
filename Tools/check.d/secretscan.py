#!/usr/bin/env python3
"""No secret stands in the tree: encoded keys shout their name so that this finds them.

    secretscan.py TOP
"""
import re
import sys
from pathlib import Path

from house import tracked

SHAPES = {
    "a secret key of a vault": rb"CASEVAULT-SECRET-(?:[A-Z]+-)*[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}",
    "an age secret key": rb"AGE-SECRET-KEY-(?:PQ-)?1[0-9A-Z]{20}",
    "a private key": rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/]",
    "a minisign or signify key": rb"untrusted comment: [^\n]*secret[ ]key",
    "an access token": rb"gh[opsu]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9_]{30}|glpat-[A-Za-z0-9_-]{20}|AKIA[0-9A-Z]{16}",
}  # fmt: skip

# By exact name, and for this one shape: the gate key of a frozen vault is published with it, because without it nobody
# could show that the vault still opens. It was drawn for that vault alone, by Tools/make-frozen, and protects nothing.
PUBLISHED = {f"Tests/Frozen/{name}/gate/gate.key": "a secret key of a vault" for name in ("v1", "v2")}


def problems(top):
    for name in tracked(top):
        data = (top / name).read_bytes()
        for what, shape in SHAPES.items():
            if PUBLISHED.get(name) == what:
                continue
            for match in re.finditer(shape, data):
                yield f"{name}:{data.count(10, 0, match.start()) + 1}: looks like {what}"


def main():
    found = list(problems(Path(sys.argv[1]).resolve()))
    for line in found:
        print("secrets:", line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
