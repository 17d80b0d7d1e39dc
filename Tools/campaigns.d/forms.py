"""What the record types of the field ask of each form that casegen writes: where it belongs, what must be filled in for
those who count, which days lie ahead, in which language she speaks; and the way of a case through police, prosecutor's
office and courts. The tables were written from those types, and not from what casegen does. Everything here looks at
records that were opened: a fact of facts.json, and the fields that its author read."""
import datetime

# Each form and its compartment.
PROMISED = {
    "helpline_call": "core", "identity": "identity", "intake": "core", "incident": "core", "risk_assessment": "risk",
    "safety_plan": "risk", "legal_action": "legal", "advice": "attorney", "milestone": "legal", "psych_session": "psych",
    "process_note": "process-notes", "medical_evidence": "medical", "stay": "stay", "stay_children": "children",
    "referral": "core", "conference": "coordination", "consent": "consent", "follow_up": "core", "closure": "core",
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
    "stay": "arrival referred_by women_n children_n services departure days exit_reason destination_type",
    "stay_children": "date children",
    "referral": "to_body mandatory_report client_told_before accepted outcome",
    "conference": "date client_present measures",
    "consent": "act recipient language read_aloud valid_until",
    "follow_up": "date goals",
    "closure": "date reason retain_until",
}
WITHIN = {"perpetrators": "sex relation", "children": "age_band sex guardian_conflict",
          "goals": "safety health psychosocial justice other", "deadlines": "deadline", "measures": "deadline"}  # fmt: skip

# What is filled in where it fits: in a house of two hundred clients each of these somewhere.
OPTIONAL = {
    "helpline_call": "hour_band duration_band line urban repeat_word risk_factor asked_for safe_to_call_back shift_note "
    "limit_invoked",
    "identity": "alias dob jmbg",
    "intake": "interpreter script literacy ethnicity education employment income_source housing pregnant conflict_check "
    "needs expectations consents case_lead",
    "incident": "time_of_day weapon medical_help pattern narrative source witnesses evidence_refs reported_date",
    "risk_assessment": "client_fear client_view lethality_alert children_risk by shared_with version",
    "legal_action": "role_of_client representative free_legal_aid documents",
    "milestone": "number valid_from valid_to measures",
    "psych_session": "mode minutes attended themes state suicide_risk methods agreed next",
    "medical_evidence": "pregnancy sexual_exam original_hash taken_at device photographer location_type view "
    "scale_in_frame identity_card_frame consent_take consent_court consent_other custody",
    "stay": "csr_decision room house_rules_read phones_checked allowed_contacts limit_date deposit_list absences "
    "after_contact_ok",
    "referral": "to_org purpose consent_ref legal_basis fields_shared means sent appointment feedback reason",
    "conference": "meeting_no kind chair attendees client_invited client_consent status_now plan_followup next_review "
    "not_shared",
    "consent": "purpose data_classes withhold interpreter form by_whom risks_explained service_not_conditional "
    "paper_scan_hash",
    "follow_up": "contact_safe measures_held new_incident new_needs next recommend_close",
    "closure": "safety_plan_reviewed told_may_return supervisor client_wish_file",
}

# Days between the writing and what lies ahead; a day of rest is stepped over.
AHEAD = {
    "valid_until": (330, 366), "next_hearing": (14, 124), "next_review": (30, 94), "review_date": (30, 94),
    "deadline": (8, 15), "appointment": (2, 34), "retain_until": (1820, 1830), "extended_to": (60, 60),
}  # fmt: skip
# The same where a form has its own: the group of the Serbian law meets at least every fifteen days.
AHEAD_IN = {("psych_session", "next"): (4, 25), ("gks", "next_review"): (4, 15), ("conference", "next_review"): (13, 64)}
PAST = {"date", "occurred", "reported_date", "exam_date", "arrival", "departure", "sent", "when"}
MAY_BE_UNKNOWN = {"reported_date", "departure"}

