"""Reads Swift source as far as the checks need it: code without comments and strings, and import lines."""
import re
from pathlib import Path

NOISE = re.compile(
    r'#*"""(?:[^\\]|\\.)*?"""#*|#"(?:[^"]|"(?!#))*"#|"(?:[^"\\\n]|\\.)*"|//[^\n]*|/\*.*?\*/', re.DOTALL
)
IMPORT = re.compile(
    r"^[ \t]*(?:@\w+(?:\([^)]*\))?[ \t]+)*(?:(?:public|package|internal|private|fileprivate)[ \t]+)?"
    r"import[ \t]+(?:(?:typealias|struct|class|enum|protocol|let|var|func)[ \t]+)?(\w+)",
    re.MULTILINE,
)


def code(text):
    """The text with comments and string literals blanked, line numbers kept."""
    return NOISE.sub(lambda match: '""' + "\n" * match[0].count("\n"), text)


def imports(text):
    return IMPORT.findall(code(text))


def files(folder):
    return sorted(path for path in Path(folder).rglob("*.swift") if not any(part.startswith(".") for part in path.parts))
