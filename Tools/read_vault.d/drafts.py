"""Texts that she has not finished: sealed under her own keyring key, named by the log."""
from sealing import unseal
from tuples import Refused, T, fields_of, number, text, u64


def drafts(store, gate, journal, person, findings):
    """(p, form, number of the record, process note, replaced revision, content) of each of hers."""
    for row_id, revision, _, sealed in store.rows("draft"):
        if journal.drafts.get(row_id) != person.id:
            continue
        try:
            if sealed is None:
                raise Refused("its bytes do not have its hash")
            associated = T("draft", gate.vault, person.id, row_id, u64(revision))
            fields = fields_of(unseal(person.keyring_key, associated, sealed), "row/draft", 7)
            yield {
                "draft": row_id.hex(), "case": fields[0].hex(), "compartment": text(fields[1], "compartment"),
                "form": text(fields[2], "form"), "number": number(fields[3], 4), "process_note": fields[4] == b"\x01",
                "replaces": number(fields[5], 8), "content": fields[6],
            }  # fmt: skip
        except Refused as reason:
            findings.add(f"draft {row_id.hex()}", f"{reason}")
