#!/usr/bin/env python3
"""The layers of the house: arrows point only downward, and what is dangerous has one door.

    layers.py TOP
"""
import json
import re
import subprocess
import sys
from pathlib import Path

import swiftsource

LAYER = {
    "CSodium": 0, "CLinux": 0, "CSQLite": 0,
    "VaultCrypto": 1, "VaultStore": 1, "Platform": 1,
    "AuditLog": 2, "KeyEscrow": 2, "CaseForms": 2,
    "CaseVault": 3,
    "VaultService": 4,
    "VaultCommand": 5, "VaultDaemon": 5, "AuditVerifier": 5,
}  # fmt: skip

# Who alone may import what.
DOORS = {
    "CSodium": {"VaultCrypto"}, "Crypto": {"VaultCrypto"},
    "CSQLite": {"VaultStore"}, "GRDB": {"VaultStore"}, "GRDBSQLite": {"VaultStore"},
    "CLinux": {"Platform"},
    "Hummingbird": {"VaultService"}, "NIOCore": {"VaultService"}, "NIOPosix": {"VaultService"},
    "ArgumentParser": {"VaultCommand", "VaultDaemon", "AuditVerifier"},
}  # fmt: skip

# For tests and tools alone.
TEST_SUPPORT = {"VaultTesting", "SeededNumbers"}

# Below the product library: values and functions only. Dispatch is there to verify signatures on all cores.
PURE = {"AuditLog", "KeyEscrow", "CaseForms"}
PURE_MAY_IMPORT = {"VaultCrypto", "AuditLog", "Foundation", "FoundationEssentials", "Synchronization", "Dispatch"}

# The auditor's program reaches no private key type.
MAY_IMPORT = {"AuditVerifier": {"AuditLog", "VaultCrypto", "Platform", "VaultStore"}}

# `unsafe` stands in VaultCrypto, in Platform, and where the store binds and steps SQLite's statements. Elsewhere in four
# lines: two hand an executor to the runtime, two a connection to SQLite's own functions.
UNSAFE_HOMES = [("VaultCrypto",), ("Platform",), ("VaultStore", "Stepping")]
UNSAFE_LINES = [("CaseVault", "UnownedSerialExecutor"), ("VaultStore", "sqliteConnection"), ("VaultStore", "_harden(")]
UNSAFE = re.compile(r"\bunsafe\b|@unsafe\b|@unchecked\s+Sendable|nonisolated\(unsafe\)")


def dependencies(target):
    for item in target["dependencies"]:
        name = next(iter(item.values()))[0]
        yield name


def arrow_problems(targets):
    """Arrows of the package description that are not in the picture."""
    for name, wanted in targets.items():
        if wanted["type"] == "test" or name in TEST_SUPPORT or (wanted.get("path") or "").startswith("Tools/"):
            continue
        if name not in LAYER:
            yield f"{name}: not in the picture of the house"
            continue
        for other in dependencies(wanted):
            yield from arrow(name, other)


def arrow(name, other):
    """Problems of one arrow from a module of the house."""
    if other in DOORS and name not in DOORS[other]:
        yield f"{name} -> {other}: only {', '.join(sorted(DOORS[other]))} may"
    elif other in LAYER:
        if LAYER[other] >= LAYER[name]:
            yield f"{name} -> {other}: arrows point only downward"
        if other in LAYER and name in MAY_IMPORT and other not in MAY_IMPORT[name]:
            yield f"{name} -> {other}: may reach only {', '.join(sorted(MAY_IMPORT[name]))}"
    elif other in TEST_SUPPORT or other.endswith("Tests"):
        yield f"{name} -> {other}: test support stays in tests"


def import_problems(top, targets):
    for folder in sorted(path for path in (top / "Sources").iterdir() if path.is_dir()):
        name = folder.name
        if name not in LAYER:
            yield f"Sources/{name}: not in the picture of the house"
            continue
        declared = set(dependencies(targets[name])) if name in targets else set()
        for path in swiftsource.files(folder):
            for other in swiftsource.imports(path.read_text(encoding="utf-8")):
                problems = list(arrow(name, other))
                if name in PURE and other not in PURE_MAY_IMPORT:
                    problems.append(f"{name} -> {other}: values and functions only, no input or output")
                if other in LAYER and other not in declared:
                    problems.append(f"{name} -> {other}: imported but not declared in Package.swift")
                yield from (f"{path.relative_to(top)}: {problem}" for problem in problems)


def unsafe_problems(top):
    for path in swiftsource.files(top / "Sources"):
        parts = path.relative_to(top / "Sources").parts
        module = parts[0]
        if any(parts[: len(home)] == home for home in UNSAFE_HOMES):
            continue
        for number, line in enumerate(swiftsource.code(path.read_text(encoding="utf-8")).split("\n"), 1):
            allowed = any(module == home and mark in line for home, mark in UNSAFE_LINES)
            if UNSAFE.search(line) and not allowed:
                yield f"{path.relative_to(top)}:{number}: unsafe outside its homes: {line.strip()}"


STRICT = ["swiftLanguageMode", "strictMemorySafety", "treatAllWarnings", "ExistentialAny", "InternalImportsByDefault",
          "MemberImportVisibility", "NonisolatedNonsendingByDefault"]  # fmt: skip


def setting_problems(targets):
    """Every Swift target is compiled strictly: warnings are errors, unsafe constructs are marked."""
    for name, target in targets.items():
        if target["type"] != "system" and LAYER.get(name) != 0:
            settings = json.dumps(target["settings"])
            for wanted in STRICT:
                if wanted not in settings or '"treatAllWarnings": {"_0": "warning"}' in settings:
                    yield f"{name}: compiled without {wanted}"


def test_problems(targets):
    for name, target in targets.items():
        if target["type"] in ("executable", "regular") and name not in TEST_SUPPORT:
            for other in sorted(TEST_SUPPORT.intersection(dependencies(target))):
                if not (target.get("path") or "").startswith("Tools/"):
                    yield f"{name} -> {other}: test support stays in tests"


def main():
    top = Path(sys.argv[1]).resolve()
    command = ["swift", "package", "dump-package"]
    dump = subprocess.run(command, cwd=top, check=True, capture_output=True, text=True).stdout
    targets = {target["name"]: target for target in json.loads(dump)["targets"]}
    found = [
        *arrow_problems(targets), *test_problems(targets), *setting_problems(targets),
        *import_problems(top, targets), *unsafe_problems(top),
    ]  # fmt: skip
    for line in sorted(set(found)):
        print("layers:", line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
