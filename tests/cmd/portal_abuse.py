"""portal_abuse.py PORT - the requests of portal_abuse.sh."""
import random
import select
import socket
import sys
import time

PORT = int(sys.argv[1])
HOST = b"Host: x\r\n"
bad = 0


def fail(*what):
    global bad
    bad = 1
    print(*what)


def connect():
    s = socket.create_connection(("127.0.0.1", PORT), 5)
    s.settimeout(5)
    return s


def read(s, seconds=5):
    """All that comes until the other side closes, or falls silent."""
    got, end = b"", time.time() + seconds
    try:
        while time.time() < end:
            if not select.select([s], [], [], 0.4 if got else seconds)[0]:
                break
            more = s.recv(65536)
            if not more:
                break
            got += more
    except ConnectionError:
        pass
    return got


def send(data):
    s = connect()
    try:
        s.sendall(data)
    except ConnectionError:
        pass
    got = read(s)
    s.close()
    return got


def statuses(got):
    return [int(part[:3]) for part in got.split(b"HTTP/1.1 ")[1:]]


def expect(name, data, allowed):
    """One answer of these statuses, or none at all if allowed has 0."""
    got = statuses(send(data))
    # The library writes the head of this one answer of its own twice.
    if name == "no Host" and got == [400, 400]:
        got = [400]
    if not (got == [] and 0 in allowed or len(got) == 1 and got[0] in allowed):
        fail(name, got, "not one of", allowed)
    alive(name)


def alive(name):
    if statuses(send(b"GET /healthz HTTP/1.1\r\n" + HOST +
                     b"Connection: close\r\n\r\n")) != [200]:
        fail("no answer after", name)


SECRET = b"GET /metrics HTTP/1.1\r\n" + HOST + b"\r\n"


def smuggling():
    """The second request of each must never be answered."""
    n = str(len(SECRET)).encode()
    for name, head in {
            "length": b"Content-Length: " + n + b"\r\n",
            "length 0": b"Content-Length: 0\r\n",
            "two lengths": b"Content-Length: 0\r\nContent-Length: " + n +
            b"\r\n",
            "chunked": b"Transfer-Encoding: chunked\r\n",
            "both": b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "odd coding": b"Transfer-Encoding: xchunked\r\n",
            "spaced": b"Transfer-Encoding : chunked\r\n",
            "bad length": b"Content-Length: +5\r\n",
            "folded": b"X: a\r\n Content-Length: 5\r\n"}.items():
        body = b"0\r\n\r\n" + SECRET if b"chunk" in head else SECRET
        got = send(b"GET / HTTP/1.1\r\n" + HOST + head + b"\r\n" + body)
        if b"minhbach_good" in got and name not in ("folded", "spaced"):
            fail("smuggled by", name, statuses(got))
        alive(name)


def requests():
    line = b"GET / HTTP/1.1\r\n"
    for name, data, allowed in [
            ("no Host", line + b"\r\n", [400]),
            ("two Hosts", line + HOST + HOST + b"\r\n", [400]),
            ("two other Hosts", line + HOST + b"host: y\r\n\r\n", [400]),
            ("escaped slash", b"GET /%2fetc HTTP/1.1\r\n" + HOST + b"\r\n",
             [400]),
            ("escaped dots", b"GET /%2e%2e/anchor HTTP/1.1\r\n" + HOST +
             b"\r\n", [400]),
            ("dots", b"GET /../anchor HTTP/1.1\r\n" + HOST + b"\r\n", [404]),
            ("backslash", b"GET /..\\anchor HTTP/1.1\r\n" + HOST + b"\r\n",
             [400]),
            ("escaped NUL", b"GET /%00 HTTP/1.1\r\n" + HOST + b"\r\n", [400]),
            # To the library the address ends there: it is the one before.
            ("NUL", b"GET /\0x HTTP/1.1\r\n" + HOST + b"\r\n", [200, 400, 0]),
            ("NUL in a header", line + HOST + b"A: b\0c\r\n\r\n",
             [200, 400, 0]),
            ("half an escape", b"GET /?a=%f HTTP/1.1\r\n" + HOST + b"\r\n",
             [400]),
            ("whole address", b"GET http://x/ HTTP/1.1\r\n" + HOST + b"\r\n",
             [400]),
            ("CONNECT", b"CONNECT x:80 HTTP/1.1\r\n" + HOST + b"\r\n",
             [400, 405]),
            ("TRACE", b"TRACE / HTTP/1.1\r\n" + HOST + b"\r\n", [405]),
            ("OPTIONS", b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n",
             [400, 405]),
            ("long path", b"GET /" + b"a" * 4000 + b" HTTP/1.1\r\n" + HOST +
             b"\r\n", [400]),
            ("very long path", b"GET /" + b"a" * 60000 + b" HTTP/1.1\r\n" +
             HOST + b"\r\n", [400, 414, 431, 0]),
            ("large header", line + HOST + b"A: " + b"b" * 60000 + b"\r\n\r\n",
             [400, 413, 431, 0]),
            ("many headers", line + HOST + b"A: b\r\n" * 20000 + b"\r\n",
             [400, 413, 431, 0]),
            ("another protocol", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03",
             [400, 0]),
            ("HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400, 405, 505, 0]),
            ("HTTP/0.9", b"GET /\r\n\r\n", [400, 505, 0]),
            ("Range", line + HOST + b"Range: bytes=0-1\r\n\r\n", [200]),
            ("empty lines", b"\r\n" * 2000, [400, 0])]:
        expect(name, data, allowed)


def noise():
    random.seed(1)
    whole = b"GET /checkpoint HTTP/1.1\r\n" + HOST + b"Accept: */*\r\n\r\n"
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(random.randint(1, 6)):
            data[random.randrange(len(data))] = random.randrange(256)
        s = connect()
        try:
            s.sendall(bytes(data))
            s.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        s.close()
    alive("noise")


def crowd():
    """As many at once as stalled another server for good."""
    for n in (127, 128, 129, 256):
        many = [connect() for _ in range(n)]
        for s in many:
            s.sendall(b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n")
        answered = sum(b" 200 OK" in s.recv(4096) for s in many)
        if answered != n:
            fail(n, "at once:", answered, "answered")
        for s in many:
            s.close()
    alive("a crowd")


def slow():
    """A byte a second never ends; it is cut, and nobody waits for it."""
    many = [connect() for _ in range(40)]
    end, cut = time.time() + 16, 0
    data = b"GET / HTTP/1.1\r\nHost: x\r\nA: aaaaaaaaaaaaaaaaaaaaaa"
    at = 0
    while many and time.time() < end:
        for s in list(many):
            try:
                s.send(data[at:at + 1])
                gone = (select.select([s], [], [], 0)[0] and
                        b"HTTP" not in s.recv(100))
            except OSError:
                gone = True
            if gone:
                s.close()
                many.remove(s)
                cut += 1
        alive("slow senders")
        at += 1
        time.sleep(1)
    if cut != 40:
        fail("slow senders:", cut, "of 40 cut")


smuggling()
requests()
noise()
crowd()
slow()
sys.exit(bad)
