#!/usr/bin/env python3
"""Verifies an exported audit log. Standard library only; written independently of CaseVault's own verifier.

It is one file on purpose, long as it is: an auditor copies it, reads it from top to bottom, and runs it anywhere.

    python3 verify_audit.py DIR [--since CHECKPOINT] [--json] [--pure]
    python3 verify_audit.py --self-test

DIR holds entries.jsonl, keys.jsonl and checkpoint (and, if there, checkpoints/ with older ones).
--since   the checkpoint you kept from your last audit: the log must still contain everything it covers.
--json    one JSON object instead of text.
--pure    check signatures in Python even if libsodium or OpenSSL is found (slow: about 200 lines a second).

The first word printed is the verdict, and the exit status says it again:
    OK          0   nothing wrong was found and nothing is missing
    TAMPERED    1   something is not what was signed
    INCOMPLETE  2   nothing wrong in what is here, but something is missing
    usage       3

keys.jsonl, one key a line: {"key": id, "kind": "person|application|system|log|enrolment", "sign": Ed25519 key,
"wrap": wrapping key or "", "from": first seq, "until": first seq no longer, or null}. All keys in hex.
A key may stand in several lines with different ranges.

A restored vault begins a new log. The export of one whose number is not 1 holds in past/N the ended logs, each a folder
like this one, and in `restore` the statement of entry 0, which names size and root of the log before: all are verified,
and that one follows on the other. Formats: LogLine.md and TreeFormat.md of AuditLog.
"""

import base64
import binascii
import collections
import concurrent.futures
import ctypes
import ctypes.util
import hashlib
import itertools
import json
import os
import re
import signal
import struct
import sys

LINE_LIMIT = 1024
NOTE_LIMIT = 8192
BATCH = 2048
ZERO = bytes(32)

# --- The grammar -----------------------------------------------------------------------------------------------

NUMBER = rb"(?:0|[1-9][0-9]{0,14})"
ROLES = (b"administrator|coordinator|case-lead|helpline|attorney|jurist|psychologist|house|application|trustee"
         b"|auditor")
OBJECTS = (b"vault|person|application|policy|key|case|generation|grant|record|file|index|draft|search|import|export"
           b"|backup|gate|log|approval|hold|consent|demand|access|escrow|handover|incident")
PURPOSES = (b"intake|follow-up|safety|court|referral|conference|handover|supervision|access-request|quality"
            b"|statistics|legal-duty|emergency|maintenance")
KNOWN_ACTS = frozenset("""
vault.create vault.open vault.lock session.unlock session.denied session.end staff.invite staff.enrol staff.confirm
staff.renew staff.suspend staff.resume staff.away staff.back staff.depart staff.rotate staff.passphrase app.add
app.suspend app.rotate app.remove role.set policy.set key.system key.log key.escrow key.rotate case.create case.list case.search
case.assign case.unassign case.close case.reopen case.erase-order case.erase-stop case.erase case.link generation.make
generation.rekey generation.erase grant.give grant.accept grant.drop grant.revoke record.read record.write
record.erase record.print record.export draft.save file.read file.write index.rebuild import.batch import.undo
note.take call.find conflict.declare consent.give consent.withdraw demand.receive demand.answer hold.set hold.lift
access.request access.answer approve refuse emergency.open emergency.review incident.open incident.close gate.move
gate.sheets gate.check gate.rotate backup.make backup.gate backup.destroyed backup.restore backup.confirm
retention.apply report.release log.checkpoint log.export log.cosign state anchor.ok anchor.mismatch clock.step
disk.low check.ok check.failed
""".split())


def hex_digits(count):
    return b"[0-9a-f]{%d}" % count


