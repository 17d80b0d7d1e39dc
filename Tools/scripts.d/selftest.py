"""Shows that the runner can fail: each script below is run with /bin/sh as the program, one way or the other."""
import tempfile
from pathlib import Path

from descriptors import reserve_descriptors
from runner import Run

GOOD = {
    "output": '$ casevault -c "echo one; echo two >&2; exit 3"\n> one\n2> two\n? 3\n',
    "wildcards": '$ casevault -c "printf \'a\\nb\\nc 7\\n\'"\n> ...\n> c {seven:number}\n$ casevault -c "echo {seven}"\n> 7\n',
    "descriptors": '$ casevault -c "cat <&3; cat <&7"\nfd 3< "lozinka"\nfd 7< druga\n> lozinka\n> druga\n',
    "standard input": '$ casevault -c cat\nstdin< "šišmiš"\n> šišmiš\n',
    "json": '$ casevault -c "echo \'{\\"a\\":{\\"b\\":[1,2]}}\'"\njson .a.b[1] = 2\njson .a.b count 2\njson .c absent\njson .a.b[0] -> x\n'
    '$ casevault -c "echo {x}"\n> 1\n',
    "rows": '$ casevault -c "printf \'{\\"n\\":1,\\"s\\":\\"p\\"}\\n{\\"n\\":2}\\n\'"\njson rows = 2\njson where .n = 1 .s = p\njson any .n = 2\njson no .n = 3\njson any .n ~ [12]\njson no .n ~ 3.*\n',
    "no terminal": '$ casevault -c "(exec 3</dev/tty) 2>/dev/null && exit 1; exit 7"\n? 7\n',
    "terminal": "tty> casevault -c 'stty -echo; printf word:; read a; stty echo; echo; printf again:; read b; echo $b; exit 5'\n"
    "expect word:\nsecret tajna\nexpect again:\nsend javno\nexpect javno\n? 5\n",
    "hang-up": "tty> casevault -c 'echo ready; sleep 20'\nexpect ready\nhangup\n? -1\n"
    "tty> casevault -c 'echo ready; read a; exit 1'\nexpect ready\nhangup\n? hangup\n",
    "two terminals": "tty> casevault -c 'echo sits; read a; echo $a'\nexpect sits\nstays ana\n"
    "$ casevault -c 'echo between'\n> between\nagain ana\nsend later\nexpect later\n",
    "late hang-up": "tty> casevault -c 'trap : HUP; echo ready; read a; sleep 1; exit 4'\nexpect ready\nhangup late\n? 4\n",
    "alternate screen": "tty> casevault -c 'printf \"a\\033[?1049hJe\\033[1mlena\\033[?1049lb\"'\npassing Jelena\n",
    "umask": 'umask 000\n$ casevault -c "touch f"\nmode f 666\numask 077\n$ casevault -c "touch g"\nmode g 600\n',
    "hidden": '$ casevault -c "printf Jelena | base64 > f"\nhidden "Jovanka"\nfound "Jelena"\n',
    "whole output": "file a.txt <<\njedan\ndva\n<<\n$ casevault -c 'cat a.txt'\nwhole a.txt\n",
    "changed mode": 'umask 022\n$ casevault -c "touch f"\nchmod f 640\nmode f 640\n',
    "files": "file a.txt <<\nPetrović {place}\n<<\n$ casevault -c 'cat a.txt'\n> Petrović {place}\nhidden Petrović\n",
    "environment": 'env X="a b"\n$ casevault -c "echo $X $TZ"\n> a b Europe/Belgrade\n',
}
BAD = {
    "exit code": '$ casevault -c "exit 3"\n',
    "end that a hang-up does not give": "tty> casevault -c 'trap \"\" HUP; echo ready; read a; exit 3'\nexpect ready\nhangup\n? hangup\n",
    "one code or another": '$ casevault -c "exit 3"\n? 3|4\n',
    "wrong line": '$ casevault -c "echo one"\n> two\n',
    "missing line": '$ casevault -c "echo one"\n> one\n> two\n',
    "extra line": '$ casevault -c "echo one; echo two"\n> one\n',
    "standard error": '$ casevault -c "echo one >&2"\n2> two\n',
    "other than a file": "file a.txt <<\njedan\n<<\n$ casevault -c 'cat a.txt; echo'\nwhole a.txt\n",
    "field": '$ casevault -c "echo \'{\\"a\\":1}\'"\njson .a = 2\n',
    "missing field": '$ casevault -c "echo \'{\\"a\\":1}\'"\njson .b = 2\n',
    "extra field": '$ casevault -c "echo \'{\\"a\\":1}\'"\njson .a absent\n',
    "not JSON": '$ casevault -c "echo a"\njson .a = 1\n',
    "rows": '$ casevault -c "echo 1; echo 2"\njson rows = 3\n',
    "unwanted text": '$ casevault -c "echo Jelena >&2"\nwithout Jelena\n',
    "what stays in the window": "tty> casevault -c 'printf Jelena'\npassing Jelena\n",
    "what stays when the screen was left": "tty> casevault -c 'printf \"\\033[?1049hJelena\\033[?1049lJelena\"'\npassing Jelena\n",
    "what never passed": "tty> casevault -c 'printf \"\\033[?1049ha\\033[?1049l\"'\npassing Jelena\n",
    "what a pipe keeps": '$ casevault -c "echo Jelena"\npassing Jelena\n',
    "prompt that never comes": "tty> casevault -c 'echo a'\nexpect b\n",
    "secret while echoing": "tty> casevault -c 'read a; sleep 9'\nwithin 2\nsecret tajna\n",
    "secret shown": "tty> casevault -c 'stty -echo; read a; echo $a; stty echo'\nsecret tajna\n",
    "echo left off": "tty> casevault -c 'stty -echo'\n",
    "somebody left sitting": "tty> casevault -c 'echo sits; read a'\nexpect sits\nstays ana\n",
    "nobody there": "again ana\n",
    "end of one who stayed": "tty> casevault -c 'echo sits; read a; exit 3'\nexpect sits\nstays ana\nagain ana\nsend x\n",
    "secret of one who stayed": "tty> casevault -c 'stty -echo; read a; echo; echo sits; read b; echo $a; stty echo'\n"
    "secret tajna\nexpect sits\nstays ana\nagain ana\nsend x\n",
    "time": '$ casevault -c "sleep 9"\nwithin 1\n',
    "hidden": '$ casevault -c "printf xJelena | base64 > f"\nhidden "Jelena"\n',
    "hidden, other script": '$ casevault -c "printf Љубица > f"\nhidden "Ljubica"\n',
    "mode": 'umask 000\n$ casevault -c "touch f"\nmode f 600\n',
    "absent": '$ casevault -c "touch f"\nabsent f\n',
    "unknown word": '$ casevault -c "true"\nexpects nothing\n',
    "no such part": "include nowhere\n",
}
ENGLISH = {
    "sentence": '$ casevault -c "echo The passphrase was not accepted." -- x\n',
    "machine output": '$ casevault -c "echo \'{\\"message\\":\\"The passphrase was not accepted\\"}\'"\n',
    "other language": '$ casevault -c "echo Lozinka nije prihvaćena." -- x\n',
}


