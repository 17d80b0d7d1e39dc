"""How much memory a command needs when a large attachment passes through it. Needs root."""
import shutil
import subprocess
import time
from pathlib import Path

from campaign import pipe_with

LIMIT = 40 << 20
# Argon2id of a vault with `--derivation light`, which is over before any attachment is touched.
DERIVATION = 60 << 20
PIECE = 1 << 20
SAID = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}


class Peak:
    """The most memory a process had, in bytes: all of it, and without the pages of the program's own file."""

    def __init__(self, whole, program):
        self.whole, self.own = whole, whole - program

    def __str__(self):
        return f"{self.whole / LIMIT:.2f} of the target, {self.own / LIMIT:.2f} without the program itself"


def status(pid):
    """Fields of /proc/PID/status in bytes; none once it has ended."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return {}
    fields = (line.split() for line in lines if line.endswith(" kB"))
    return {name.rstrip(":"): int(count) << 10 for name, count, _ in fields}


def peak_of(process, derives=False):
    """Of a command that has begun. Of one that derives a key, what that took is forgotten once it is given back."""
    highest, program, derived = 0, 0, not derives
    while process.poll() is None:
        found = status(process.pid)
        if not derived and found.get("VmHWM", 0) > DERIVATION > found.get("VmRSS", DERIVATION):
            Path(f"/proc/{process.pid}/clear_refs").write_text("5")
            derived = True
            continue
        highest, program = max(highest, found.get("VmHWM", 0) if derived else 0), max(program, found.get("RssFile", 0))
        time.sleep(0.002)
    said = process.stdout.read().decode("utf-8", "replace")
    process.stdout.close()
    return process.returncode, said, Peak(highest, program)


def attachments(campaign, house, case):
    """Every command through which an attachment passes, with a large one."""
    size = (64 if campaign.short else 5 * 1024) << 20
    source, out = house.root / "work/large.bin", house.root / "out"
    with source.open("wb") as file:
        for _ in range(size // PIECE):
            file.write(campaign.random.randbytes(PIECE))
    for name in ("out", "disk", "stick"):
        (house.root / name).mkdir(mode=0o700)
    controls(campaign, house)
    release = "release" in house.binary.parts

    def holds(what, *words, login=None):
        reader = pipe_with(house.passphrases[login]) if login else None
        person = ["--as", login, "--passphrase-fd", reader] if login else []
        place = [] if words[0] == "restore" else ["--vault", house.vault]
        process = house.begin_with(reader, *place, *words, *person, **SAID)
        code, said, peak = peak_of(process, derives=login is not None)
        # Of a debug build the program alone is nearly as much. A check opens every row besides, and keeps what it compares.
        most = peak.whole if release and words[0] != "check" else peak.own
        campaign.holds(f"{what} of {size >> 20} MiB: {peak}", code == 0 and 0 < most <= LIMIT, f"exit {code}: {said[-300:]}")

    add = ["file", "add", case, source, "--compartment", "legal"]
    holds("attachment in", *add, login="mira")
    file = house.done("mira", "file", "list", case, "--purpose", "court").json("file")
    source.unlink()
    holds("attachment out", "file", "get", file, "-o", out / "large.bin", "--purpose", "court", login="mira")
    (out / "large.bin").unlink(missing_ok=True)
    export = ["export", case, "--all-of", "legal", "--for", "Sud", "--purpose", "court", "--to", out / "court"]
    holds("export", *export, login="mira")
    shutil.rmtree(out)
    holds("check --deep", "check", "--deep", "--purpose", "quality", login="mira")
    holds("backup", "backup", house.root / "disk", "--gate-at", house.gate, "--together")
    holds("backup --gate", "backup", "--gate", house.root / "stick", "--gate-at", house.gate, "--together")
    disk, stick = (next((house.root / name).iterdir()) for name in ("disk", "stick"))
    restore = ["restore", disk, "--gate", stick, "--gate-key", house.gate / "gate.key", "--to", house.root / "new.vault"]
    holds("restore --try", *restore, "--try")
    holds("restore", *restore, "--gate-to", house.root / "newgate", login="ana")


def controls(campaign, house):
    """What is measured is there, and a derivation would be over the limit if it were not forgotten."""
    holding = f"b = bytearray(b'x') * {LIMIT}; import time; time.sleep(0.2)"
    _, _, peak = peak_of(subprocess.Popen(["python3", "-c", holding], **SAID))
    campaign.holds(f"control: a program that holds as much as the target: {peak}", peak.own > LIMIT)
    _, _, peak = peak_of(house.begin("mira", "case", "list", **SAID))
    campaign.holds(f"control: a derivation that is not forgotten: {peak}", peak.own > LIMIT)
