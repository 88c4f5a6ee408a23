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
import java.util.OptionalDouble;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A temperature channel of a device that the kernel's Industrial I/O has a driver for; the relative
 * humidity and the air pressure of the same device come along.
 *
 * <p>Source: the kernel's {@code Documentation/ABI/testing/sysfs-bus-iio}. Temperatures are in
 * thousandths of a degree, humidities in thousandths of a per cent, pressures in kilopascal.
 */
public final class IioSensor implements Sensor {
  private static final String NAME = "temp[0-9]{0,3}(?:_ambient|_object)?";
  private static final Pattern CHANNEL = Pattern.compile(NAME);
  private static final Pattern CHANNEL_FILE = Pattern.compile("in_(" + NAME + ")_(?:input|raw)");
  private static final double PASCAL_PER_KILOPASCAL = 1000;

  private final DeviceClass devices;
  private final String device;
  private final String channel;
  private final SensorDescriptor descriptor;

  /**
   * One channel that exists.
   *
   * @param device as the constructor of {@link IioSensor} takes it
   * @param channel as the constructor of {@link IioSensor} takes it
   */
  public record Channel(String device, String channel) {
    @Override
    public String toString() {
      return device + " " + channel;
    }
  }

  /**
   * Touches nothing yet: the device is looked up at every sample, for its number may change.
   *
   * @param stream where the readings go
   * @param sysRoot {@code /sys}
   * @param device the name of the device, {@code bme280} for instance, or its folder, {@code
   *     iio:device0}
   * @param channel {@code temp}, one of several as {@code temp0}, or {@code temp_object}
   * @throws IllegalArgumentException if {@code device} is blank or {@code channel} is no such name
   */
  public IioSensor(StreamName stream, Path sysRoot, String device, String channel) {
    if (device.isBlank()) {
      throw new IllegalArgumentException(
          "device \"" + device + "\" must be a name like bme280 or a folder like iio:device0");
    }
    if (!CHANNEL.matcher(channel).matches()) {
      throw new IllegalArgumentException(
          "channel \"" + channel + "\" must be temp, perhaps with a number, temp0 for instance");
    }
    this.devices = devices(sysRoot);
    this.device = device;
    this.channel = channel;
    this.descriptor =
        new SensorDescriptor(
            stream,
            SensorDescriptor.CELSIUS,
            // Thermocouples, types T and B: nothing that is connected this way reaches further.
            -210,
            1820,
            0.001,
            false,
            "channel " + channel + " of IIO device " + device);
  }

  /**
   * The temperature channels of this machine.
   *
   * @param sysRoot {@code /sys}
   * @return in the order of devices and channels; empty if there are none
   * @throws SensorException if the tree may not be read
   */
  public static List<Channel> list(Path sysRoot) throws SensorException {
    List<Entry> entries = devices(sysRoot).entries();
    List<Channel> channels = new ArrayList<>();
    for (Entry entry : entries) {
      String device = DeviceClass.unambiguous(entry, entries);
      channelsOf(entry.folder()).forEach(name -> channels.add(new Channel(device, name)));
    }
    return channels;
  }

  @Override
  public SensorDescriptor descriptor() {
    return descriptor;
  }

  @Override
  public Reading sample(ReadingTime now) throws SensorException {
    Path folder = devices.find(device).folder();
    IioChannel temperature = new IioChannel(folder, channel);
    if (!temperature.exists()) {
      throw new SensorException(Kind.ABSENT, complaint(folder));
    }
    double celsius = temperature.value() / 1000;
    OutOfRange.refuse(temperature.file(), celsius, descriptor);
    return new Reading.Temperature(
        now,
        false,
        celsius,
        humidityPercent(new IioChannel(folder, "humidityrelative")),
        pressurePascal(new IioChannel(folder, "pressure")));
  }

  @Override
  public void close() {}

  /** A chip that only pretends to work would be hidden if what comes along were left out. */
  private static OptionalDouble humidityPercent(IioChannel humidity) throws SensorException {
    return humidity.exists()
        ? OptionalDouble.of(AirValue.humidityPercent(humidity.file(), humidity.value() / 1000))
        : OptionalDouble.empty();
  }

  private static OptionalDouble pressurePascal(IioChannel pressure) throws SensorException {
    return pressure.exists()
        ? OptionalDouble.of(
            AirValue.pressurePascal(pressure.file(), pressure.value() * PASCAL_PER_KILOPASCAL))
        : OptionalDouble.empty();
  }

  private String complaint(Path folder) throws SensorException {
    List<String> channels = channelsOf(folder);
    String existing = channels.isEmpty() ? "no temperature" : String.join(", ", channels);
    return "IIO device " + device + " has no channel \"" + channel + "\"; it has: " + existing;
  }

  private static List<String> channelsOf(Path folder) throws SensorException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "in_temp*")) {
      TreeSet<String> channels =
          new TreeSet<>(Comparator.comparingInt(String::length).thenComparing(name -> name));
      for (Path file : files) {
        Matcher name = CHANNEL_FILE.matcher(String.valueOf(file.getFileName()));
        if (name.matches()) {
          channels.add(name.group(1));
        }
      }
      return List.copyOf(channels);
    } catch (IOException e) {
      throw FileFault.of(folder, e);
    }
  }

  private static DeviceClass devices(Path sysRoot) {
    return new DeviceClass(sysRoot.resolve("bus/iio/devices"), "iio:device", "name", "IIO device");
  }
}
