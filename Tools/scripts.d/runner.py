"""Runs one script: each command in the script's own place, each expectation against what came."""
import os
import signal
import sqlite3
import subprocess
from dataclasses import dataclass
from pathlib import Path

import language
from descriptors import RESERVED
from language import ScriptError, unquoted, words
from matching import Mismatch, Skipped, check_captures, check_json, check_lines, filled
from place import Place
from terminal import Terminal

SECONDS = 180


@dataclass
class Answer:
    """What a command did."""

    code: int
    out: str = ""
    err: str = ""
    left: str = ""  # at a terminal: what the alternate screen did not take with it


@dataclass
class Result:
    """What became of one script; `failure` begins with the line of the step that failed."""

    name: str
    failure: str = ""
    skipped: str = ""
    commands: int = 0


class Run:
    """One script against one binary."""

    def __init__(self, path, binary, language_code=None, sentences=()):
        self.path, self.binary = Path(path), Path(binary)
        self.language, self.sentences = language_code, sentences
        self.result = Result(self.path.stem)
        self.staying = {}

    def run(self):
        step, place = None, None
        try:
            steps = language.read(self.path)
            place = Place()
            place.bound["yes"] = "d" if self.language == "sr" else "y"
            for step in steps:
                if step.word in language.CALLS:
                    self.call(step, place)
                    self.result.commands += 1
                else:
                    place.act(step)
            if self.staying:
                raise ScriptError(f"at the end of the script still at a terminal: {', '.join(self.staying)}")
        except Skipped as reason:
            self.result.skipped = str(reason)
        except (Mismatch, ScriptError, OSError, ValueError, KeyError, sqlite3.Error) as error:
            where = f" {step.source}{step.line}: {step.word} {step.text}\n    " if step else ""
            text = f"{where}{type(error).__name__ + ': ' if not isinstance(error, Mismatch) else ''}{error}"
            self.result.failure = place.shown(text) if place else text
        finally:
            for terminal in self.staying.values():
                terminal.kill()
            if place:
                place.close()
        return self.result

    def arguments(self, step, place):
        arguments = [filled(word, place.bound) for word in words(step.text)]
        program, rest = arguments[0], arguments[1:]
        path = self.binary if program == "casevault" else self.binary.parent / program
        translated = ["--lang", self.language] if self.language and "--lang" not in rest else []
        return [str(path), *translated, *rest]

    def call(self, step, place):
        descriptors, prepare = self.descriptors(step, place)
        seconds = int(next((text for _, text in step.all("within")), SECONDS))
        try:
            if step.word == "$":
                answer = self.plain(step, place, prepare, seconds)
            else:
                answer = self.spoken(step, place, prepare, seconds)
        finally:
            for descriptor in descriptors:
                os.close(descriptor)
        if answer:
            self.check(step, answer, place)

    def descriptors(self, step, place):
        """Pipes that hold the text of each `fd N<`, and the function that puts them at their numbers in the child."""
        wanted = {}
        for line, word, text in step.details:
            if word.startswith("fd "):
                content = (unquoted(filled(text, place.bound)) + "\n").encode()
                if not 3 <= int(word[3:-1]) < RESERVED or len(content) > 60000:
                    raise ScriptError(f"line {line}: descriptors 3 to {RESERVED - 1}, at most 60,000 bytes")
                reading, writing = os.pipe()
                os.write(writing, content)
                os.close(writing)
                wanted[int(word[3:-1])] = reading

        def prepare():
            os.umask(place.umask)
            for number, reading in wanted.items():
                os.dup2(reading, number, inheritable=True)

        return list(wanted.values()), prepare

    def plain(self, step, place, prepare, seconds):
        """Without a terminal: in a session of its own, so that /dev/tty cannot be opened."""
        given = step.all("stdin<")
        text = "".join(unquoted(filled(text, place.bound)) + "\n" for _, text in given)
        process = subprocess.Popen(
            self.arguments(step, place), stdin=subprocess.PIPE if given else subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=place.environment, cwd=place.directory,
            preexec_fn=prepare, start_new_session=True, close_fds=False,
        )  # fmt: skip
        try:
            out, err = process.communicate(text.encode() if given else None, timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
            raise Mismatch(f"still running after {seconds} s") from None
        return Answer(process.returncode, out.decode("utf-8", "replace"), err.decode("utf-8", "replace"))

    def spoken(self, step, place, prepare, seconds):
        """At a terminal of its own, or again at one where somebody stays; None when she stays there."""
        stays = next((text for _, text in step.all("stays")), None)
        is_there = stays in self.staying and (step.word, step.text) != ("again", stays)
        if stays and (is_there or step.all("?")):
            raise ScriptError(f"line {step.line}: {stays} stays already, or has an exit code before her end")
        if step.word != "again":
            terminal = Terminal(self.arguments(step, place), place.environment, place.directory, prepare, seconds)
        elif step.text in self.staying:
            terminal = self.staying.pop(step.text)
        else:
            raise ScriptError(f"line {step.line}: nobody of this name stays at a terminal: {step.text}")
        self.talk(terminal, step, place)
        if stays:
            self.staying[stays] = terminal
            return None
        answer = Answer(terminal.finish(), terminal.text)
        answer.left = terminal.left
        for secret in terminal.secrets:
            if secret in answer.out:
                raise Mismatch("a secret was shown on the terminal")
        return answer

    def talk(self, terminal, step, place):
        try:
            for _, word, text in step.details:
                if word == "expect":
                    terminal.expect(text, place.bound)
                elif word == "send":
                    terminal.send(unquoted(filled(text, place.bound)))
                elif word == "type":
                    terminal.type(unquoted(filled(text, place.bound)))
                elif word == "signal":
                    terminal.signal(text)
                elif word == "secret":
                    terminal.secret(unquoted(filled(text, place.bound)))
                elif word == "key":
                    terminal.key(text)
                elif word == "appears":
                    terminal.appears(place.path(text))
                elif word == "hangup":
                    terminal.hangup(text == "late")
        except Mismatch:
            terminal.kill()
            raise

    def check(self, step, answer, place):
        code = next((text for _, text in step.all("?")), "0")
        # The kernel wakes whoever reads from a terminal that closes, and sends the signal: in either order.
        if str(answer.code) not in (("-1", "1") if code == "hangup" else (code,)):
            raise Mismatch(f"exit {answer.code}, expected {code}\n    stderr: {answer.err or answer.out[-400:]}")
        compare = check_captures if self.language else check_lines
        for word, output in ((">", answer.out), ("2>", answer.err)):
            if expected := step.all(word):
                compare(expected, output, place.bound)
        for number, text in step.all("whole"):
            if answer.out != place.path(filled(text, place.bound)).read_text(encoding="utf-8"):
                raise Mismatch(f"line {number}: standard output and {text} differ")
        for number, text in step.all("json"):
            check_json(number, text, answer.out, place.bound)
        for number, text in step.all("json2"):
            objects = [line for line in answer.err.split("\n") if line.startswith("{")]
            check_json(number, text, "".join(objects[-1:]), place.bound)
        for number, text in step.all("without"):
            if (text := unquoted(filled(text, place.bound))) in answer.out + answer.err:
                raise Mismatch(f"line {number}: printed: {text}")
        for number, text in step.all("passing"):
            if (text := unquoted(filled(text, place.bound))) not in answer.out:
                raise Mismatch(f"line {number}: never shown: {text}")
            if step.word == "$" or text in answer.left:
                raise Mismatch(f"line {number}: not on the alternate screen alone: {text}")
        if "--lang" not in step.text:
            self.check_language(answer)

    def check_language(self, answer):
        """No sentence of the English catalogue, except in machine output, which is never translated."""
        lines = (answer.out + "\n" + answer.err).split("\n")
        spoken = "\n".join(line for line in lines if not line.startswith("{"))
        for sentence in self.sentences:
            if sentence in spoken:
                raise Mismatch(f"an English sentence: {sentence}")
