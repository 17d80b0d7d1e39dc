"""Every command that asks for a secret and waits again later: what of it is in its memory then. Needs root."""
import procmem
from campaign import House
from speaking import Speaking, dialogue

ONCE_MORE = r"once more: $"


class Watch:
    """Searches at every question for what was typed before it."""

    def __init__(self, campaign, what, speaking):
        self.campaign, self.what, self.speaking = campaign, what, speaking
        self.typed, self.found, self.questions, self.control = [], [], 0, False

    def __call__(self, question):
        pid = self.speaking.process.pid
        if self.typed:
            self.questions += 1
            found = procmem.search(pid, [procmem.Secret(text, text) for text in self.typed])
            for text, places in found.items():
                if question == ONCE_MORE and text == self.typed[-1]:
                    self.control = True
                else:
                    self.found.append(f"{self.speaking.said.strip()[-60:]!r}: {len(places)} pieces, {places[0]}")
        if question in self.secrets:
            self.typed.append(self.secrets[question].pop(0))

    def lead(self, rules, secrets, code=0):
        """Leads through the questions; secrets are typed with echo off, rules are the visible answers."""
        self.secrets = {question: texts if isinstance(texts, list) else [texts] for question, texts in secrets.items()}
        hidden = {question: [("hidden", text + "\n") for text in texts] for question, texts in self.secrets.items()}
        end = dialogue(self.speaking, {**hidden, **rules}, self)
        self.campaign.holds(f"{self.what}: ends with {code}", end == code, f"exit {end}: {self.speaking.stderr[-300:]}")
        self.campaign.holds(f"{self.what}: nothing of a secret at {self.questions} later questions", not self.found,
                            "; ".join(self.found))  # fmt: skip
        return self


def questions(campaign, house, case, record):
    """Every command that asks for a secret and waits again."""
    mira, ana = house.passphrases["mira"], house.passphrases["ana"]
    passphrase = r"[Pp]assphrase of \w+: $|until now: $"
    new = r"New passphrase \([^)]*\): $"
    wrong = campaign.phrase()
    later = 0

    def ask(what, words, rules, secrets, code=0):
        nonlocal later
        with Speaking(house, "--vault", house.vault, *words) as speaking:
            watch = Watch(campaign, what, speaking).lead(rules, secrets, code)
        later += watch.questions
        return watch

    pager = {r"q: \w+|leave": "q"}
    number = {r"Number, 1 to \d+[^\n]*: $": "1\n"}
    ask("a wrong passphrase, then the right one", ["--as", "mira", "case", "list"], {}, {passphrase: [wrong, mira]})
    ask("case new", ["--as", "ana", "case", "new"], {r"Label of the case": "Neka Žena\n"}, {passphrase: ana})
    ask("case list --names", ["--as", "mira", "case", "list", "--names"], {**number, **pager}, {passphrase: mira})
    ask("record show", ["--as", "mira", "record", "show", record], {**number, **pager}, {passphrase: mira})
    typed = {r"Ctrl-D on a new line": "Dopuna.\n", r"^\s*Dopuna\.\s*$": "\x04"}
    ask("record edit", ["--as", "mira", "record", "edit", record, "--purpose", "court", "--plain"], {**pager, **number, **typed},
        {passphrase: mira})  # fmt: skip
    ask("record add that is refused", ["--as", "mira", "record", "add", case, "--compartment", "psych", "--plain"],
        {**pager, **typed, r"Number, 1 to \d+[^\n]*: $": "3\n"}, {passphrase: mira}, code=4)  # fmt: skip
    ask("case unassign", ["--as", "ana", "case", "unassign", case, "vera"], {r"Type the reference": case + "\n"},
        {passphrase: ana})  # fmt: skip
    following = campaign.phrase()
    watch = ask("passphrase", ["--as", "mira", "passphrase"], {r"\[Y/n\] $": "n\n"},
                {passphrase: mira, new: following, ONCE_MORE: following})  # fmt: skip
    campaign.holds("control: a new passphrase is found between its two typings", watch.control)
    house.passphrases["mira"] = following
    code = house.done("ana", "staff", "add", "dunja", "--role", "jurist").json("code")
    dunja = campaign.phrase()
    # The code is no passphrase and is spent by this command: it waits in locked memory until there is a passphrase.
    ask("enrol", ["enrol", "dunja"], {r"\[Y/n\] $": "n\n", r"code from the slip: $": ("hidden", code + "\n")},
        {new: dunja, ONCE_MORE: dunja})  # fmt: skip
    ask("staff confirm", ["--as", "ana", "staff", "confirm", "dunja"], {r"\[y/N\] $": "y\n"}, {passphrase: ana})
    with House(campaign) as other:
        with Speaking(other, "init", other.vault, "--name", "Other", "--admin", "ana", "--gate", other.gate,
                      "--derivation", "light", "--lang", "en") as speaking:  # fmt: skip
            first = campaign.phrase()
            Watch(campaign, "init", speaking).lead(
                {r"\[Y/n\] $": "n\n", r"second administrator": "zorica\n"}, {new: first, ONCE_MORE: first})
    campaign.holds("there were questions after a secret", later >= 5, f"{later}")


def typed_visibly(campaign, house):
    """What is typed with echo and what stands in the environment is found in the command itself."""
    marker, login = campaign.phrase(), campaign.word(24)
    with Speaking(house, "--vault", house.vault, "case", "list", environment={"MARKER": marker}) as speaking:
        speaking.waits_for(r"Login: $")
        speaking.answer(login + "\n")
        speaking.waits_for(r"[Pp]assphrase of \w+: $")
        secrets = [procmem.Secret("marker", marker), procmem.Secret("login", login)]
        found = procmem.search(speaking.process.pid, secrets)
        campaign.holds("control: a marker in the environment is found", "marker" in found)
        campaign.holds("control: a login typed visibly is found", "login" in found)
