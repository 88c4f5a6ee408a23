package io.sealpost.station.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRingTest {
  private static final DeviceId DEVICE = new DeviceId("rpi-07");

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @EnumSource(Format.class)
  void aKeyThatWasAddedIsReadBack(Format format) throws StationException {
    ring().add(DEVICE, format, SecretBytes.copyOf(new byte[32]));

    try (DeviceKey key = ring().key(DEVICE)) {
      assertEquals(format, key.format());
      assertEquals(SecretBytes.copyOf(new byte[32]), key.psk());
    }
  }

  @Test
  void anExportThatCannotBeTakenBackIsToldWithTheCause() {
    Path gone = folder.resolve("psk");
    StationException cause = new StationException(ExitCode.PERMISSION, "the ring is full");

    StationException both =
        assertThrows(StationException.class, () -> KeyRing.withdraw(gone, cause));

    assertEquals(ExitCode.PERMISSION, both.exitCode());
    assertEquals(
        "the ring is full; and "
            + gone
            + ", whose key is in no ring, cannot be deleted: it is not there; delete it",
        both.getMessage());
  }

  @Test
  void devicesAreListedInOrderAndOtherFilesIgnored() throws StationException, IOException {
    add("b");
    add("a.b");
    Files.writeString(folder.resolve("keys/notes.txt"), "");

    assertEquals(List.of(new DeviceId("a.b"), new DeviceId("b")), ring().devices());
  }

  @Test
  void aFileNamedAfterNoDeviceIsAConfigurationFault() throws StationException, IOException {
    add("a");
    Files.writeString(folder.resolve("keys/Capital.key"), "");

    assertFault(ExitCode.CONFIGURATION, "Capital.key: not named after a device");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw------x"})
  void aKeyThatOthersCanTouchIsRefusedWithTheCure(String mode)
      throws StationException, IOException {
    add("a");
    Path file = folder.resolve("keys/a.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));

    assertFault(ExitCode.PERMISSION, "chmod 600 " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxr-x---", "rwx---r-x", "rwx-w----"})
  void aFolderThatOthersCanTouchIsRefusedWithTheCure(String mode)
      throws StationException, IOException {
    add("a");
    Path keys = folder.resolve("keys");
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString(mode));

    assertFault(ExitCode.PERMISSION, "chmod 700 " + keys);
  }

  @Test
  void aMissingRingTellsHowToMakeOne() {
    assertFault(ExitCode.PERMISSION, "sealpost key new DEVICE");
  }

  @Test
  void aMissingKeyTellsHowToMakeIt() throws StationException {
    add("a");

    StationException fault = assertThrows(StationException.class, () -> ring().key(DEVICE));

    assertTrue(String.valueOf(fault.getMessage()).contains("sealpost key new rpi-07"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          format = "cose-1"                      | key: missing
          key = "5ec2e75ec2e7"                   | key: must be 64 hexadecimal digits
          format = "5ec2e75ec2e7"                | format "5ec2e75ec2e7" must be cose
          kee = "5ec2e75ec2e7"                   | kee: unknown key; did you mean "key"?
          key = 5ec2e75ec2e7                     | not TOML
          """)
  void aDamagedKeyFileIsToldWithoutItsKey(String line, String complaint)
      throws StationException, IOException {
    add("a");
    Path file = folder.resolve("keys/a.key");
    String format = line.startsWith("format") ? "" : "format = \"cose\"\n";
    Files.writeString(file, format + line + "\n");

    String message = assertFault(ExitCode.PERMISSION, file + ": ");
    assertTrue(message.contains(complaint), message);
    assertFalse(!line.startsWith("format") && message.contains("5ec2e7"), message);
  }

  @Test
  void aFileTooLongForAKeyIsNotRead() throws StationException, IOException {
    add("a");
    Files.write(folder.resolve("keys/a.key"), new byte[40_000]);

    assertFault(ExitCode.PERMISSION, "too long for a key file");
  }

  private String assertFault(ExitCode exitCode, String words) {
    StationException fault = assertThrows(StationException.class, () -> ring().all());
    String message = String.valueOf(fault.getMessage());
    assertEquals(exitCode, fault.exitCode(), message);
    assertTrue(message.contains(words), message);
    return message;
  }

  private void add(String device) throws StationException {
    ring().add(new DeviceId(device), Format.COSE_1, SecretBytes.copyOf(new byte[32]));
  }

  private KeyRing ring() {
    return new Site(folder).keys();
  }
}
