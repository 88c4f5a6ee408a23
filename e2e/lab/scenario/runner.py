"""Runs the steps one after the other and writes a table of how they ended."""

import datetime
import platform
import sys
import time

from . import config, steps_base, steps_chips, steps_faults, steps_presence, trace
from .guest import Guest, GuestError
from .lab import Lab
from .site import Site
from .step import StepFailed

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
    rows = []
    began = time.monotonic()
    with Site(machine.checkout, machine.work / "site", machine.job) as site:
        config.write(machine, site.port)
        with Guest(machine) as guest:
            lab = Lab(machine, site, guest)
            for step in chosen:
                rows.append(attempt(step, lab))
                if step.needed and not rows[-1].passed:
                    break
            log = agent_log(lab)
        trace.save(machine, results.parent / "trace.csv")
    report = table(machine, rows, time.monotonic() - began)
    results.write_text(report)
    failed = [row for row in rows if not row.passed]
    print(f"--- {len(rows) - len(failed)} of {len(rows)} steps passed; table in {results}")
    if failed:
        print(f"The end of the agent's log:\n{log}")
    return 1 if failed or len(rows) < len(chosen) else 0


def agent_log(lab):
    """Its end, for whoever looks at a step that failed; the whole goes to a file."""
    try:
        log = lab.agent_log()
    except GuestError as error:
        return f"none: {error}"
    (lab.machine.work / "agent.log").write_text(log)
    return "\n".join(log.splitlines()[-LINES_OF_LOG:])


class Row:
    def __init__(self, step, passed, seconds, detail):
        self.step = step
        self.passed = passed
        self.seconds = seconds
        self.detail = detail


def attempt(step, lab):
    began = time.monotonic()
    try:
        detail, passed = step.run(lab) or "", True
    except (StepFailed, GuestError, OSError) as error:
        detail, passed = str(error), False
    with open(lab.machine.work / "steps.log", "a", encoding="utf-8") as log:
        log.write(f"== {step.name}: {'PASS' if passed else 'FAIL'}\n{detail}\n")
    row = Row(step, passed, time.monotonic() - began, " ".join(detail.split()))
    word = "PASS" if passed else "FAIL"
    print(f"{word} {row.seconds:6.1f} s  {step.name:18} {row.detail[:400]}", flush=True)
    return row


def table(machine, rows, seconds):
    day = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    lines = [
        f"{day}, {machine.arch} guest on {machine.kind}, emulated on {platform.machine()}, "
        f"{seconds:.0f} s in all:",
        "",
        "| step | | seconds | what was seen |",
        "|---|---|---|---|",
    ]
    for row in rows:
        word = "PASS" if row.passed else "**FAIL**"
        detail = row.detail[:300].replace("|", "\\|")
        lines.append(f"| {row.step.title} | {word} | {row.seconds:.1f} | {detail} |")
    return "\n".join(lines) + "\n"