FIELDS = [  # name, bare integer?, expression of the value
    ("v", True, b"1"),
    ("seq", True, NUMBER),
    ("prev", False, hex_digits(64)),
    ("time", False, rb"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"),
    ("boot", False, hex_digits(8)),
    ("mono", True, NUMBER),
    ("act", False, rb"[a-z]{2,12}(?:\.[a-z][a-z-]{1,15})?"),
    ("by", False, hex_digits(32)),
    ("role", False, b"(?:%s)?" % ROLES),
    ("peer", False, hex_digits(8)),
    ("case", False, b"(?:%s)?" % hex_digits(32)),
    ("object", False, b"(?:%s)?" % OBJECTS),
    ("record", False, b"(?:%s)?" % hex_digits(32)),
    ("revision", True, NUMBER),
    ("before", False, b"(?:%s)?" % hex_digits(64)),
    ("after", False, b"(?:%s)?" % hex_digits(64)),
    ("count", True, NUMBER),
    ("why", False, b"(?:%s)?" % PURPOSES),
    ("ref", True, NUMBER),
    ("result", False, b"intent|ok|denied|failed"),
    ("flags", False, rb"(?:[a-z]{2,12}(?:\+[a-z]{2,12}){0,11})?"),
    ("data", False, b"(?:%s)?" % hex_digits(64)),
    ("sig", False, b"[A-Za-z0-9_-]{85}[AQgw]"),
]
LINE = re.compile(b"\\{" + b",".join(
    (b'"%s":(%s)' if bare else b'"%s":"(%s)"') % (name.encode(), value) for name, bare, value in FIELDS) + b"\\}")

Entry = collections.namedtuple("Entry", [name if name != "v" else "version" for name, _, _ in FIELDS] + ["milliseconds"])
DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_before_year(year):
    """Days from 1970-01-01 to the first of January of the year."""
    before = year - 1
    return (year - 1970) * 365 + before // 4 - before // 100 + before // 400 - 477


def milliseconds(text):
    """Milliseconds since 1970, or None for a moment that does not exist."""
    year, month, day = int(text[0:4]), int(text[5:7]), int(text[8:10])
    hour, minute, second = int(text[11:13]), int(text[14:16]), int(text[17:19])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    if year < 1970 or not 1 <= month <= 12 or hour > 23 or minute > 59 or second > 59:
        return None
    if not 1 <= day <= DAYS[month - 1] + (leap and month == 2):
        return None
    days = days_before_year(year) + sum(DAYS[:month - 1]) + (leap and month > 2) + day - 1
    return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000 + int(text[20:23])


def encode(entry):
    """The line of an entry, written anew from its values."""
    parts = []
    for (name, bare, _), value in zip(FIELDS, entry):
        parts.append('"%s":%d' % (name, value) if bare else '"%s":"%s"' % (name, value))
    return ("{" + ",".join(parts) + "}").encode("ascii")


def parse(line):
    """The entry, or None. Accepted only if writing it again gives the same bytes."""
    if len(line) > LINE_LIMIT:
        return None
    match = LINE.fullmatch(line)
    if match is None:
        return None
    values = [int(text) if bare else text.decode("ascii") for (_, bare, _), text in zip(FIELDS, match.groups())]
    when = milliseconds(values[3])
    if when is None:
        return None
    flags = values[20].split("+")
    if any(left >= right for left, right in zip(flags, flags[1:])):
        return None
    entry = Entry(*values, when)
    return entry if encode(entry) == line else None


# --- Ed25519, accepting exactly what libsodium accepts ----------------------------------------------------------

P = 2 ** 255 - 19
L = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
BASE_Y = 4 * pow(5, P - 2, P) % P
# The y coordinates of the eight points of small order; the last two are of order eight (the self-test multiplies).
ORDER_EIGHT_Y = 2707385501144840649318225287225658788936804267575313519463743609750303402022
SMALL_ORDER_Y = frozenset([0, 1, P - 1, ORDER_EIGHT_Y, P - ORDER_EIGHT_Y])


def precheck(key, signature):
    """S below the order; A and R canonical and not of small order."""
    if len(key) != 32 or len(signature) != 64 or int.from_bytes(signature[32:], "little") >= L:
        return False
    for point in (key, signature[:32]):
        y = int.from_bytes(point, "little") & (2 ** 255 - 1)
        if y >= P or y in SMALL_ORDER_Y:
            return False
    return True


def recover_x(y, sign):
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P != 0:
        return None
    return P - x if x & 1 != sign else x


def add(left, right):
    x1, y1, z1, t1 = left
    x2, y2, z2, t2 = right
    a, b = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def multiply(scalar, point):
    result = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            result = add(result, point)
        point = add(point, point)
        scalar >>= 1
    return result


def affine_point(x, y):
    return x, y, 1, x * y % P


