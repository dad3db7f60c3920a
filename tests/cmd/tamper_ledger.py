"""tamper_ledger.py - audit streams and keys as somebody who changes a ledger
would handle them: written from FORMAT alone, sharing no code with the ledger,
so that what it forges is forged after the contract and not after the program.
"""
import base64
import copy
import hashlib
import hmac
import struct

from nacl import bindings, pwhash, signing


def b64(data):
    return base64.b64encode(data)


def sha256(data):
    return hashlib.sha256(data).digest()


def field(data):
    return struct.pack(">I", len(data)) + data


def fields(body):
    out = []
    while body:
        n = struct.unpack(">I", body[:4])[0]
        out.append(body[4 : 4 + n])
        body = body[4 + n :]
    return out


def flip(data, at):
    """One byte changed, by one bit."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


# Keys and notes (FORMAT 3.6, 4.8)


class Key:
    def __init__(self, name, seed):
        self.name = name.encode()
        self.sign_key = signing.SigningKey(seed)
        public = b"\x01" + bytes(self.sign_key.verify_key)
        self.id = sha256(self.name + b"\n" + public)[:4]
        self.vkey = b"%s+%s+%s" % (
            self.name,
            self.id.hex().encode(),
            b64(public),
        )

    def line(self, text):
        sig = self.sign_key.sign(text).signature
        return signature_line(self.name, self.id + sig)


def signature_line(name, sig):
    return "\u2014 ".encode() + name + b" " + b64(sig) + b"\n"


def key_open(file, passphrase):
    """A key file, opened with its passphrase (FORMAT 4.8)."""
    lines = file.splitlines(keepends=True)
    _, ops, mem = lines[3].split()
    salt, nonce, sealed = (base64.b64decode(line) for line in lines[4:7])
    wrap = pwhash.argon2id.kdf(
        32, passphrase, salt, opslimit=int(ops), memlimit=int(mem)
    )
    plain = bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
        sealed, b"".join(lines[:6]), nonce, wrap
    )
    return Key(lines[1].split(b"+")[0].decode(), plain[:32])


def note_split(note):
    """The text, and the signature lines as (name, bytes)."""
    text, _, tail = note.partition(b"\n\n")
    sigs = []
    for line in tail.splitlines():
        _, name, sig = line.split(b" ")
        sigs.append((name, base64.b64decode(sig)))
    return text + b"\n", sigs


def note_join(text, sigs):
    return text + b"\n" + b"".join(signature_line(*s) for s in sigs)


# Entries (FORMAT 2, 3)


class Entry:
    def __init__(self, body):
        self.leaf, self.head, self.note, self.sealed = fields(body)
        self.okey = self.payload = None

    def line(self, word):
        """What follows this word in the statement."""
        for line in note_split(self.note)[0].splitlines():
            if line.startswith(word + b" "):
                return line[len(word) + 1 :]
        return b""

    def kind(self):
        return self.line(b"minhbach/v1").split()[0].decode()

    def signers(self):
        return self.line(b"by").split()

    def seen(self):
        return int(self.line(b"seen").split()[0])

    def is_clear(self):
        return self.payload is not None

    def rewrite(self, word, value):
        """Another value on one line of the statement; signatures stay."""
        text, sigs = note_split(self.note)
        old = word + b" " + self.line(word) + b"\n"
        self.note = note_join(text.replace(old, word + b" " + value + b"\n"),
                              sigs)

    def resign(self, keys):
        text, _ = note_split(self.note)
        lines = [keys[name].line(text) for name in self.signers()]
        self.note = text + b"\n" + b"".join(lines)

    def commit(self):
        """The payload commitment after the payload changed (4.2, 4.3)."""
        salt = hmac.digest(self.okey, b"minhbach/v1 salt", "sha256")
        self.rewrite(b"payload", b64(hmac.digest(salt, self.payload,
                                                 "sha256")))

    def digest(self):
        return sha256(b"\x02" + sha256(self.head) + sha256(self.note))

    def relink(self, prev):
        lines = self.leaf.splitlines()
        lines[3], lines[4] = b64(prev), b64(self.digest())
        self.leaf = b"\n".join(lines) + b"\n"

    def items(self, index):
        parts = [self.leaf, self.head, self.note, self.sealed]
        yield b"E" + b"".join(field(p) for p in parts)
        if self.is_clear():
            yield (b"C" + struct.pack(">Q", index) + field(self.okey) +
                   field(self.payload))


# Trees (FORMAT 2.5) and the stream (FORMAT 10)


def root_of(hashes):
    if not hashes:
        return sha256(b"")
    if len(hashes) == 1:
        return hashes[0]
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sha256(b"\x01" + root_of(hashes[:k]) + root_of(hashes[k:]))


def size_of(checkpoint):
    return int(checkpoint.splitlines()[1])


MAGIC = b"minhbach/stream/v1\n"


class Stream:
    def __init__(self, data):
        self.keys, self.entries, self.checkpoints = [], [], []
        while data:
            n = struct.unpack(">I", data[:4])[0]
            self.take(data[4:5], data[5 : 4 + n])
            data = data[4 + n :]

    def take(self, kind, body):
        if kind == b"H":
            head = fields(body[len(MAGIC) : -1])
            self.anchor, self.note, self.reader = head
            self.whole = body[-1:]
        elif kind == b"K":
            self.keys.append(body)
        elif kind == b"E":
            self.entries.append(Entry(body))
        elif kind == b"C":
            self.entries[-1].okey, self.entries[-1].payload = fields(body[8:])
        elif kind == b"S":
            self.checkpoints += fields(body)
        elif kind == b"Z":
            self.root = body[8:]

    def items(self):
        head = [self.anchor, self.note, self.reader]
        yield b"H" + MAGIC + b"".join(field(h) for h in head) + self.whole
        yield b"N" + struct.pack(">QQ", len(self.entries), len(self.keys))
        for k in self.keys:
            yield b"K" + k
        for i, e in enumerate(self.entries):
            yield from e.items(i)
            for note in self.checkpoints:
                if size_of(note) == i + 1:
                    yield b"S" + field(note)
        yield b"Z" + struct.pack(">Q", len(self.entries)) + self.root

    def encode(self):
        return b"".join(field(item) for item in self.items())

    def copy(self):
        return copy.deepcopy(self)

    def hashes(self):
        return [sha256(b"\x00" + e.leaf) for e in self.entries]

    def rechain(self, start, keys=None):
        """Make the chain whole again from an entry on.  With keys, whatever
        these alone can sign has seen the chain as it is now."""
        h = self.hashes()[:start]
        for i, e in enumerate(self.entries[start:], start):
            n = e.seen()
            if n > start and keys and all(s in keys for s in e.signers()):
                e.rewrite(b"seen", b"%d %s" % (n, b64(h[n - 1])))
                e.resign(keys)
            e.relink(h[i - 1] if i > 0 else bytes(32))
            h.append(sha256(b"\x00" + e.leaf))

    def reseal(self, log_key):
        """Sign every checkpoint again, over the tree as it is now."""
        h = self.hashes()

        def sealed(size):
            text = b"%s\n%d\n%s\n" % (log_key.name, size,
                                      b64(root_of(h[:size])))
            return text + b"\n" + log_key.line(text)

        self.checkpoints = [sealed(size_of(c)) for c in self.checkpoints]
        self.note = sealed(size_of(self.note))
        self.root = root_of(h)

    def cut_to(self, size):
        """As if it had ended there, header and all but the checkpoint."""
        self.entries = self.entries[:size]
        self.checkpoints = [c for c in self.checkpoints if size_of(c) <= size]
        self.root = root_of(self.hashes())
