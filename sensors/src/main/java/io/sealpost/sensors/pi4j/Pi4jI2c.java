package io.sealpost.sensors.pi4j;

import com.pi4j.io.i2c.I2CProvider;
import com.pi4j.plugin.linuxfs.provider.i2c.LinuxFsI2CProvider;
import io.sealpost.sensors.i2c.I2cBus;
import io.sealpost.sensors.i2c.I2cDevice;
import java.nio.file.Path;
import java.util.function.Supplier;

/** An I2C bus of the kernel, through Pi4J's provider for Linux. */
public final class Pi4jI2c implements I2cBus {
  private final BusFile file;
  private final Supplier<? extends I2CProvider> providers;

  /**
   * Touches nothing yet.
   *
   * @param number 1 for {@code /dev/i2c-1}, the bus of the 40-pin header; 0 to 255
   * @throws IllegalArgumentException if {@code number} is outside that range
   */
  public Pi4jI2c(int number) {
    this(number, Path.of("/dev"), LinuxFsI2CProvider::newInstance);
  }

  Pi4jI2c(int number, Path devRoot, Supplier<? extends I2CProvider> providers) {
    if (number < 0 || number > 255) {
      throw new IllegalArgumentException("I2C bus " + number + " must be 0 to 255");
    }
    this.file = new BusFile(devRoot, number);
    this.providers = providers;
  }

  @Override
  public int number() {
    return file.number();
  }

  @Override
  public I2cDevice device(int address) {
    if (address < 0x08 || address > 0x77) {
      throw new IllegalArgumentException(
          "I2C address 0x%02X must be 0x08 to 0x77".formatted(address));
    }
    return new Pi4jDevice(file, address, providers);
  }
}
