package io.sealpost.station.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFileTest {
  private static final String SECRET = "5ec2e7".repeat(10) + "5ec2";
  private static final String KEY = "key = \"" + SECRET + "\"";
  private static final String READ =
      "kid = \"0011223344556677\"\nenc = \"%s\"\nmac = \"%s\"".formatted(SECRET, SECRET);

  private Lines lines = new Lines(Path.of(""));
  private Path file = Path.of("");

  @BeforeEach
  void ring(@TempDir Path folder) throws StationException {
    lines = new Lines(folder);
    lines.add(Format.COSE_1);
    file = lines.ring.file(Lines.DEVICE);
  }

  @Test
  void aFileOfTheFirstVersionGoesOnWorking() throws Exception {
    write("format = \"cose-1\"\n" + KEY);

    try (DeviceKey key = lines.key()) {
      assertEquals(0, key.generation());
      assertEquals(key.kid(lines.sealing), key.lineage(lines.sealing));
      assertEquals(Optional.empty(), key.pending());
      assertFalse(key.unconfirmed());
    }
  }

  @Test
  void everythingThatIsWrittenIsReadBack() throws Exception {
    lines.rotate(5);
    lines.rotate(6);
    lines.line().begin(2).close();
    lines.line().proven(lines.pendingKid(), 7);
    lines.line().begin(3).close();
    byte[] before = Files.readAllBytes(file);

    lines.line().secure();

    assertArrayEquals(before, Files.readAllBytes(file));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (DeviceKey key = lines.key()) {
      assertEquals(3, key.generation());
      assertEquals(3, key.old().size());
      assertTrue(key.unconfirmed());
      assertEquals(4, key.pending().orElseThrow().generation());
    }
  }

  @Test
  void aReadOnlyCopyIsReadBackAndOpensTheSameKeys() throws Exception {
    lines.rotate(5);
    lines.line().begin(1).close();
    try (DeviceKey key = lines.key();
        DeviceKey reading = key.forReading(lines.sealing)) {
      KeyFile.replace(file, reading);
      try (DeviceKey back = lines.key()) {
        assertTrue(back.readOnly());
        assertEquals(key.kid(lines.sealing), back.kid(lines.sealing));
        assertEquals(key.pendingKid(lines.sealing), back.pendingKid(lines.sealing));
        assertEquals(key.lineage(lines.sealing), back.lineage(lines.sealing));
        assertEquals(key.old().get(0).keys().kid(), back.old().get(0).keys().kid());
        assertThrows(IllegalStateException.class, back::psk);
      }
    }
    assertFalse(Files.readString(file).contains("key = "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          KEY;generation = -1                      | generation: must be a whole number from 0
          KEY;generation = 4294967296              | generation: must be a whole number from 0
          KEY;generation = "1"                     | generation: must be a whole number from 0
          KEY;generation = 1                       | lineage: missing
          KEY;lineage = "00"                       | lineage: must be 16 lower-case hexadecimal
          KEY;lineage = "001122334455667A"         | lineage: must be 16 lower-case hexadecimal
          KEY;unconfirmed = 1                      | unconfirmed: must be true or false
          KEY;READ                                 | key: stands beside kid
          enc = "00"                               | kid: missing; a read-only key has
          READ;revoked = "2026-11-28T12:00:00Z"    | unknown key
          revoked = "yesterday"                    | revoked: must be a time
          KEY;revoked-kids = ["00"]                | revoked-kids: must be 16 lower-case
          KEY;revoked-kids = "0011223344556677"    | revoked-kids: must be a list
          KEY;LINE;[pending];KEY                   | [pending] generation: missing
          KEY;LINE;[pending];generation = 0;KEY    | [pending] generation: must be a whole number from 1
          KEY;LINE;[pending];generation = 1        | [pending] key: missing
          KEY;LINE;[pending];generation = 1;READ   | pending: must be a whole key beside one
          KEY;[pending];generation = 1;KEY         | lineage: missing
          KEY;LINE;pending = 1                     | pending: must be a table
          KEY;LINE;[old]                           | old: must be written as [[old]]
          KEY;LINE;[[old]];generation = 0;READ     | [old 1] until: missing
          KEY;LINE;[[old]];READ                    | [old 1] generation: missing
          KEY;LINE;[[old]];KEY                     | [old 1] key: unknown key
          """)
  void whatIsNotAsItMustBeIsToldByItsKeyAndNeverItsValue(String content, String complaint)
      throws Exception {
    write(
        ("format = \"cose-1\";" + content)
            .replace("KEY", KEY)
            .replace("READ", READ)
            .replace("LINE", "lineage = \"0011223344556677\"")
            .replace(';', '\n'));

    StationException fault = assertThrows(StationException.class, lines::key);

    String message = String.valueOf(fault.getMessage());
    assertEquals(ExitCode.PERMISSION, fault.exitCode());
    assertTrue(message.startsWith(file + ": ") && message.contains(complaint), message);
    assertFalse(message.contains("5ec2"), message);
  }

  @Test
  void aFernetKeyHasNoGenerations() throws Exception {
    write("format = \"fernet\"\n" + KEY + "\ngeneration = 1\nlineage = \"0011223344556677\"");

    StationException fault = assertThrows(StationException.class, lines::key);

    assertTrue(String.valueOf(fault.getMessage()).contains("a fernet key has no generations"));
  }

  private void write(String content) throws IOException {
    Files.writeString(file, content + "\n");
  }
}
