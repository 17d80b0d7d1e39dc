"""The one encoding under everything, as VaultCrypto.docc/Tuples.md writes it, and the hashes over it."""
import hashlib
import struct

LABEL = "casevault/v1/"


class Refused(Exception):
    """Something does not verify; the text says what, never a secret and never content."""


def lp(data):
    return struct.pack(">I", len(data)) + data


def u8(number):
    return struct.pack(">B", number)


def u32(number):
    return struct.pack(">I", number)


def u64(number):
    return struct.pack(">Q", number)


def T(label, *fields):
    fields = [field.encode() if isinstance(field, str) else field for field in fields]
    return lp((LABEL + label).encode()) + u32(len(fields)) + b"".join(map(lp, fields))


def H(data):
    return hashlib.blake2b(data, digest_size=32).digest()


def B2(key, data):
    return hashlib.blake2b(data, key=key, digest_size=32).digest()


def pieces(data, what):
    """The items of a list: LP after LP, nothing behind the last."""
    found, at = [], 0
    while at < len(data):
        if at + 4 > len(data):
            raise Refused(f"{what}: cut short")
        (length,) = struct.unpack_from(">I", data, at)
        at += 4
        if at + length > len(data):
            raise Refused(f"{what}: cut short")
        found.append(data[at : at + length])
        at += length
    return found


def fields_of(data, label, count=None):
    """The fields of a tuple with this label; `count` of them, if it is known."""
    head = lp((LABEL + label).encode())
    if not data.startswith(head) or len(data) < len(head) + 4:
        raise Refused(f"{label}: another structure stands here")
    found = pieces(data[len(head) + 4 :], label)
    (said,) = struct.unpack_from(">I", data, len(head))
    if said != len(found) or (count is not None and said != count):
        raise Refused(f"{label}: {len(found)} fields")
    return found


def label_of(data):
    """The label of a tuple, without its beginning; empty if it is none."""
    if len(data) < 4:
        return ""
    (length,) = struct.unpack_from(">I", data)
    label = data[4 : 4 + length].decode("ascii", "replace")
    return label[len(LABEL) :] if label.startswith(LABEL) else ""


def number(data, size):
    """An unsigned integer of exactly `size` bytes."""
    if len(data) != size:
        raise Refused(f"an integer of {len(data)} bytes where {size} belong")
    return int.from_bytes(data, "big")


def exactly(data, size, what):
    if len(data) != size:
        raise Refused(f"{what}: {len(data)} bytes where {size} belong")
    return data


def text(data, what):
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(f"{what}: not UTF-8") from None
