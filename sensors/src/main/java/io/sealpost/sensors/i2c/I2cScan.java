package io.sealpost.sensors.i2c;

import io.sealpost.sensors.SensorException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Lists what is on the I2C buses of this machine. What is sent, exactly:
 *
 * <ul>
 *   <li>To every address from 0x08 to 0x77: one plain read of one byte, as {@code i2cdetect -r}
 *       does; nothing is written. An address that a driver of the kernel has is not even read.
 *   <li>Only when {@link #asking()}, where something answers: to 0x18 to 0x1F combined reads of
 *       registers 0x06 and 0x07, two bytes each; to 0x48 to 0x4B one of register 0x0F, two bytes;
 *       to 0x76 and 0x77 one of register 0xD0, one byte. The byte that names the register is the
 *       only one that is ever written. A PCF8591 at 0x48 to 0x4B takes it as what to convert and
 *       switches its analogue output off; a TCA9548A at 0x76 or 0x77 switches other branches of the
 *       bus on. Whoever has neither may ask.
 * </ul>
 *
 * <p>An SHT31 or SHT4x can be told from others by commands only, and is known by its address alone;
 * one that has not measured yet refuses a plain read, and is not found.
 *
 * <p>A plain read may take a byte from a chip that hands out each once, a message queue for
 * instance.
 */
public final class I2cScan {
  private static final Pattern BUS_FILE = Pattern.compile("i2c-(\\d{1,3})");
  private static final int MOST_BUSES = 256;
  private static final int FIRST_ADDRESS = 0x08;
  private static final int LAST_ADDRESS = 0x77;

  private final Path devRoot;
  private final KernelDrivers drivers;
  private final IntFunction<? extends I2cBus> buses;
  private final boolean asking;

  /**
   * What is on one bus.
   *
   * @param bus 1 for {@code /dev/i2c-1}
   * @param found in order of their addresses
   * @param problem why the scan of this bus ended early, one line for people; empty if it did not
   */
  public record BusContents(int bus, List<Found> found, Optional<String> problem) {
    /** Copies the list. */
    public BusContents {
      found = List.copyOf(found);
    }
  }

  private I2cScan(
      Path devRoot, KernelDrivers drivers, IntFunction<? extends I2cBus> buses, boolean asking) {
    this.devRoot = devRoot;
    this.drivers = drivers;
    this.buses = buses;
    this.asking = asking;
  }

  /**
   * A scan that is careful; touches nothing yet.
   *
   * @param devRoot {@code /dev}
   * @param sysRoot {@code /sys}
   * @param buses a bus by its number, {@code Pi4jI2c::new} for instance
   */
  public static I2cScan of(Path devRoot, Path sysRoot, IntFunction<? extends I2cBus> buses) {
    return new I2cScan(devRoot, new KernelDrivers(sysRoot), buses, false);
  }

  /** The same scan, which also asks where that is not harmless for every chip that is known. */
  public I2cScan asking() {
    return new I2cScan(devRoot, drivers, buses, true);
  }

  /**
   * Scans all buses, one after the other; a bus takes from some milliseconds to some seconds.
   *
   * @return in order of their numbers; empty if this machine has none
   * @throws SensorException if {@code devRoot} cannot be read
   */
  public List<BusContents> list() throws SensorException {
    List<BusContents> contents = new ArrayList<>();
    for (int bus : numbers()) {
      contents.add(contents(bus));
    }
    return List.copyOf(contents);
  }

  private List<Integer> numbers() throws SensorException {
    List<Integer> numbers = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(devRoot, "i2c-*")) {
      for (Path file : files) {
        var name = BUS_FILE.matcher(String.valueOf(file.getFileName()));
        if (name.matches() && Integer.parseInt(name.group(1)) < MOST_BUSES) {
          numbers.add(Integer.valueOf(name.group(1)));
        }
      }
    } catch (IOException e) {
      throw new SensorException(
          SensorException.Kind.ABSENT, devRoot + " cannot be listed: " + e, e);
    }
    return numbers.stream().sorted().toList();
  }

  private BusContents contents(int number) {
    List<Found> found = new ArrayList<>();
    I2cBus bus = buses.apply(number);
    try {
      for (int address = FIRST_ADDRESS; address <= LAST_ADDRESS; address++) {
        look(bus, address).ifPresent(found::add);
      }
    } catch (SensorException e) {
      // Each address of a bus in trouble would take its time to say the same.
      return new BusContents(number, found, Optional.of(e.getMessage()));
    }
    return new BusContents(number, found, Optional.empty());
  }

  private Optional<Found> look(I2cBus bus, int address) throws SensorException {
    try (I2cDevice device = bus.device(address)) {
      return switch (device.probe()) {
        case SILENT -> Optional.empty();
        case IN_USE -> Optional.of(inUse(bus.number(), address));
        case ANSWERS -> Optional.of(found(bus.number(), address, guess(device, address)));
      };
    }
  }

  private Found inUse(int bus, int address) {
    String what = "in use by the kernel: " + drivers.name(bus, address);
    return new Found(bus, address, what, List.of(), false, true);
  }

  private static Found found(int bus, int address, Guess guess) {
    return new Found(bus, address, guess.what(), guess.types(), guess.certain(), false);
  }

  /** Where it is not asked, or answers without having such a register, only its address tells. */
  private Guess guess(I2cDevice device, int address) {
    try {
      return asked(device, address).orElseGet(() -> Guess.at(address));
    } catch (SensorException e) {
      return Guess.at(address);
    }
  }

  private Optional<Guess> asked(I2cDevice device, int address) throws SensorException {
    if (asking && ChipType.MCP9808.livesAt(address)) {
      int maker = Wire.word(device.read(Mcp9808Identity.MAKER, 2), 0);
      int type = Wire.word(device.read(Mcp9808Identity.DEVICE, 2), 0);
      return Optional.of(Guess.of(new Mcp9808Identity(maker, type)));
    }
    if (asking && ChipType.TMP117.livesAt(address)) {
      int word = Wire.word(device.read(Tmp117Identity.REGISTER, 2), 0);
      return Optional.of(Guess.of(new Tmp117Identity(word)));
    }
    if (asking && ChipType.BME280.livesAt(address)) {
      int id = device.read(BoschIdentity.REGISTER, 1)[0] & 0xFF;
      return Optional.of(Guess.of(new BoschIdentity(id)));
    }
    return Optional.empty();
  }
}
