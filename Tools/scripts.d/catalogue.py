"""The English sentences of the message catalogue, so that a run in another language can look for them."""
import re
from pathlib import Path

LITERAL = re.compile(r'"""\n(.*?)"""|"((?:[^"\\\n]|\\.)*)"', re.DOTALL)
DECLARATION = re.compile(r"( *)(?:\w+ )*(?:var|let|func) (english|serbian)\w*\b")


def blocks(text):
    """(language, source) of every declaration whose name begins with a language, to its closing line."""
    lines = text.split("\n")
    for start, line in enumerate(lines):
        if match := DECLARATION.match(line):
            end = start + 1
            opens = line.rstrip().endswith(("{", "(", "[", "=", '"""'))
            while opens and end < len(lines) and (not lines[end].strip() or lines[end].startswith(match[1] + " ")):
                end += 1
            yield match[2], "\n".join(lines[start : end + 1 if opens else end])


def fragments(source):
    """The fixed parts of every string in a piece of Swift, without interpolations."""
    for match in LITERAL.finditer(source):
        for part in re.split(r"\\\((?:[^()]|\([^()]*\))*\)|\n", match[1] or match[2] or ""):
            yield part.replace('\\"', '"').strip()


def sentences(folder):
    """Parts of three words and more from `english…` declarations that no `serbian…` declaration has too."""
    found = {"english": set(), "serbian": set()}
    for path in sorted(Path(folder).rglob("*.swift")):
        for language, source in blocks(path.read_text(encoding="utf-8")):
            found[language].update(fragments(source))
    return sorted(
        text
        for text in found["english"]
        if "\\" not in text and len(text) >= 12 and len(re.findall(r"[A-Za-z]{2,}", text)) >= 3 and not text.startswith("casevault ")
        if not any(text in other for other in found["serbian"])
    )
