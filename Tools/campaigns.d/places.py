"""Places that are not as they should be: rights, links and files where something new is to stand, homes and media that
cannot be written, another account's files."""
import os
import stat
import subprocess

from campaign import House

# Any account but this one.
OTHER = 65534


def open_modes(root):
    """What others than the owner could use; the folders that the campaign itself made are given."""
    return [
        f"{path} {stat.S_IMODE(path.lstat().st_mode):o}"
        for path in root.rglob("*")
        if not path.is_symlink() and path.lstat().st_mode & 0o077
    ]


def modes(campaign):
    with House(campaign) as house:
        wide = {"prepare": lambda: os.umask(0)}
        ana, gate = campaign.phrase(), house.root / "deep/gate"
        gate.parent.mkdir(mode=0o700)
        answer = house.run("init", house.vault, "--name", "Wide", "--admin", "ana", "--role", "coordinator", "--gate",
                           gate, "--derivation", "light", "--json", "--new-passphrase-fd", "3",
                           given={3: ana}, **wide)  # fmt: skip
        house.passphrases["ana"] = ana
        campaign.holds("init under umask 000, the gate in a new folder", answer.code == 0, answer.err)
        for words in (["case", "new"], ["staff", "add", "vera", "--role", "psychologist"], ["case", "list"]):
            answer = house.person("ana", *words, "--gate", gate, **wide)
            campaign.holds(f"{' '.join(words[:2])} under umask 000", answer.code == 0, answer.err)
        house.run("use", house.vault, **wide)
        found = open_modes(house.root)
        campaign.holds("nothing is open to others", not found, "; ".join(found))
        (house.vault / "audit.jsonl").chmod(0o644)
        campaign.holds("control: an open mode is noticed", len(open_modes(house.root)) == 1)


def output_places(campaign):
    """Links, files and folders where something new is to stand."""
    with House(campaign) as house:
        elsewhere = house.root / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "file").write_text("as it was\n")

        def attempt(what, vault, gate, prepare):
            prepare()
            before = house.files()
            names = sorted(str(path) for path in house.root.rglob("*") if "state" not in path.parts)
            answer = house.run("init", vault, "--name", "Place", "--admin", "ana", "--gate", gate, "--derivation",
                               "light", "--new-passphrase-fd", "3", given={3: campaign.phrase()})  # fmt: skip
            after = house.files()
            lost = [name for name, digest in before.items() if after.get(name) != digest]
            new = [name for name in map(str, house.root.rglob("*")) if name not in names and "/state" not in name]
            campaign.holds(f"{what} is refused", answer.code in (1, 2, 7), f"exit {answer.code} {answer.err}")
            campaign.holds(f"{what}: nothing is changed or left", not lost and not new, f"{lost} {new}")

        root = house.root
        cases = [
            ("a link to a folder as vault", root / "v1", root / "g1", lambda: (root / "v1").symlink_to(elsewhere)),
            ("a dangling link as vault", root / "v2", root / "g2", lambda: (root / "v2").symlink_to(root / "nowhere")),
            ("a file as vault", root / "v3", root / "g3", lambda: (root / "v3").write_text("mine\n")),
            ("a folder with a file as vault", root / "v4", root / "g4",
             lambda: ((root / "v4").mkdir(), (root / "v4/mine").write_text("mine\n"))),
            ("a dangling link as gate", root / "v5", root / "g5", lambda: (root / "g5").symlink_to(root / "nowhere2")),
            ("a file as gate", root / "v6", root / "g6", lambda: (root / "g6").write_text("mine\n")),
            ("a gate that holds a gate.key", root / "v7", root / "g7",
             lambda: ((root / "g7").mkdir(), (root / "g7/gate.key").write_text("mine\n"))),
            ("a gate whose gate.key is a dangling link", root / "v8", root / "g8",
             lambda: ((root / "g8").mkdir(), (root / "g8/gate.key").symlink_to(root / "nowhere3"))),
            ("a gate whose gate.db is a dangling link", root / "v9", root / "g9",
             lambda: ((root / "g9").mkdir(), (root / "g9/gate.db").symlink_to(root / "nowhere4"))),
            ("a file where the vault is built", root / "v10", root / "g10",
             lambda: (root / "v10.being-made").write_text("mine\n")),
            ("a link where the vault is built", root / "v11", root / "g11",
             lambda: (root / "v11.being-made").symlink_to(elsewhere)),
            ("a link where the gate is built", root / "v12", root / "g12",
             lambda: ((root / "g12").mkdir(), (root / "g12/gate-being-made").symlink_to(elsewhere))),
        ]  # fmt: skip
        for what, vault, gate, prepare in cases:
            attempt(what, vault, gate, prepare)
        house.found("Place", "ana", campaign.phrase(), gate=root / "good")
        campaign.holds("control: a free place is taken", (house.vault / "vault.db").exists())


def links_in_a_vault(campaign):
    """Links put in the places of a vault's own files lead nowhere else."""
    for name in ("audit.jsonl", "lock"):
        with House(campaign) as house:
            house.found("Links", "ana", campaign.phrase())
            target = house.root / "outside"
            target.write_bytes((house.vault / name).read_bytes())
            before = target.read_bytes()
            (house.vault / name).unlink()
            (house.vault / name).symlink_to(target)
            answer = house.person("ana", "case", "new", "--json")
            campaign.holds(f"a link at {name} is not written through", target.read_bytes() == before)
            campaign.holds(f"a link at {name} ends orderly", answer.code in (0, 1, 5, 6),
                           f"exit {answer.code} {answer.err}")  # fmt: skip