POLICE, PROSECUTOR, COURT, MISDEMEANOUR, CSR = "police", "prosecutor", "court", "misdemeanour_court", "csr"
EMERGENCY = {"emergency_removal", "emergency_no_contact"}
VERDICTS = {"convicted", "acquitted", "charge_rejected"}
SENTENCES = {f"sentence_{kind}" for kind in ("prison", "house", "suspended", "fine", "community", "security_measure")}

# Who takes the step, and one of which steps must have come before it; none where it may be the first.
STEPS = {
    "reported": ({POLICE, PROSECUTOR, CSR, "health"}, set()),
    "police_attended": ({POLICE}, {"reported"}),
    "risk_done": ({POLICE}, {"reported"}),
    **dict.fromkeys(EMERGENCY, ({POLICE}, {"risk_done"})),
    "extension_proposed": ({PROSECUTOR}, EMERGENCY),
    "extended_30d": ({COURT}, {"extension_proposed"}),
    "extension_refused": ({COURT}, {"extension_proposed"}),
    "appeal": ({COURT}, {"extended_30d", "extension_refused", "protection_ordered", *VERDICTS}),
    "measure_breached": ({MISDEMEANOUR}, {"extended_30d", "protection_ordered", "protection_extended", *EMERGENCY}),
    "gks_reviewed": ({PROSECUTOR}, {"risk_done"}),
    "individual_plan": ({PROSECUTOR, CSR}, {"gks_reviewed"}),
    "complaint_filed": ({POLICE, PROSECUTOR}, {"reported"}),
    "complaint_dismissed": ({PROSECUTOR}, {"complaint_filed"}),
    "deferred": ({PROSECUTOR}, {"complaint_filed"}),
    "detention": ({COURT}, {"complaint_filed", "indicted"}),
    "indicted": ({PROSECUTOR}, {"complaint_filed"}),
    "trial": ({COURT}, {"indicted"}),
    "plea": ({COURT}, {"complaint_filed", "indicted"}),
    "convicted": ({COURT}, {"trial", "plea"}),
    "acquitted": ({COURT}, {"trial"}),
    "charge_rejected": ({COURT}, {"trial"}),
    **dict.fromkeys(SENTENCES, ({COURT}, {"convicted"})),
    "final": ({COURT}, VERDICTS),
    "protection_claim": ({COURT}, set()),
    "protection_ordered": ({COURT}, {"protection_claim"}),
    "protection_extended": ({COURT}, {"protection_ordered"}),
    "protection_ended": ({COURT}, {"protection_ordered"}),
    "withdrew": ({POLICE, PROSECUTOR, COURT}, {"complaint_filed", "protection_claim"}),
    "released_notice": ({POLICE, PROSECUTOR, COURT}, {"detention", "sentence_prison"}),
}

# What cannot come any more after a step.
CLOSED = {
    "complaint_dismissed": {"deferred", "detention", "indicted", "trial", "plea", "final", *VERDICTS, *SENTENCES},
    "extension_refused": {"extended_30d"},
    "extended_30d": {"extension_refused"},
    "convicted": {"acquitted", "charge_rejected", "indicted", "trial"},
    "acquitted": {"convicted", "charge_rejected", "trial", *SENTENCES},
    "charge_rejected": {"convicted", "acquitted", "trial", *SENTENCES},
    "final": {"trial", "plea", *VERDICTS, *SENTENCES},
    "protection_ended": {"protection_extended"},
}

# Measures, and how long each may last; an emergency measure lasts its forty-eight hours to the minute.
HOURS_48 = datetime.timedelta(hours=48)
LASTING = {"extended_30d": 30, "detention": 30, "protection_ordered": 366, "protection_extended": 366}


