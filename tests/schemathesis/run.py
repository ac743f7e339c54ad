#!/usr/bin/env python3
"""Holds the JSON API to its own description, with schemathesis, against the real program with a demonstration.

    python3 tests/schemathesis/run.py target/debug/portolan

Makes a virtual environment under target/ on the first run. Exit codes: 0 all of it held, 1 something did not (or the
server did not start), 3 it could not be run at all. SEED=... plays a run again; EXAMPLES=... tries more.
"""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SEED = os.environ.get("SEED", "20261124")
EXAMPLES = os.environ.get("EXAMPLES", "20")
# Longer than a demonstration takes to fill itself on a slow machine.
START = 180

# Everything schemathesis knows is checked, but for:
LEFT_OUT = [
    # What an account is called, which time zones there are, which attempt a save is for: rules about the world and the
    # database, which no schema can tell. Refusing such data with 422 and the name of the field is right.
    "positive_data_acceptance",
]


# The HTTP library's word about a head that is none.
NOISE = "stream error: request parse error"


def cannot(why):
    print(f"cannot run: {why}")
    sys.exit(3)


def environment():
    """The program schemathesis, in the pinned version."""
    folder, pins = ROOT / "target/schemathesis", HERE / "requirements.txt"
    done = folder / "pins"
    if not done.exists() or done.read_text() != pins.read_text():
        shutil.rmtree(folder, ignore_errors=True)
        try:
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
            install = [folder / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r", pins]
            subprocess.run(install, check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            cannot(f"{error}; Python 3.10 or newer with venv is needed (Debian: apt-get install python3-venv)")
        done.write_text(pins.read_text())
    return folder / "bin/schemathesis"


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Server:
    """A demonstration, in a folder that goes with it."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory(prefix="portolan-schemathesis-")
        # PostgreSQL runs as an account of its own when we are root.
        os.chmod(self.folder.name, 0o755)
        self.data = Path(self.folder.name) / "data"
        port = free_port()
        self.base = f"http://127.0.0.1:{port}"
        self.log = Path(self.folder.name) / "log"
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PORTOLAN_")}
        clean.pop("DATABASE_URL", None)
        arguments = [program, "serve", "--demo", "--data", self.data, "--listen", f"127.0.0.1:{port}", "--log", "warn"]
        with self.log.open("w") as log:
            self.process = subprocess.Popen(arguments, cwd=ROOT, env=clean, stdout=log, stderr=log)

    def __enter__(self):
        until = time.monotonic() + START
        while time.monotonic() < until and self.process.poll() is None:
            try:
                self.call("GET", "/readyz")
                return self
            except OSError:
                time.sleep(0.2)
        self.__exit__()
        print(f"the demonstration does not start:\n{self.said()}")
        sys.exit(1)

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def said(self):
        return self.log.read_text()

    def call(self, method, path, body=None, token=None):
        headers = {"Content-Type": "application/json"}
        if token:
            headers["Authorization"] = f"Bearer {token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, headers, method=method)
        with urllib.request.urlopen(request, timeout=30) as answer:
            text = answer.read()
        return json.loads(text) if text[:1] in (b"{", b"[") else text

    def token(self, role):
        """Of the first account of the demonstration with this role that has something to show."""
        accounts = json.loads((self.data / "demo-accounts.json").read_text())["accounts"]
        asked = [
            {"email": account["email"], "password": account["password"]}
            for account in accounts
            if account["role"] == role
        ]
        tokens = [self.call("POST", "/api/v1/token", one)["access_token"] for one in asked]
        # A job makes the certificate, a moment after the start.
        until = time.monotonic() + START
        while time.monotonic() < until:
            for token in tokens:
                if role != "participant" or self.call("GET", "/api/v1/certificates", token=token):
                    return token
            time.sleep(1)
        raise AssertionError(f"no {role} in the demonstration")


def of_participant(server, token):
    """Values for paths that lead somewhere: invented ids only ever meet 404."""
    enrolment = server.call("GET", "/api/v1/enrolments", token=token)[0]
    slug = enrolment["modules"][0]["slug"]
    module = server.call("GET", f"/api/v1/enrolments/{enrolment['id']}/modules/{slug}", token=token)
    values = {
        "enrolment": enrolment["id"],
        "slug": slug,
        "lesson": module["lessons"][0]["slug"],
        "id": server.call("GET", "/api/v1/certificates", token=token)[0]["id"],
    }
    for module in enrolment["modules"]:
        for purpose in ["quiz", "task", "post-test"]:
            path = f"/api/v1/enrolments/{enrolment['id']}/modules/{module['slug']}/attempts"
            try:
                values["attempt"] = server.call("POST", path, {"purpose": purpose}, token)["id"]
                return values
            except urllib.error.HTTPError:
                continue
    raise AssertionError("nothing to sit in the demonstration")


def of_instructor(server, token):
    task = next(task for task in server.call("GET", "/api/v1/grading", token=token) if task["handed_in"] > 0)
    path = f"/api/v1/grading/{task['cohort']}/{task['module_version']}"
    answer = server.call("GET", path, token=token)[0]
    return {"cohort": task["cohort"], "module_version": task["module_version"], "attempt": answer["attempt"]}


def hold(program, server, name, token, values):
    """One run; whether all of it held."""
    print(f"== {name}", flush=True)
    settings = Path(server.folder.name) / f"{name}.toml"
    lines = [f'"path.{key}" = {json.dumps(value)}' for key, value in values.items()]
    settings.write_text("\n".join(["[parameters]"] + lines if lines else []) + "\n")
    arguments = [program, "--config-file", settings, "run", f"{server.base}/api/v1/openapi.json"]
    arguments += ["--header", f"Authorization: Bearer {token}"]
    arguments += ["--seed", SEED, "--max-examples", EXAMPLES, "--workers", "1", "--generation-database", "none"]
    arguments += ["--continue-on-failure", "--no-color", "--warnings", "off"]
    arguments += ["--exclude-checks", ",".join(LEFT_OUT)]
    return subprocess.run(arguments, cwd=server.folder.name).returncode == 0


def main():
    if len(sys.argv) != 2:
        cannot("usage: run.py PROGRAM")
    schemathesis = environment()
    with Server(Path(sys.argv[1]).resolve()) as server:
        participant, instructor = server.token("participant"), server.token("instructor")
        runs = [
            ("participant", participant, of_participant(server, participant)),
            ("instructor", instructor, of_instructor(server, instructor)),
            # With whatever ids schemathesis thinks of.
            ("invented-ids", participant, {}),
        ]
        held = [hold(schemathesis, server, *run) for run in runs]
        said = server.said()
    bad = [line for line in said.splitlines() if "panicked" in line or " ERROR " in line and NOISE not in line]
    print("\n".join(bad))
    print(f"schemathesis: {sum(held)} of {len(held)} runs held, {len(bad)} errors in the server's log (seed {SEED})")
    sys.exit(0 if all(held) and not bad else 1)


if __name__ == "__main__":
    main()
