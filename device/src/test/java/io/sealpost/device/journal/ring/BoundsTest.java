package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.device.journal.Durability;
import io.sealpost.device.journal.JournalOptions;
import io.sealpost.device.journal.WhenFull;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BoundsTest {
  @ParameterizedTest
  @EnumSource
  void takesEachOptionToItsPlace(WhenFull whenFull) {
    Durability durability = new Durability.Grouped(Duration.ofSeconds(2), 3);
    JournalOptions options =
        new JournalOptions(3_200_000, Duration.ofDays(4), durability, whenFull, 5, 6);
    Setup setup = Setup.of(Path.of("state", "journal", "urgent"), options);
    assertEquals(new Bounds(200_000, 3_200_000, whenFull, 5, 6), setup.bounds());
    assertEquals(Duration.ofDays(4), setup.maxAge());
    assertEquals(durability, setup.durability());
    assertEquals("urgent", setup.name());
  }
}
