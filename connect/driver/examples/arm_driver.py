#!/usr/bin/env python3
"""A driver for Ration: one simulated arm. Python 3.8 or newer, standard library only.

    python3 arm_driver.py unix:/tmp/arm.sock      a socket, for any number of connections
    python3 arm_driver.py tcp:127.0.0.1:7010      the same on a port of this machine
    python3 arm_driver.py                         one connection on standard input and output

docs/driver.md is the protocol. What makes it safe is in one place, `Arm.tick`: it runs a hundred times a second, waits
for nobody, and ends every motion whose lease has run out. Reading and writing is left to other threads, so that a peer
which hangs cannot hold it up.
"""

import json
import os
import queue
import socket
import sys
import threading
import time

NAME = "arm"
RESOURCE = "arm.right"
STOP_MS = 300
PROTOCOL = 1
EPOCH = 1 << 20  # each process that takes control starts above the next multiple of this
MAX_LINE = 65536
PERIOD = 0.01  # seconds between two looks
SPEED = 60.0  # degrees a second
BRAKE = 300.0  # degrees a second, each second: from full speed to rest in 200 ms


def now():
    return time.monotonic()


class Peer:
    """One connection. Its two threads do all the waiting."""

    def __init__(self, arm, read, write, close):
        self.arm, self.read, self.write, self.shut = arm, read, write, close
        self.role = None
        self.lines = queue.Queue(1000)
        threading.Thread(target=self.reader, daemon=True).start()
        threading.Thread(target=self.writer, daemon=True).start()

    def send(self, kind, **fields):
        """Never waits: a peer that does not read is let go."""
        message = {"type": kind, **fields, "at_ms": round(now() * 1000, 3)}
        try:
            self.lines.put_nowait(json.dumps(message) + "\n")
        except queue.Full:
            self.shut()

    def leave(self):
        """Ends it once what was sent is written."""
        try:
            self.lines.put_nowait(None)
        except queue.Full:
            self.shut()

    def reader(self):
        text = b""
        try:
            while True:
                part = self.read()
                if not part:
                    break
                *lines, text = (text + part).split(b"\n")
                for line in lines:
                    self.arm.inbox.put((self, line))
                if len(text) > MAX_LINE:
                    self.send("error", why="too long")
                    break
        except (OSError, ValueError):
            pass
        self.arm.inbox.put((self, None))

    def writer(self):
        try:
            while True:
                line = self.lines.get()
                if line is None:
                    break
                self.write(line.encode())
        except (OSError, ValueError):
            pass
        self.shut()


class Motion:
    """The command that moves the arm, and how long it may."""

    def __init__(self, message, goal, until):
        self.id, self.grant = message["id"], message["grant"]
        self.goal, self.until = goal, until
        self.lease_end = now() + message["lease_ms"] / 1000
        self.begun = self.stopping = self.held = False


