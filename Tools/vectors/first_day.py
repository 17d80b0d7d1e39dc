"""The first day of a vault: a founder, a lawyer, a case, a legal record, a read. Each step is what the program stores."""
from nacl.signing import SigningKey

import parts
import xwing
from encoding import blake2b, field_list, tuple_bytes, u16, u32, u64
from model import (
    GATE_GENERATION, GATE_PERSON, GENERATION, IDENTITY, KEYRING, LOG_SEED, LOOKUP, MASTER, MINUTE, PARAMETERS, PERSON,
    RECORD, SYSTEM_SEED, TAG_KEY, WRAP, Generation, Record, Vault, header, keyring_item, keyring_plaintext,
    milliseconds)  # fmt: skip
from parts import GIVE, READ, WRITE, ZERO_HASH, ZERO_ID, Identity

PASSES, MEMORY = 3, 64 << 20
REFERENCE = "7F3Q2M"
LEGAL = ["Prvi savet: tražiti hitnu meru.", "Prvi savet: hitna mera je određena."]


class FirstDay:
    def __init__(self):
        self.vault = Vault("first day")
        random = self.vault.random
        self.ana = Identity("ana", random.bytes(16), random.bytes(32), ZERO_ID)
        self.found()
        self.mira = Identity("mira", random.bytes(16), random.bytes(32), self.vault.id)
        self.enrol()
        self.open_case()
        self.write()
        self.finish()

    def signer(self, identity):
        return identity.signer, identity.key_id(self.vault.id)

    def system(self):
        return self.vault.system, parts.key_id(self.vault.id, self.vault.system.verify_key.encode())

    def lock(self, identity, passphrase):
        """The locked identity: version ‖ salt ‖ seal under L."""
        vault, random = self.vault, self.vault.random
        identity.passphrase, identity.salt, identity.u = passphrase, random.bytes(16), random.bytes(32)
        identity.stretched = parts.argon2id(passphrase.encode(), identity.salt, PASSES, MEMORY)
        identity.lock_key = blake2b(
            tuple_bytes("identity/lock", identity.u, vault.id, identity.person), identity.stretched)
        data = tuple_bytes("identity/locked", vault.id, identity.person, u32(PASSES), u64(MEMORY), identity.salt)
        identity.locked = b"\x01" + identity.salt + parts.seal(
            identity.lock_key, random.bytes(24), data, identity.seed)[0]  # fmt: skip
        return identity.locked

    def put_keyring(self, identity, revision):
        vault = self.vault
        identity.keyring = keyring_plaintext(identity.items)
        sealed, _ = parts.seal(
            identity.keyring_key, vault.random.bytes(24), vault.row_data(KEYRING, identity.person, revision), identity.keyring)
        return vault.put(KEYRING, identity.person, revision, sealed)

    def names(self, identity, name):
        vault, login = self.vault, identity.name.encode()
        return (
            vault.put_open(PERSON, identity.person, 1, tuple_bytes("row/person", login, name.encode())),
            lambda: vault.put_open(LOOKUP, vault.lookup("login", login), 1, identity.person))

    def found(self):
        vault, ana, random = self.vault, self.ana, self.vault.random
        policy = parts.standard_policy()
        self.genesis = tuple_bytes(
            "genesis", random.bytes(32), ana.signing_key, ana.wrapping_key, blake2b(policy), u64(milliseconds(vault.now)))
        vault.id = blake2b(self.genesis)[:16]
        for kind, secret in ((MASTER, vault.x), (SYSTEM_SEED, vault.system_seed), (LOG_SEED, vault.log_seed)):
            vault.put_gate(kind, ZERO_ID, secret, 1)
        locked = self.lock(ana, "tri reči nisu dovoljne, pet jesu")
        vault.put_gate(GATE_PERSON, random.bytes(16), ana.person + ana.u, 1)
        tag_key = random.bytes(32)
        vault.put_gate(TAG_KEY, vault.lookup("tag-key", ZERO_ID), tag_key, 1)
        vault.tag_keys[ZERO_ID] = tag_key
        ana.items = []
        vault.entry("vault.create", self.signer(ana), "", "vault", self.genesis)
        person, look_up = self.names(ana, "")
        rows = [
            person,
            vault.put_open(PARAMETERS, vault.id, 1, tuple_bytes("row/parameters", u32(PASSES), u64(MEMORY), "Kuća".encode())),
            vault.put(IDENTITY, ana.person, 1, locked), self.put_keyring(ana, 1), look_up()]  # fmt: skip
        keys = tuple_bytes(
            "statement/keys", ana.person, field_list([b"administrator", b"coordinator"]), vault.system.verify_key.encode(),
            vault.log_key.verify_key.encode(), *vault.gate_state(), field_list(rows))  # fmt: skip
        vault.entry("key.system", self.signer(ana), "administrator", "key", keys, rows[0])
        vault.entry("policy.set", self.signer(ana), "administrator", "policy", tuple_bytes("statement/policy", policy))

    def enrol(self):
        vault, ana, mira = self.vault, self.ana, self.mira
        self.code = vault.random.bytes(16)
        self.code_seed = blake2b(tuple_bytes("enrol/key", vault.id, mira.person), self.code)
        code_key = SigningKey(self.code_seed)
        person, look_up = self.names(mira, "Mira")
        rows = [person, look_up()]
        invite = tuple_bytes(
            "statement/invite", mira.person, field_list([b"attorney"]), code_key.verify_key.encode(),
            u64(milliseconds(vault.now) + 72 * 3600 * 1000), field_list(rows))  # fmt: skip
        invitation = vault.entry("staff.invite", self.signer(ana), "administrator", "person", invite, rows[0])
        enrolment = tuple_bytes(
            "enrol", vault.id, mira.person, u64(invitation), mira.signing_key, mira.wrapping_key, vault.leaf_hashes()[-1])
        locked = self.lock(mira, "paragraf po paragraf do same presude")
        u = vault.put_gate(GATE_PERSON, vault.random.bytes(16), mira.person + mira.u, 2)
        mira.items = []
        rows = [vault.put(IDENTITY, mira.person, 1, locked), self.put_keyring(mira, 1), u]
        enrol = tuple_bytes(
            "statement/enrol", enrolment, mira.sign(enrolment), code_key.sign(enrolment).signature, *vault.gate_state(),
            field_list(rows))  # fmt: skip
        vault.entry("staff.enrol", self.signer(mira), "", "person", enrol, rows[0])
        confirm = tuple_bytes("statement/confirm", mira.person, mira.key_id(vault.id))
        vault.entry("staff.confirm", self.signer(ana), "administrator", "person", confirm)
        self.unlock(ana, "administrator")

    def unlock(self, identity, role):
        attempt = tuple_bytes(
            "statement/attempt", self.vault.lookup("login", identity.name.encode()), b"passphrase")
        self.vault.entry("session.unlock", self.signer(identity), role, "person", attempt)

    def open_case(self):
        vault, ana, mira, random = self.vault, self.ana, self.mira, self.vault.random
        case, vault_now = random.bytes(16), milliseconds(vault.now)
        self.case, tag_key = case, random.bytes(32)
        vault.tag_keys[case] = tag_key
        t = vault.put_gate(TAG_KEY, vault.lookup("tag-key", case), tag_key, 3)
        self.header_generation = Generation(random, case, "case")
        self.opened = vault_now
        content = header(REFERENCE, 0, vault_now, mira.person, 1, 0, [])
        self.header = Record(
            vault, self.header_generation, 0, 1, ZERO_HASH, ana, "header", vault_now, "", random.bytes(32), content)
        rows = [
            vault.put(RECORD, self.header.record, 1, self.header.sealed, case, self.header_generation.id),
            vault.put_open(LOOKUP, vault.lookup("case", REFERENCE.encode()), 1, case), t]  # fmt: skip
        create = tuple_bytes(
            "statement/case", case, REFERENCE.encode(), mira.person, field_list([mira.person, ana.person]),
            *vault.gate_state(), field_list(rows))  # fmt: skip
        self.created = vault.entry(
            "case.create", self.signer(ana), "administrator", "case", create, rows[0], case, self.header.record, 1)
        self.make(self.header_generation, ana, "administrator", READ | WRITE | GIVE, 2, 4)
        self.give(self.header_generation, ana, "administrator", mira, READ | WRITE, self.created)
        self.take(mira, "attorney")

    def make(self, generation, maker, role, rights, revision, step):
        """generation.make: the maker's keyring, the generation's row, q in the gate."""
        vault = self.vault
        maker.items.append(keyring_item(generation, rights, len(vault.lines)))
        commitment = generation.commitment(vault.id)
        plaintext = tuple_bytes(
            "row/generation", generation.case, generation.compartment.encode(), u32(generation.number), commitment,
            maker.person, b"")  # fmt: skip
        rows = [
            self.put_keyring(maker, revision),
            vault.put_open(GENERATION, generation.id, 1, plaintext, generation.case, generation.id),
            vault.put_gate(GATE_GENERATION, generation.id, generation.q, step)]  # fmt: skip
        statement = tuple_bytes(
            "statement/generation", generation.id, generation.case, generation.compartment.encode(), u32(generation.number),
            commitment, maker.person, u16(rights), *vault.gate_state(), field_list(rows))  # fmt: skip
        generation.seq = vault.entry(
            "generation.make", self.signer(maker), role, "generation", statement, rows[0], generation.case)

    def give(self, generation, granter, role, grantee, rights, authority):
        """grant.give: the half wrapped for one person; the line alone carries the wrap's tag."""
        vault = self.vault
        grant = dict(randomness=vault.random.bytes(64), generation=generation, grantee=grantee, granter=granter)
        grant.update(rights=rights, authority=authority)
        grant["info"] = tuple_bytes(
            "grant", *generation.place(vault.id), generation.id, generation.commitment(vault.id), grantee.key_id(vault.id),
            granter.key_id(vault.id), u16(rights), u64(0), u64(authority))  # fmt: skip
        grant["wrap"] = xwing.wrap(grantee.wrapping_key, grant["info"], generation.a, grant["randomness"])
        assert xwing.unwrap(grantee.wrapping, grant["info"], grant["wrap"]) == generation.a
        grant["row"] = blake2b(grant["wrap"])[:16]
        main = vault.put(WRAP, grant["row"], 1, grant["wrap"], generation.case)
        grant["statement"] = tuple_bytes("grant/statement", grant["info"], blake2b(grant["wrap"]))
        grant["seq"] = vault.entry(
            "grant.give", self.signer(granter), role, "grant", grant["statement"], main, generation.case)
        self.grant = grant if grantee is self.mira else self.grant
        return grant

    def take(self, grantee, role):
        """An unlock that folds the wrap into the keyring."""
        vault, grant = self.vault, self.grant
        self.unlock(grantee, role)
        grantee.items.append(keyring_item(grant["generation"], grant["rights"], grant["seq"]))
        rows = [self.put_keyring(grantee, 2), vault.put(WRAP, grant["row"], 0, None, self.case)]
        accept = tuple_bytes(
            "statement/accept", grantee.person, field_list([u64(grant["seq"])]), field_list([]), field_list(rows))
        vault.entry("grant.accept", self.signer(grantee), role, "grant", accept, rows[0])

    def write(self):
        vault, mira, ana = self.vault, self.mira, self.ana
        self.legal = Generation(vault.random, self.case, "legal")
        self.make(self.legal, mira, "attorney", READ | WRITE | GIVE, 3, 5)
        self.give(self.legal, mira, "attorney", ana, GIVE, self.created)
        self.records = []
        for revision, text in enumerate(LEGAL, 1):
            previous = self.records[-1].content_hash if self.records else ZERO_HASH
            record = Record(
                vault, self.legal, 1, revision, previous, mira, "advice", milliseconds(vault.now), "sr",
                vault.random.bytes(32), text.encode())  # fmt: skip
            self.records.append(record)
            if revision > 1:
                self.read(1, "follow-up")
            self.record_write(record, revision)
        self.read(2, "court")

    def record_write(self, record, revision):
        vault = self.vault
        line = [("legal", 1, milliseconds(vault.now))]
        content = header(REFERENCE, 0, self.opened, self.mira.person, 2, 0, line)
        self.header = Record(
            vault, self.header_generation, 0, revision + 1, self.header.content_hash, self.mira, "header",
            milliseconds(vault.now), "", vault.random.bytes(32), content)  # fmt: skip
        rows = [
            vault.put(RECORD, record.record, revision, record.sealed, self.case, self.legal.id, keeps_old=True),
            vault.put(RECORD, self.header.record, revision + 1, self.header.sealed, self.case, self.header_generation.id)]
        statement = tuple_bytes(
            "statement/record", self.case, self.legal.id, record.record, u32(1), u64(revision), field_list(rows))
        vault.entry("record.write", self.signer(self.mira), "attorney", "record", statement, rows[0], self.case,
                    record.record, revision)  # fmt: skip

    def read(self, revision, why):
        self.vault.entry(
            "record.read", self.signer(self.mira), "attorney", "record", None, None, self.case, self.records[0].record,
            revision, why=why, result="intent")  # fmt: skip

    def finish(self):
        vault = self.vault
        denied = tuple_bytes("statement/attempt", vault.lookup("login", b"ana"), b"passphrase")
        vault.entry("session.denied", self.system(), "", "person", denied, result="denied")
        counter, root = vault.gate_state()
        vault.now += MINUTE
        vault.entry("state", self.system(), "", "log", tuple_bytes("state", vault.state_root(), root, counter))
        self.note = vault.checkpoint()