BASE = affine_point(recover_x(BASE_Y, 0), BASE_Y)


def verify_pure(key, signature, message):
    """R = SB - hA, compared as bytes."""
    y = int.from_bytes(key, "little") & (2 ** 255 - 1)
    x = recover_x(y, key[31] >> 7)
    if x is None:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    s = int.from_bytes(signature[32:], "little")
    rx, ry, rz, _ = add(multiply(s, BASE), multiply(h, affine_point(P - x, y)))
    inverse = pow(rz, P - 2, P)
    encoded = ry * inverse % P | (rx * inverse % P & 1) << 255
    return encoded.to_bytes(32, "little") == signature[:32]


def load(*names):
    for name in names:
        path = ctypes.util.find_library(name) or name
        try:
            return ctypes.CDLL(path)
        except OSError:
            continue
    return None


def libsodium():
    library = load("sodium", "libsodium.so.26", "libsodium.so.23", "libsodium.dylib", "libsodium.dll")
    if library is None or not hasattr(library, "crypto_sign_ed25519_verify_detached") or library.sodium_init() < 0:
        return None
    function = library.crypto_sign_ed25519_verify_detached
    function.argtypes = [ctypes.c_char_p, ctypes.c_char_p, ctypes.c_ulonglong, ctypes.c_char_p]
    return lambda key, signature, message: function(signature, message, len(message), key) == 0


def openssl():
    library = load("crypto", "libcrypto.so.3", "libcrypto.so.1.1")
    if library is None or not hasattr(library, "EVP_PKEY_new_raw_public_key"):
        return None
    pointer, size = ctypes.c_void_p, ctypes.c_size_t
    library.EVP_PKEY_new_raw_public_key.restype = pointer
    library.EVP_PKEY_new_raw_public_key.argtypes = [ctypes.c_int, pointer, ctypes.c_char_p, size]
    library.EVP_MD_CTX_new.restype = pointer
    library.EVP_DigestVerifyInit.argtypes = [pointer] * 5
    library.EVP_DigestVerify.argtypes = [pointer, ctypes.c_char_p, size, ctypes.c_char_p, size]
    library.EVP_MD_CTX_free.argtypes = [pointer]
    library.EVP_PKEY_free.argtypes = [pointer]

    def verify(key, signature, message):
        public = library.EVP_PKEY_new_raw_public_key(1087, None, key, 32)  # 1087: Ed25519
        if not public:
            return False
        context = library.EVP_MD_CTX_new()
        try:
            return (library.EVP_DigestVerifyInit(context, None, None, None, public) == 1
                    and library.EVP_DigestVerify(context, signature, 64, message, len(message)) == 1)
        finally:
            library.EVP_MD_CTX_free(context)
            library.EVP_PKEY_free(public)

    return verify


def checked(backend):
    return lambda key, signature, message: precheck(key, signature) and backend(key, signature, message)


def choose_verifier(pure):
    if pure:
        return checked(verify_pure)
    return checked(libsodium() or openssl() or verify_pure)


# --- The tree ---------------------------------------------------------------------------------------------------

def leaf_hash(line):
    return hashlib.sha256(b"\x00" + line).digest()


class Tree:
    """The right edge of an RFC 6962 tree."""

    def __init__(self):
        self.size = 0
        self.peaks = []

    def append(self, leaf):
        rest = self.size
        while rest & 1:
            leaf = hashlib.sha256(b"\x01" + self.peaks.pop() + leaf).digest()
            rest >>= 1
        self.peaks.append(leaf)
        self.size += 1

    def root(self):
        if not self.peaks:
            return hashlib.sha256(b"").digest()
        node = self.peaks[-1]
        for left in reversed(self.peaks[:-1]):
            node = hashlib.sha256(b"\x01" + left + node).digest()
        return node


# --- Checkpoints ------------------------------------------------------------------------------------------------

ORIGIN = re.compile(r"casevault/([0-9a-f]{32})/([1-9][0-9]{0,14})")
NOTE_NAME = re.compile(rb"[!-*,-~]+")
Checkpoint = collections.namedtuple("Checkpoint", "origin size root body signatures")


