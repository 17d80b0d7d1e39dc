"""The vault's parts, written a second time from Sources/*/*.docc: seals, identities, policy, state roots, code texts."""
import base64
import hashlib
import hmac

import argon2.low_level
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt, crypto_aead_xchacha20poly1305_ietf_encrypt
from nacl.signing import SigningKey

import xwing
from encoding import blake2b, field_list, pad, tuple_bytes, u8, u16, u64

ZERO_ID, ZERO_HASH = bytes(16), bytes(32)
READ, WRITE, OWN, GIVE = 1, 2, 4, 8


def sha256(data):
    return hashlib.sha256(data).digest()


def mac256(key, data):
    return hmac.new(key, data, hashlib.sha256).digest()


def seal(key, nonce, associated_data, plaintext):
    """version ‖ N ‖ com ‖ XChaCha20-Poly1305(K_e, N, h, pad(M)), and the values on the way."""
    h = blake2b(associated_data)
    commitment = blake2b(tuple_bytes("seal/commit", nonce, h), key)
    sealing_key = blake2b(tuple_bytes("seal/key", nonce, h), key)
    ciphertext = crypto_aead_xchacha20poly1305_ietf_encrypt(pad(plaintext), h, nonce, sealing_key)
    return b"\x01" + nonce + commitment + ciphertext, dict(h=h, commitment=commitment, sealingKey=sealing_key)


def unseal(key, associated_data, sealed):
    h, nonce = blake2b(associated_data), sealed[1:25]
    assert sealed[0] == 1 and sealed[25:57] == blake2b(tuple_bytes("seal/commit", nonce, h), key)
    sealing_key = blake2b(tuple_bytes("seal/key", nonce, h), key)
    padded = crypto_aead_xchacha20poly1305_ietf_decrypt(sealed[57:], h, nonce, sealing_key)
    plaintext = padded.rstrip(b"\0")[:-1]
    assert pad(plaintext) == padded
    return plaintext


def argon2id(passphrase, salt, passes, memory):
    return argon2.low_level.hash_secret_raw(
        passphrase, salt, time_cost=passes, memory_cost=memory // 1024, parallelism=1, hash_len=32,
        type=argon2.Type.ID, version=0x13)  # fmt: skip


def word_numbers(data, count):
    bits = int.from_bytes(data, "big")
    return [bits >> (len(data) * 8 - 10 * (i + 1)) & 1023 for i in range(count)]


def six_words(data):
    salt = blake2b(b"casevault/v1/words")[:16]
    return word_numbers(argon2id(blake2b(data), salt, 3, 64 << 20), 6)


ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def check_symbol(symbols):
    total = 0
    for i, symbol in enumerate(reversed(symbols)):
        doubled = symbol * (2 if i % 2 == 0 else 1)
        total += doubled // 32 + doubled % 32
    return -total % 32


def code_text(data):
    """Crockford symbols and the check symbol in groups of four."""
    standard = base64.b32encode(data).decode().rstrip("=")
    symbols = ["ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".index(c) for c in standard]
    text = "".join(ALPHABET[s] for s in symbols + [check_symbol(symbols)])
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))


def key_id(vault, signing, wrapping=b""):
    return blake2b(tuple_bytes("key-id", vault, signing, wrapping))[:16]


class Identity:
    """A person's keys from her seed. The founder's derive with sixteen zero bytes as vault."""

    def __init__(self, name, person, seed, derived_for):
        self.name, self.person, self.seed = name, person, seed
        self.signing_seed, self.wrapping_seed, self.keyring_key = (
            blake2b(tuple_bytes("identity/" + use, derived_for, person), seed) for use in ("sign", "wrap", "keyring"))
        self.signer = SigningKey(self.signing_seed)
        self.signing_key = self.signer.verify_key.encode()
        self.wrapping = xwing.Key(self.wrapping_seed)
        self.wrapping_key = self.wrapping.public

    def key_id(self, vault):
        return key_id(vault, self.signing_key, self.wrapping_key)

    def sign(self, message):
        return self.signer.sign(message).signature


COMPARTMENTS = (
    "case identity core risk legal attorney psych process-notes medical stay care children coordination consent stat "
    "emergency"
).split()
ROLES = (
    "administrator coordinator case-lead helpline attorney jurist psychologist house application trustee auditor"
).split()

TABLE = """
              case-lead coordinator attorney jurist psychologist house helpline application
case          rw        rw          rw       rw     rw           rw    rw       rw
identity      rwg       g           r        r      r            -     wo       -
core          rwg       g           r        r      -            -     wo       -
risk          rwg       g           r        r      rw           -     wo       -
legal         r         g           rw       rw     -            -     -        -
attorney      -         -           rw       -      -            -     -        -
psych         -         -           -        -      rwg          -     -        -
process-notes -         -           -        -      wo           -     -        -
medical       wo        g           r        -      -            -     -        -
stay          r         g           -        -      -            rw    -        -
care          r         rg          -        -      -            rw    -        rw
children      rw        g           r        r      rw           -     wo       -
coordination  rw        rwg         r        r      -            -     -        -
consent       rw        rg          r        rw     r            r     wo       -
stat          rw        rg          r        r      r            r     wo       r
emergency     rw        rg          -        -      -            r     r        -
"""
CUSTODIANS = dict(attorney="nobody", psych="assigned") | {"process-notes": "nobody"}
INDEXED = dict.fromkeys("core risk legal attorney psych medical children coordination consent".split(), "whole")
INDEXED["identity"] = "partly"


def rights(letters):
    return sum(dict(r=READ, w=WRITE, o=OWN, g=GIVE)[letter] for letter in letters if letter != "-")


def standard_policy():
    lines = [line.split() for line in TABLE.strip().splitlines()]
    columns, rules = lines[0], []
    for name, *cells in lines[1:]:
        allowed = {role: rights(letters) for role, letters in zip(columns, cells)}
        ordered = [role.encode() + u16(allowed[role]) for role in ROLES if allowed.get(role)]
        rules.append(
            tuple_bytes(
                "policy", name.encode(), field_list(ordered), CUSTODIANS.get(name, "coordinators").encode(),
                u8(name not in ("attorney", "process-notes")), u8(name != "process-notes"),
                INDEXED.get(name, "none").encode()))  # fmt: skip
    return tuple_bytes("policy", field_list(rules))


def leaf_hash(data):
    return sha256(b"\x00" + data)


def tree_root(hashes):
    if not hashes:
        return sha256(b"")
    if len(hashes) == 1:
        return hashes[0]
    split = 1
    while split * 2 < len(hashes):
        split *= 2
    return sha256(b"\x01" + tree_root(hashes[:split]) + tree_root(hashes[split:]))


def frontier(hashes):
    """Size, then the roots of the complete subtrees, largest first."""
    out, start = u64(len(hashes)), 0
    for bit in reversed(range(len(hashes).bit_length())):
        if len(hashes) >> bit & 1:
            out += tree_root(hashes[start : start + (1 << bit)])
            start += 1 << bit
    return out


def state_root(rows):
    """Over (table, id, revision, sealed) in any order."""
    buckets = [[] for _ in range(256)]
    for table, row, revision, sealed in sorted(rows):
        buckets[row[0]].append(leaf_hash(u8(table) + row + u64(revision) + sha256(sealed)))
    return tree_root([leaf_hash(tree_root(b) if b else ZERO_HASH) for b in buckets])
