#!/usr/bin/env python3
"""Makes the vault's own known answers with implementations that are not the vault's.

    python3 -m pip install -r Tools/vectors/requirements.txt
    python3 Tools/vectors/make_vectors.py            rewrites Tests/VaultCryptoTests/Vectors/*.json
    python3 Tools/vectors/make_vectors.py --check    compares instead

BLAKE2b, SHA-2 and HMAC come from hashlib and hmac, XChaCha20-Poly1305 from PyNaCl, Ed25519 from cryptography (OpenSSL),
Argon2id from argon2-cffi; encodings, padding and check symbols are written anew beside it. Every run gives the same files.
"""
import base64
import hashlib
import hmac
import json
import pathlib
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from nacl.bindings import (
    crypto_aead_xchacha20poly1305_ietf_decrypt,
    crypto_aead_xchacha20poly1305_ietf_encrypt,
)

from encoding import Stream, blake2b, field_list, pad, padded_length, tuple_bytes, u8, u32, u64
from primitives import ALPHABET, argon2id, check_symbol, seal_padded, seal_steps, symbols, word_numbers
from two_keys import ciphertext_for_two_keys

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "Tests/VaultCryptoTests/Vectors"
CHECK = sys.argv[1:] == ["--check"]
CHUNK = 256 * 1024


def write(name, note, **content):
    text = json.dumps({"note": note, **content}, indent=1, ensure_ascii=False)
    if CHECK:
        if (FOLDER / name).read_text(encoding="utf-8") != text + "\n":
            sys.exit(f"differs: {name}")
    else:
        (FOLDER / name).write_text(text + "\n", encoding="utf-8")


def hashes():
    random = Stream("hashes")
    messages = [random.bytes(length) for length in (0, 1, 55, 64, 127, 128, 129, 255, 1000)]
    plain = [dict(message=m.hex(), blake2b=blake2b(m).hex(), sha256=hashlib.sha256(m).hexdigest()) for m in messages]
    keyed = []
    for message in messages:
        key = random.bytes(32)
        keyed.append(
            dict(
                key=key.hex(),
                message=message.hex(),
                hmac=hmac.new(key, message, hashlib.sha256).hexdigest(),
            )
        )
    left, right = hashlib.sha256(b"l").digest(), hashlib.sha256(b"r").digest()
    merkle = dict(
        leaf=hashlib.sha256(b"\0" + b"entry").hexdigest(),
        left=left.hex(),
        right=right.hex(),
        node=hashlib.sha256(b"\1" + left + right).hexdigest(),
    )
    write("hashes.json", "hashlib and hmac", plain=plain, keyed=keyed, merkle=merkle)


def tuples():
    random = Stream("tuples")
    vault, case, number, text = random.bytes(16), random.bytes(16), 0x0102030405060708, "životna priča"
    key, secret = random.bytes(32), random.bytes(32)
    items = [b"", b"a", random.bytes(300)]
    whole = tuple_bytes(
        "record", vault, case, u8(7), b"\x01\x02", u32(9), u64(number), text.encode(), field_list(items), b""
    )
    secret_first = tuple_bytes("record-key", secret, vault, case, u32(3))
    write(
        "tuples.json",
        "T(label, fields), BLAKE2b over tuples",
        vault=vault.hex(),
        case=case.hex(),
        number=number,
        text=text,
        items=[item.hex() for item in items],
        key=key.hex(),
        secret=secret.hex(),
        tuple=whole.hex(),
        none=tuple_bytes("keyring").hex(),
        hash=blake2b(whole).hex(),
        mac=blake2b(whole, key).hex(),
        secretFirst=blake2b(secret_first, key).hex(),
        secretFirstUnkeyed=blake2b(secret_first).hex(),
        shortKey=blake2b(whole, key[:16]).hex(),
    )


def seal(key, nonce, associated_data, padded):
    return seal_padded(key, nonce, associated_data, padded)[0]


def sealed():
    random = Stream("sealed")
    cases = []
    for length in (0, 1, 254, 255, 256, 1024, 4094, 4095, 4096, 4097, 5000):
        key, nonce, vault = random.bytes(32), random.bytes(24), random.bytes(16)
        plaintext = random.bytes(length)
        result = seal(key, nonce, tuple_bytes("record", vault, u64(length)), pad(plaintext))
        assert len(result) == 73 + padded_length(length + 1)
        cases.append(
            dict(
                key=key.hex(),
                nonce=nonce.hex(),
                vault=vault.hex(),
                plaintext=plaintext.hex(),
                sealed=result.hex(),
            )
        )
    lengths = [1, 255, 256, 257, 4095, 4096, 4097, 4098, 9000, 65_536, 65_537, 1_000_000, 1 << 20, (1 << 20) + 1, 123_456_789]
    write(
        "sealed.json",
        "the committing seal over T(record, vault, u64 length); `long` seals zeros",
        cases=cases,
        long=long_case(random),
        padded=[[length, padded_length(length + 1)] for length in [0] + lengths],
        fillings=bad_fillings(random),
        twoKeys=two_keys(random),
    )


