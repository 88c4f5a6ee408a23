"""Each fault is told as such within 30 s, and recovered from within 30 s of its end."""

from .step import Step, StepFailed, require

SURVIVORS = ("cpu",)


def fault(stream, module, chip, word, symptoms, celsius, others=SURVIVORS):
    """A step body: the chip has fault WORD; hello says one of SYMPTOMS; then the fault is mended."""

    def run(lab):
        mark = lab.station.mark()
        lab.order(module, f"{chip}fault {word}")
        try:
            told, text = lab.failure(stream, symptoms)
            for other in others:
                lab.reading(other, lambda event: True, within=10)
        finally:
            mended = lab.station.mark()
            lab.order(module, f"{chip}fault none")
        back, _ = lab.reading(stream, near(celsius), since=mended)
        lab.healthy(stream)
        wrong = [event for event in lab.station.since(mark) if wrong_value(event, stream, celsius)]
        require(not wrong, f"a wrong value was told: {wrong[:1]}")
        return f"told after {told:.1f} s: \"{text}\"; recovered after {back:.1f} s"

    return run


def near(celsius):
    return lambda event: abs(event["value"] - celsius) < 0.1


def wrong_value(event, stream, celsius):
    return (event["event"] == "reading" and event["stream"] == stream
            and not near(celsius)(event))


def swapped(chip, stream, address, celsius):
    """A step: the chip is pulled out, and another one is there when the bus works again."""

    def run(lab):
        lab.order("lab_i2c", f"{address} fault nack")
        try:
            lab.failure(stream, ["does not answer"])
        except StepFailed:
            lab.order("lab_i2c", f"{address} fault none")
            raise
        return fault(stream, "lab_i2c", f"{address} ", "id", ["is not a"], celsius)(lab)

    title = f"{chip} is replaced by another chip at its address"
    return Step(f"{stream}-swapped", title, run, archs=("arm64",))


STEPS = [
    Step("i2c-nack", "I2C chip does not answer",
         fault("i2c", "lab_i2c", "48 ", "nack", ["Remote I/O"], 22.5), archs=("arm64",)),
    Step("i2c-timeout", "I2C transfer times out",
         fault("i2c", "lab_i2c", "48 ", "timeout", ["timed out"], 22.5), archs=("arm64",)),
    swapped("TMP117", "tmp117", "49", 23.0),
    swapped("MCP9808", "mcp9808", "18", 20.5),
    swapped("BME280", "bme280", "76", 25.08),
    Step("sht31-crc", "SHT31 with wrong check sums",
         fault("sht31", "lab_i2c", "44 ", "crc", ["checksum"], 21.0), archs=("arm64",)),
    Step("sht4x-crc", "SHT4x with wrong check sums",
         fault("sht4x", "lab_i2c", "45 ", "crc", ["checksum"], 21.5), archs=("arm64",)),
    Step("one-wire-crc", "DS18B20 with wrong check sums",
         fault("one-wire-a", "lab_w1", "0 ", "crc", ["damaged"], 18.5, ("cpu", "one-wire-b"))),
    Step("one-wire-power", "DS18B20 loses its power, 85 °C",
         fault("one-wire-a", "lab_w1", "0 ", "power", ["85"], 18.5, ("cpu", "one-wire-b"))),
    Step("one-wire-gone", "DS18B20 unplugged and plugged in again",
         fault("one-wire-a", "lab_w1", "0 ", "gone", ["damaged", "there is no"], 18.5,
               ("cpu", "one-wire-b"))),
    Step("thermal-fail", "thermal zone cannot be read",
         fault("cpu", "lab_thermal", "", "fail", ["/sys/class/thermal"], 48.312, ("one-wire-b",))),
]
