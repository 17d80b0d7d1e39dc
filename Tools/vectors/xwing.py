"""HPKE (RFC 9180, base mode) with X-Wing, HKDF-SHA256 and ChaCha20-Poly1305, written from the specifications.

X-Wing: draft-connolly-cfrg-xwing-kem. ML-KEM-768 comes from kyber-py, X25519 and ChaCha20-Poly1305 from cryptography.
Slow and not constant in time: for test vectors only.
"""
import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from kyber_py.ml_kem import ML_KEM_768

LABEL = b"\\.//^\\"
SUITE = b"HPKE" + (0x647A).to_bytes(2, "big") + (1).to_bytes(2, "big") + (3).to_bytes(2, "big")


class Key:
    """A decapsulation key from its 32-byte seed."""

    def __init__(self, seed):
        expanded = hashlib.shake_256(seed).digest(96)
        self.encapsulation, self.decapsulation = ML_KEM_768._keygen_internal(expanded[:32], expanded[32:64])
        self.x = X25519PrivateKey.from_private_bytes(expanded[64:])
        self.x_public = self.x.public_key().public_bytes_raw()
        self.public = self.encapsulation + self.x_public

    def decapsulate(self, ciphertext):
        first = ML_KEM_768.decaps(self.decapsulation, ciphertext[:1088])
        second = self.x.exchange(X25519PublicKey.from_public_bytes(ciphertext[1088:]))
        return combine(first, second, ciphertext[1088:], self.x_public)


def encapsulate(public, randomness):
    """Shared secret and ciphertext for 64 random bytes: m of ML-KEM, then the X25519 key."""
    first, ciphertext = ML_KEM_768._encaps_internal(public[:1184], randomness[:32])
    ephemeral = X25519PrivateKey.from_private_bytes(randomness[32:])
    second = ephemeral.exchange(X25519PublicKey.from_public_bytes(public[1184:]))
    x_ciphertext = ephemeral.public_key().public_bytes_raw()
    return combine(first, second, x_ciphertext, public[1184:]), ciphertext + x_ciphertext


def combine(first, second, x_ciphertext, x_public):
    return hashlib.sha3_256(first + second + x_ciphertext + x_public + LABEL).digest()


def extract(salt, label, material):
    return hmac.new(salt or bytes(32), b"HPKE-v1" + SUITE + label + material, hashlib.sha256).digest()


def expand(key, label, info, length):
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + SUITE + label + info
    return hmac.new(key, labelled + b"\x01", hashlib.sha256).digest()[:length]


def cipher(shared_secret, info):
    context = b"\x00" + extract(b"", b"psk_id_hash", b"") + extract(b"", b"info_hash", info)
    secret = extract(shared_secret, b"secret", b"")
    return ChaCha20Poly1305(expand(secret, b"key", context, 32)), expand(secret, b"base_nonce", context, 12)


def wrap(public, info, plaintext, randomness):
    """Encapsulation (1,120 bytes), then the sealed plaintext; empty associated data."""
    shared_secret, ciphertext = encapsulate(public, randomness)
    aead, nonce = cipher(shared_secret, info)
    return ciphertext + aead.encrypt(nonce, plaintext, b"")


def unwrap(key, info, wrapped):
    aead, nonce = cipher(key.decapsulate(wrapped[:1120]), info)
    return aead.decrypt(nonce, wrapped[1120:], b"")