def homes(campaign, house):
    """Nothing but convenience depends on a home."""
    file = house.root / "file-home"
    file.write_text("not a folder\n")
    for what, home in (("is a file", file), ("cannot be there", file / "home"), ("is not said", "")):
        answer = house.person("ana", "case", "list", "--gate", house.gate, environment=at_home(home))
        campaign.holds(f"a home that {what} stops nobody", answer.code == 0, answer.err)
    answer = house.person("ana", "case", "list", environment=at_home(file))
    campaign.holds("control: without a state directory the gate has to be named", answer.code in (2, 9),
                   f"exit {answer.code}")  # fmt: skip
    readonly(campaign, house)
    state = house.root / "state/casevault"
    state.rename(house.root / "away")
    answer = house.person("ana", "case", "list", "--gate", house.gate)
    campaign.holds("a state directory that is gone is no failure", answer.code == 0, answer.err)
    campaign.holds("and it is there again, private", state.is_dir() and not state.stat().st_mode & 0o077)


def at_home(home):
    return {"HOME": str(home), "XDG_STATE_HOME": ""}


def readonly(campaign, house):
    """As root a mode stops nobody: where one can be mounted, a file system that is read-only."""
    mount = house.root / "readonly"
    mount.mkdir(exist_ok=True)
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "none", mount], capture_output=True)
    if made.returncode:
        campaign.note("skipped: no read-only file system can be mounted here")
        return
    try:
        answer = house.person("ana", "case", "list", "--gate", house.gate, environment=at_home(mount))
        campaign.holds("a home on a read-only file system stops nobody", answer.code == 0, answer.err)
        made = house.run("init", mount / "v", "--name", "No", "--admin", "ana", "--gate", mount / "g", "--derivation",
                         "light", "--new-passphrase-fd", "3", given={3: campaign.phrase()})  # fmt: skip
        campaign.holds("init on a read-only file system is exit 1", made.code == 1, f"exit {made.code} {made.err}")
    finally:
        subprocess.run(["umount", mount], check=True)
    readonly_vault(campaign, house)


def readonly_vault(campaign, house):
    """A vault on a medium that nobody can write to is looked at like any other."""
    needed = [["mount", "--bind", house.vault, house.vault], ["mount", "-o", "remount,ro,bind", house.vault]]
    if any(subprocess.run(words, capture_output=True).returncode for words in needed):
        subprocess.run(["umount", house.vault], capture_output=True)
        campaign.note("skipped: a vault cannot be mounted read-only here")
        return
    before = house.files()
    try:
        answer = house.check("--gate", house.gate, "--json")
        report = answer.json()[0] if answer.code == 0 else {}
        campaign.holds("check looks at a vault on a read-only medium", report.get("ok") is True, answer.out + answer.err)
        campaign.holds("and finds nothing wrong in it", report.get("findings") == [], answer.out)
        campaign.holds("and writes nothing anywhere", house.files() == before)
    finally:
        subprocess.run(["umount", house.vault], check=True)


def another_account(campaign):
    """Whose files they are decides, and she is told so: no vault that is missing, no stick, no broken disk."""
    if os.geteuid() != 0:
        campaign.note("skipped: only root can work as another account")
        return
    with House(campaign) as house:
        house.found("Account", "ana", campaign.phrase())
        house.root.chmod(0o711)

        def other():
            os.setgroups([])
            os.setgid(OTHER)
            os.setuid(OTHER)

        def hand_over(folder, owner):
            for path in [folder, *folder.rglob("*")]:
                os.chown(path, owner, owner, follow_symlinks=False)

        def said(*words):
            answer = house.person("ana", *words, "--json", prepare=other, environment=at_home("/"))
            return answer, '"error":"no-access"' in answer.err

        try:
            may_run = house.run("--version", prepare=other).code == 0
        except PermissionError:
            may_run = False
        if not may_run:
            campaign.note("skipped: another account may not run this program")
            return
        before = house.files()
        for what in ("vault", "gate"):
            for words in (["case", "list"], ["case", "new"], ["check"], ["status"]):
                answer, named = said(*words, "--gate", house.gate)
                campaign.holds(f"{words[-1]} with another account's {what} is exit 1 and says so",
                               answer.code == 1 and named, f"exit {answer.code} {answer.err}")  # fmt: skip
            if what == "vault":
                hand_over(house.vault, OTHER)
        after = house.files()
        changed = [name for name in before if after.get(name) != before[name]]
        campaign.holds("nothing is changed by it", not changed, f"{changed}")
        place = house.root / "of-root"
        place.mkdir(mode=0o755)
        made = house.run("init", place / "v", "--name", "No", "--admin", "ana", "--gate", place / "g", "--derivation",
                         "light", "--new-passphrase-fd", "3", "--json", given={3: campaign.phrase()}, prepare=other,
                         environment=at_home("/"))  # fmt: skip
        campaign.holds("init where it may not write is exit 1 and leaves nothing",
                       made.code == 1 and "no-access" in made.err and not any(place.iterdir()), made.err)  # fmt: skip
        hand_over(house.gate, OTHER)
        answer, _ = said("case", "list", "--gate", house.gate)
        campaign.holds("control: with both it works", answer.code == 0, f"exit {answer.code} {answer.err}")
