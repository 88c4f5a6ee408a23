"""The command line behind e2e/lab/install, which makes the namespaces first."""

import argparse
import pathlib
import shutil
import sys
import time

from scenario import report
from scenario.guest import GuestError
from scenario.step import StepFailed

from . import steps_faults, steps_packages, steps_revoke, steps_setup
from .container import Container
from .debs import Debs
from .lab import Lab
from .operator import Operator

# In this order. A step may rely on those before it, but not on how they ended.
STEPS = [
    *steps_setup.STEPS,
    *steps_faults.STEPS,
    *steps_packages.STEPS,
    *steps_revoke.STEPS,
    *steps_packages.LAST,
]
# Memory, in the mounts of this run.
WORK = pathlib.Path("/run/sealpost-install")


def arguments():
    parser = argparse.ArgumentParser(prog="install")
    parser.add_argument("--checkout", type=pathlib.Path, required=True)
    parser.add_argument("--tree", type=pathlib.Path)
    parser.add_argument("--results", type=pathlib.Path)
    parser.add_argument("--hour", action="store_true")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("steps", nargs="*")
    return parser.parse_args()


def main():
    chosen = arguments()
    if chosen.steps == ["steps"]:
        for step in STEPS:
            print(f"{step.name:18} {step.title}")
        return 0
    unknown = set(chosen.steps) - {step.name for step in STEPS}
    if unknown:
        print(f"install: there is no step {', '.join(sorted(unknown))}", file=sys.stderr)
        return 64
    target = chosen.checkout / "target" / "lab"
    target.mkdir(parents=True, exist_ok=True)
    results = chosen.results or target / "results-install.md"
    WORK.mkdir()
    # One of an earlier run must not be taken for this one's.
    results.unlink(missing_ok=True)
    try:
        return run(chosen, results)
    finally:
        if chosen.keep:
            keep(target / "install")


def run(chosen, results):
    steps = [
        step for step in STEPS if step.needed or not chosen.steps or step.name in chosen.steps
    ]
    guest = Container("pi", chosen.tree, WORK)
    broker = Container("broker", chosen.tree, WORK)
    operator = Operator(chosen.checkout, WORK)
    try:
        debs = Debs(chosen.checkout, WORK)
        operator.prepare()
        lab = Lab(WORK, guest, broker, operator, debs, chosen.hour)
        began = time.monotonic()
        rows = report.attempts(steps, lab, WORK)
        heading = f"two guests ({debian(chosen.tree)}) under systemd-nspawn"
        results.write_text(report.table(heading, rows, time.monotonic() - began))
        code = report.verdict(steps, rows, results)
        if code != 0:
            print(f"The end of the agent's log:\n{agent_log(lab)}")
        return code
    except StepFailed as error:
        print(f"install: {error}", file=sys.stderr)
        return 1
    finally:
        operator.stop()
        for container in (guest, broker):
            container.stop()


def debian(tree):
    """What the guests call their Debian."""
    lines = (tree / "etc/os-release").read_text(encoding="utf-8").splitlines()
    return next(line.split('"')[1] for line in lines if line.startswith("PRETTY_NAME="))


def agent_log(lab):
    try:
        return lab.agent_log()
    except GuestError as error:
        return f"none: {error}"


def keep(folder):
    """Of the run's folder what is no file system of a guest; and the guests' journals."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for file in [*WORK.glob("*.log"), *WORK.glob("*.jsonl"), *WORK.glob("*/console.log"),
                 *WORK.glob("*/upper/var/log/journal/*/*.journal")]:
        shutil.copy(file, folder / "-".join(file.relative_to(WORK).parts))
    print(f"kept in {folder}")


sys.exit(main())
