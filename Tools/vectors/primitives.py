"""Seals, Argon2id and codes, written a second time from the specification over other libraries."""
import base64

import argon2.low_level
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_encrypt

from encoding import blake2b, pad, tuple_bytes


def seal(key, nonce, associated_data, plaintext):
    """version ‖ N ‖ com ‖ XChaCha20-Poly1305(K_e, N, h, pad(M)), and the values on the way."""
    return seal_padded(key, nonce, associated_data, pad(plaintext))


def seal_padded(key, nonce, associated_data, padded):
    h, commitment, sealing_key = seal_steps(key, nonce, associated_data)
    ciphertext = crypto_aead_xchacha20poly1305_ietf_encrypt(padded, h, nonce, sealing_key)
    return b"\x01" + nonce + commitment + ciphertext, dict(h=h, commitment=commitment, sealingKey=sealing_key)


def seal_steps(key, nonce, associated_data):
    """h, com and K_e."""
    h = blake2b(associated_data)
    return h, blake2b(tuple_bytes("seal/commit", nonce, h), key), blake2b(tuple_bytes("seal/key", nonce, h), key)


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


def symbols(data):
    """Groups of five bits, by way of the standard library's base32."""
    standard = base64.b32encode(data).decode().rstrip("=")
    return ["ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".index(c) for c in standard]


def code_text(data):
    """Crockford symbols and the check symbol in groups of four."""
    numbers = symbols(data)
    text = "".join(ALPHABET[s] for s in numbers + [check_symbol(numbers)])
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))
