"""A small house in a world of files, for workflows of Tools/faults: its people, what they do, what always holds."""
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "faults"))
from workflow import Command  # noqa: E402

STATE = {"HOME": "{world}/home", "XDG_STATE_HOME": "{world}/state", "LANG": "C.UTF-8"}
WORDS = "walks by the river"


def cv(login, *words, descriptors=None, **more):
    """A command of a person, with her passphrase on a descriptor."""
    given = {"passphrase": f"{login} {WORDS}\n", **(descriptors or {})}
    argv = ["{binary}", "--vault", "{world}/house.vault", "--as", login, "--passphrase-fd", "{fd:passphrase}", *words]
    return Command(argv, descriptors=given, environment=STATE, **more)


def plain(*words, **more):
    """A command that needs no passphrase."""
    return Command(["{binary}", "--vault", "{world}/house.vault", *words], environment=STATE, **more)


def init():
    return Command(
        ["{binary}", "init", "{world}/house.vault", "--name", "House", "--admin", "ana", "--role", "coordinator",
         "--gate", "{world}/gate", "--derivation", "light", "--json", "--passphrase-fd", "{fd:passphrase}"],
        descriptors={"passphrase": f"ana {WORDS}\n"}, environment=STATE, expect='"words"')


def invite(login, role):
    return cv("ana", "staff", "add", login, "--role", role, "--json",
              save={f"code_{login}": r'"code":"([0-9A-Z-]+)"'})


def enrol(login, then=()):
    return Command(
        ["{binary}", "--vault", "{world}/house.vault", "enrol", login, "--code-fd", "{fd:code}",
         "--new-passphrase-fd", "{fd:passphrase}", "--json"],
        descriptors={"code": "{code_%s}\n" % login, "passphrase": f"{login} {WORDS}\n"}, environment=STATE,
        expect='"words"', then=list(then))


def show(login, record, text):
    return cv(login, "record", "show", record, "--purpose", "court", expect=text)


def add(text, then=()):
    return cv("mira", "record", "add", "{case}", "--compartment", "legal", "--form", "advice", "-", "--json", input=text,
              expect='"revision"', then=list(then))


def bytes_of(name, kilobytes):
    """A file of known bytes beside the vault."""
    script = 'head -c %d /dev/zero | tr "\\0" %s > "$0"' % (kilobytes * 1024, name[0])
    return Command(["sh", "-c", script, "{world}/%s.bin" % name])


def file_add(name, kilobytes, then=()):
    return cv("mira", "file", "add", "{case}", "{world}/%s.bin" % name, "--compartment", "legal", "--json",
              expect='"bytes":%d' % (kilobytes * 1024), then=list(then))


def file_get(file, name):
    """Reads an attachment back and compares it with the bytes it had."""
    command = cv("mira", "file", "get", file, "-o", "-", "--purpose", "court", expect="^same")
    command.argv[:0] = ["sh", "-c", '"$@" | cmp - "$0" && echo same', "{world}/%s.bin" % name]
    return command


HOUSE = [init(), invite("mira", "attorney"), enrol("mira"), invite("vera", "psychologist"), enrol("vera"),
         cv("ana", "case", "new", "--lead", "mira", "--label-fd", "{fd:label}", "--json",
            descriptors={"label": "Label of hers\n"}, save={"case": r'"case":"(K-[0-9A-Z-]+)"'}),
         add("first text", [])]
# The first opening mends what there is to mend; after it nothing may be wrong.
ALWAYS = [plain("status", expect="House"), plain("check"), plain("audit", "verify", expect="^OK"),
          show("mira", "{case}/2", "first text")]

# Long rows, so that a few of them make several transactions.
TABLE = Command(["sh", "-c", """{ echo 'case;text'; for n in 1 2 3 4; do
    printf '%s;%s ' $((n / 3)) $n; head -c 200000 /dev/zero | tr '\\0' x; echo; done; } > "$0/old.csv"
    printf '%s' '{"case_by": ["case"], "columns": {"text": {"compartment": "legal", "form": "note", "field": "text"}}}' \
    > "$0/map.json" """, "{world}"])
