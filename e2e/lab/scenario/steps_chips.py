"""Every emulated chip takes some temperatures, and the station shows them."""

from .step import Step, require

ARM = ("arm64",)


def thermometer(stream, module, chip, values, tolerance):
    """A step body: the chip takes each of VALUES, and the station shows it."""

    def run(lab):
        told = []
        for celsius in values:
            lab.order(module, f"{chip}milli {round(celsius * 1000)}")
            seconds = lab.temperature(stream, celsius, tolerance)
            told.append(f"{celsius} °C after {seconds:.1f} s")
        return ", ".join(told)

    return run


def pi4j(stream, address, values, tolerance, title):
    body = thermometer(stream, "lab_i2c", f"{address} ", values, tolerance)
    return Step(stream, f"{title}, I2C through Pi4J", body, archs=ARM)


def with_humidity(step, low, high):
    """The same step, which also wants the chip's humidity."""

    def run(lab):
        told = step.run(lab)
        _, event = lab.reading(step.name, lambda event: True)
        humidity = event.get("humidity_percent")
        require(humidity is not None and low < humidity < high, f"humidity is {humidity} %")
        return f"{told}; {humidity} % humidity"

    return Step(step.name, step.title, run, archs=step.archs)


STEPS = [
    pi4j("i2c", "48", (30.25, -12.75, 22.5), 0.04, "TMP102"),
    pi4j("tmp117", "49", (30.125, -12.0625, 23.0), 0.005, "TMP117"),
    pi4j("mcp9808", "18", (30.0625, -12.75, 20.5), 0.04, "MCP9808"),
    with_humidity(pi4j("sht31", "44", (30.1, -12.7, 21.0), 0.02, "SHT31"), 44, 46),
    with_humidity(pi4j("sht4x", "45", (30.3, -12.6, 21.5), 0.02, "SHT4x"), 44, 46),
    with_humidity(pi4j("bme280", "76", (30.4, -12.5, 25.08), 0.02, "BME280"), 5, 95),
    Step("one-wire", "DS18B20, w1_therm",
         thermometer("one-wire-a", "lab_w1", "0 ", (41.5, -10.125, 18.5), 0.04)),
    Step("one-wire-second", "a second DS18B20 on the same bus",
         thermometer("one-wire-b", "lab_w1", "1 ", (7.0625, -3.25), 0.04)),
    Step("thermal", "thermal zone",
         thermometer("cpu", "lab_thermal", "", (61.234, 48.312), 0.01)),
    Step("hwmon", "TMP102 of the kernel's driver, hwmon",
         thermometer("hwmon", "lab_i2c", "4a ", (35.5, 23.5), 0.07)),
    Step("iio", "BME280 of the kernel's driver, Industrial I/O",
         thermometer("iio", "lab_i2c", "77 ", (-12.5, 24.0), 0.02)),
]
