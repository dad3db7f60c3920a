"""tamper.py VERIFIER DEMO DIR - the table of tamper.sh: copies of the stream
and of the public directory of a demonstration, changed in one way each, and
what the verifier must say of them.  DIR is for the copies.
"""
import json
import os
import subprocess
import sys

from nacl.utils import random

from tamper_compare import compare_public, compare_streams
from tamper_ledger import (Key, Stream, b64, field, flip, key_open, note_join,
                           note_split, sha256, size_of)
from tamper_public import public

REGISTRAR = b"/pvhxh-1"


class Table:
    """Runs the verifier on each copy and compares."""

    def __init__(self, verifier, demo, work):
        self.verifier, self.demo, self.work = verifier, demo, work
        self.rows, self.bad = 0, []

    def path(self, *names):
        return os.path.join(self.demo, *names)

    def read(self, *names):
        with open(self.path(*names), "rb") as f:
            return f.read()

    def run(self, args, key):
        """Exit status and report."""
        cmd = [self.verifier, *args]
        fd = None
        if key:
            fd = os.open(self.path("keys", "hdnd-1.pass"), os.O_RDONLY)
            cmd += ["--key", self.path("keys", "hdnd-1.key"),
                    "--passphrase-fd", str(fd)]
        try:
            done = subprocess.run(cmd, pass_fds=(fd,) if key else (),
                                  stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, check=False)
        finally:
            if key:
                os.close(fd)
        return done.returncode, done.stdout

    def tell(self, good, line):
        self.rows += 1
        if not good:
            self.bad.append(line)
        print("ok " if good else "BAD", line, flush=True)

    def row(self, name, args, status, first, key=False, only=None,
            named=False):
        """first: index of the first bad entry, or None for no entry.
        only: the one check that may fail.
        named: it is enough that some finding names the entry, if any."""
        status_seen, out = self.run([*args, "--json"], key)
        try:
            report = json.loads(out)
        except ValueError:
            report = {"checks": [], "findings": []}
        failed = [c for c in report["checks"] if c["result"] == "fail"]
        first_seen = min((c["first_bad_index"] for c in failed
                          if c["first_bad_index"] is not None), default=None)
        names = ",".join(c["name"] for c in failed) or "-"
        if named:
            found = [f["index"] for f in report["findings"]]
            right = first is None or first in found
        else:
            right = first == first_seen
        good = status_seen == status and right and only in (None, names)
        want = f"{status} at {first}" + (f" by {only}" if only else "")
        self.tell(good, f"{name}: expected {want}, "
                        f"seen {status_seen} at {first_seen} by {names}")

    def stream(self, name, stream, status, first, *opts, key=False,
               anchor=True, only=None):
        file = os.path.join(self.work, "stream")
        data = stream if isinstance(stream, bytes) else stream.encode()
        with open(file, "wb") as f:
            f.write(data)
        args = ["stream", file, *opts]
        if anchor:
            args += ["--anchor", self.path("anchor")]
        self.row(name, args, status, first, key=key, only=only)

    def says(self, name, args, words):
        _, out = self.run([*args, "--lang", "en"], False)
        good = words in out.decode()
        self.tell(good, f"{name}: expected the words '{words}', "
                        f"{'seen' if good else 'not seen'}")


def first_witness(stream, k):
    """The first later statement that has seen entry k."""
    return next(i for i, e in enumerate(stream.entries) if e.seen() > k)


