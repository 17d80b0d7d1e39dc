"""A ciphertext of XChaCha20-Poly1305 that opens under two keys.

Poly1305 is a polynomial modulo 2^130 - 5, so with two free blocks of ciphertext two equations, one for each key, can be
solved for one tag (Len, Grubbs and Ristenpart 2021). The vault's commitment is what refuses such a ciphertext.
"""
import struct

PRIME = 2**130 - 5
MASK = 0xFFFFFFFF


def rotate(value, count):
    return (value << count | value >> (32 - count)) & MASK


def quarter(state, a, b, c, d):
    for x, y, z, count in ((a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)):
        state[x] = (state[x] + state[y]) & MASK
        state[z] = rotate(state[z] ^ state[x], count)


def rounds(state):
    for _ in range(10):
        for i in range(4):
            quarter(state, i, 4 + i, 8 + i, 12 + i)
        for i in range(4):
            quarter(state, i, 4 + (i + 1) % 4, 8 + (i + 2) % 4, 12 + (i + 3) % 4)
    return state


CONSTANTS = list(struct.unpack("<4I", b"expand 32-byte k"))


def block(key, counter, nonce):
    start = CONSTANTS + list(struct.unpack("<8I", key)) + [counter] + list(struct.unpack("<3I", nonce))
    mixed = rounds(list(start))
    return struct.pack("<16I", *[(x + y) & MASK for x, y in zip(mixed, start)])


def subkey(key, nonce):
    """HChaCha20."""
    mixed = rounds(CONSTANTS + list(struct.unpack("<8I", key)) + list(struct.unpack("<4I", nonce)))
    return struct.pack("<8I", *(mixed[:4] + mixed[12:]))


def keystream(key, nonce, length):
    """The stream over the plaintext and the Poly1305 key (r, s)."""
    inner, rest = subkey(key, nonce[:16]), bytes(4) + nonce[16:]
    first = block(inner, 0, rest)
    r = int.from_bytes(first[:16], "little") & 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
    s = int.from_bytes(first[16:32], "little")
    stream = b"".join(block(inner, 1 + i, rest) for i in range(-(-length // 64)))
    return stream[:length], r, s


def blocks(data):
    padded = data + bytes(-len(data) % 16)
    return [int.from_bytes(padded[i : i + 16], "little") + 2**128 for i in range(0, len(padded), 16)]


def ciphertext_for_two_keys(key_one, key_two, nonce, associated_data, plaintext):
    """Opens under both keys; under the first to `plaintext` but for its first 32 bytes."""
    assert len(plaintext) % 16 == 0 and len(plaintext) >= 32
    stream, r1, s1 = keystream(key_one, nonce, len(plaintext))
    _, r2, s2 = keystream(key_two, nonce, len(plaintext))
    fixed = bytes(a ^ b for a, b in zip(plaintext, stream))[32:]
    before = blocks(associated_data)
    after = blocks(fixed) + [len(associated_data) + (len(plaintext) << 64) + 2**128]
    total = len(before) + 2 + len(after)

    def known(r):
        value = sum(b * pow(r, total - i, PRIME) for i, b in enumerate(before))
        return value + sum(b * pow(r, len(after) - i, PRIME) for i, b in enumerate(after))

    # known(r) + x r^(a+1) + y r^a = tag - s for both keys, a = blocks behind the free ones plus one.
    power = len(after) + 1
    a1, b1 = pow(r1, power + 1, PRIME), pow(r1, power, PRIME)
    a2, b2 = pow(r2, power + 1, PRIME), pow(r2, power, PRIME)
    inverse = pow(a1 * b2 - a2 * b1, -1, PRIME)
    for tag in range(1, 10_000):
        c1, c2 = (tag - s1) % 2**128 - known(r1), (tag - s2) % 2**128 - known(r2)
        x, y = (c1 * b2 - c2 * b1) * inverse % PRIME, (a1 * c2 - a2 * c1) * inverse % PRIME
        if 2**128 <= x < 2**129 and 2**128 <= y < 2**129:
            free = b"".join((value - 2**128).to_bytes(16, "little") for value in (x, y))
            return free + fixed + tag.to_bytes(16, "little")
    raise AssertionError("no tag fits")