def long_case(random):
    key, nonce, vault = random.bytes(32), random.bytes(24), random.bytes(16)
    length = 1 << 20
    result = seal(key, nonce, tuple_bytes("record", vault, u64(length)), pad(bytes(length)))
    return dict(
        key=key.hex(), nonce=nonce.hex(), vault=vault.hex(), length=length, sealedLength=len(result), digest=blake2b(result).hex()
    )


def bad_fillings(random):
    """Sealed with the right key, filled otherwise than the format says."""
    key, nonce, vault = random.bytes(32), random.bytes(24), random.bytes(16)
    message = b"a" * 100
    good = pad(message)
    bad = {
        "no mark": message.ljust(256, b"\0"),
        "zeros only": bytes(256),
        "another mark": message + b"\x81" + bytes(155),
        "a byte behind the mark": good[:-1] + b"\x01",
        "a block too many": good + bytes(256),
        "two blocks too many": good + bytes(512),
        "mark in the first block of two": (message + b"\x80").ljust(512, b"\0"),
    }
    data = tuple_bytes("record", vault, u64(len(message)))
    return dict(
        key=key.hex(),
        vault=vault.hex(),
        length=len(message),
        good=seal(key, nonce, data, good).hex(),
        bad=[dict(name=name, sealed=seal(key, nonce, data, filled).hex()) for name, filled in bad.items()],
    )


def two_keys(random):
    key_one, key_two, nonce, vault = random.bytes(32), random.bytes(32), random.bytes(24), random.bytes(16)
    data = tuple_bytes("record", vault, u64(0))
    hashed = blake2b(data)
    _, commitments, inner = zip(*(seal_steps(key, nonce, data) for key in (key_one, key_two)))
    ciphertext = ciphertext_for_two_keys(*inner, nonce, hashed, pad(bytes(32) + b"one message, two keys"))
    for key in inner:  # the premise: without the commitment both open it
        assert len(crypto_aead_xchacha20poly1305_ietf_decrypt(ciphertext, hashed, nonce, key)) == 256
    return dict(
        keys=[key_one.hex(), key_two.hex()],
        vault=vault.hex(),
        sealed=[(b"\x01" + nonce + commitment + ciphertext).hex() for commitment in commitments],
    )


def chunks():
    random = Stream("chunks")
    files = []
    for length in (0, 5, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK - 200):
        key, vault, file = random.bytes(32), random.bytes(16), random.bytes(16)
        stream = (b"\x5a" * length + b"\x80").ljust(padded_length(length + 1), b"\0")
        count = -(-len(stream) // CHUNK)
        stored, nonces = [], []
        for i in range(count):
            nonce = random.bytes(24)
            data = tuple_bytes("chunk", vault, file, u64(i), u8(1 if i == count - 1 else 0))
            piece = stream[i * CHUNK : (i + 1) * CHUNK]
            stored.append(nonce + crypto_aead_xchacha20poly1305_ietf_encrypt(piece, data, nonce, key))
            nonces.append(nonce.hex())
        files.append(
            dict(
                key=key.hex(),
                vault=vault.hex(),
                file=file.hex(),
                length=length,
                storedLength=sum(map(len, stored)),
                nonces=nonces,
                digests=[blake2b(chunk).hex() for chunk in stored],
            )
        )
    write("chunks.json", "files of 0x5a bytes, cut and sealed", files=files)


def signatures():
    random = Stream("signatures")
    cases = []
    for length in (0, 1, 100, 1000):
        seed, message = random.bytes(32), random.bytes(length)
        private = Ed25519PrivateKey.from_private_bytes(seed)
        public = private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        cases.append(dict(seed=seed.hex(), publicKey=public.hex(), message=message.hex(), signature=private.sign(message).hex()))
    write("signatures.json", "Ed25519 by OpenSSL", cases=cases)


def passphrases():
    random = Stream("passphrases")
    cheap = []
    for passphrase in ("", "lozinka", "ruža vetrova nad gradom", "ружа ветрова над градом", "x" * 300):
        salt = random.bytes(16)
        cheap.append(
            dict(passphrase=passphrase, salt=salt.hex(), kibibytes=8, passes=1, hash=argon2id(passphrase.encode(), salt, 1, 8 << 10).hex())
        )
    slow_salt = blake2b(b"casevault/v1/words")[:16]
    statement, head = b"statement", hashlib.sha256(b"head").digest()
    slow = argon2id(blake2b(statement), slow_salt, 3, 64 << 20)
    write(
        "passphrases.json",
        "Argon2id 1.3 with one lane by argon2-cffi; words as numbers in the list",
        cheap=cheap,
        slowSix=dict(input=statement.hex(), hash=slow.hex(), words=word_numbers(slow, 6)),
        four=dict(head=head.hex(), words=word_numbers(head, 4)),
    )


def codes():
    random = Stream("codes")
    cases = []
    for length in (0, 1, 5, 16, 32):
        data = random.bytes(length)
        numbers = symbols(data)
        cases.append(
            dict(
                bytes=data.hex(),
                text="".join(ALPHABET[s] for s in numbers),
                check=ALPHABET[check_symbol(numbers)],
                base64url=base64.urlsafe_b64encode(data).decode().rstrip("="),
            )
        )
    write("codes.json", "Crockford Base32 with Luhn mod 32, base64url", cases=cases)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for make in (hashes, tuples, sealed, chunks, signatures, passphrases, codes):
        make()
