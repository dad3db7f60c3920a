#!/usr/bin/env python3
"""desk.py URL STATE COMMAND ... - an officer's browser, for tests of the desk.

STATE holds the key and the session.  Commands:
  key ORIGIN UNIT-N     a new key; prints the request for its grant
  code                  its code (FORMAT 3.12)
  login                 signs a challenge (FORMAT 3.11)
  waiting               what waits, as JSON
  sign FILE             checks what it shows, signs all, sends
  raw PATH JSON         any request of the session
Prints the answer; exit status 0 if it was a good one, 1 else.
"""
import base64
import hashlib
import hmac
import json
import sys
import urllib.error
import urllib.request

import nacl.bindings as sodium
import nacl.signing

url, path, command, *rest = sys.argv[1:]
b64 = lambda b: base64.b64encode(b).decode()
try:
    state = json.load(open(path))
except FileNotFoundError:
    state = {}


def ask(what, body):
    headers = {"Content-Type": "application/json", "Origin": url,
               "X-Minhbach-Token": state.get("csrf", "")}
    if "cookie" in state:
        headers["Cookie"] = "a=b; minhbach_desk=" + state["cookie"]
    request = urllib.request.Request(url + "/api/" + what,
                                     json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request) as r:
            cookie = r.headers.get("Set-Cookie", "")
            if cookie.startswith("minhbach_desk="):
                assert "HttpOnly" in cookie and "SameSite=Strict" in cookie
                state["cookie"] = cookie.split(";")[0].split("=", 1)[1]
            answer = json.load(r)
    except urllib.error.HTTPError as e:
        print(e.code, e.read().decode())
        sys.exit(1)
    if "csrf" in answer:
        state["csrf"] = answer["csrf"]
    return answer


def key():
    return nacl.signing.SigningKey(base64.b64decode(state["seed"]))


def code():
    text = f"minhbach/v1 key code\n{state['vkey']}\n{state['reading']}\n"
    h = hashlib.sha256(text.encode()).hexdigest()[:16]
    return " ".join(h[i:i + 4] for i in range(0, 16, 4))


def commits(text, payload, okey):
    """FORMAT 4.3; the value's commitment is the browser test's."""
    lines = dict(l.split(" ", 1) for l in text.splitlines() if " " in l)
    salt = hmac.new(okey, b"minhbach/v1 salt", hashlib.sha256).digest()
    return b64(hmac.new(salt, payload, hashlib.sha256).digest()) == \
        lines["payload"]


if command == "key":
    origin, name = rest
    k = nacl.signing.SigningKey.generate()
    full = f"{origin}/{name}"
    typed = b"\x01" + bytes(k.verify_key)
    ident = hashlib.sha256(full.encode() + b"\n" + typed).hexdigest()[:8]
    public, _ = sodium.crypto_box_keypair()
    state = {"seed": b64(bytes(k)), "name": full, "origin": origin,
             "vkey": f"{full}+{ident}+{b64(typed)}", "reading": b64(public)}
    print(f"name={full}\nverify_key={state['vkey']}\n"
          f"reading_key={state['reading']}")
elif command == "code":
    print(code())
elif command == "login":
    c = ask("challenge", {})
    text = (f"minhbach/desk-login/v1\n{c['origin']}\n{c['site']}\n"
            f"{state['name']}\n{c['nonce']}\n")
    answer = {"name": state["name"], "nonce": c["nonce"],
              "signature": b64(key().sign(text.encode()).signature)}
    state["last_login"] = answer
    print(json.dumps(ask("login", answer)))
elif command == "waiting":
    print(json.dumps(ask("waiting", {}), ensure_ascii=False))
elif command == "sign":
    one = [f for f in ask("waiting", {})["files"] if f["file"] == rest[0]][0]
    signatures = []
    for s in one["statements"]:
        assert commits(s["text"], s["payload"].encode(),
                       base64.b64decode(s["okey"]))
        signatures.append(b64(key().sign(s["text"].encode()).signature))
    body = {"file": one["file"], "digest": one["digest"],
            "signatures": signatures}
    state["last_sign"] = body
    json.dump(state, open(path, "w"))
    print(json.dumps(ask("sign", body)))
elif command == "raw":
    body = rest[1]
    print(json.dumps(ask(rest[0], state[body] if body in state
                         else json.loads(body))))
json.dump(state, open(path, "w"))