def failure(folder, text, header="# Guards: nothing\n", **options):
    path = Path(folder) / "script.txt"
    path.write_text(header + text, encoding="utf-8")
    return Run(path, "/bin/sh", **options).run().failure


def skipped(folder, text):
    """Why the script was skipped; empty if it was not."""
    path = Path(folder) / "script.txt"
    path.write_text("# Guards: nothing\n" + text, encoding="utf-8")
    return Run(path, "/bin/sh").run().skipped


def outcomes(folder):
    """(name, whether the script failed, whether it should have)."""
    for name, text in GOOD.items():
        yield name, failure(folder, text), False
    for name, text in BAD.items():
        yield name, failure(folder, text), True
    yield "missing program", skipped(folder, 'needs no-such-program\n$ casevault -c "exit 3"\n') == "", False
    yield "program that is there", skipped(folder, "needs sh\n") == "", True
    yield "no header", failure(folder, '$ casevault -c "true"\n', header=""), True
    sentences = ["The passphrase was not accepted"]
    yield "English sentence", failure(folder, ENGLISH["sentence"], sentences=sentences), True
    yield "English in JSON", failure(folder, ENGLISH["machine output"], sentences=sentences), False
    yield "Serbian sentence", failure(folder, ENGLISH["other language"], sentences=sentences), False


def main():
    reserve_descriptors()
    passed = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, found, wanted in outcomes(folder):
            if bool(found) == wanted:
                passed += 1
            else:
                failed += 1
                print(f"self-test: {name}: {'should have failed' if wanted else found}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0
