"""What the record types of the field ask of each form that casegen writes: where it belongs, what must be filled in for
those who count, which days lie ahead. Everything here looks at records that were opened: a fact of facts.json, and the
fields that its author read."""
import datetime

# Each form and its compartment.
PROMISED = {
    "helpline_call": "core", "identity": "identity", "intake": "core", "incident": "core", "risk_assessment": "risk",
    "safety_plan": "risk", "legal_action": "legal", "advice": "attorney", "milestone": "legal", "psych_session": "psych",
    "process_note": "process-notes", "medical_evidence": "medical", "stay": "stay", "referral": "core",
    "conference": "coordination", "consent": "consent", "follow_up": "core", "closure": "core",
}  # fmt: skip

# The fields with a star, and those without which a form says nothing.
STARRED = {
    "helpline_call": "date channel language caller sex age_band municipality first_contact violence relation "
    "lives_with_perpetrator perpetrator_sex children_n children_witness reported_before service body "
    "confidentiality_notice_given",
    "identity": "name safe_contact safe_words",
    "intake": "age_band sex citizenship language marital urban disability dependants referred_by",
    "incident": "occurred precision place_type municipality violence gbvims_class perpetrators children_present injury "
    "reported_to",
    "risk_assessment": "tool factor level next_review",
    "safety_plan": "needed made_with_client date concern resources before_violence during after_leaving digital_safety "
    "code_word copy_given review_date",
    "legal_action": "track authority number next_hearing deadlines",
    "milestone": "code date authority outcome",
    "psych_session": "n date",
    "medical_evidence": "doc_type institution exam_date injuries",
    "stay": "arrival referred_by women_n children services departure days exit_reason destination_type",
    "referral": "to_body mandatory_report client_told_before accepted outcome",
    "conference": "date client_present measures",
    "consent": "act recipient language read_aloud valid_until",
    "follow_up": "date goals",
    "closure": "date reason retain_until",
}
WITHIN = {"perpetrators": "sex relation", "children": "age_band", "goals": "safety health psychosocial justice other",
          "deadlines": "deadline", "measures": "deadline"}  # fmt: skip
# Nobody came along: the one list that may be empty.
MAY_BE_EMPTY = {"children"}

# Days between the writing and what lies ahead; a day of rest is stepped over.
AHEAD = {
    "valid_until": (330, 366), "next_hearing": (14, 124), "next_review": (30, 94), "review_date": (30, 94),
    "deadline": (8, 15), "appointment": (2, 34), "retain_until": (1820, 1830),
}  # fmt: skip
PAST = {"date", "occurred", "reported_date", "exam_date", "arrival", "departure"}
MAY_BE_UNKNOWN = {"reported_date", "departure"}


def gaps(opened):
    """Fields that are not there."""
    for fact, fields in opened:
        form = fact["form"]
        if form == "stay" and "turned_away" in fields:
            # She never stayed: the day, the reason, and nothing of her.
            wanted, parts = {"turned_away"}, [(fields["turned_away"], {"date", "reason"})]
        else:
            wanted = set(STARRED.get(form, "").split())
            parts = [(part, set(names.split())) for field, names in WITHIN.items()
                     for part in listed(fields.get(field, []))]  # fmt: skip
        for part, names in [(fields, wanted), *parts]:
            for name in sorted(names):
                if part.get(name) in (None, "") or part[name] == [] and name not in MAY_BE_EMPTY:
                    yield fact["record"], form, name


def numbering(opened):
    """Cases whose sessions are not numbered 1, 2, 3 …; all sessions of a case are there, or none."""
    cases = {}
    for fact, fields in opened:
        if fact["form"] == "psych_session":
            case, number = fact["record"].split("/")
            cases.setdefault(case, []).append((int(number), fields.get("n")))
    for case, sessions in cases.items():
        numbers = [number for _, number in sorted(sessions)]
        if numbers != list(range(1, len(numbers) + 1)):
            yield case, numbers


def misdated(opened):
    """Dates that are not as far ahead of the day of writing as they should be, or that should have passed and have not."""
    for fact, fields in opened:
        written = datetime.date.fromisoformat(fact["written"])
        for name, value in named(fields):
            if name not in AHEAD and name not in PAST or value == "unknown" and name in MAY_BE_UNKNOWN:
                continue
            days = (datetime.date.fromisoformat(value) - written).days
            first, last = AHEAD.get(name, (-100_000, 0))
            if not first <= days <= last:
                yield fact["record"], name, f"{days} days"


def named(value):
    """Every name and text in it, however deep."""
    for part in listed(value):
        if isinstance(part, dict):
            for name, inner in part.items():
                if isinstance(inner, str):
                    yield name, inner
                else:
                    yield from named(inner)


def listed(value):
    return value if isinstance(value, list) else [value]
