"""Staff halves that still wait for their owner: HPKE, base mode, with X-Wing, HKDF-SHA256 and ChaCha20-Poly1305.

RFC 9180, draft-connolly-cfrg-xwing-kem, FIPS 203; CaseVault.docc/FileFormat.md says what is wrapped and under which info.
"""
import hashlib
import hmac

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from kyber_py.ml_kem import ML_KEM_768
from sealing import CannotOpen
from tuples import exactly

SUITE = b"HPKE" + bytes.fromhex("647a" "0001" "0003")
WRAP, MLKEM, ENCAPSULATION = 1168, 1088, 1120
XWING = b"\\.//^\\"


def xwing_keys(seed):
    expanded = hashlib.shake_256(seed).digest(96)
    public, private = ML_KEM_768.key_derive(expanded[:64])
    x25519 = X25519PrivateKey.from_private_bytes(expanded[64:])
    return private, x25519, public + x25519.public_key().public_bytes_raw()


def xwing_decapsulate(seed, encapsulation):
    private, x25519, public = xwing_keys(seed)
    there = encapsulation[MLKEM:]
    first = ML_KEM_768.decaps(private, encapsulation[:MLKEM])
    second = x25519.exchange(X25519PublicKey.from_public_bytes(there))
    return hashlib.sha3_256(first + second + there + public[-32:] + XWING).digest()


def extract(salt, label, data):
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + SUITE + label + data, "sha256")


def expand(secret, label, info, length):
    labelled = length.to_bytes(2, "big") + b"HPKE-v1" + SUITE + label + info
    return hmac.digest(secret, labelled + b"\x01", "sha256")[:length]


def unwrap(seed, info, wrap):
    """The 32 bytes of a staff half."""
    exactly(wrap, WRAP, "wrap")
    shared = xwing_decapsulate(seed, wrap[:ENCAPSULATION])
    context = b"\x00" + extract(b"", b"psk_id_hash", b"") + extract(b"", b"info_hash", info)
    secret = extract(shared, b"secret", b"")
    key, nonce = expand(secret, b"key", context, 32), expand(secret, b"base_nonce", context, 12)
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, wrap[ENCAPSULATION:], b"")
    except InvalidTag:
        raise CannotOpen("a wrap does not open") from None
