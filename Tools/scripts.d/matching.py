"""What a script expects: lines with `...` and {captures}, and fields of JSON answers."""
import json
import re

KINDS = {
    "case": r"K-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]",
    "record": r"K-[0-9A-HJKMNP-TV-Z]{6}-[0-9A-HJKMNP-TV-Z]/n?[1-9][0-9]*",
    "code": r"[0-9A-HJKMNP-TV-Z]{2,27}(?:-[0-9A-HJKMNP-TV-Z]+)*",
    "words": r"[a-v]{4,7}(?:[ ,-]+[a-v]{4,7})+",
    "id": r"[0-9a-f]{32}",
    "hash": r"[0-9a-f]{64}",
    "number": r"[0-9]+",
    "word": r"\S+",
    "any": r".+",
}
PLACE = re.compile(r"\{([a-z][a-z0-9-]*)(?::([a-z]+))?\}")
TYPED = re.compile(r"\{([a-z][a-z0-9-]*)\|([a-z]+)\}")
SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

# How people type a reference they read or heard.
TYPING = {
    "lower": str.lower,
    "bare": lambda text: text.replace("-", ""),
    "sloppy": lambda text: text.replace("0", "O").replace("1", "l").lower(),
    "cyrillic": lambda text: text.translate(str.maketrans("ABCEHKMPTX", "АВСЕНКМРТХ")),
    "wrong": lambda text: text[:-1] + SYMBOLS[(SYMBOLS.index(text[-1]) + 7) % 32],
}
MISSING = object()


class Mismatch(Exception):
    """What a command did is not what its script says."""


class Skipped(Exception):
    """What a script needs is not on this machine."""


def filled(text, bound):
    """The text with the captures known so far put in; others stay as they are."""
    text = TYPED.sub(lambda match: TYPING[match[2]](bound[match[1]]), text)
    return PLACE.sub(lambda match: bound.get(match[1], match[0]) if not match[2] else match[0], text)


def pattern(text, bound):
    """A line of a script as a regular expression: `...` is anything, {name:kind} is captured."""
    out, at = "", 0
    for match in re.finditer(PLACE.pattern + r"|\.\.\.", text):
        out += re.escape(text[at : match.start()])
        at = match.end()
        if match[0] == "...":
            out += ".*?"
        elif match[1] in bound and not match[2]:
            out += re.escape(bound[match[1]])
        else:
            out += f"(?P<{match[1].replace('-', '_')}>{kind(match[2])})"
    return out + re.escape(text[at:])


def kind(name):
    if (name or "word") not in KINDS:
        raise Mismatch(f"unknown kind of capture: {name}")
    return KINDS[name or "word"]


def keep(match, bound):
    bound.update({name.replace("_", "-"): value for name, value in match.groupdict().items()})


def check_lines(expected, output, bound):
    """Compares whole output with the expected lines; a line `...` stands for any number of lines."""
    lines = output.split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    at, floating = 0, False
    for number, text in expected:
        if text.strip() == "...":
            floating = True
            continue
        wanted = re.compile(pattern(text, bound))
        while at < len(lines):
            match = wanted.fullmatch(lines[at])
            at += 1
            if match:
                keep(match, bound)
                break
            if not floating:
                raise Mismatch(f"line {number}: expected: {text}\n    found: {lines[at - 1]}")
        else:
            raise Mismatch(f"line {number}: expected, and nothing more came: {text}")
        floating = False
    if at < len(lines) and not floating:
        raise Mismatch(f"after the last expected line came: {lines[at]}")


def check_captures(expected, output, bound):
    """In another language the sentences differ: only the captures with a kind are looked for, anywhere."""
    for number, text in expected:
        for name, what in PLACE.findall(text):
            if what and what not in ("any", "word"):
                match = re.search(kind(what), output)
                if not match:
                    raise Mismatch(f"line {number}: no {what} in the output")
                bound[name] = match[0]


def at_path(value, path):
    """The value at `.a.b[0]`, or MISSING."""
    for name, index in re.findall(r"\.([A-Za-z_][\w-]*)|\[(-?\d+)\]", path):
        try:
            value = value[name] if name else value[int(index)]
        except (KeyError, IndexError, TypeError):
            return MISSING
    return value


def literal(text):
    try:
        return json.loads(text)
    except ValueError:
        return text


def rows_of(output):
    """One JSON object a line, or one over several lines."""
    text = output.strip()
    if not text:
        return []
    try:
        return [json.loads(text)]
    except ValueError:
        pass
    try:
        return [json.loads(line) for line in text.split("\n")]
    except ValueError as error:
        raise Mismatch(f"not JSON: {text[:200]}") from error


def check_json(number, text, output, bound):
    """One JSON expectation, see the README of the scripts."""
    rows = rows_of(output)
    text = filled(text, bound)
    if match := re.fullmatch(r"rows = (\d+)", text):
        if len(rows) != int(match[1]):
            raise Mismatch(f"line {number}: {len(rows)} rows, expected {match[1]}")
        return
    if match := re.match(r"(any|no) (\S+) = (.*)", text):
        found = any(at_path(row, match[2]) == literal(match[3]) for row in rows)
        if found != (match[1] == "any"):
            raise Mismatch(f"line {number}: {text}: in {len(rows)} rows")
        return
    if match := re.match(r"(any|no) (\S+) ~ (.*)", text):
        found = any(re.fullmatch(match[3], str(at_path(row, match[2]))) for row in rows)
        if found != (match[1] == "any"):
            raise Mismatch(f"line {number}: {text}: in {len(rows)} rows")
        return
    if match := re.match(r"where (\S+) = (\S+) (.*)", text):
        rows = [row for row in rows if at_path(row, match[1]) == literal(match[2])]
        text = match[3]
    elif match := re.match(r"row (-?\d+) (.*)", text):
        index = int(match[1]) - 1 if int(match[1]) > 0 else int(match[1])
        rows = rows[index:][:1]
        text = match[2]
    if not rows:
        raise Mismatch(f"line {number}: no such row")
    check_field(number, text, rows[0], bound)


def check_field(number, text, row, bound):
    match = re.fullmatch(r"(\.\S*) (=|!=|~|->|has|lacks|count|absent|present) ?(.*)", text)
    if not match:
        raise Mismatch(f"line {number}: not understood: json {text}")
    path, relation, wanted = match.groups()
    value = at_path(row, "" if path == "." else path)
    if (value is MISSING) != (relation == "absent"):
        raise Mismatch(f"line {number}: {path} is {'absent' if value is MISSING else value!r}")
    if relation == "->":
        bound[wanted] = value if isinstance(value, str) else json.dumps(value)
    holds = {
        "=": lambda: value == literal(wanted) or value == wanted,
        "!=": lambda: value != literal(wanted) and value != wanted,
        "~": lambda: re.fullmatch(wanted, value if isinstance(value, str) else json.dumps(value)),
        "has": lambda: literal(wanted) in value,
        "lacks": lambda: literal(wanted) not in value,
        "count": lambda: len(value) == int(wanted),
    }.get(relation, lambda: True)
    if not holds():
        raise Mismatch(f"line {number}: {path} {relation} {wanted}\n    found: {value!r}")
