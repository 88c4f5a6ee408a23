package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.device.config.ConfigException;
import io.sealpost.device.config.ConfigFiles;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.DeviceConfigReader;
import io.sealpost.device.config.PresenceFiles;
import io.sealpost.protocol.Person;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscretionTest {
  @TempDir Path folder;

  private static SecretBytes key() {
    byte[] key = new byte[32];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (i + 1);
    }
    return SecretBytes.copyOf(key);
  }

  private Discretion discretion(String format, String pseudonyms) throws ConfigException {
    String text =
        PresenceFiles.FULL
            .replace("[seal]", "[seal]\nformat = \"" + format + "\"")
            .replace("\"daily\"", "\"" + pseudonyms + "\"")
            .replace("addresses = true", "addresses = false");
    DeviceConfig config = DeviceConfigReader.read(ConfigFiles.write(folder, text));
    return new Discretion(config, new BcPrimitives(), key());
  }

  private static Reading frank() {
    return new Reading.Presence(
        new ReadingTime.Wall(Instant.parse("2026-11-28T12:00:00Z"), true),
        false,
        List.of(
            new Person(
                "Frank",
                Optional.of("88:29:9C:00:61:A9"),
                Reading.Radio.BLUETOOTH,
                Duration.ofSeconds(1),
                OptionalInt.empty())));
  }

  /** The same as in the documentation for key holders, computed with Python. */
  @ParameterizedTest
  @CsvSource({
    "cose, stable, p-gzyulqmh4vzhv4vm",
    "cose, daily, p-jfww7kyamen7mr3r",
    "cose-2, stable, p-a43zxrjmquqphnhh",
    "fernet, stable, p-elp2tkf3ga6xcb6q"
  })
  void aPseudonymIsOfTheDevicesKey(String format, String pseudonyms, String expected)
      throws ConfigException {
    try (Discretion discretion = discretion(format, pseudonyms)) {
      Reading.Presence told = (Reading.Presence) discretion.reading(frank());
      assertEquals(expected, told.people().get(0).name());
      assertEquals(Optional.empty(), told.people().get(0).mac());
    }
  }

  @Test
  void wordsOfFailuresNameNobodyOfTheConfiguration() throws ConfigException {
    try (Discretion discretion = discretion("cose", "stable")) {
      assertEquals(
          "hci0: somebody at (address) and somebody cannot be asked",
          discretion.problem("hci0: Frank at 88:29:9C:00:61:A9 and Mädchen cannot be asked"));
    }
  }

  @Test
  void makesNoPseudonymOnceItIsClosed() throws ConfigException {
    Discretion discretion = discretion("cose", "stable");
    discretion.close();
    assertThrows(IllegalStateException.class, () -> discretion.reading(frank()));
  }
}
