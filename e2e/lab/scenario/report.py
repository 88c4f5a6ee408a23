"""Runs one step after the other, and tells how they ended, on the terminal and as a table."""

import datetime
import time
import traceback

from .guest import GuestError
from .step import StepFailed


# More of what was seen is in steps.log.
LONGEST = 500


class Row:
    def __init__(self, step, passed, seconds, detail):
        self.step = step
        self.passed = passed
        self.seconds = seconds
        self.detail = detail


def attempts(steps, lab, work):
    """The rows of STEPS; without one that is needed the rest is not tried."""
    rows = []
    for step in steps:
        rows.append(attempt(step, lab, work))
        if step.needed and not rows[-1].passed:
            break
    return rows


def attempt(step, lab, work):
    began = time.monotonic()
    try:
        detail, passed = step.run(lab) or "", True
    except (StepFailed, GuestError, OSError) as error:
        detail, passed = str(error), False
    except Exception as error:  # whatever it is, the other steps and the table are wanted
        detail, passed = f"{type(error).__name__}: {error}", False
        traceback.print_exc()
    with open(work / "steps.log", "a", encoding="utf-8") as log:
        log.write(f"== {step.name}: {'PASS' if passed else 'FAIL'}\n{detail}\n")
    row = Row(step, passed, time.monotonic() - began, " ".join(detail.split()))
    word = "PASS" if passed else "FAIL"
    print(f"{word} {row.seconds:6.1f} s  {step.name:18} {row.detail[:LONGEST]}", flush=True)
    return row


def table(heading, rows, seconds):
    day = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC")
    lines = [
        f"{day}, {heading}, {seconds:.0f} s in all:",
        "",
        "| step | | seconds | what was seen |",
        "|---|---|---|---|",
    ]
    for row in rows:
        word = "PASS" if row.passed else "**FAIL**"
        detail = row.detail[:LONGEST].replace("|", "\\|")
        lines.append(f"| {row.step.title} | {word} | {row.seconds:.1f} | {detail} |")
    return "\n".join(lines) + "\n"


def verdict(steps, rows, results):
    """The exit code: 0 if all of STEPS ran and passed."""
    passed = sum(row.passed for row in rows)
    print(f"--- {passed} of {len(steps)} steps passed; table in {results}")
    return 0 if passed == len(steps) else 1
