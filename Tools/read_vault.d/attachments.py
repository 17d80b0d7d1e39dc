"""Attachments: the stored file against record, row and log, then piece by piece into a file of its own."""
import hashlib
from dataclasses import dataclass

from sealing import CannotOpen, aead_open, padded_length
from tuples import Refused, T, exactly, fields_of, number, text, u64, u8

PIECE, NONCE, AROUND = 262_144, 24, 40


@dataclass
class Attachment:
    file_id: bytes
    key: bytes
    name: str
    type: str
    size: int
    chunks: int
    digest: bytes


def described(revision):
    """What the record of an attachment says of it."""
    file_id, key, name, kind, size, chunks, digest = fields_of(revision.content, "record/file", 7)
    if file_id != revision.attachment or revision.form != "file" or revision.revision != 1:
        raise Refused("record and log name different files")
    return Attachment(exactly(file_id, 16, "file id"), exactly(key, 32, "file key"), text(name, "name of the file"),
                      text(kind, "type"), number(size, 8), number(chunks, 8), exactly(digest, 32, "SHA-256"))  # fmt: skip


def stored_length(size):
    padded = padded_length(size + 1)
    chunks = -(-padded // PIECE)
    return padded, chunks, padded + chunks * AROUND


class AttachmentReader:
    def __init__(self, store, vault):
        self.store, self.vault = store, vault

    def verified(self, revision):
        """The attachment and its file, after every stored byte was hashed."""
        one = described(revision)
        row = self.store.row("file", one.file_id)
        if row is None or row[1] != 2:
            raise Refused("its file has no row, or has not arrived whole")
        stored, digest = fields_of(row[3], "row/file", 2)
        padded, chunks, length = stored_length(one.size)
        if (number(stored, 8), digest, one.chunks) != (length, one.digest, chunks):
            raise Refused("record and row say different things of its file")
        path = self.store.folder / "files" / one.file_id.hex()
        if not path.is_file() or path.is_symlink():
            raise Refused(f"files/{one.file_id.hex()} is not there")
        with open(path, "rb") as file:
            found = hashlib.file_digest(file, "sha256").digest() if path.stat().st_size == length else b""
        if found != digest:
            raise Refused(f"files/{one.file_id.hex()} is not the file that was stored")
        return one, path

    def pieces(self, one, path):
        """The true bytes, at most 256 KiB at a time; the filling is compared to its end."""
        padded, chunks, _ = stored_length(one.size)
        left, mark = one.size, b"\x80"
        with open(path, "rb") as file:
            for index in range(chunks):
                plain = min(PIECE, padded - index * PIECE)
                sealed = file.read(plain + AROUND)
                last = u8(1 if index == chunks - 1 else 0)
                associated = T("chunk", self.vault, one.file_id, u64(index), last)
                try:
                    piece = aead_open(one.key, sealed[:NONCE], sealed[NONCE:], associated)
                except CannotOpen:
                    raise Refused(f"chunk {index} of its file does not open") from None
                true, filling = piece[:left], piece[left:]
                left -= len(true)
                if filling:
                    if not filling.startswith(mark) or filling[len(mark) :].strip(b"\x00"):
                        raise Refused("its file ends with another filling")
                    mark = b""
                if true:
                    yield true
