package io.sealpost.sensors.sysfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileFaultTest {
  private static final Path FILE = Path.of("/sys/class/thermal/thermal_zone0/temp");

  @ParameterizedTest
  @CsvSource({
    "No such device, ABSENT",
    "No such device or address, ABSENT",
    "Resource temporarily unavailable, TIMED_OUT",
    "Connection timed out, TIMED_OUT",
    "Device or resource busy, TIMED_OUT",
    "Input/output error, BAD_READING",
    "Invalid argument, BAD_READING",
    "No data available, BAD_READING",
    "Remote I/O error, BAD_READING",
    "something in another language, BAD_READING",
  })
  void whatTheKernelSaysDecidesTheKind(String text, Kind kind) {
    IOException cause = new IOException(text);
    SensorException e = FileFault.of(FILE, cause);
    assertEquals(kind, e.kind());
    assertSame(cause, e.getCause());
    assertTrue(e.getMessage().startsWith(FILE + ": "), e.getMessage());
    assertTrue(e.getMessage().contains(text), e.getMessage());
  }

  @Test
  void aForbiddenFileNamesTheUserAndWhatToDo() {
    Path gone = Path.of("/nonexistent/temp");
    SensorException e = FileFault.of(gone, new AccessDeniedException(gone.toString()));
    assertEquals(Kind.NOT_PERMITTED, e.kind());
    assertEquals(
        gone
            + " may not be read by user "
            + System.getProperty("user.name")
            + ": ls -l shows who may; add the user there",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Permission denied", "Operation not permitted"})
  void aRefusalAtTheReadIsOneOfPermission(String text) {
    assertEquals(Kind.NOT_PERMITTED, FileFault.of(FILE, new IOException(text)).kind());
  }

  @Test
  void aForbiddenFileNamesTheGroupToJoin(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("temp"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r-----"));
    String group = Files.readAttributes(file, PosixFileAttributes.class).group().getName();
    String user = System.getProperty("user.name");
    assertEquals(
        file
            + " may not be read by user %s: add the user to the group %s (usermod -aG %s %s)"
                .formatted(user, group, group, user)
            + " and start the agent again",
        FileFault.of(file, new AccessDeniedException(file.toString())).getMessage());
  }

  @Test
  void aFileOfItsOwnerAloneNamesTheOwner(@TempDir Path folder) throws Exception {
    Path file = Files.createFile(folder.resolve("temp"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    SensorException e = FileFault.of(file, new AccessDeniedException(file.toString()));
    assertTrue(
        e.getMessage()
            .endsWith(
                ": only "
                    + Files.getOwner(file).getName()
                    + " may; a udev rule can give it to a group of the user's"),
        e.getMessage());
  }

  @Test
  void aFileInPlaceOfAFolderIsAbsent() {
    assertEquals(
        Kind.ABSENT, FileFault.of(FILE, new NotDirectoryException(FILE.toString())).kind());
  }

  @Test
  void aCauseWithoutTextIsNamedByItsType() {
    SensorException e = FileFault.of(FILE, new IOException());
    assertTrue(e.getMessage().contains("java.io.IOException"), e.getMessage());
  }
}
