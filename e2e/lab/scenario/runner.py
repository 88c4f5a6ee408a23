"""Runs the steps one after the other and writes a table of how they ended."""

import platform
import sys
import time

from . import config, report, steps_base, steps_chips, steps_faults, steps_presence, trace
from .guest import Guest, GuestError
from .lab import Lab
from .site import Site

# In this order. A step may rely on those before it, but not on how they ended.
STEPS = [
    *steps_base.STEPS,
    *steps_chips.STEPS,
    *steps_faults.STEPS,
    *steps_presence.STEPS,
    *steps_base.LAST,
]

LINES_OF_LOG = 40


def show(arch, kind):
    for step in STEPS:
        if step.fits(arch, kind):
            print(f"{step.name:18} {step.title}")


def run(machine, names, results):
    unknown = set(names) - {step.name for step in STEPS}
    if unknown:
        print(f"lab: there is no step {', '.join(sorted(unknown))}", file=sys.stderr)
        return 64
    fitting = [step for step in STEPS if step.fits(machine.arch, machine.kind)]
    chosen = [step for step in fitting if step.needed or not names or step.name in names]
    results.parent.mkdir(parents=True, exist_ok=True)
    # One of an earlier run must not be taken for this one's.
    results.unlink(missing_ok=True)
    began = time.monotonic()
    sensors = config.write(machine)
    with Site(machine.checkout, machine.work / "site", machine.job, sensors) as site:
        site.bundle()
        with Guest(machine) as guest:
            lab = Lab(machine, site, guest)
            rows = report.attempts(chosen, lab, machine.work)
            log = agent_log(lab)
        trace.save(machine, results.parent / "trace.csv")
    heading = f"{machine.arch} guest on {machine.kind}, emulated on {platform.machine()}"
    results.write_text(report.table(heading, rows, time.monotonic() - began))
    code = report.verdict(chosen, rows, results)
    if code != 0:
        print(f"The end of the agent's log:\n{log}")
    return code


def agent_log(lab):
    """Its end, for whoever looks at a step that failed; the whole goes to a file."""
    try:
        log = lab.agent_log()
    except GuestError as error:
        return f"none: {error}"
    (lab.machine.work / "agent.log").write_text(log)
    return "\n".join(log.splitlines()[-LINES_OF_LOG:])