def strict_base64(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if base64.b64encode(data) == text else None


def parse_checkpoint(data):
    """The checkpoint of a signed note, or None."""
    if len(data) > NOTE_LIMIT:
        return None
    body, separator, rest = data.partition(b"\n\n")
    lines = body.split(b"\n")
    signatures = rest.split(b"\n")
    if not separator or len(lines) != 3 or len(signatures) < 2 or signatures.pop() != b"" or len(signatures) > 32:
        return None
    if not body.isascii() or not ORIGIN.fullmatch(lines[0].decode()) or not re.fullmatch(NUMBER, lines[1]):
        return None
    root = strict_base64(lines[2])
    found = []
    for line in signatures:
        parts = line.split(b" ")
        if len(parts) != 3 or parts[0] != b"\xe2\x80\x94" or not NOTE_NAME.fullmatch(parts[1]):
            return None
        payload = strict_base64(parts[2])
        if payload is None or len(payload) < 5:
            return None
        found.append((parts[1], payload[:4], payload[4:]))
    if root is None or len(root) != 32:
        return None
    return Checkpoint(lines[0].decode(), int(lines[1]), root, body + b"\n", found)


def is_signed(checkpoint, key, verify):
    """True if the log's own line is there and every line under its name and key id is good."""
    name = checkpoint.origin.encode()
    key_id = hashlib.sha256(name + b"\n\x01" + key).digest()[:4]
    own = [signature for line, line_id, signature in checkpoint.signatures if line == name and line_id == key_id]
    return bool(own) and all(verify(key, signature, checkpoint.body) for signature in own)


# --- Keys -------------------------------------------------------------------------------------------------------

Key = collections.namedtuple("Key", "id kind sign wrap start until")


def length_prefixed(field):
    return struct.pack(">I", len(field)) + field


def key_id(vault, sign, wrap):
    fields = (vault, sign, wrap)
    data = length_prefixed(b"casevault/v1/key-id") + struct.pack(">I", 3) + b"".join(map(length_prefixed, fields))
    return hashlib.blake2b(data, digest_size=32).digest()[:16].hex()


def parse_key(line):
    try:
        value = json.loads(line)
        key = Key(value["key"], value["kind"], bytes.fromhex(value["sign"]), bytes.fromhex(value["wrap"]),
                  value["from"], value["until"])
    except (ValueError, KeyError, TypeError):
        return None
    until_is_valid = key.until is None or isinstance(key.until, int)
    return key if len(key.sign) == 32 and isinstance(key.start, int) and until_is_valid else None


class Keys:
    """The keys by id, each with the ranges of seqs in which it is valid."""

    def __init__(self, vault):
        self.vault = vault
        self.by_id = collections.defaultdict(list)
        self.is_bad = False

    def read(self, file):
        for line in file:
            key = parse_key(line)
            if key is None or key_id(self.vault, key.sign, key.wrap) != key.id:
                self.is_bad = True
            else:
                self.by_id[key.id].append(key)

    def find(self, identifier, seq):
        """The key; None if it has no right at this index; False if it is not here at all."""
        if identifier not in self.by_id:
            return False
        for key in self.by_id[identifier]:
            if key.start <= seq and (key.until is None or seq < key.until):
                return key
        return None

    def log_keys(self, size):
        return [key for keys in self.by_id.values() for key in keys
                if key.kind == "log" and key.start < size and (key.until is None or size <= key.until)]


# --- Findings ---------------------------------------------------------------------------------------------------

OK, TAMPERED, INCOMPLETE, USAGE = 0, 1, 2, 3
VERDICTS = {OK: "OK", TAMPERED: "TAMPERED", INCOMPLETE: "INCOMPLETE"}
SAME = "Ask for the same entries from the mirror and from a backup, and compare."
KINDS = {  # kind: verdict, sentence, what to ask for
    "malformed": (TAMPERED, "not an entry: the line does not have the one form there is", SAME),
    "missing": (TAMPERED, "these entries are not here although later ones are", SAME),
    "outOfPlace": (TAMPERED, "an entry stands where it does not belong (moved or repeated)", SAME),
    "brokenLink": (TAMPERED, "the entry was signed after another line than the one before it", SAME),
    "badSignature": (TAMPERED, "the signature does not fit the line", SAME),
    "keyNotValid": (TAMPERED, "the signer's key was not valid at this index", "Ask who used this key and how."),
    "keyMissing": (INCOMPLETE, "the signer's key is not in keys.jsonl", "Ask for the missing keys."),
    "unknownAct": (OK, "an act that this verifier does not know", "Use a newer verifier."),
    "clockStep": (OK, "the computer's clock was set", "Ask who set it and why."),
    "clockBeforeLastBoot": (OK, "after a restart the clock stood before the entry before", "Ask about the clock."),
    "bootClockBackwards": (OK, "the running time went backwards without a restart", "Ask about the computer."),
    "checkpointMismatch": (TAMPERED, "the entries do not give what this checkpoint states", SAME),
    "checkpointOfOtherLog": (TAMPERED, "the checkpoint belongs to another log", "Ask if the vault was restored."),
    "checkpointNotSigned": (TAMPERED, "the checkpoint is not signed by the log's key", "Ask for the log's keys."),
    "checkpointKeyMissing": (INCOMPLETE, "the log's key for this checkpoint is not here", "Ask for the log's keys."),
    "checkpointMalformed": (TAMPERED, "a checkpoint file does not have the one form there is", SAME),
    "endsBeforeCheckpoint": (INCOMPLETE, "the log ends before this checkpoint: entries are cut off",
                             "Ask for everything up to this size. If it cannot be produced, it was removed."),
    "noRestore": (TAMPERED, "a log with this number begins with a restore, and this one does not", SAME),
    "restoreMissing": (INCOMPLETE, "the statement of the restore is not here, or not what entry 0 commits to",
                       "Ask for a complete export."),
    "pastMissing": (INCOMPLETE, "the log that the restore ended is not here", "Ask for a complete export."),
    "pastDiffers": (TAMPERED, "the log before is not the one that was restored", SAME),
    "badKeyFile": (TAMPERED, "keys.jsonl holds a line that is not a key, or a key under an id that is not its own",
                   "Ask for keys.jsonl again."),
    "noEntries": (INCOMPLETE, "entries.jsonl is not here", "Ask for a complete export."),
    "noKeys": (INCOMPLETE, "keys.jsonl is not here", "Ask for a complete export."),
    "noCheckpoint": (INCOMPLETE, "there is no checkpoint: nothing shows that the end was not cut off",
                     "Ask for a checkpoint, and keep it."),
}
NOT_PROVEN = """What this does not prove: that nothing was done without an entry by someone who owned the machine; that
entries after the last checkpoint you or a witness hold were not cut off; that the person whose key signed was the one
at the keyboard; that signers had the right to what they did (`casevault audit verify` judges that, inside)."""


class Findings:
    """Ranges of seqs by kind; neighbours with the same finding are one range."""

    def __init__(self):
        self.list = []
        self.newest = {}

    def add(self, kind, first=None, last=None):
        last = first if last is None else last
        item = self.newest.get(kind)
        if item is not None and first is not None and item[2] + 1 == first:
            item[2] = last
            return
        item = [kind, first, last]
        self.list.append(item)
        if first is not None:
            self.newest[kind] = item

    def verdict(self):
        found = {KINDS[kind][0] for kind, _, _ in self.list}
        return TAMPERED if TAMPERED in found else INCOMPLETE if INCOMPLETE in found else OK


# --- The chain --------------------------------------------------------------------------------------------------

class Place:
    """Where the next line belongs and what it must link to.

    Lines that do not count may stand in the place of an entry or between two; until one counts, both are possible.
    """

    def __init__(self, findings):
        self.findings = findings
        self.next = 0
        self.doubtful = 0
        self.last_entry = ZERO
        self.last_line = ZERO

    def malformed(self, leaf):
        self.findings.add("malformed", self.next + self.doubtful)
        self.doubtful += 1
        self.last_line = leaf

    def unsigned(self, entry, leaf):
        if not self.next <= entry.seq <= self.next + self.doubtful:
            return self.findings.add("outOfPlace", entry.seq)
        self.link(entry)
        self.doubtful = max(self.doubtful, entry.seq - self.next + 1)
        self.last_line = leaf

    def take(self, entry, leaf):
        if entry.seq < self.next:
            self.findings.add("outOfPlace", entry.seq)
            return False
        if entry.seq > self.next + self.doubtful:
            self.findings.add("missing", self.next + self.doubtful, entry.seq - 1)
        else:
            self.link(entry)
        self.next, self.doubtful = entry.seq + 1, 0
        self.last_entry = self.last_line = leaf
        return True

    def link(self, entry):
        prev = bytes.fromhex(entry.prev)
        if prev != self.last_line and not (entry.seq == self.next and prev == self.last_entry):
            self.findings.add("brokenLink", entry.seq)


class Clock:
    """Compares the two clocks of neighbouring entries; a step is reported, never fatal."""

    def __init__(self, findings):
        self.findings = findings
        self.last = None

    def look(self, entry):
        last, self.last = self.last, entry
        if last is None:
            return
        if entry.boot != last.boot:
            if entry.milliseconds < last.milliseconds:
                self.findings.add("clockBeforeLastBoot", entry.seq)
        elif entry.mono < last.mono:
            self.findings.add("bootClockBackwards", entry.seq)
        else:
            booted = entry.mono - last.mono
            if abs(last.milliseconds + booted - entry.milliseconds) > 2000 + booted // 1000:
                self.findings.add("clockStep", entry.seq)


def read_lines(file):
    """Lines with their LF. One that is too long is cut to 1,025 bytes; the last may lack its LF. Neither is an entry."""
    while True:
        line = file.readline(LINE_LIMIT + 2)
        if not line:
            return
        if len(line) == LINE_LIMIT + 2 and not line.endswith(b"\n"):
            rest = line
            while rest and not rest.endswith(b"\n"):
                rest = file.readline(65536)
            line = line[:LINE_LIMIT + 1]
        yield line


class Verifier:
    def __init__(self, origin, keys, checkpoints, findings, verify):
        self.prefix = ("casevault/v1/audit-entry\n%s\n" % origin).encode()
        self.origin, self.keys, self.findings, self.verify = origin, keys, findings, verify
        self.place, self.clock, self.tree = Place(findings), Clock(findings), Tree()
        self.ahead = sorted(checkpoints, key=lambda checkpoint: -checkpoint.size)
        self.reached = []
        self.compare()

    def read(self, file):
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            source = read_lines(file)
            while True:
                lines = list(itertools.islice(source, BATCH))
                if not lines:
                    return
                for line, entry, found in zip(lines, *self.check(lines, pool)):
                    self.take(entry, self.append(line), *found)
                    self.compare()

    def append(self, line):
        leaf = leaf_hash(line[:-1] if line.endswith(b"\n") else line)
        self.tree.append(leaf)
        return leaf

    def check(self, lines, pool):
        """The entries, and for each whether its signature is good under its key at that index."""
        entries = [parse(line[:-1]) if line.endswith(b"\n") else None for line in lines]
        keys = [entry and self.keys.find(entry.by, entry.seq) for entry in entries]
        jobs = list(zip(lines, entries, keys))
        share = max(1, len(jobs) // (os.cpu_count() or 1) + 1)
        parts = pool.map(self.signatures, [jobs[start:start + share] for start in range(0, len(jobs), share)])
        return entries, list(zip(keys, (good for part in parts for good in part)))

    def signatures(self, jobs):
        return [bool(key) and self.signature(line, entry, key) for line, entry, key in jobs]

    def signature(self, line, entry, key):
        signed = self.prefix + line[:line.rindex(b',"sig":"')]
        return self.verify(key.sign, base64.urlsafe_b64decode(entry.sig + "=="), signed)

    def take(self, entry, leaf, key, good):
        if entry is None:
            return self.place.malformed(leaf)
        if key is False:
            self.findings.add("keyMissing", entry.seq)
            self.place.take(entry, leaf)
        elif key is None or not good:
            self.findings.add("keyNotValid" if key is None else "badSignature", entry.seq)
            self.place.unsigned(entry, leaf)
        elif self.place.take(entry, leaf):
            if entry.act not in KNOWN_ACTS:
                self.findings.add("unknownAct", entry.seq)
            self.clock.look(entry)

    def compare(self):
        while self.ahead and self.ahead[-1].size <= self.tree.size:
            checkpoint = self.ahead.pop()
            if checkpoint.origin != self.origin:
                self.findings.add("checkpointOfOtherLog", checkpoint.size)
            elif checkpoint.root != self.tree.root():
                self.findings.add("checkpointMismatch", checkpoint.size)
            else:
                self.reached.append(checkpoint)

    def finish(self):
        for checkpoint in self.reached:
            self.check_note(checkpoint)
        for checkpoint in reversed(self.ahead):
            self.check_note(checkpoint)
            kind = "endsBeforeCheckpoint" if checkpoint.origin == self.origin else "checkpointOfOtherLog"
            self.findings.add(kind, checkpoint.size)

    def check_note(self, checkpoint):
        keys = self.keys.log_keys(checkpoint.size)
        if not keys:
            self.findings.add("checkpointKeyMissing", checkpoint.size)
        elif not any(is_signed(checkpoint, key.sign, self.verify) for key in keys):
            self.findings.add("checkpointNotSigned", checkpoint.size)


# --- The command ------------------------------------------------------------------------------------------------

def read_checkpoints(folder, since, findings):
    """The export's own checkpoint and all others, without repetitions."""
    paths = [os.path.join(folder, "checkpoint")]
    older = os.path.join(folder, "checkpoints")
    if os.path.isdir(older):
        paths += sorted(os.path.join(older, name) for name in os.listdir(older))
    paths += [since] if since else []
    found = []
    for path in paths:
        if path != since and not os.path.isfile(path):
            continue
        with open(path, "rb") as file:
            checkpoint = parse_checkpoint(file.read(NOTE_LIMIT + 1))
        if checkpoint is None:
            findings.add("checkpointMalformed")
        elif checkpoint not in found:
            found.append(checkpoint)
    return found


def verify_folder(folder, since, pure):
    """The findings and, if there was something to read, the verifier."""
    findings = Findings()
    checkpoints = read_checkpoints(folder, since, findings)
    entries, keys_path = os.path.join(folder, "entries.jsonl"), os.path.join(folder, "keys.jsonl")
    for kind, is_there in (("noEntries", os.path.isfile(entries)), ("noKeys", os.path.isfile(keys_path)),
                           ("noCheckpoint", bool(checkpoints))):
        if not is_there:
            findings.add(kind)
    if not checkpoints or not os.path.isfile(entries):
        return findings, None
    origin = checkpoints[0].origin
    keys = Keys(bytes.fromhex(ORIGIN.fullmatch(origin).group(1)))
    if os.path.isfile(keys_path):
        with open(keys_path, "rb") as file:
            keys.read(file)
    if keys.is_bad:
        findings.add("badKeyFile")
    verifier = Verifier(origin, keys, checkpoints, findings, choose_verifier(pure))
    with open(entries, "rb") as file:
        verifier.read(file)
    verifier.finish()
    verify_past(folder, findings, verifier, pure)
    return findings, verifier


def restored(statement):
    """Origin, size and root of the ended log, and what is known of it: T("casevault/v1/restore", vault, ...)."""
    label = b"casevault/v1/restore"
    start = struct.pack(">I", len(label)) + label + struct.pack(">I", 11)
    if not statement.startswith(start):
        return None
    fields, place = [], len(start)
    for _ in range(11):
        size, = struct.unpack_from(">I", statement, place) if place + 4 <= len(statement) else (None,)
        if size is None or place + 4 + size > len(statement):
            return None
        fields.append(statement[place + 4:place + 4 + size])
        place += 4 + size
    if place != len(statement) or len(fields[2]) != 8:
        return None
    return fields[1].decode("ascii", "replace"), int.from_bytes(fields[2], "big"), fields[3]


def verify_past(folder, findings, verifier, pure):
    """The logs that restores ended, and that each is the one the next began from."""
    number = int(verifier.origin.rsplit("/", 1)[1])
    if number == 1:
        return
    with open(os.path.join(folder, "entries.jsonl"), "rb") as file:
        first = parse(next(read_lines(file), b"\n")[:-1])
    if first is None or first.act != "backup.restore":
        return findings.add("noRestore", 0)
    path, past = os.path.join(folder, "restore"), os.path.join(folder, "past", str(number - 1))
    statement = b""
    if os.path.isfile(path):
        with open(path, "rb") as file:
            statement = file.read(1 << 26)
    named = restored(statement)
    if named is None or hashlib.sha256(statement).hexdigest() != first.data:
        return findings.add("restoreMissing", 0)
    if not os.path.isdir(past):
        return findings.add("pastMissing", 0)
    inner, before = verify_folder(past, None, pure)
    findings.list += inner.list
    if before is None:
        return
    if (before.origin, before.tree.size, before.tree.root()) != named:
        findings.add("pastDiffers", 0)


def where(kind, first, last):
    if first is None:
        return ""
    if "heckpoint" in kind:
        return "checkpoint of size %d: " % first
    return "entry %d: " % first if first == last else "entries %d-%d: " % (first, last)


def report(findings, verifier, as_json):
    verdict = findings.verdict()
    size = verifier.tree.size if verifier else 0
    root = verifier.tree.root().hex() if verifier else ""
    if as_json:
        rows = [{"kind": kind, "first": first, "last": last} for kind, first, last in findings.list]
        print(json.dumps({"verdict": VERDICTS[verdict], "entries": size, "root": root, "findings": rows}))
        return verdict
    print("%s  %d entries%s" % (VERDICTS[verdict], size, ", root %s" % root if root else ""))
    for kind, first, last in findings.list:
        mark = "  " if KINDS[kind][0] == OK else "! "
        print("%s%s%s. %s" % (mark, where(kind, first, last), KINDS[kind][1], KINDS[kind][2]))
    print(NOT_PROVEN)
    return verdict


def self_test():
    """Every way of checking a signature must give the same answers, and the right ones."""
    key = bytes.fromhex("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")  # RFC 8032, 7.1, test 1
    good = bytes.fromhex("e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b4"
                         "6bd25bf5f0595bbe24655141438e7a100b")
    order = int.from_bytes(good[32:], "little") + L
    identity, top = (1).to_bytes(32, "little"), (P + 1).to_bytes(32, "little")
    table = [
        ("good", key, good, b"", True),
        ("other message", key, good, b"x", False),
        ("S not reduced", key, good[:32] + order.to_bytes(32, "little"), b"", False),
        ("key of small order", identity, identity + bytes(32), b"", False),
        ("key not canonical", top, identity + bytes(32), b"", False),
        ("R of small order", key, identity + good[32:], b"", False),
        ("bit flipped in R", key, bytes([good[0] ^ 1]) + good[1:], b"", False),
        ("bit flipped in S", key, good[:63] + bytes([good[63] ^ 1]), b"", False),
        ("key not on the curve", (2).to_bytes(32, "little"), good, b"", False),
    ]
    for point in SMALL_ORDER_Y:
        for sign in (0, 1 << 255):
            encoded = (point | sign).to_bytes(32, "little")
            table.append(("small order", encoded, encoded + bytes(32), b"", False))
    points = [affine_point(recover_x(y, sign), y) for y in SMALL_ORDER_Y for sign in (0, 1)]
    eightfold = [multiply(8, point) for point in points]
    wrong = int(any(x % P or (y - z) % P for x, y, z, _ in eightfold) or len(SMALL_ORDER_Y) != 5)
    for name, backend in (("python", verify_pure), ("libsodium", libsodium()), ("openssl", openssl())):
        if backend is None:
            print("not found: %s" % name)
            continue
        for label, public, signature, message, expected in table:
            if bool(checked(backend)(public, signature, message)) != expected:
                print("wrong: %s, %s" % (name, label))
                wrong = 1
    print("self-test %s" % ("failed" if wrong else "passed"))
    return wrong


def main(arguments):
    since, as_json, pure, folders = None, False, False, []
    words = iter(arguments)
    for word in words:
        if word == "--self-test":
            return self_test()
        if word == "--json":
            as_json = True
        elif word == "--pure":
            pure = True
        elif word == "--since":
            since = next(words, None)
            if since is None or not os.path.isfile(since):
                folders = []
                break
        elif word.startswith("-"):
            folders = []
            break
        else:
            folders.append(word)
    if len(folders) != 1 or not os.path.isdir(folders[0]):
        print(__doc__, file=sys.stderr)
        return USAGE
    findings, verifier = verify_folder(folders[0], since, pure)
    return report(findings, verifier, as_json)


if __name__ == "__main__":
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # the verdict is the first line: `| head -1` is no error
    sys.exit(main(sys.argv[1:]))
