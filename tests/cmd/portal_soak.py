"""portal_soak.py PORT PID SECS GROWTH - slow clients of every kind, 300 at a time, each
replaced when it ends, while somebody reads in haste.  Memory must not grow with
time (by GROWTH kB between a third of it and its end), descriptors come back, and
the hasty reader is always served."""
import os
import random
import selectors
import socket
import sys
import time

PORT, PID, SECS, GROWTH = (int(a) for a in sys.argv[1:5])
SLOW = 300
HEAD = b"GET %s HTTP/1.1\r\nHost: x\r\n"
PATIENCE = 2.0  # seconds for one page in haste
random.seed(5)
sel = selectors.DefaultSelector()
served = cut = 0


def memory():
    """Private and shared pages in use, in bytes."""
    with open("/proc/%d/status" % PID) as f:
        for line in f:
            if line.startswith("VmRSS"):
                return int(line.split()[1]) * 1024
    sys.exit("the portal is gone")


def descriptors():
    return len(os.listdir("/proc/%d/fd" % PID))


class Slow:
    """One client: a way of being slow, and when it does its next little."""

    def __init__(self):
        self.kind = random.choice(("head", "read", "idle", "silent", "again"))
        self.sock = socket.socket()
        if self.kind == "read":
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        self.sock.connect(("127.0.0.1", PORT))
        self.sock.setblocking(False)
        self.left = HEAD % random.choice((b"/", b"/kiem-tra.js", b"/no"))
        if self.kind != "head":
            self.left += b"\r\n"
        if self.kind != "head" and self.kind != "silent":
            self.write(len(self.left))
        self.next = time.time() + random.random()
        self.end = time.time() + random.uniform(2, 40)
        sel.register(self.sock, selectors.EVENT_READ, self)

    def write(self, n):
        done = self.sock.send(self.left[:n])
        self.left = self.left[done:]

    def little(self, now):
        """A byte of the head, or a few of the answer.  False: it is over."""
        self.next = now + random.uniform(0.2, 1.5)
        if now > self.end:
            return False
        try:
            if self.kind == "head":
                if not self.left:
                    self.left = b"X-Slow: %d\r\n" % random.randrange(10**6)
                self.write(1)
            elif self.kind == "again" and not self.left:
                self.left = HEAD % b"/style.css" + b"\r\n"
                self.write(len(self.left))
            got = self.sock.recv(400 if self.kind == "read" else 65536)
            return got != b""
        except BlockingIOError:
            return True
        except OSError:
            return False

    def close(self):
        sel.unregister(self.sock)
        self.sock.close()


def haste():
    """One page, whole, soon."""
    global served
    start = time.time()
    with socket.create_connection(("127.0.0.1", PORT), PATIENCE) as s:
        s.settimeout(PATIENCE)
        s.sendall(HEAD % b"/" + b"Connection: close\r\n\r\n")
        got = b""
        while True:
            more = s.recv(65536)
            if not more:
                break
            got += more
    if not got.startswith(b"HTTP/1.1 200") or b"</html>" not in got:
        sys.exit("served badly: %r" % got[:80])
    if time.time() - start > PATIENCE:
        sys.exit("waited %.1f s" % (time.time() - start))
    served += 1


def main():
    global cut
    before = descriptors()
    clients = []
    end = time.time() + SECS
    warm, warm_at = 0, time.time() + min(SECS / 3, 45)
    worst = 0
    while time.time() < end:
        while len(clients) < SLOW:
            try:
                clients.append(Slow())
            except OSError:
                break
        now = time.time()
        for c in [c for c in clients if c.next <= now]:
            if not c.little(now):
                c.close()
                clients.remove(c)
                cut += 1
        haste()
        worst = max(worst, memory())
        if warm == 0 and now >= warm_at:
            warm = worst
        time.sleep(0.05)
    for c in clients:
        c.close()
    for _ in range(50):
        if descriptors() <= before:
            break
        time.sleep(0.2)
    if descriptors() > before:
        sys.exit("%d descriptors stay open" % (descriptors() - before))
    if worst - warm > GROWTH * 1024:
        sys.exit("%d kB more than when it was warm" % ((worst - warm) // 1024))
    if served < SECS or cut < SLOW // 10:
        sys.exit("%d served, %d slow ones over: no test" % (served, cut))
    print("%d pages in haste, %d slow clients over, %d kB warm, %d kB at most"
          % (served, cut, warm // 1024, worst // 1024))


main()
