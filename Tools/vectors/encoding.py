"""The encodings and hashes of the vault, written a second time from the specification."""
import hashlib


def u8(number):
    return number.to_bytes(1, "big")


def u16(number):
    return number.to_bytes(2, "big")


def u32(number):
    return number.to_bytes(4, "big")


def u64(number):
    return number.to_bytes(8, "big")


def prefixed(field):
    return u32(len(field)) + field


def field_list(items):
    return b"".join(prefixed(item) for item in items)


def tuple_bytes(label, *fields):
    """T(label, f1..fn), the label without `casevault/v1/`."""
    return prefixed(b"casevault/v1/" + label.encode()) + u32(len(fields)) + field_list(fields)


def sha256(data):
    return hashlib.sha256(data).digest()


def blake2b(message, key=b""):
    return hashlib.blake2b(message, digest_size=32, key=key).digest()


def key_id(vault, signing, wrapping=b""):
    return blake2b(tuple_bytes("key-id", vault, signing, wrapping))[:16]


def leaf_hash(data):
    return sha256(b"\x00" + data)


def padded_length(length):
    """L of the format: multiples of 256 up to 4,096, then Padmé."""
    if length <= 4096:
        return -(-length // 256) * 256
    exponent = length.bit_length() - 1
    significant = exponent.bit_length()
    step = 1 << (exponent - significant)
    return -(-length // step) * step


def pad(plaintext):
    return (plaintext + b"\x80").ljust(padded_length(len(plaintext) + 1), b"\0")


class Stream:
    """Bytes that look random and are the same on every run."""

    def __init__(self, name):
        self.name, self.position = name.encode(), 0

    def bytes(self, count):
        self.position += 1
        return hashlib.shake_256(self.name + u32(self.position)).digest(count)
