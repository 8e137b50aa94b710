"""A WildFly of our own: in a temporary folder, on free ports, ended by its process group."""

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

USER, PASSWORD = "admin", "a manager"


class WildFly:
    def __init__(self, home):
        self.home = Path(home).resolve()
        self.port, self.https_port, self.management_port = free_ports(3)
        self.url = f"http://127.0.0.1:{self.port}"
        self.management = f"127.0.0.1:{self.management_port}"

    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="wildfly-"))
        for name in ("configuration", "deployments"):
            shutil.copytree(self.home / "standalone" / name, self.folder / name)
        ha1 = hashlib.md5(f"{USER}:ManagementRealm:{PASSWORD}".encode()).hexdigest()
        (self.folder / "configuration" / "mgmt-users.properties").write_text(f"{USER}={ha1}\n")
        with open(self.folder / "out", "wb") as out:
            self.process = subprocess.Popen(
                [str(self.home / "bin" / "standalone.sh"),
                 f"-Djboss.server.base.dir={self.folder}",
                 "-Djboss.node.name=localhost",
                 f"-Djboss.http.port={self.port}",
                 f"-Djboss.https.port={self.https_port}",
                 f"-Djboss.management.http.port={self.management_port}"],
                stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment(), start_new_session=True)
        try:
            self.await_start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        # The group holds the script and its Java, and nobody else: it was begun above.
        for sign in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self.process.pid, sign)
                self.process.wait(20)
                # The script may end before its Java does.
                while sign == signal.SIGTERM:
                    os.killpg(self.process.pid, 0)
                    time.sleep(0.2)
            except subprocess.TimeoutExpired:
                continue
            except ProcessLookupError:
                break
        shutil.rmtree(self.folder, ignore_errors=True)

    def await_start(self):
        end = time.monotonic() + 120
        while time.monotonic() < end and self.process.poll() is None:
            if "WFLYSRV0025" in (self.folder / "out").read_text(errors="replace"):
                return
            time.sleep(0.5)
        raise SystemExit("WildFly does not start:\n" + (self.folder / "out").read_text(errors="replace")[-4000:])

    def await_answers(self):
        """Waits until the listener answers again, after a reload."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(self.url, timeout=5).close()
                return
            except urllib.error.HTTPError:
                return
            except OSError:
                time.sleep(0.3)
        raise AssertionError("the listener does not come back after the reload")

    def log(self):
        return (self.folder / "log" / "server.log").read_text(errors="replace")

    def cli(self, *arguments, **variables):
        """Runs the CLI, with more environment variables; returns what it prints."""
        done = subprocess.run(
            [str(self.home / "bin" / "jboss-cli.sh"), "--connect", f"--controller={self.management}", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env=environment() | variables)
        assert done.returncode == 0, done.stdout
        return done.stdout


def environment():
    """Ours, without what would set a server up, or Stowage."""
    return {name: value for name, value in os.environ.items()
            if not name.startswith(("STOWAGE_", "JBOSS_", "JAVA_OPTS"))}


def free_ports(count):
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
