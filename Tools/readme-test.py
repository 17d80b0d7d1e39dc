#!/usr/bin/env python3
"""Runs what README.md and the pages for people show: each transcript against a built casevault, and the Swift example of
the README against its file.

    Tools/readme-test.py [--binary PATH]     compares; the last line counts
    Tools/readme-test.py --self-test         shows that a README that promises something else fails
    Tools/readme-test.py --show [PAGE]       prints the transcript as it comes out now, to be pasted after reading
    Tools/readme-test.py --page PAGE         compares this page only

The transcript of a page is what is fenced as `console`, all of it one session; a fence in a comment of the page is run
like the others, and prepares. How a transcript is read: Tools/readme-test.d/transcript.py.
"""
import argparse
import os
import re
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
sys.dont_write_bytecode = True
sys.path[:0] = [str(TOP / "Tools/readme-test.d"), str(TOP / "Tools/scripts.d")]

from signals import heed_signals  # noqa: E402
from transcript import LIMIT, Mismatch, Transcript, block, passphrase, steps  # noqa: E402

PAGES = sorted((TOP / "Sources/VaultCommand/VaultCommand.docc").glob("*.md"))


def same_example(readme):
    """The Swift block is the file that is compiled, without its first comment."""
    file = (TOP / "Tools/readme-example/main.swift").read_text(encoding="utf-8").splitlines()
    while file and (file[0].startswith("//") or not file[0]):
        file.pop(0)
    if block(readme, "swift") != file:
        raise Mismatch("the Swift block differs from Tools/readme-example/main.swift")


def run_example(transcript, program):
    """The compiled example reads the record of the transcript."""
    reference = next(value for example, value in transcript.values.items() if example.startswith("K-"))
    done = subprocess.run(
        [program, f"{reference}/2"], input=passphrase("ana") + "\n", text=True, capture_output=True, timeout=LIMIT,
        env=transcript.environment, cwd=transcript.folder / "work")  # fmt: skip
    if done.stdout != "ana note Hitna mera: zahtev predat sudu.\n\n":
        raise Mismatch(f"the Swift example printed {done.stdout!r} {done.stderr[-300:]!r}")


def transcript_of(readme, binary, visit):
    """Hands each command with its lines to `visit`, in one place that is gone afterwards."""
    transcript = Transcript(binary)
    try:
        for command, expected in steps(block(readme, "console")):
            visit(transcript, command, expected)
    finally:
        transcript.close()


def compare(readme, binary):
    passed = 0

    def visit(transcript, command, expected):
        nonlocal passed
        transcript.run(command, expected)
        passed += 1
        if command.endswith("audit verify"):
            run_example(transcript, TOP / ".build/debug/readme-example")
            passed += 1

    try:
        same_example(readme)
        transcript_of(readme, binary, visit)
        return passed + 1, 0
    except (Mismatch, OSError) as error:
        print("FAIL", error)
        return passed, 1


def compare_page(page, binary, on=str):
    """A page for people: its transcript alone; `on` changes its text before."""
    passed = 0

    def visit(transcript, command, expected):
        nonlocal passed
        transcript.run(command, expected)
        passed += 1

    try:
        transcript_of(on(page.read_text(encoding="utf-8")), binary, visit)
        return passed, 0
    except (Mismatch, OSError) as error:
        print("FAIL", page.name, error)
        return passed, 1


def compare_all(readme, binary):
    counts = [compare(readme, binary), *(compare_page(page, binary) for page in PAGES if has_transcript(page))]
    return tuple(map(sum, zip(*counts)))


def has_transcript(page):
    return "```console" in page.read_text(encoding="utf-8")


def show(readme, binary):
    def visit(transcript, command, expected):
        shown = []
        transcript.run(command, expected, shown)
        print("$ " + transcript.filled(command), *shown, sep="\n", end="\n\n")

    transcript_of(readme, binary, visit)
    return 0, 0


LIES = {
    "another answer": ("Remembered for this account.", "Forgotten."),
    "a line too many": ("Remembered for", "Thank you.\nRemembered for"),
    "a line too few": ("The same once more:\nid:", "id:"),
    "another key at the end than at enrolment": ("y\nlogin: ana\nkey:   b", "y\nlogin: ana\nkey:   a"),
    "words that are not on the list": ("words: vrabac", "words: vrabaccc"),
    "another prompt": ("Number, 1 to 2:", "Number, 1 to 3:"),
}


def self_test(readme, binary):
    honest = readme[: readme.index("```", readme.index("```console") + 3) + 4]
    passed, failed = 0, 0
    for name, (true, false) in {"honest": ("", ""), **LIES}.items():
        assert true in honest, name
        try:
            transcript_of(honest.replace(true, false) if true else honest, binary, Transcript.run)
            found = False
        except Mismatch:
            found = True
        if found == (name != "honest"):
            passed += 1
        else:
            print("FAIL", name)
            failed += 1
    # What a page shows of the day on which it was written holds on every other one.
    for page in PAGES:
        if has_transcript(page):
            _, wrong = compare_page(page, binary, lambda text: re.sub(r"\b20\d\d-\d\d-\d\d\b", "2019-03-05", text))
            passed, failed = passed + 1 - wrong, failed + wrong
    return passed, failed


def main():
    heed_signals()
    parser = argparse.ArgumentParser(description="Runs what README.md shows.")
    parser.add_argument("--binary", default=os.environ.get("CASEVAULT_BINARY", TOP / ".build/debug/casevault"))
    parser.add_argument("--show", nargs="?", const=TOP / "README.md", type=Path, help="print a transcript as it is now")
    parser.add_argument("--page", type=Path, help="compare one page for people")
    parser.add_argument("--self-test", action="store_true", help="show that another README fails")
    options = parser.parse_args()
    readme = (options.show or TOP / "README.md").read_text(encoding="utf-8")
    binary = Path(options.binary).resolve()
    if options.page:
        passed, failed = compare_page(options.page, binary)
    else:
        work = show if options.show else self_test if options.self_test else compare_all
        passed, failed = work(readme, binary)
    if not options.show:
        print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
