package io.sealpost.sensors.pi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeLibraryFaultTest {
  private static final Path BUS = Path.of("/dev/i2c-1");
  private final LinkageError cause = new UnsatisfiedLinkError("failed to map segment");

  @ParameterizedTest
  @ValueSource(strings = {"arm", "aarch64"})
  void onARaspberryPiTheTemporaryFolderIsSuspected(String architecture) {
    SensorException e = NativeLibraryFault.of(BUS, cause, architecture, "/tmp");
    assertEquals(Kind.NOT_PERMITTED, e.kind());
    assertSame(cause, e.getCause());
    assertEquals(
        "/dev/i2c-1 cannot be used: Pi4J's native library does not load from /tmp; if that is"
            + " mounted noexec, start java with -Djava.io.tmpdir=DIR on an executable file system;"
            + " on an ARMv6 board (Pi 1, Zero) use a sensor of the kernel (hwmon)",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"amd64", "riscv64", "x86"})
  void elsewhereTheLibraryDoesNotExist(String architecture) {
    SensorException e = NativeLibraryFault.of(BUS, cause, architecture, "/tmp");
    assertEquals(Kind.ABSENT, e.kind());
    assertEquals(
        "/dev/i2c-1 cannot be used: Pi4J has no native library for "
            + architecture
            + ", only for 32-bit ARMv7 and 64-bit ARM; use a sensor of the kernel (hwmon)",
        e.getMessage());
  }

  @Test
  void thisMachineIsOneOfTheTwo() {
    SensorException e = NativeLibraryFault.of(BUS, cause);
    assertSame(cause, e.getCause());
  }
}
