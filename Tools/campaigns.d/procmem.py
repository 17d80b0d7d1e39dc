"""Searches the memory of a running process for secrets, whole or in pieces. Needs root."""
import os
import re
from pathlib import Path

PIECE = 8  # characters; Argon2id and BLAKE2b take their input in words of eight bytes
STEP = 1 << 24


class Secret:
    """Text or bytes, and the pieces by which it is known again."""

    def __init__(self, name, value):
        self.name = name
        pieces = set()
        if isinstance(value, bytes):
            pieces |= {value[at : at + PIECE] for at in range(len(value) - PIECE + 1)}
        else:
            for encoding, width in (("utf-8", 1), ("utf-16-le", 2), ("utf-16-be", 2)):
                data = value.encode(encoding)
                size = PIECE * width
                pieces |= {data[at : at + size] for at in range(0, len(data) - size + 1, width)}
        self.pieces = sorted(pieces)


def mappings(pid):
    """Address, length, rights and name of every mapping."""
    for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
        fields = line.split(maxsplit=5)
        low, high = (int(part, 16) for part in fields[0].split("-"))
        name = fields[5] if len(fields) > 5 else ""
        if name not in ("[vsyscall]", "[vvar]", "[vvar_vclock]"):
            yield low, high - low, fields[1], name


def memory(pid):
    """(address, name, bytes) of everything that can be read, pages without rights included, in overlapping parts."""
    descriptor = os.open(f"/proc/{pid}/mem", os.O_RDONLY)
    try:
        for low, length, rights, name in mappings(pid):
            # Address ranges that are reserved and not used are large and empty: the page map says what is there.
            for start, count in present(pid, low, length, "w" in rights):
                for offset in range(0, count, STEP):
                    size = min(STEP + 256, count - offset)
                    try:
                        yield start + offset, name, os.pread(descriptor, size, start + offset)
                    except OSError:
                        continue
    finally:
        os.close(descriptor)


def present(pid, low, length, writable):
    """The runs of pages of a mapping that are in memory or in swap; of what cannot be written, such as the program
    itself, only those that are no longer the file's."""
    page = os.sysconf("SC_PAGE_SIZE")
    with open(f"/proc/{pid}/pagemap", "rb") as pages:
        pages.seek(low // page * 8)
        table = memoryview(pages.read(length // page * 8)).cast("Q")
    start = None
    for index, entry in enumerate([*table, 0]):
        there = entry >> 62 != 0 and (writable or not entry >> 61 & 1)
        if there and start is None:
            start = index
        elif not there and start is not None:
            yield low + start * page, (index - start) * page
            start = None


def search(pid, secrets):
    """For each secret that was found: which pieces and where."""
    found = {}
    for address, name, data in memory(pid):
        for secret in secrets:
            for piece in secret.pieces:
                if (at := data.find(piece)) >= 0:
                    found.setdefault(secret.name, []).append(f"{piece!r} at {address + at:x} {name or 'anonymous'}")
    return found


def locked(pid):
    """The contents of memory that is locked: where secrets live."""
    low, contents = None, []
    with open(f"/proc/{pid}/smaps") as lines, open(f"/proc/{pid}/mem", "rb", buffering=0) as data:
        for line in lines:
            if head := re.match(r"([0-9a-f]+)-([0-9a-f]+) ", line):
                low, high = int(head[1], 16), int(head[2], 16)
            elif line.startswith("VmFlags:") and " lo" in line:
                data.seek(low)
                contents.append(data.read(high - low))
    return contents


def gate_key(path):
    """The 32 bytes of a gate.key file: Crockford base32, the last symbol a check."""
    text = Path(path).read_text().strip()
    symbols = [SYMBOLS.index(letter) for letter in text.removeprefix("CASEVAULT-SECRET-KEY-GATE-").replace("-", "")]
    number = 0
    for symbol in symbols[:-1]:
        number = number << 5 | symbol
    return (number >> (5 * (len(symbols) - 1) - 256)).to_bytes(32, "big")


SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
