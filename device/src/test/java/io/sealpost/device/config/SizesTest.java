package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizesTest {
  @ParameterizedTest
  @CsvSource({
    "65536B, 65536",
    "64KB, 65536",
    "16MB, 16777216",
    "1GB, 1073741824",
    "1024MB, 1073741824"
  })
  void countsInPowersOf1024(String text, long bytes) {
    assertEquals(bytes, Sizes.parse(text, "64KB", "1GB"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "16", "MB", "16 MB", "16mb", "16MiB", "-1MB", "1.5MB", "1TB"})
  void refusesWhatIsNoSize(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Sizes.parse(text, "64KB", "1GB"));
    assertEquals(
        "\"" + text + "\" must be a whole number and B, KB, MB or GB, \"16MB\" for instance",
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"63KB", "65535B", "1025MB", "2GB", "999999999GB", "0MB"})
  void refusesWhatIsOutsideOfTheRange(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Sizes.parse(text, "64KB", "1GB"));
    assertEquals("\"" + text + "\" must be 64KB to 1GB", e.getMessage());
  }
}
