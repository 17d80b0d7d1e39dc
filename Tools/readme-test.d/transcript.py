"""A transcript of a page: its commands, run on a terminal, and what they show compared with what the page shows.

A line that begins with `$ ` is run by a shell on a terminal of its own, in a folder of its own; what follows is all that
the terminal shows. Where the program waits, the rest of the line is typed; where it does not echo, the secret of the
person who is asked. A line `...` stands for any number of lines. Case references, codes, ids and words are examples: the
first stands for whatever came there, and the same again must be the same; times and numbers of entries and rows stand for
any. Between the heading of the line editor and a line `^D` stands what is typed into it.
"""
import os
import re
import shutil
import tempfile
import termios
import time
from pathlib import Path

from matching import Mismatch
from terminal import SEQUENCE, Terminal

TOP = Path(__file__).resolve().parent.parent.parent
WORDS = set(re.findall(r'"([a-z]{4,7})"', (TOP / "Sources/VaultCrypto/Passphrases/WordList.swift").read_text(encoding="utf-8")))
SYMBOL = "[0-9A-HJKMNP-TV-Z]"
EXAMPLES = {
    "code": rf"(?:{SYMBOL}{{4}}-){{6}}{SYMBOL}{{3}}",
    "case": rf"K-{SYMBOL}{{6}}-{SYMBOL}",
    "id": r"[0-9a-f]{32}",
    "words": r"[a-z]{4,7}(?: [a-z]{4,7}){5}|[a-z]{4,7}(?: [a-z]{4,7}){3}(?=\))",
    "time": r"(?:[A-Z][a-z]{2} )?(?:\d{1,2} [A-Z][a-z]{2}|\d{4}-\d\d-\d\d)(?: \d{4})?,? \d\d:\d\d(?::\d\d)?",
    "day": r"\b\d{4}-\d\d-\d\d\b",
    "count": r"(?<=entry )\d+|(?<=entry: )\d+|(?<=upis )\d+|(?<=upis: )\d+|\d+(?= (?:entries|upis)|(?= rows| red))",
}
PASSING = {"time", "day", "count"}  # anything goes, each time anew
EXAMPLE = re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in EXAMPLES.items()))
EDITOR = ": Ctrl-D"
LIMIT = 180  # seconds for a command


