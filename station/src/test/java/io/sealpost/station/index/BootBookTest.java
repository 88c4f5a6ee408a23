package io.sealpost.station.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BootBookTest {
  private static final DeviceId DEVICE = new DeviceId("a");
  private static final DeviceId OTHER = new DeviceId("b");
  private static final Instant STARTED = Instant.parse("2026-11-21T10:00:00.123Z");

  @TempDir private Path folder = Path.of("");

  @Test
  void aStartIsKnownFromWhenItWasLearntAlsoInTheNextRun() throws StationException {
    try (ReadingIndex index = open()) {
      assertEquals(Optional.empty(), index.boots().started(DEVICE, boot(1)));
      index.boots().learn(DEVICE, boot(1), STARTED);
      index.commit();
    }
    try (ReadingIndex index = open()) {
      assertEquals(Optional.of(STARTED), index.boots().started(DEVICE, boot(1)));
      assertEquals(Optional.empty(), index.boots().started(OTHER, boot(1)));
    }
  }

  @Test
  void readingsWithoutADateAreCountedUntilTheStartIsLearnt() throws StationException {
    try (ReadingIndex index = open()) {
      index.boots().undated(DEVICE, boot(1));
      index.boots().undated(DEVICE, boot(1));
      index.boots().undated(OTHER, boot(1));
      index.boots().undated(DEVICE, boot(2));

      assertEquals(2, index.boots().learn(DEVICE, boot(1), STARTED));
      assertEquals(0, index.boots().learn(DEVICE, boot(1), STARTED));
      assertEquals(1, index.boots().learn(DEVICE, boot(2), STARTED));
    }
  }

  @Test
  void aStartThatIsReckonedAnewReplacesTheOld() throws StationException {
    try (ReadingIndex index = open()) {
      index.boots().learn(DEVICE, boot(1), STARTED);
      index.boots().learn(DEVICE, boot(1), STARTED.plusMillis(40));

      assertEquals(Optional.of(STARTED.plusMillis(40)), index.boots().started(DEVICE, boot(1)));
    }
  }

  @Test
  void aDeviceThatStartsForEverFillsNoDisk() throws Exception {
    try (ReadingIndex index = open()) {
      index.boots().learn(OTHER, boot(0), STARTED);
      for (int number = 0; number < 2 * BootBook.BOOTS; number++) {
        index.boots().undated(DEVICE, boot(number));
      }
      assertEquals(0, index.boots().learn(DEVICE, boot(0), STARTED));
      assertEquals(1, index.boots().learn(DEVICE, boot(2 * BootBook.BOOTS - 1), STARTED));
      assertEquals(Optional.of(STARTED), index.boots().started(OTHER, boot(0)));
      index.commit();
    }
    assertEquals(
        BootBook.BOOTS + 1,
        SqliteFile.number(folder.resolve("index.db"), "SELECT count(*) FROM boot"));
  }

  private ReadingIndex open() throws StationException {
    return ReadingIndex.open(folder.resolve("index.db"));
  }

  private static BootId boot(int number) {
    return new BootId("%016x".formatted(number));
  }
}
