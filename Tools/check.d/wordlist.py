#!/usr/bin/env python3
"""The word list keeps its rules: 1,024 words, 4 to 7 plain letters, sorted, distinct in four, no two one letter apart."""
import re
import sys
from pathlib import Path

COUNT = 1024
WORD = re.compile(r"[a-pr-v]{4,7}")  # a to v without q: no q, w, x, y, z


def neighbours(word):
    """Every pattern of the word with one letter left out or replaced; two words share one when they differ by a letter."""
    for i in range(len(word)):
        yield word[:i] + "?" + word[i + 1 :]
    for i in range(len(word) + 1):
        yield word[:i] + "?" + word[i:]


def problems(words):
    if len(words) != COUNT:
        yield f"{len(words)} words, not {COUNT}"
    if words != sorted(words):
        yield "not in alphabetical order"
    seen, patterns = {}, {}
    for word in words:
        if not WORD.fullmatch(word):
            yield f"{word}: not 4 to 7 of the letters a to v without q"
        if word[:4] in seen:
            yield f"{word}: begins like {seen[word[:4]]}"
        seen[word[:4]] = word
        close = {patterns[p] for p in neighbours(word) if p in patterns}
        for other in sorted(close - {word}):
            yield f"{word}: one letter from {other}"
        for pattern in neighbours(word):
            patterns.setdefault(pattern, word)


def main():
    path = Path(sys.argv[1]) / "Sources/VaultCrypto/Passphrases/WordList.swift"
    if not path.exists():
        print(f"wordlist: {path} is missing")
        return 1
    found = list(problems(re.findall(r'"([^"]*)"', path.read_text(encoding="utf-8"))))
    for line in found:
        print("wordlist:", line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
