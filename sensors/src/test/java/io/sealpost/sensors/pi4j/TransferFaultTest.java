package io.sealpost.sensors.pi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.exception.Pi4JException;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransferFaultTest {
  private static final TransferFault FAULT =
      new TransferFault(new BusFile(Path.of("/dev"), 1), 0x4A);

  /** Numbers of include/uapi/asm-generic/errno-base.h and errno.h. */
  @ParameterizedTest
  @CsvSource({
    "1, NOT_PERMITTED", "5, ABSENT", "6, ABSENT", "11, TIMED_OUT", "13, NOT_PERMITTED",
    "16, NOT_PERMITTED", "95, ABSENT", "110, TIMED_OUT", "121, ABSENT", "0, ABSENT",
  })
  void theErrorNumberDecidesInAnyLanguage(int number, Kind kind) {
    SensorException e = FAULT.of(new Pi4JException("x"), number, "\"Fehler\"");
    assertEquals(kind, e.kind());
  }

  @Test
  void aChipOwnedByADriverSaysHowToFreeIt() {
    SensorException e =
        FAULT.of(new Pi4JException("x", new IOException("Device or resource busy")));
    assertEquals(
        "chip 0x4A on /dev/i2c-1 belongs to a driver of the kernel (\"Device or resource busy\"):"
            + " remove its dtoverlay from /boot/firmware/config.txt and restart, or read it as"
            + " hwmon",
        e.getMessage());
  }

  @Test
  void aForbiddenBusNamesTheGroup() {
    SensorException e = FAULT.of(new Pi4JException("x", new IOException("Permission denied")));
    String user = System.getProperty("user.name");
    assertEquals(
        "/dev/i2c-1 may not be used by user %s: add the user to the group i2c (usermod -aG i2c %s)"
                .formatted(user, user)
            + " and start the agent again",
        e.getMessage());
  }

  @Test
  void theInnermostCauseIsQuoted() {
    SensorException e =
        FAULT.of(
            new Pi4JException(
                "outer", new Pi4JException("inner", new IOException("Remote I/O error"))));
    assertTrue(e.getMessage().contains("(\"Remote I/O error\")"), e.getMessage());
  }

  @Test
  void aFaultWithoutTextIsNamedByItsType() {
    SensorException e = FAULT.of(new Pi4JException("x", new IOException()));
    assertTrue(e.getMessage().contains("java.io.IOException"), e.getMessage());
  }
}
