"""A signal that ends the program at a question: nothing is printed, no core is left."""
import os
import resource
import select
import shutil
import signal
import subprocess
import time

from campaign import text_of  # before terminal: adds its folder
from speaking import CRASHES, Speaking
from terminal import CONTROL

SWIFT = 'import Glibc\nprint("ready"); fflush(stdout)\nwhile true { sleep(1) }\n'


def crashes(campaign, house, record):
    """A signal at a question: nothing is printed, no core is left."""
    def unlimited():
        resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    cores = core_control(campaign, house, unlimited)
    swift_control(campaign, house)
    loud = {"SWIFT_BACKTRACE": "enable=yes,color=no"}
    work = house.root / "work"
    for number in CRASHES[:3] if campaign.short else CRASHES:
        name = signal.Signals(number).name
        with Speaking(house, "--vault", house.vault, "--as", "mira", "record", "show", record, "--purpose", "court",
                      environment=loud, prepare=unlimited) as speaking:  # fmt: skip
            speaking.waits_for(r"[Pp]assphrase of \w+: $")
            speaking.answer(house.passphrases["mira"] + "\n")
            speaking.waits_for(r"q: \w+|leave")
            before, said = speaking.stderr, len(speaking.raw)
            status = speaking.strike(number)
            ended = os.WIFSIGNALED(status) and os.WTERMSIG(status) == number
            campaign.holds(f"{name} ends it", ended, f"status {status}")
            # The screen is cleared and put back, which is no text.
            printed = speaking.stderr[len(before):] + CONTROL.sub("", text_of(speaking.raw[said:]))
            campaign.holds(f"{name} prints nothing", not printed, repr(printed[:200]))
            if cores:  # else this machine leaves none of any program, and no statement can fail
                campaign.holds(f"{name} leaves no core", not os.WCOREDUMP(status) and not any(work.glob("core*")))


def core_control(campaign, house, unlimited):
    """A program without our start-up leaves a core, unless this machine leaves none at all."""
    work = house.root / "work"
    child = subprocess.Popen(["sleep", "60"], preexec_fn=unlimited, cwd=work)
    time.sleep(0.1)
    os.kill(child.pid, signal.SIGSEGV)
    _, status = os.waitpid(child.pid, 0)
    child.returncode = -signal.SIGSEGV
    for core in work.glob("core*"):
        core.unlink()
    if os.WCOREDUMP(status):
        return campaign.holds("control: another program leaves a core", True)
    campaign.note("skipped: this machine leaves no core of any program")
    return False


def swift_control(campaign, house):
    """A Swift program without our start-up prints when it crashes, where a compiler is at hand."""
    compiler = shutil.which("swiftc")
    if not compiler:
        return campaign.note("skipped: no Swift compiler for the control of silent crashes")
    source, program = house.root / "tmp/crash.swift", house.root / "tmp/crash"
    source.write_text(SWIFT)
    subprocess.run([compiler, "-o", program, source], check=True, capture_output=True)
    child = subprocess.Popen([program], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
                             env={**os.environ, "SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no"})  # fmt: skip
    child.stdout.readline()
    child.send_signal(signal.SIGSEGV)
    # The whole report may take minutes; that it begins is enough.
    there, _, _ = select.select([child.stderr], [], [], 60)
    printed = os.read(child.stderr.fileno(), 4096) if there else b""
    os.killpg(child.pid, signal.SIGKILL)
    child.communicate()
    return campaign.holds("control: a Swift program without our start-up prints", bool(printed))
