"""tamper_compare.py - with the true stream or public directory at hand, the
mode `compare` names each entry that was changed, dropped, put in or exchanged,
and no other, also where the chain was made anew over it.
"""
import copy
import json
import os
import shutil

from tamper_ledger import b64, flip, sha256
from tamper_public import leaf_at


def expect(t, name, old, new, found, status=1, added=0):
    """found: (what, old index, new index, parts) for each finding."""
    seen, out = t.run(["compare", old, new, "--json"], False)
    report = json.loads(out) if out else {"findings": [], "added": None}
    got = [(f["what"], f["old"], f["new"], *f["parts"])
           for f in report["findings"]]
    good = seen == status and got == found and report["added"] == added
    t.tell(good, f"compare, {name}: expected {status} {found} +{added}, "
                 f"seen {seen} {got} +{report['added']}")


def variants(s, k):
    """(name, changed copy, findings); k is an entry in the middle."""
    for name, part, at, word in (
            ("sealed item", "sealed", 70, "sealed"),
            ("its handle", "sealed", 3, "sealed"),
            ("leaf", "leaf", 60, "leaf"), ("head", "head", 25, "head"),
            ("signature", "note", -30, "signatures")):
        c = s.copy()
        data = getattr(c.entries[k], part)
        setattr(c.entries[k], part, flip(data, at % len(data)))
        yield f"flip {name}", c, [("changed", k, k, word)]
    c = s.copy()
    del c.entries[k]
    yield "dropped", c, [("dropped", k, None)]
    c = s.copy()
    c.entries.insert(k, copy.copy(c.entries[k - 1]))
    yield "copy inserted", c, [("inserted", None, k)]
    c = s.copy()
    es = c.entries
    es[k], es[k + 3] = es[k + 3], es[k]
    yield "exchanged", c, [("exchanged", k, k + 3)]
    c = s.copy()
    c.entries.insert(k + 20, c.entries.pop(k))
    yield "moved", c, [("moved", k, k + 20)]
    c = s.copy()
    c.entries[k].rewrite(b"payload", b64(sha256(b"another")))
    c.entries[k + 9].sealed = b""
    del c.entries[k + 12]
    yield "three at once", c, [("changed", k, k, "statement"),
                               ("changed", k + 9, k + 9, "sealed"),
                               ("dropped", k + 12, None)]


def compare_streams(t, s, k, log_key):
    def write(name, stream):
        with open(os.path.join(t.work, name), "wb") as f:
            f.write(stream.encode())
        return f.name

    old = write("old", s)
    expect(t, "the same stream", old, old, [], 0)
    for name, c, found in variants(s, k):
        expect(t, name, old, write("new", c), found)
        if name.startswith("flip") and "head" not in name:
            continue
        c.rechain(k)
        c.reseal(log_key)
        expect(t, name + ", chained anew", old, write("new", c), found)
    c = s.copy()
    c.cut_to(k)
    short = write("new", c)
    expect(t, "an older copy first", short, old, [], 0,
           added=len(s.entries) - k)
    expect(t, "the end gone", old, short,
           [("dropped", i, None) for i in range(k, len(s.entries))])


def compare_public(t):
    """A byte of a leaf and of a clear file, and a clear file left out."""
    old = t.path("public")
    new = os.path.join(t.work, "public-new")
    expect(t, "the same directory", old, old, [], 0)
    for name, file, at, found in (
            ("leaf", "tile/entries/000", 2800, None),
            ("clear file", "clear/9.json", 100, 9),
            ("clear file left out", "clear/9.json", None, 9)):
        shutil.copytree(old, new)
        path = os.path.join(new, file)
        if at is None:
            os.unlink(path)
        else:
            with open(path, "rb") as f:
                data = f.read()
            if found is None:
                found = leaf_at(data, at)
            with open(path, "wb") as f:
                f.write(flip(data, at))
        seen, out = t.run(["compare", old, new, "--json"], False)
        got = [(f["what"], f["old"]) for f in json.loads(out)["findings"]]
        t.tell(seen == 1 and got == [("changed", found)],
               f"compare, public {name}: expected 1 at {found}, "
               f"seen {seen} {got}")
        shutil.rmtree(new)
    seen, _ = t.run(["compare", old, t.path("stream")], False)
    t.tell(seen == 2, f"compare, two forms: expected 2, seen {seen}")
