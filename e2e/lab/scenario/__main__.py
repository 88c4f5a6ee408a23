"""The command line behind e2e/lab/lab, which builds the machine first."""

import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile

from . import runner
from .guest import Guest
from .machine import Machine


def arguments():
    parser = argparse.ArgumentParser(prog="lab")
    parser.add_argument("--checkout", type=pathlib.Path, required=True)
    parser.add_argument("--cache", type=pathlib.Path, required=True)
    parser.add_argument("--arch", required=True)
    parser.add_argument("--machine", required=True)
    parser.add_argument("--results", type=pathlib.Path)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("verb", choices=["scenario", "run", "console", "steps"])
    parser.add_argument("words", nargs="*")
    return parser.parse_args()


def main():
    chosen = arguments()
    if chosen.verb == "steps":
        runner.show(chosen.arch, chosen.machine)
        return 0
    target = chosen.checkout / "target" / "lab"
    target.mkdir(parents=True, exist_ok=True)
    # Short, since the name of a socket has at most 107 bytes.
    work = pathlib.Path(tempfile.mkdtemp(prefix="sealpost-lab."))
    try:
        machine = Machine(chosen.arch, chosen.machine, chosen.cache, chosen.checkout, work)
        if chosen.verb == "console":
            machine.prepare()
            command, environment = machine.console_command(), machine.environment()
            return subprocess.run(command, env=environment, check=False).returncode
        if chosen.verb == "run":
            return run(machine, " ".join(chosen.words))
        results = chosen.results or target / "results.md"
        return runner.run(machine, chosen.words, results)
    finally:
        if chosen.keep:
            kept = target / work.name
            shutil.copytree(
                work, kept, ignore_dangling_symlinks=True, ignore=shutil.ignore_patterns("*.socket")
            )
            print(f"kept in {kept}")
        shutil.rmtree(work, ignore_errors=True)


def run(machine, command):
    with Guest(machine) as guest:
        guest.wait_until_up()
        code, out = guest.try_run(command, timeout=3600)
        sys.stdout.write(out)
        return code


sys.exit(main())
