"""The English sentences of the message catalogue, so that a run in another language can look for them."""
import re
from pathlib import Path

LITERAL = re.compile(r'"""\n(.*?)"""|"((?:[^"\\\n]|\\.)*)"', re.DOTALL)


def fragments(path):
    """The fixed parts of every string in a Swift file, without interpolations."""
    for match in LITERAL.finditer(Path(path).read_text(encoding="utf-8")):
        for part in re.split(r"\\\([^)]*\)+|\n", match[1] or match[2] or ""):
            yield part.replace('\\"', '"').strip()


def sentences(folder):
    """Parts of three words and more from files named *English*, that no file named *Serbian* has too."""
    english, other = set(), set()
    for path in sorted(Path(folder).rglob("*.swift")):
        if "English" in path.name:
            english.update(fragments(path))
        elif "Serbian" in path.name:
            other.update(fragments(path))
    return sorted(text for text in english - other if len(text) >= 12 and len(re.findall(r"[A-Za-z]{2,}", text)) >= 3)