def gaps(opened):
    """Fields that are not there."""
    for fact, fields in opened:
        form = fact["form"]
        if form == "stay" and "turned_away" in fields:
            # She never stayed: the day, the reason, and nothing of her.
            wanted, parts = {"turned_away"}, [(fields["turned_away"], {"date", "reason"})]
        else:
            wanted = set(STARRED.get(form, "").split())
            # Of a milestone that orders measures they are codes, and have no deadline of their own.
            parts = [(part, set(names.split())) for field, names in WITHIN.items()
                     for part in listed(fields.get(field, [])) if isinstance(part, dict)]  # fmt: skip
        for part, names in [(fields, wanted), *parts]:
            for name in sorted(names):
                if part.get(name) in (None, "", []):
                    yield fact["record"], form, name


def unused(opened):
    """Fields that nobody filled in anywhere."""
    used = {(fact["form"], name) for fact, fields in opened for name, value in fields.items() if value not in (None, "", [])}
    for form, names in OPTIONAL.items():
        yield from ((form, name) for name in names.split() if (form, name) not in used)


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
            ahead = AHEAD_IN.get((fields.get("kind"), name)) or AHEAD_IN.get((fact["form"], name)) or AHEAD.get(name)
            if not ahead and name not in PAST or value == "unknown" and name in MAY_BE_UNKNOWN:
                continue
            days = (datetime.date.fromisoformat(value) - written).days
            first, last = ahead or (-100_000, 0)
            if not first <= days <= last:
                yield fact["record"], name, f"{days} days"


def spoken(opened, cases):
    """Records whose language is not the client's, and interpreters for whoever needs none.

    `cases` maps each case to the language of its client.
    """
    for fact, fields in opened:
        hers = cases[fact["record"].split("/")[0]]
        if fields.get("language", hers) != hers:
            yield fact["record"], "field", fields["language"]
        if fact["language"] not in ("sr", hers):
            yield fact["record"], "tag", fact["language"]
        if fields.get("interpreter") and hers == "sr":
            yield fact["record"], "interpreter", hers


def monolingual(opened):
    """The language of the clients, as their papers say, when there is but one."""
    tongues = {fields["language"] for _, fields in opened if "language" in fields}
    yield from (("all", tongue) for tongue in tongues if len(tongues) == 1)


def whole_cases(records, form):
    """All records of this form in a case, for each case that has some; those with most of them first."""
    cases = {}
    for record in records:
        if record["form"] == form:
            cases.setdefault(record["record"].split("/")[0], []).append(record)
    return sorted(cases.values(), key=len, reverse=True)


def by_case(opened):
    """Each case's milestones in the order in which they were written."""
    cases = {}
    for fact, fields in opened:
        if fact["form"] == "milestone":
            case, number = fact["record"].split("/")
            cases.setdefault(case, []).append((int(number), fields))
    return {case: [fields for _, fields in sorted(found, key=lambda one: one[0])] for case, found in cases.items()}


def disordered(opened):
    """Steps that come too early, too late, twice, or from somebody who does not take such steps."""
    for case, steps in by_case(opened).items():
        before = []
        for step in steps:
            code, date = step["code"], step["date"]
            bodies, needed = STEPS.get(code, (set(), {"a known code"}))
            if step["authority"] not in bodies:
                yield case, code, f"by {step['authority']}"
            if needed and not any(one["code"] in needed and one["date"] <= date for one in before):
                yield case, code, "nothing that it follows from"
            if before and date < before[-1]["date"]:
                yield case, code, f"before {before[-1]['code']}"
            for one in before:
                if code in CLOSED.get(one["code"], ()):
                    yield case, code, f"after {one['code']}"
                if (code, step.get("number")) == (one["code"], one.get("number")):
                    yield case, code, "twice"
            before.append(step)


