"""The committing seal and its padding, as VaultCrypto.docc/Seals.md writes them."""
import hmac

from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt
from nacl.exceptions import CryptoError
from tuples import B2, H, Refused, T

OVERHEAD = 73


class CannotOpen(Refused):
    """Another key, other associated data, or changed bytes: one and the same."""


def padded_length(length):
    """L of the document: to a multiple of 256 up to 4,096, then Padmé."""
    if length <= 4096:
        return (length + 255) // 256 * 256
    exponent = length.bit_length() - 1
    step = 1 << (exponent - exponent.bit_length())
    return (length + step - 1) // step * step


def unpad(padded):
    """What stood before 0x80 and the zeros; another filling is refused."""
    content = padded.rstrip(b"\x00")
    if not content.endswith(b"\x80") or padded_length(len(content)) != len(padded):
        raise Refused("a filling that is not of the format")
    return content[:-1]


def aead_open(key, nonce, sealed, associated):
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, associated, nonce, key)
    except (CryptoError, ValueError):
        raise CannotOpen("does not open") from None


def nonce_of(sealed):
    if len(sealed) < OVERHEAD + 256 or sealed[0] != 1:
        raise Refused("not a seal of version 1")
    return sealed[1:25]


def unseal(key, associated, sealed):
    nonce, commitment, body = nonce_of(sealed), sealed[25:57], sealed[57:]
    if padded_length(len(body) - 16) != len(body) - 16:
        raise Refused("a seal of a length that no plaintext has")
    h = H(associated)
    if not hmac.compare_digest(B2(key, T("seal/commit", nonce, h)), commitment):
        raise CannotOpen("the commitment is another")
    return unpad(aead_open(B2(key, T("seal/key", nonce, h)), nonce, body, h))
