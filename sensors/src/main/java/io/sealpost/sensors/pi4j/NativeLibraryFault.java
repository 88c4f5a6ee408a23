package io.sealpost.sensors.pi4j;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.nio.file.Path;
import java.util.Set;

/** What to say when Pi4J cannot load its native library. */
final class NativeLibraryFault {
  /** Values of {@code os.arch} that the library is built for. */
  private static final Set<String> BUILT_FOR = Set.of("arm", "aarch64", "arm64");

  private NativeLibraryFault() {}

  /**
   * @param bus the device file that was to be opened
   * @param cause what loading ended with
   */
  static SensorException of(Path bus, LinkageError cause) {
    String os = System.getProperty("os.arch");
    return of(bus, cause, os, System.getProperty("java.io.tmpdir"));
  }

  static SensorException of(Path bus, LinkageError cause, String architecture, String tmpdir) {
    if (!BUILT_FOR.contains(architecture)) {
      return new SensorException(
          Kind.ABSENT,
          bus
              + " cannot be used: Pi4J has no native library for "
              + architecture
              + ", only for 32-bit ARMv7 and 64-bit ARM; use a sensor of the kernel (hwmon)",
          cause);
    }
    return new SensorException(
        Kind.NOT_PERMITTED,
        bus
            + " cannot be used: Pi4J's native library does not load from "
            + tmpdir
            + "; if that is mounted noexec, start java with -Djava.io.tmpdir=DIR on an executable"
            + " file system; on an ARMv6 board (Pi 1, Zero) use a sensor of the kernel (hwmon)",
        cause);
  }
}
