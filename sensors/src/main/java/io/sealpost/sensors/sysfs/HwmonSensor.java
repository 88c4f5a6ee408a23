package io.sealpost.sensors.sysfs;

import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import io.sealpost.sensors.SensorDescriptor;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.sysfs.DeviceClass.Entry;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A temperature input of a monitoring chip that the kernel has a driver for.
 *
 * <p>Source: the kernel's {@code Documentation/hwmon/sysfs-interface.rst}.
 */
public final class HwmonSensor implements Sensor {
  private static final Pattern INPUT = Pattern.compile("temp[0-9]{1,3}");
  private static final Pattern INPUT_FILE = Pattern.compile("(temp[0-9]{1,3})_input");

  private final DeviceClass chips;
  private final String chip;
  private final String input;
  private final SensorDescriptor descriptor;

  /**
   * One input that exists.
   *
   * @param chip as the constructor of {@link HwmonSensor} takes it
   * @param input as the constructor of {@link HwmonSensor} takes it
   */
  public record Input(String chip, String input) {
    @Override
    public String toString() {
      return chip + " " + input;
    }
  }

  /**
   * Touches nothing yet: the chip is looked up at every sample, for its number may change.
   *
   * @param stream where the readings go
   * @param sysRoot {@code /sys}
   * @param chip the name of the chip, {@code cpu_thermal} for instance, or its folder, {@code
   *     hwmon0}
   * @param input {@code temp1} for instance
   * @throws IllegalArgumentException if {@code chip} is blank or {@code input} is not {@code temp}
   *     and a number
   */
  public HwmonSensor(StreamName stream, Path sysRoot, String chip, String input) {
    if (chip.isBlank()) {
      throw new IllegalArgumentException(
          "chip \"" + chip + "\" must be a name like cpu_thermal or a folder like hwmon0");
    }
    if (!INPUT.matcher(input).matches()) {
      throw new IllegalArgumentException(
          "input \"" + input + "\" must be temp and a number, temp1 for instance");
    }
    this.chips = chips(sysRoot);
    this.chip = chip;
    this.input = input;
    this.descriptor =
        new SensorDescriptor(
            stream,
            SensorDescriptor.CELSIUS,
            -100,
            250,
            0.001,
            false,
            "input " + input + " of monitoring chip " + chip);
  }

  /**
   * The temperature inputs of this machine.
   *
   * @param sysRoot {@code /sys}
   * @return in the order of chips and inputs; empty if there are none
   * @throws SensorException if the tree may not be read
   */
  public static List<Input> list(Path sysRoot) throws SensorException {
    List<Entry> entries = chips(sysRoot).entries();
    List<Input> inputs = new ArrayList<>();
    for (Entry entry : entries) {
      String chip = DeviceClass.unambiguous(entry, entries);
      inputsOf(entry.folder()).forEach(input -> inputs.add(new Input(chip, input)));
    }
    return inputs;
  }

  @Override
  public SensorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Reading sample(ReadingTime now) throws SensorException {
    Path folder = chips.find(chip).folder();
    Path file = folder.resolve(input + "_input");
    if (!Files.exists(file)) {
      throw new SensorException(Kind.ABSENT, complaint(folder));
    }
    Path fault = folder.resolve(input + "_fault");
    if (new Attribute(fault).says("1")) {
      throw new SensorException(
          Kind.BAD_READING, fault + " says 1: the chip finds its sensor open or shorted, check it");
    }
    Path enable = folder.resolve(input + "_enable");
    if (new Attribute(enable).says("0")) {
      throw new SensorException(
          Kind.BAD_READING,
          enable + " says 0: the input is switched off; switch it on with echo 1 > " + enable);
    }
    double celsius = OutOfRange.refuse(file, new Attribute(file).celsius(), descriptor);
    return new Reading.Temperature(now, false, celsius);
  }

  @Override
  public void close() {}

  private String complaint(Path folder) throws SensorException {
    List<String> inputs = inputsOf(folder);
    String existing = inputs.isEmpty() ? "no temperature" : String.join(", ", inputs);
    return "chip " + chip + " has no input \"" + input + "\"; it has: " + existing;
  }

  private static List<String> inputsOf(Path folder) throws SensorException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "temp*_input")) {
      List<String> inputs = new ArrayList<>();
      for (Path file : files) {
        Matcher name = INPUT_FILE.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          inputs.add(name.group(1));
        }
      }
      inputs.sort(Comparator.comparingInt(input -> Integer.parseInt(input.substring(4))));
      return inputs;
    } catch (IOException e) {
      throw FileFault.of(folder, e);
    }
  }

  private static DeviceClass chips(Path sysRoot) {
    return new DeviceClass(sysRoot.resolve("class/hwmon"), "hwmon", "name", "monitoring chip");
  }
}
