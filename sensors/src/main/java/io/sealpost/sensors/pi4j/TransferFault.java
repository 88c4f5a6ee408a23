package io.sealpost.sensors.pi4j;

import com.pi4j.library.linuxfs.LinuxFile.LinuxFileException;
import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.i2c.I2cDevice.Answer;
import java.util.Map;

/**
 * Sorts what Pi4J throws when a transfer fails. Error numbers are those of {@code
 * include/uapi/asm-generic/errno.h}, their meanings those of the kernel's {@code
 * Documentation/i2c/fault-codes.rst}.
 *
 * @param file the bus
 * @param address of the chip
 */
record TransferFault(BusFile file, int address) {
  private static final int EPERM = 1;
  private static final int EAGAIN = 11;
  private static final int EACCES = 13;
  private static final int EBUSY = 16;
  private static final int EOPNOTSUPP = 95;
  private static final int ETIMEDOUT = 110;

  /** What is left of the number where Pi4J read or wrote through the Java library. */
  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "Operation not permitted", EPERM,
          "Resource temporarily unavailable", EAGAIN,
          "Permission denied", EACCES,
          "Device or resource busy", EBUSY,
          "Operation not supported", EOPNOTSUPP,
          "Connection timed out", ETIMEDOUT);

  /**
   * Sorts it.
   *
   * @param thrown by Pi4J
   */
  SensorException of(RuntimeException thrown) {
    return of(thrown, numberOf(thrown), Excerpt.of(textOf(rootOf(thrown))));
  }

  /**
   * What it says of whether a chip is at the address.
   *
   * @param thrown by Pi4J
   * @throws SensorException if it says more of the bus than of the chip
   */
  Answer answer(RuntimeException thrown) throws SensorException {
    return switch (numberOf(thrown)) {
      case EPERM, EACCES, EAGAIN, ETIMEDOUT, EOPNOTSUPP -> throw of(thrown);
      case EBUSY -> Answer.IN_USE;
      default -> Answer.SILENT;
    };
  }

  /**
   * Sorts it.
   *
   * @param thrown by Pi4J
   * @param number errno, or 0 where it is not known
   * @param said what the operating system calls it
   */
  SensorException of(RuntimeException thrown, int number, String said) {
    return switch (number) {
      case EPERM, EACCES -> file.notPermitted();
      case EBUSY ->
          fault(
              Kind.NOT_PERMITTED,
              thrown,
              "belongs to a driver of the kernel ("
                  + said
                  + "): remove its dtoverlay from /boot/firmware/config.txt and restart, or read it"
                  + " as hwmon");
      case EAGAIN, ETIMEDOUT ->
          fault(Kind.TIMED_OUT, thrown, "did not answer in time (" + said + "): check its wires");
      case EOPNOTSUPP ->
          fault(
              Kind.ABSENT,
              thrown,
              "cannot be reached: the adapter of this bus makes no plain I2C transfers ("
                  + said
                  + "); use another bus");
      // EREMOTEIO on a Pi, ENXIO or EIO on other adapters; and whatever has no number.
      default ->
          fault(
              Kind.ABSENT,
              thrown,
              "does not answer ("
                  + said
                  + "): check its wires, and its address with i2cdetect -y "
                  + file.number());
    };
  }

  private SensorException fault(Kind kind, RuntimeException thrown, String what) {
    String message = "chip 0x%02X on %s %s".formatted(address, file.path(), what);
    return new SensorException(kind, message, thrown);
  }

  /** errno, or 0 where it is not known. */
  private static int numberOf(RuntimeException thrown) {
    Throwable root = rootOf(thrown);
    return root instanceof LinuxFileException e
        ? e.getCode()
        : NUMBERS.getOrDefault(textOf(root), 0);
  }

  private static String textOf(Throwable root) {
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    Throwable next = root.getCause();
    while (next != null) {
      root = next;
      next = root.getCause();
    }
    return root;
  }
}
