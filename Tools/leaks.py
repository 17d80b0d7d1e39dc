#!/usr/bin/env python3
"""Searches files, byte for byte, for words that must not be there.

    leaks.py --words FILE [--control WORD] PATH...
    leaks.py --self-test

Each word of FILE (one a line, # begins a comment) is looked for in both scripts (Latin, Cyrillic, and Latin without
diacritics), in upper and lower case, as UTF-8, UTF-16 (both orders), hexadecimal, percent encoding, JSON escapes and
base64 at its three offsets. Before it trusts an empty result it hides a control word in each of those shapes in a file
of its own and must find every one. Exit 0: nothing found; 1: something found; 2: usage, or the control was not found.
"""
import argparse
import base64
import sys
import tempfile
from pathlib import Path

DIGRAPHS = {"lj": "љ", "nj": "њ", "dž": "џ"}
LETTERS = dict(zip("abvgdđežzijklmnoprstćufhcčš", "абвгдђежзијклмнопрстћуфхцчш"))
BALD = str.maketrans("čćšžČĆŠŽ", "ccszCCSZ")
SHORTEST = 5  # bytes; a shorter pattern is met by chance in any database


def cyrillic(text):
    out, at = "", 0
    while at < len(text):
        two = text[at : at + 2]
        letter, step = (DIGRAPHS[two.lower()], 2) if two.lower() in DIGRAPHS else (LETTERS.get(text[at].lower()), 1)
        out += (letter.upper() if text[at].isupper() else letter) if letter else text[at]
        at += step
    return out


def latin(text):
    back = {value: key for key, value in {**LETTERS, **DIGRAPHS}.items()}
    return "".join(
        (back[char.lower()].capitalize() if char.isupper() else back[char]) if char.lower() in back else char
        for char in text
    )


def spellings(word):
    """The word in both scripts, without diacritics, and in the two cases a program may have folded it to."""
    plain = latin(word)
    bald = plain.translate(BALD)
    forms = {word, plain, cyrillic(plain), bald.replace("đ", "dj").replace("Đ", "Dj"), bald.replace("đ", "d").replace("Đ", "D")}
    return sorted({shape for form in forms for shape in (form, form.lower(), form.upper())})


def base64_cores(data):
    """The part of base64 that the bytes decide alone, whatever stands before and after, at each of three offsets."""
    for offset in range(3):
        encoded = base64.b64encode(b"\0" * offset + data)
        first = (offset * 8 + 5) // 6
        last = (offset + len(data)) * 8 // 6
        yield encoded[first:last]


def encodings(text):
    """Every byte string the text may appear as, with the name of the encoding."""
    utf8 = text.encode()
    yield "utf-8", utf8
    for name in ("utf-16-le", "utf-16-be"):
        yield name, text.encode(name)
    if all(char in CP1250 or char.isascii() for char in text):
        yield "windows-1250", text.encode("cp1250")
    yield "hex", utf8.hex().encode()
    yield "hex", utf8.hex().upper().encode()
    if not text.isascii():
        escaped = "".join(char if char.isascii() else f"\\u{ord(char):04x}" for char in text)
        yield "json", escaped.encode()
        yield "percent", b"".join(b"%%%02X" % byte if byte > 127 else bytes([byte]) for byte in utf8)
    for source, name in ((utf8, "base64"), (text.encode("utf-16-le"), "base64 of utf-16")):
        for core in base64_cores(source):
            yield name, core
            if b"+" in core or b"/" in core:
                yield name, core.translate(bytes.maketrans(b"+/", b"-_"))


CP1250 = set("čćšžđČĆŠŽĐ")


def patterns_of(words):
    """Byte pattern → (word, encoding), for all words at once."""
    found = {}
    for word in words:
        for form in spellings(word):
            for name, data in encodings(form):
                if len(data) >= SHORTEST:
                    found.setdefault(data, (word, name))
    return found


def hits_in(data, patterns):
    """Yields (word, encoding, offset) for each place where a pattern stands."""
    for pattern, (word, name) in patterns.items():
        offset = data.find(pattern)
        while offset >= 0:
            yield word, name, offset
            offset = data.find(pattern, offset + 1)


