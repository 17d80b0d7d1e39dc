"""Reads a command script into steps. The language is described in Tests/CommandScripts/README.txt."""
import re
import shlex
from dataclasses import dataclass, field
from pathlib import Path

CALLS = ("$", "tty>", "again")
ACTIONS = {
    "env", "umask", "cd", "let", "mkdir", "remove", "copy", "link", "sql", "lines", "hold", "release",
    "chmod", "mode", "needs", "exists", "absent", "same", "hidden", "found", "truncate", "flip", "sparse",
}  # fmt: skip
DETAIL = re.compile(
    r"(?P<word>fd \d+<|stdin<|2>|>|\?|whole|json2|json|without|within|passing|expect|send|type|secret|key|signal|hangup|appears|stays)(?: (?P<text>.*))?$"
)


class ScriptError(Exception):
    """The script itself is wrong: unknown word, unbalanced quote, missing header."""


@dataclass
class Step:
    """One command, or one action of the runner, with the lines that belong to it."""

    line: int
    word: str  # "$", "tty>", "again", "file" or the name of an action
    text: str
    details: list = field(default_factory=list)  # (line, word, text)
    source: str = ""  # the part it comes from, empty for the script itself

    def all(self, word):
        return [(line, text) for line, kind, text in self.details if kind == word]


def read(path, included=()):
    """The steps of a script, with its parts in place."""
    path = Path(path)
    lines = path.read_text(encoding="utf-8").split("\n")
    if not included and not lines[0].startswith("# Guards:"):
        raise ScriptError(f'{path.name}:1: the first line is "# Guards: " and what the script guards')
    steps, number = [], 0
    while number < len(lines):
        line, number = lines[number], number + 1
        word, _, text = line.partition(" ")
        if not line.strip() or line.startswith("#"):
            continue
        if word == "include":
            part = path.parent / "parts" / f"{text.strip()}.part" if not included else path.parent / f"{text}.part"
            if part in included:
                raise ScriptError(f"{path.name}:{number}: {text} includes itself")
            steps += read(part, (*included, part))
        elif word == "file":
            number, step = read_file(path, lines, number, text)
            steps.append(step)
        elif word in CALLS or word in ACTIONS:
            steps.append(Step(number, word, text.strip()))
        else:
            add_detail(path, steps, number, line)
    for step in steps if included else ():
        step.source = step.source or f"parts/{path.stem}:"
    return steps


def add_detail(path, steps, number, line):
    """Attaches a line to the command above it."""
    match = DETAIL.match(line.strip())
    if not match or not steps or steps[-1].word not in CALLS:
        raise ScriptError(f"{path.name}:{number}: not understood: {line.strip()}")
    steps[-1].details.append((number, match["word"], match["text"] or ""))


def read_file(path, lines, number, text):
    """`file NAME <<`, the content, and a line `<<` that ends it."""
    name, _, mark = text.rpartition(" ")
    end = number
    while end < len(lines) and lines[end] != mark:
        end += 1
    if not mark.startswith("<<") or end == len(lines):
        raise ScriptError(f"{path.name}:{number}: a file ends with the line <<")
    content = "\n".join(lines[number:end]) + "\n"
    return end + 1, Step(number, "file", name.strip(), [(number, "content", content)])


def words(text):
    """Splits a command line as a shell would, without ever being one."""
    try:
        return shlex.split(text)
    except ValueError as error:
        raise ScriptError(f"{error}: {text}") from error


def unquoted(text):
    """The text of a quoted argument with \\n and \\uXXXX, or the bare text."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] == '"':
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text[1:-1])
        return text.replace("\\n", "\n").replace("\\t", "\t").replace('\\"', '"')
    return text
