#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 Signalbox contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A cloud's brain and its heads, with the flaw that stopped every server of York on 11 April 2017.

brain.py supervise PIDFILE ADDRESS PORT   keeps a brain running, and its process in PIDFILE
brain.py head FOLDER NAME BRAIN PORT METRICS_PORT   a head with three machines (processes), told of in FOLDER/NAME.machines

The brain tells whoever connects its epoch, another with every start. A head that was cut off for more than two seconds and then finds
another epoch restarts, and its machines stop: that is the flaw.
"""
import http.server
import os
import signal
import socket
import subprocess
import sys
import threading
import time


def supervise(pidfile, address, port):
    child = None

    def end(*_):
        child.kill()
        sys.exit(0)

    signal.signal(signal.SIGTERM, end)
    while True:
        child = subprocess.Popen([sys.executable, __file__, "brain", address, port])
        with open(pidfile + ".new", "w", encoding="ascii") as file:
            file.write(str(child.pid))
        os.rename(pidfile + ".new", pidfile)
        child.wait()


def dies_with_its_parent():
    import ctypes

    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def brain(address, port):
    dies_with_its_parent()
    epoch = f"{os.getpid()}-{time.time()}\n".encode()
    listener = socket.create_server((address, int(port)))

    def serve(line):
        try:
            line.sendall(epoch)
            while line.recv(64):
                line.sendall(b"ok\n")
        except OSError:
            pass

    while True:
        line, _ = listener.accept()
        threading.Thread(target=serve, args=(line,), daemon=True).start()


class Head:
    def __init__(self, folder, name, address, port):
        self.path = os.path.join(folder, name + ".machines")
        self.peer = (address, int(port))
        self.machines = [subprocess.Popen(["sleep", "infinity"], preexec_fn=dies_with_its_parent) for _ in range(3)]
        self.epoch = None
        self.tell()

    def running(self):
        return sum(machine.poll() is None for machine in self.machines)

    def tell(self):
        with open(self.path + ".new", "w", encoding="ascii") as file:
            file.write(f"{self.running()} {self.epoch or b''!r}\n")
        os.rename(self.path + ".new", self.path)

    def serve(self, line, cut_off):
        """Until the line breaks: a reply that does not come within two seconds is a break."""
        line.settimeout(2)
        epoch = line.recv(64)
        if not epoch:
            return
        if self.epoch and epoch != self.epoch and time.monotonic() - cut_off > 2:
            for machine in self.machines:
                machine.kill()
                machine.wait()
        self.epoch = epoch
        self.tell()
        while True:
            self.heard = time.monotonic()
            line.sendall(b"here\n")
            if not line.recv(64):
                return
            time.sleep(0.1)

    def follow(self):
        self.heard = time.monotonic()
        while True:
            try:
                with socket.create_connection(self.peer, timeout=1) as line:
                    self.serve(line, self.heard)
            except OSError:
                pass
            time.sleep(0.05)


def head(folder, name, address, port, metrics):
    dies_with_its_parent()
    mine = Head(folder, name, address, port)

    class Metrics(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            body = f"# TYPE running_machines gauge\nrunning_machines {mine.running()}\n".encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; version=0.0.4")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("", int(metrics)), Metrics)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    mine.follow()


{"supervise": supervise, "brain": brain, "head": head}[sys.argv[1]](*sys.argv[2:])