def files_below(paths):
    """Every regular file named or below a named folder; names of files are searched by `names_below`."""
    for path in map(Path, paths):
        if path.is_dir() and not path.is_symlink():
            yield from sorted(item for item in path.rglob("*") if item.is_file() and not item.is_symlink())
        elif path.exists():
            yield path


def names_below(paths):
    for path in map(Path, paths):
        if path.is_dir() and not path.is_symlink():
            yield from sorted(path.rglob("*"))


def control_failures(word, patterns):
    """Hides the word in every shape, each in a file of its own, and names the shapes that are not found again."""
    missed = []
    with tempfile.TemporaryDirectory() as folder:
        for form in spellings(word):
            for name, data in encodings(form):
                if len(data) < SHORTEST:
                    continue
                path = Path(folder) / "hidden"
                path.write_bytes(bytes(range(256)) + data + bytes(range(256)))
                if not any(found == word for found, _, _ in hits_in(path.read_bytes(), patterns)):
                    missed.append(f"{form} as {name}")
        for offset in range(3):
            path.write_bytes(base64.b64encode(b"-" * offset + word.encode() + b"=" * (7 - offset)))
            if not any(hits_in(path.read_bytes(), patterns)):
                missed.append(f"{word} as base64 after {offset} bytes")
    return missed


def words_in(path):
    lines = Path(path).read_text(encoding="utf-8").split("\n")
    return [line.split("#")[0].strip() for line in lines if line.split("#")[0].strip()]


def search(words, paths):
    patterns = patterns_of(words)
    for path in files_below(paths):
        for word, encoding, offset in hits_in(path.read_bytes(), patterns):
            yield f"{path}: {word} ({encoding}) at {offset}"
    for path in names_below(paths):
        for word, encoding, _ in hits_in(path.name.encode("utf-8", "surrogateescape"), patterns):
            yield f"{path}: {word} ({encoding}) in the name"


def self_test():
    """Every shape of three words is found again, silence over a clean folder, and a blind search is noticed."""
    checks = {}
    for word in ("Ljubica Đorđević", "Живка", "Njegoševa 14"):
        missed = control_failures(word, patterns_of([word]))
        checks[f"{word}: {', '.join(missed) or 'every shape'}"] = not missed
    blind = {data: what for data, what in patterns_of(["Ljubica"]).items() if what[1] != "base64"}
    checks["a blind search is noticed"] = bool(control_failures("Ljubica", blind))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "clean").write_bytes(bytes(range(256)) * 40)
        checks["silence over a clean folder"] = not list(search(["Ljubica"], [folder]))
        (Path(folder) / "Љубица.txt").write_bytes(b"")
        checks["a word in the name of a file"] = len(list(search(["Ljubica"], [folder]))) == 1
    for name in (name for name, right in checks.items() if not right):
        print("self-test:", name)
    failed = sum(not right for right in checks.values())
    print(f"{len(checks) - failed} passed, {failed} failed")
    return 1 if failed else 0


def main():
    if sys.argv[1:] == ["--self-test"]:
        return self_test()
    parser = argparse.ArgumentParser(description="Searches files for words that must not be there.")
    parser.add_argument("--words", required=True, help="file with one word a line")
    parser.add_argument("--control", default="Kontrolnočvorište", help="the word hidden on purpose")
    parser.add_argument("paths", nargs="+", metavar="PATH")
    options = parser.parse_args()
    words = words_in(options.words)
    missing = [path for path in options.paths if not Path(path).exists()]
    if not words or missing:
        print("leaks: no words" if not words else f"leaks: not there: {', '.join(missing)}", file=sys.stderr)
        return 2
    if missed := control_failures(options.control, patterns_of([options.control])):
        print("leaks: the search is blind to:", *missed, sep="\n  ", file=sys.stderr)
        return 2
    found = list(search(words, options.paths))
    for line in found:
        print(line)
    print(f"leaks: {len(words)} words, {len(list(files_below(options.paths)))} files, {len(found)} found")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