class Arm:
    """The arm and its rules. Everything here runs on one thread, the loop in `run`."""

    def __init__(self):
        self.inbox = queue.Queue()
        self.peers = []
        self.control = None
        self.grant = 0  # the highest number taken or fenced off
        self.motion = None
        self.angle = self.speed = 0.0
        self.stopped = False  # by the emergency stop
        self.told_safe = True
        self.waiting = []  # safe stops to confirm: (peer, id)
        self.looked = now()

    # ---- the loop --------------------------------------------------------------------------------

    def run(self, serves_others):
        while serves_others or self.peers or not self.is_safe():
            deadline = self.looked + PERIOD
            try:
                peer, line = self.inbox.get(timeout=max(0.0, deadline - now()))
                self.hear(peer, line)
            except queue.Empty:
                pass
            if now() >= deadline:
                self.tick()

    def tick(self):
        """What the arm does by itself, whoever is there."""
        passed, self.looked = now() - self.looked, now()
        motion = self.motion
        if motion and not motion.stopping and now() >= motion.lease_end:
            self.tell("lapsed", id=motion.id)
            motion.stopping = True
        self.move(motion, passed)
        if self.is_safe():
            self.settle()

    def move(self, motion, passed):
        moves = motion and not motion.stopping and not motion.held
        self.speed = SPEED if moves else max(0.0, self.speed - BRAKE * passed)
        if not motion:
            return
        step = self.speed * passed
        if motion.goal is None:  # waving: to and fro within 90 degrees
            self.angle = (self.angle + step) % 90
        else:
            way = motion.goal - self.angle
            self.angle += max(-step, min(step, way))
        if moves and not motion.begun:
            motion.begun = True
            self.tell("begun", id=motion.id)
        arrived = motion.goal is not None and abs(motion.goal - self.angle) < 0.01
        if moves and (arrived or now() >= motion.until):
            self.speed, self.motion = 0.0, None
            self.tell("done", id=motion.id, result=round(self.angle, 2))

    def is_safe(self):
        return self.speed == 0.0

    def settle(self):
        """Everything stands still: say so to all who wait for it."""
        if self.motion and self.motion.stopping:
            ended, self.motion = self.motion, None
            self.tell("stopped", id=ended.id)
        if self.motion is None:
            for peer, number in self.waiting:
                peer.send("done", id=number)
            self.waiting = []
            if self.stopped and not self.told_safe:
                self.told_safe = True
                self.tell("estop", safe=True)

    def stop_motion(self):
        if self.motion:
            self.motion.stopping = True

    def tell(self, kind, **fields):
        """Everybody who said hello, or has pressed the stop, hears what happens."""
        for peer in self.peers:
            if peer.role:
                peer.send(kind, **fields)

    # ---- the protocol ----------------------------------------------------------------------------

    def hear(self, peer, line):
        if line is None:
            self.leave(peer)
            return
        if peer not in self.peers:
            self.peers.append(peer)
        try:
            message = json.loads(line)
            kind = message["type"]
            handler = getattr(self, "on_" + kind, None) if isinstance(kind, str) else None
        except (ValueError, TypeError, KeyError, RecursionError):
            peer.send("error", why="not a message")
            return
        if handler is None:
            peer.send("error", why="unknown type")
            return
        try:
            handler(peer, message)
        except (KeyError, TypeError, ValueError, OverflowError):
            peer.send("error", why="malformed " + kind)

    def leave(self, peer):
        """A connection is gone. Without its control, the arm goes to its safe state."""
        if peer in self.peers:
            self.peers.remove(peer)
            peer.leave()
        if peer is self.control:
            self.control = None
            self.stop_motion()
            self.tell("lost")

    def on_hello(self, peer, message):
        if message["protocol"] != PROTOCOL:
            peer.send("error", why="protocol")
            return
        peer.role = message["role"]
        if peer.role == "control":
            if self.control and self.control is not peer:
                self.control.send("fenced")
                self.control.role = None
                self.stop_motion()
            self.control = peer
            self.grant = (self.grant // EPOCH + 1) * EPOCH
        peer.send("hello", protocol=PROTOCOL, driver=NAME, lapses=True, **self.status(),
                  actions=[{"name": "wave.wave", "resources": [RESOURCE], "example": {"seconds": 60}},
                           {"name": "arm.reach", "resources": [RESOURCE]}])

    def on_state(self, peer, _):
        peer.send("state", running=[self.motion.id] if self.motion else [], **self.status())

    def status(self):
        return {"grant": self.grant, "stopped": self.stopped,
                "resources": [{"name": RESOURCE, "stop_ms": STOP_MS,
                               "safe": self.is_safe() and self.motion is None}]}

    def refusal(self, peer, message):
        if peer is not self.control:
            return "control"
        if type(message["grant"]) is not int or message["grant"] <= self.grant:
            return "grant"
        if self.stopped:
            return "stopped"
        return None

    def on_command(self, peer, message):
        number = message["id"]
        why = self.refusal(peer, message)
        arguments = message.get("arguments", {})
        goal = until = None
        if why is None:
            if message["action"] == "wave.wave":
                until = now() + float(arguments["seconds"])
            elif message["action"] == "arm.reach":
                goal, until = float(arguments["angle"]), now() + 60
            else:
                why = "action"
        if why is None and not (message.get("lease_ms") or 0) > 0:
            why = "lease"
        if why is None and (self.motion or not self.is_safe()):
            why = "busy"
        if why:
            peer.send("refused", id=number, why=why)
            return
        self.grant = message["grant"]
        self.tell("accepted", id=number)
        if goal is not None and not -90 <= goal <= 90:
            self.tell("failed", id=number, code="out_of_reach", message="the arm turns 90 degrees each way")
            return
        self.motion = Motion(message, goal, until)

    def running(self, message):
        motion = self.motion
        return motion if motion and motion.id == message["id"] and motion.grant == message["grant"] else None

    def on_renew(self, peer, message):
        motion = self.running(message)
        if motion and peer is self.control and not motion.stopping:
            motion.lease_end = now() + message["lease_ms"] / 1000

    def on_stop(self, peer, message):
        if peer is self.control and self.running(message):
            self.stop_motion()

    def on_hold(self, peer, message):
        if peer is self.control and self.running(message):
            self.motion.held = True

    def on_resume(self, peer, message):
        if peer is self.control and self.running(message):
            self.motion.held = False

    def on_safe_stop(self, peer, message):
        why = self.refusal(peer, message)
        if why and why != "stopped":
            peer.send("refused", id=message["id"], why=why)
            return
        self.grant = message["grant"]
        self.stop_motion()
        self.waiting.append((peer, message["id"]))

    def on_estop(self, peer, _):
        """From anybody, with or without a hello."""
        peer.role = peer.role or "watch"
        self.stopped, self.told_safe = True, False
        self.stop_motion()
        self.tell("estop", safe=False)

    def on_rearm(self, peer, _):
        peer.role = peer.role or "watch"
        if self.is_safe() and self.motion is None:
            self.stopped = False
            self.tell("rearmed")
        else:
            peer.send("error", why="not safe yet")

    def on_bye(self, peer, _):
        self.leave(peer)


# ---- connections -------------------------------------------------------------------------------------


def serve(arm, address):
    kind, _, rest = address.partition(":")
    if kind == "unix":
        if os.path.exists(rest):
            os.unlink(rest)
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(rest)
        os.chmod(rest, 0o600)
    else:
        host, _, port = rest.rpartition(":")
        listener = socket.socket()
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, int(port)))
    listener.listen()
    print("listening at " + address, flush=True)

    def accept():
        while True:
            connection, _ = listener.accept()
            if kind != "unix":
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            over(arm, connection)

    threading.Thread(target=accept, daemon=True).start()


def over(arm, connection):
    return Peer(arm, lambda: connection.recv(8192), connection.sendall, lambda: hang_up(connection))


def hang_up(connection):
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    connection.close()


def main():
    arm = Arm()
    if len(sys.argv) > 1:
        serve(arm, sys.argv[1])
    else:
        def write(line):
            sys.stdout.buffer.write(line)
            sys.stdout.buffer.flush()
        arm.peers.append(Peer(arm, lambda: os.read(0, 8192), write, lambda: None))
    arm.run(serves_others=len(sys.argv) > 1)


if __name__ == "__main__":
    main()
