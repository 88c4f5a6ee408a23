"""What the controller reported to the kernel, as the tests of the decision on presence replay it."""

HEAD = "t_ms,radio,address,rssi"


def convert(reports, truth):
    """The lines of both files in the order of time: what was heard, and as comments what happened."""
    heard = [row(line) for line in reports.splitlines()[1:]]
    happened = [(millis(line), f"# {line}") for line in truth.splitlines()[1:]]
    # What happened goes first: it is the cause.
    lines = sorted(happened + heard, key=lambda entry: entry[0])
    return "\n".join([HEAD, *(line for _, line in lines)]) + "\n"


def row(line):
    time, _, address, rssi = line.split(",")
    # To the decision, Low Energy and classic are one radio.
    return int(time), f"{time},bluetooth,{address},{rssi}"


def millis(line):
    return int(line.split(",", 1)[0])


def save(machine, target):
    reports, truth = machine.job / "reports.csv", machine.job / "truth.csv"
    if reports.exists() and truth.exists():
        target.write_text(convert(reports.read_text(), truth.read_text()))
        print(f"--- trace of the radio in {target}")