def block(text, language):
    """The lines of every block fenced with this language, in order."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    if not found:
        raise Mismatch(f"no block is fenced as {language}")
    return "".join(found).splitlines()


def waits(partial):
    """Whether the program has asked something: an unfinished line that does not count up. That nothing is echoed says
    nothing by itself: on a busy machine a program turns the echo on again long after it has read a passphrase."""
    return partial.strip() != "" and "%" not in partial and not re.search(r"\d (?:of|od) \d", partial)


def steps(lines):
    """(command, lines after it); a command goes on over lines that end with a backslash."""
    found = []
    for line in lines:
        if line.startswith("$ "):
            found.append([line[2:], []])
        elif found and found[-1][0].endswith("\\"):
            found[-1][0] = found[-1][0][:-1].rstrip() + " " + line.strip()
        elif line.strip() or (found and found[-1][1]):
            found[-1][1].append(line)
    for step in found:
        while step[1] and not step[1][-1].strip():
            step[1].pop()
    return found


class Transcript:
    def __init__(self, binary):
        self.folder = Path(tempfile.mkdtemp(prefix="casevault-readme-")).resolve()
        for name in ("home", "state", "work"):
            (self.folder / name).mkdir(mode=0o700)
        self.environment = {
            "PATH": f"{binary.parent}:/usr/bin:/bin", "HOME": str(self.folder / "home"), "USER": "nobody-here",
            "XDG_STATE_HOME": str(self.folder / "state"), "TZ": "Europe/Belgrade", "LANG": "C.UTF-8", "TERM": "xterm",
            "SWIFT_BACKTRACE": "enable=no", "PS1": "",
        }  # fmt: skip
        self.values, self.code, self.person = {}, "", ""

    def close(self):
        shutil.rmtree(self.folder, ignore_errors=True)

    def filled(self, text):
        """Example values of the README as they came out in this run."""
        return EXAMPLE.sub(lambda match: self.values.get(match[0], match[0]), text)

    def pattern(self, line):
        out, at, places = "", 0, []
        for match in EXAMPLE.finditer(line):
            out += re.escape(line[at : match.start()])
            known = self.values.get(match[0])
            out += re.escape(known) if known else f"({EXAMPLES[match.lastgroup]})"
            if not known:
                places.append((match[0], match.lastgroup))
            at = match.end()
        return re.compile(out + re.escape(line[at:])), places

    def take(self, line, shown):
        expression, places = self.pattern(line.rstrip())
        match = expression.fullmatch(shown.rstrip())
        if not match:
            return False
        for (example, what), value in zip(places, match.groups()):
            if what == "words" and not set(value.split()) <= WORDS:
                return False
            if what not in PASSING and value in self.values.values():  # another example for what has one already
                return False
            if what not in PASSING:
                self.values[example] = value
        return True

    def secret(self, prompt, command):
        if match := re.search(r"(?:Passphrase of|Lozinka \(više reči\),) (\S+):", prompt):
            return passphrase(match[1])
        if re.search(r"code|kod ", prompt.lower()):
            return self.code
        return passphrase(re.search(r"(?:--admin|enrol|--as) (\S+)", command)[1])

    def run(self, command, expected, show=None):
        command = self.filled(command)
        terminal = Terminal(
            ["/bin/bash", "-c", command], self.environment, self.folder / "work", lambda: os.umask(0o022), LIMIT)
        lines, at, floating, answered, quiet = [line for line in expected if line != "^D"], 0, False, 0, 0
        typed, answers = typed_lines(expected), list(expected)
        until = time.monotonic() + LIMIT
        while True:
            came = terminal.read(0.05)
            quiet = 0 if came else quiet + 1
            ended = terminal.process.poll() is not None and not came
            shown = lines_of(terminal.raw)
            for line in shown[at : len(shown) - 1]:
                at += 1
                self.remember(line)
                if show is not None:
                    show.append(line.rstrip())
                    any(self.take(one, line) for one in expected)
                    continue
                while lines and lines[0].strip() == "...":
                    floating, lines = True, lines[1:]
                if lines and self.take(lines[0], line):
                    lines, floating = lines[1:], False
                elif not floating:
                    terminal.process.kill()
                    wanted = lines[0] if lines else "(nothing more)"
                    raise Mismatch(f"$ {command}\n  expected: {wanted}\n  came:     {line}")
            if ended:
                break
            if quiet >= 4 and typed and EDITOR in terminal.text and len(terminal.raw) > answered:
                answered = len(terminal.raw)
                line = typed.pop(0)
                terminal.key("^D") if line == "^D" else terminal.send(line)
            elif quiet >= 4 and len(terminal.raw) > answered and waits(shown[-1]):
                self.answer(terminal, shown[-1], answers, lines if show is None and not floating else answers, command)
                answered = len(terminal.raw)
            if time.monotonic() > until:
                terminal.process.kill()
                raise Mismatch(f"$ {command}\n  does not end; last: {shown[-3:]}")
        terminal.finish()
        if show is None and any(line.strip() != "..." for line in lines):
            raise Mismatch(f"$ {command}\n  expected, and did not come: {lines[0]}")

    def answer(self, terminal, prompt, answers, lines, command):
        """Types what stands behind the prompt on the page; `answers` are those not given yet."""
        if not termios.tcgetattr(terminal.master)[3] & termios.ECHO:
            terminal.send(self.secret(prompt, command))
            return
        for line in lines:
            filled = self.filled(line)
            if filled.startswith(prompt.rstrip()):
                answers.remove(line)
                terminal.send(filled[len(prompt.rstrip()) :].strip())
                return
        terminal.process.kill()
        raise Mismatch(f"$ {command}\n  asks what the page does not answer: {prompt}")

    def remember(self, line):
        if match := re.search(EXAMPLES["code"], line):
            self.code = match[0]


def lines_of(raw):
    """What a terminal shows: without control sequences, and of a line that was written over only the last writing."""
    text = SEQUENCE.sub("", raw.decode("utf-8", "ignore")).replace("\r\n", "\n")
    # Whoever runs this at night or on a Sunday is told so by the log.
    text = text.replace("out of hours, ", "")
    return [line.rpartition("\r")[2] for line in text.split("\n")]


def typed_lines(expected):
    """What is typed into the line editor, `^D` last."""
    heading = next((i for i, line in enumerate(expected) if EDITOR in line), None)
    return [line for line in expected[heading + 1 : expected.index("^D") + 1] if line] if heading is not None else []


def passphrase(login):
    return f"{login} ide ulicom pored reke"
