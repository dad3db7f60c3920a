"""tamper_public.py - the rows of tamper.py about the public directory: one
byte changed in each kind of file, and files withheld.
"""
import os
import re
import shutil

from tamper_ledger import flip

KINDS = {
    "latest checkpoint": r"checkpoint",
    "checkpoint": r"checkpoints/\d+",
    "tile": r"tile/\d+/[x\d/]+",
    "partial tile": r"tile/\d+/[x\d/]+\.p/\d+",
    "bundle": r"tile/entries/[x\d/]+",
    "partial bundle": r"tile/entries/[x\d/]+\.p/\d+",
    "clear file": r"clear/\d+\.json",
    "publication": r"publications/.*",
    "proof": r"proofs/.*",
}


def files_below(top):
    return sorted(os.path.relpath(os.path.join(d, f), top)
                  for d, _, fs in os.walk(top) for f in fs)


def leaf_at(bundle, at):
    """The number of the leaf that this byte of a bundle belongs to."""
    start = number = 0
    while start + 2 + int.from_bytes(bundle[start : start + 2], "big") <= at:
        start += 2 + int.from_bytes(bundle[start : start + 2], "big")
        number += 1
    return number


def index_of(top, name, kind, at, data):
    """The entry that a changed byte of a file is about, if it is about one:
    a checkpoint is not, and a tile of higher level is about many."""
    if kind == "clear file":
        return int(re.sub(r"\D", "", name))
    if kind in ("publication", "proof"):
        version = re.sub(r".*?(\d{4}-Q\d)[/-](v\d+)\..*", r"\1-\2", name)
        with open(os.path.join(top, "proofs", version + ".tlog-proof"),
                  "rb") as f:
            return int(re.search(rb"^index (\d+)$", f.read(), re.M)[1])
    where = re.fullmatch(r"tile/(\d+|entries)/([x\d/]+)(\.p/\d+)?", name)
    if where is None or where[1] not in ("0", "entries"):
        return None
    number = int(re.sub(r"\D", "", where[2])) * 256
    if where[1] == "entries":
        return number + leaf_at(data, at)
    return number + at // 32


def public(t):
    copy = os.path.join(t.work, "public")
    shutil.copytree(t.path("public"), copy)
    args = ["public", copy, "--anchor", t.path("anchor")]
    t.row("public, untouched", args, 0, None)
    t.row("public, no anchor", args[:2], 2, None)
    names = files_below(copy)
    for kind, pattern in KINDS.items():
        able = [n for n in names if re.fullmatch(pattern, n)]
        if not able:
            print(f"--- no file of this kind: {kind}")
        for name in sorted({*able[:1], *able[-1:]}):
            public_file(t, args, copy, name, kind)


def public_file(t, args, top, name, kind):
    path = os.path.join(top, name)
    with open(path, "rb") as f:
        data = f.read()
    places = sorted({2, len(data) // 2, len(data) - 1})
    wants = [index_of(t.path("public"), name, kind, at, data)
             for at in places]
    for at, want in zip(places, wants):
        with open(path, "wb") as f:
            f.write(flip(data, at))
        t.row(f"public, flip {kind} {name} byte {at}", args, 1, want,
              named=kind != "clear file")
    if kind in ("clear file", "publication", "proof"):
        os.unlink(path)
        t.row(f"public, withheld {kind} {name}", args, 1, wants[0])
    with open(path, "wb") as f:
        f.write(data)