def unmeasured(opened):
    """Measures that do not last as the law says, and steps that are none and have a term."""
    for case, steps in by_case(opened).items():
        emergency = [moment(step["valid_to"]).date() for step in steps if step["code"] in EMERGENCY and step.get("valid_to")]
        for step in steps:
            code, first, last = step["code"], step.get("valid_from"), step.get("valid_to")
            if code not in EMERGENCY and code not in LASTING:
                if first or last:
                    yield case, code, "a term"
            elif not first or not last:
                yield case, code, "no term"
            elif moment(last) <= moment(first):
                yield case, code, f"{first} to {last}"
            elif moment(first).date() < datetime.date.fromisoformat(step["date"]):
                yield case, code, f"from {first}"
            elif code in EMERGENCY and moment(last) - moment(first) != HOURS_48:
                yield case, code, f"{moment(last) - moment(first)}"
            elif (moment(last) - moment(first)).days > LASTING.get(code, 2):
                yield case, code, f"{(moment(last) - moment(first)).days} days"
            elif code == "extended_30d" and moment(first).date() not in emergency:
                yield case, code, "not from the end of the first measure"


def moment(text):
    """A day, or a minute with its zone."""
    return datetime.datetime.fromisoformat(text)


def spoilings(opened, cases):
    """The controls: what is wrong, the look that must notice it, the records with this one thing wrong, and the cases in
    which it must be noticed: of milestones each case that has such a step."""
    def changed(change, fits=lambda fields: True):
        return [(fact, {**fields, **change(fields)} if fits(fields) else fields) for fact, fields in opened]

    yield "a field left out", gaps, changed(lambda fields: {"level": None}), set()
    yield "a field that nobody fills in", unused, [(fact, {}) for fact, _ in opened], set(OPTIONAL)
    yield "a wrong number", numbering, changed(lambda fields: {"n": 2}), set()
    today = [(fact, {**fields, "next_hearing": fact["written"]}) for fact, fields in opened]
    yield "a hearing on the day of writing", misdated, today, set()
    spoken_so = [({**fact, "language": "sr"}, {**fields, "language": "sr"}) for fact, fields in opened]
    yield "another language than hers", lambda records: spoken(records, cases), spoken_so, set()
    yield "one language for all", monolingual, spoken_so, set()

    for what, look, code, change in [
        ("a verdict before the report", disordered, "reported", {"code": "convicted", "authority": COURT}),
        ("a step from somebody else", disordered, "risk_done", {"authority": CSR}),
        ("a day before the one before it", disordered, "risk_done", {"date": "2001-01-01"}),
        ("a code that there is not", disordered, "risk_done", {"code": "risk_assessed"}),
        ("a term of what is no measure", unmeasured, "reported", {"valid_from": "2025-01-01", "valid_to": "2025-02-01"}),
    ]:  # fmt: skip
        spoiled = changed(lambda fields: change, lambda fields: fields.get("code") == code)
        yield what, look, spoiled, having(opened, lambda step: step["code"] == code)
    for what, last in [
        ("a measure that ends as it begins", lambda step: step["valid_from"]),
        ("one without an end", lambda step: None),
        ("one for ten years", lambda step: f"{int(step['valid_to'][:4]) + 10}-01-01{step['valid_to'][10:]}"),
    ]:  # fmt: skip
        spoiled = changed(lambda fields: {"valid_to": last(fields)}, lambda fields: "valid_to" in fields)
        yield what, unmeasured, spoiled, having(opened, lambda step: "valid_to" in step)
    for what, codes, reason in [("the same step twice", ["gks_reviewed"] * 2, "twice"),
                                ("an indictment after the dismissal", ["complaint_dismissed", "indicted"],
                                 "after complaint_dismissed")]:  # fmt: skip
        longer = [({"form": "milestone", "record": f"{case}/{9000 + place}"},
                   {"code": code, "authority": PROSECUTOR, "date": "2100-01-01", "number": "Kt 1/2100"})
                  for case in by_case(opened) for place, code in enumerate(codes)]  # fmt: skip
        for_that = lambda records, reason=reason: [one for one in disordered(records) if one[2] == reason]  # noqa: E731
        yield what, for_that, opened + longer, set(by_case(opened))


def having(opened, fits):
    """The cases that have such a step."""
    return {case for case, steps in by_case(opened).items() if any(map(fits, steps))}


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