def pick(stream):
    """A sealed entry in the middle of the ledger that the registrar signed
    alone, and that the next entry and a later one of the same key have seen:
    a quick check takes its signature on trust."""
    es = stream.entries
    last = max(i for i, e in enumerate(es)
               if e.signers()[0].endswith(REGISTRAR))
    able = [i for i, e in enumerate(es[:-1])
            if len(e.signers()) == 1 and e.signers()[0].endswith(REGISTRAR)
            and not e.is_clear() and e.kind() != "filler"
            and not es[i + 1].is_clear() and es[i + 1].seen() == i + 1
            and es[last].seen() > i]
    if not able:
        sys.exit("tamper: the demonstration has no entry to change")
    return able[len(able) // 2]


def join(items):
    return b"".join(field(i) for i in items)


def change_items(t, s, k):
    for part, at in (("nonce", 20), ("ciphertext", 60), ("tag", -1)):
        c = s.copy()
        e = c.entries[k]
        e.sealed = flip(e.sealed, at % len(e.sealed))
        t.stream(f"flip sealed {part}, key", c, 1, k, "--full", key=True)
        t.stream(f"flip sealed {part}, quick, key", c, 1, k, "--quick",
                 key=True)
        t.stream(f"flip sealed {part}, no key", c, 0, None, "--full")
    t.says("flip sealed, no key", ["stream", os.path.join(t.work, "stream"),
           "--anchor", t.path("anchor"), "--full"], "payloads not checked")
    c = s.copy()
    c.entries[k].sealed = b""
    t.stream("sealed item left out, key", c, 1, k, "--full", key=True)


def change_handles(t, s, k):
    """Of an entry, and of the key of its subject; in a partial grant the
    subject may be withheld."""
    handle = s.entries[k].sealed[:16]
    mine = next(i for i, key in enumerate(s.keys) if key[:16] == handle)
    first = next(i for i, e in enumerate(s.entries)
                 if e.sealed[:16] == handle)
    for at in (0, 5, 15):
        c = s.copy()
        c.entries[k].sealed = flip(c.entries[k].sealed, at)
        for mode in ("--full", "--quick"):
            t.stream(f"flip sealed handle byte {at} {mode}, key", c, 1, k,
                     mode, key=True, only="sealed")
        c.whole = b"\0"
        t.stream(f"flip sealed handle byte {at}, partial grant, key", c, 2,
                 None, "--full", key=True)
        c = s.copy()
        c.keys[mine] = flip(c.keys[mine], at)
        t.stream(f"flip subject key's handle byte {at}, key", c, 1, first,
                 "--full", key=True, only="sealed")
    c = s.copy()
    c.keys[mine] = flip(c.keys[mine], 60)
    t.stream("flip subject key's box, key", c, 1, first, "--full", key=True,
             only="sealed")
    c = s.copy()
    del c.keys[mine]
    t.stream("subject key left out, key", c, 1, first, "--full", key=True,
             only="sealed")
    c.whole = b"\0"
    t.stream("subject key left out, partial grant, key", c, 2, None, "--full",
             key=True)
    c = s.copy()
    c.reader = b""
    t.stream("whole grant to nobody", c, 2, 0)


def change_seals(t, s):
    """Checkpoints not at their places."""
    c = s.copy()
    note = bytearray(c.checkpoints[0])
    note[-30] = ord("A" if note[-30] != ord("A") else "B")
    c.checkpoints[0] = bytes(note)
    t.stream("change earlier checkpoint", c, 1, None, only="history")
    items = list(s.items())
    at = next(i for i, item in enumerate(items) if item[:1] == b"S")
    for name, moved in (
            ("before its last entry", items[: at - 2] + [items[at]] +
             items[at - 2 : at] + items[at + 1 :]),
            ("after the next entry", items[:at] + [items[at + 1], items[at]] +
             items[at + 2 :]),
            ("twice", items[: at + 1] + items[at:])):
        t.stream(f"checkpoint {name}", join(moved), 1,
                 size_of(s.checkpoints[0]) if name == "twice" else None)


def change_clear(t, s):
    clear = max(i for i, e in enumerate(s.entries) if e.is_clear())
    c = s.copy()
    del c.entries[clear]
    t.stream("clear entry dropped", c, 1, clear, "--full")
    c = s.copy()
    e = c.entries[clear]
    e.payload = flip(e.payload, len(e.payload) // 2)
    t.stream("flip clear payload", c, 1, clear, "--full")
    t.stream("flip clear payload, quick", c, 1, clear, "--quick")


def change_bytes(t, s, k):
    """A byte on each line of leaf, head and note."""
    for part in ("leaf", "head", "note"):
        at = 0
        for number, line in enumerate(getattr(s.entries[k], part)
                                      .splitlines(keepends=True), 1):
            c = s.copy()
            e = c.entries[k]
            setattr(e, part, flip(getattr(e, part), at + len(line) // 2))
            t.stream(f"flip {part} line {number}", c, 1, k, "--full")
            at += len(line)


def change_order(t, s, k):
    for mode in ("--full", "--quick"):
        c = s.copy()
        del c.entries[k]
        t.stream(f"entry dropped {mode}", c, 1, k, mode)
        c = s.copy()
        c.entries.insert(k, c.entries[k - 1])
        t.stream(f"copy inserted {mode}", c, 1, k, mode)
        c = s.copy()
        c.entries[k], c.entries[k + 1] = c.entries[k + 1], c.entries[k]
        t.stream(f"two swapped {mode}", c, 1, k, mode)


def cut(t, s):
    data = s.encode()
    end = 4 + 1 + 8 + 32
    t.stream("cut inside an item", data[: len(data) // 2], 2, None)
    whole = s.copy()
    whole.entries = whole.entries[: len(s.entries) // 2]
    items = list(whole.items())[:-1]
    t.stream("cut between items", join(items), 2, None)
    t.stream("without its end item", data[:-end], 2, None)
    t.stream("without its last byte", data[:-1], 2, None)


def shorten(t, s, state):
    size = size_of(s.note)
    c = s.copy()
    c.cut_to(size - 1)
    t.stream("shorter than its header", c, 1, size - 1)
    older = [n for n in s.checkpoints if size_of(n) < size]
    if not older:
        sys.exit("tamper: the demonstration has one checkpoint only")
    c = s.copy()
    c.note = older[-1]
    c.cut_to(size_of(c.note))
    t.stream("an older state, nothing remembered", c, 0, None)
    t.stream("an older state, a later one remembered", c, 1,
             size_of(c.note), "--state", state)


def rewrite(t, s, k, log_key, state):
    """An officer's entry rewritten with the stolen log key alone."""
    c = s.copy()
    c.entries[k].rewrite(b"payload", b64(sha256(b"another")))
    c.rechain(k)
    c.reseal(log_key)
    t.stream("re-chained, full", c, 1, k, "--full")
    t.stream("re-chained, full, key", c, 1, k, "--full", key=True)
    t.stream("re-chained, quick", c, 1, first_witness(c, k), "--quick")
    t.stream("re-chained, a state remembered", c, 1, k, "--state", state)


def rewrite_own(t, s, k, keys, log_key):
    """The same by the officer, who signs all of the own statements again:
    the first statement that somebody else signed gives it away."""
    name = s.entries[k].signers()[0]
    own = {name: keys[name]}
    c = s.copy()
    c.entries[k].rewrite(b"payload", b64(sha256(b"another")))
    c.entries[k].resign(own)
    c.rechain(k, own)
    c.reseal(log_key)
    other = next(i for i, e in enumerate(c.entries)
                 if e.seen() > k and e.signers() != [name])
    for mode in ("--full", "--quick"):
        t.stream(f"own statements signed again {mode}", c, 1, other, mode,
                 only="seen")


def forge(t, s, keys, log_key):
    """A co-signature forged beside a true author; all that follows is signed
    again by everybody, so that nothing else is wrong."""
    k = max(i for i, e in enumerate(s.entries) if e.kind() == "assignment")
    text, sigs = note_split(s.entries[k].note)
    name, sig = sigs[1]
    other = Key(name.decode(), random(32)).sign_key.sign(text).signature
    for how, forged in (("garbled", flip(sig, 20)),
                        ("made with another key", sig[:4] + other)):
        c = s.copy()
        c.entries[k].note = note_join(text, [sigs[0], (name, forged)])
        c.rechain(k, keys)
        c.reseal(log_key)
        for mode in ("--full", "--quick"):
            t.stream(f"co-signature {how} {mode}", c, 1, k, mode,
                     only="signatures")


def remake(t, s, keys, log_key, state):
    """The whole history under keys of one's own, with the stolen log key."""
    own = {name: Key(name.decode(), random(32)) for name in keys}
    c = s.copy()
    for e in c.entries:
        if e.is_clear():
            for name, key in keys.items():
                e.payload = e.payload.replace(key.vkey, own[name].vkey)
            e.commit()
    c.entries[0].resign(own)
    c.rechain(0, own)
    c.reseal(log_key)
    lines = c.anchor.splitlines()
    lines[1] = b64(c.hashes()[0])
    c.anchor = b"\n".join(lines) + b"\n"
    anchor = os.path.join(t.work, "anchor")
    with open(anchor, "wb") as f:
        f.write(c.anchor)
    for mode in ("--full", "--quick"):
        t.stream(f"remade, true anchor {mode}", c, 1, 0, mode)
        t.stream(f"remade, a state remembered {mode}", c, 1, 0, mode,
                 "--state", state, anchor=False)
        t.stream(f"remade, neither {mode}", c, 2, None, mode, anchor=False)
        t.stream(f"remade, an anchor of its own {mode}", c, 0, None, mode,
                 "--anchor", anchor, anchor=False)


def open_keys(t, s):
    """All signing keys, by name."""
    keys = {}
    for name in sorted({n for e in s.entries for n in e.signers()}):
        unit = name.rsplit(b"/", 1)[1].decode()
        keys[name] = open_key(t, unit)
    return keys


def open_key(t, unit):
    return key_open(t.read("keys", unit + ".key"),
                    t.read("keys", unit + ".pass").rstrip(b"\n"))


def streams(t):
    data = t.read("stream")
    s = Stream(data)
    if s.encode() != data:
        sys.exit("tamper: the stream is not read as it was written")
    k = pick(s)
    state = os.path.join(t.work, "state")
    t.stream("untouched, key", data, 0, None, "--full", key=True)
    t.stream("untouched", data, 0, None, "--full", "--state", state)
    t.stream("untouched, quick", data, 0, None, "--quick")
    t.stream("untouched, no anchor", data, 2, None, anchor=False)
    keys, log_key = open_keys(t, s), open_key(t, "log")
    change_items(t, s, k)
    change_handles(t, s, k)
    change_clear(t, s)
    change_seals(t, s)
    change_bytes(t, s, k)
    change_order(t, s, k)
    cut(t, s)
    shorten(t, s, state)
    rewrite(t, s, k, log_key, state)
    rewrite_own(t, s, k, keys, log_key)
    forge(t, s, keys, log_key)
    remake(t, s, keys, log_key, state)
    compare_streams(t, s, k, log_key)


def main():
    t = Table(*sys.argv[1:4])
    streams(t)
    public(t)
    compare_public(t)
    print(f"{t.rows} rows, {len(t.bad)} of them not as expected")
    print("".join(f"BAD {line}\n" for line in t.bad), end="")
    return 1 if t.bad else 0


if __name__ == "__main__":
    sys.exit(main())
