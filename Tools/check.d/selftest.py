#!/usr/bin/env python3
"""Plants one fault of each kind in a copy of the tree; each checker must name it, and must be silent before.

    selftest.py TOP
"""
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from house import tracked

HERE = Path(__file__).resolve().parent
KEY = "CASEVAULT-SECRET-" + "KEY-7F3Q2MXK9D4T8W1R"
PEM = "-----BEGIN " + "PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIA==\n"


def write(name, text):
    def plant(top):
        (top / name).parent.mkdir(parents=True, exist_ok=True)
        (top / name).write_text(text, encoding="utf-8")

    return plant


def replace(name, old, new):
    def plant(top):
        text = (top / name).read_text(encoding="utf-8")
        if not re.search(old, text):
            raise SystemExit(f"selftest: {name} does not hold {old}")
        (top / name).write_text(re.sub(old, new, text, count=1), encoding="utf-8")

    return plant


def frozen(then):
    """A golden file that is listed, and then what happens to it."""

    def plant(top):
        write("Tests/Golden/planted.txt", "as it was\n")(top)
        run("frozen.py", top, "--record")
        then(top)

    return plant


WORDS = "Sources/VaultCrypto/Passphrases/WordList.swift"

# (checker, what its message must hold, how the fault is planted)
FAULTS = [
    ("layers.py", "values and functions only", write("Sources/AuditLog/Planted.swift", "import Platform\n")),
    ("layers.py", "AuditLog -> Glibc", write("Sources/AuditLog/Planted.swift", "@preconcurrency import Glibc\n")),
    ("layers.py", "VaultCommand -> GRDB", write("Sources/VaultCommand/Planted.swift", "package import GRDB\n")),
    ("layers.py", "CaseVault -> GRDBSQLite", write("Sources/CaseVault/Planted.swift", "import GRDBSQLite\n")),
    ("layers.py", "CaseVault -> Crypto", write("Sources/CaseVault/Planted.swift", "import struct Crypto.SHA256\n")),
    ("layers.py", "Platform -> CSodium", write("Sources/Platform/Planted.swift", "internal import CSodium\n")),
    ("layers.py", "only downward", write("Sources/VaultStore/Planted.swift", "import CaseVault\n")),
    ("layers.py", "not in the picture", write("Sources/Plumbing/Planted.swift", "\n")),
    ("layers.py", "unsafe outside", write("Sources/CaseVault/Planted.swift", "let planted = unsafe pointer.pointee\n")),
    ("layers.py", "unsafe outside", write("Sources/AuditLog/Planted.swift", "final class P: @unchecked Sendable {}\n")),
    ("layers.py", "unsafe outside", write("Sources/VaultStore/Planted.swift", "let planted = unsafe raw\n")),
    ("layers.py", "VaultStore -> VaultCrypto", replace("Package.swift", r'"CSQLite", (?=\.product)', '"CSQLite", "VaultCrypto", ')),
    ("layers.py", "Platform: compiled without", replace("Package.swift", r'(\["CLinux"\]), swiftSettings: strict', r"\1")),
    ("house.py", "notes.txt: stands at the top", write("notes.txt", "later\n")),
    ("house.py", "says nothing", write("Sources/CaseVault/Helpers.swift", "\n")),
    ("house.py", "the name of its module", write("Sources/AuditLog/Planted.swift", "package enum AuditLog {}\n")),
    ("house.py", "names plans.md", write("Sources/CaseVault/Planted.swift", "/// As plans.md has it.\n")),
    ("house.py", "is never committed", write("Keys/gate.key", "x\n")),
    ("secretscan.py", "secret key of a vault", write("Keys/Planted.txt", f"for the test: {KEY}\n")),
    ("secretscan.py", "secret key of a vault", write("Tests/Frozen/v1/gate/gate.key.new", f"{KEY}\n")),
    ("secretscan.py", "a private key", write("Tests/Frozen/v1/gate/gate.key", PEM)),
    ("secretscan.py", "a private key", write("Tests/Planted.txt", PEM)),
    ("frozen.py", "was changed", frozen(write("Tests/Golden/planted.txt", "as it is\n"))),
    ("frozen.py", "is gone", frozen(lambda top: (top / "Tests/Golden/planted.txt").unlink())),
    ("frozen.py", "not in Tests/FROZEN", write("Tests/Golden/planted.txt", "new\n")),
    ("wordlist.py", "1023 words", replace(WORDS, r'"abeceda", ', "")),
    ("wordlist.py", "alphabetical", replace(WORDS, r'("abeceda"), ("adapter")', r"\2, \1")),
    ("wordlist.py", "not 4 to 7", replace(WORDS, '"abeceda"', '"azbuka"')),
    ("wordlist.py", "begins like", replace(WORDS, '"abeceda"', '"adapti"')),
    ("wordlist.py", "one letter from", replace(WORDS, '"abeceda"', '"adresat"')),
    ("format", "planted", write("Sources/Platform/Planted.swift", "let  planted = [1,2]\n")),
]

# What looks like a fault and is none.
INNOCENT = [
    ("layers.py", write("Sources/VaultStore/Stepping/Planted.swift", "let planted = unsafe raw\n")),
    ("layers.py", write("Sources/CaseVault/Planted.swift", '// import GRDB\nlet planted = "\\nimport CSodium unsafe"\n')),
    ("layers.py", write("Sources/CaseVault/Planted.swift", "/* unsafe\nimport GRDB */\nlet unsafely = 1\n")),
    ("secretscan.py", write("Tests/Frozen/v1/gate/gate.key", f"{KEY}\n")),
    ("secretscan.py", write("Keys/Planted.txt", "Secret encodings begin with CASEVAULT-SECRET-KEY- and a check symbol.\n")),
]


def run(checker, top, *more):
    if checker == "format":
        command = ["swift", "format", "lint", "--strict", "--recursive", "--configuration", ".swift-format", "Sources/Platform"]
    else:
        command = [sys.executable, "-B", str(HERE / checker), str(top), *more]
    done = subprocess.run(command, cwd=top, capture_output=True, text=True)
    return done.returncode, (done.stdout + done.stderr)


def copy(top, target):
    for name in tracked(top):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(top / name, target / name)
    subprocess.run(["git", "init", "-q"], cwd=target, check=True)


def outcome(top, checker, plant):
    """What a checker says to a copy of the tree with a fault in it."""
    with tempfile.TemporaryDirectory(prefix="casevault-check-") as folder:
        copy(top, Path(folder))
        plant(Path(folder))
        return run(checker, Path(folder))


def main():
    top = Path(sys.argv[1]).resolve()
    passed = failed = 0
    cases = [(checker, None, lambda top: None) for checker in dict.fromkeys(fault[0] for fault in FAULTS)]
    cases += FAULTS + [(checker, None, plant) for checker, plant in INNOCENT]
    for checker, message, plant in cases:
        code, said = outcome(top, checker, plant)
        right = code == 0 if message is None else code != 0 and message.lower() in said.lower()
        passed, failed = passed + right, failed + (not right)
        if not right:
            print(f"self-test: {checker}: expected {message or 'silence'}, got exit {code}: {said.strip()[-600:]}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
