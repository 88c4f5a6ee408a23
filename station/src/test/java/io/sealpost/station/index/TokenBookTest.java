package io.sealpost.station.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.StationException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenBookTest {
  private static final Source SOURCE =
      new Source(new DeviceId("old"), "", new Channel.Readings(new StreamName("temperature")));
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

  @TempDir private Path folder = Path.of("");

  @Test
  void aTokenIsFreshOnceAlsoInTheNextRun() throws StationException {
    try (ReadingIndex index = open()) {
      assertTrue(add(index, -1, NOW));
      assertFalse(add(index, -1, NOW));
      assertTrue(index.tokens().contains(SOURCE, tag(-1)));
      assertFalse(index.tokens().contains(SOURCE, tag(1)));
      index.commit();
    }
    try (ReadingIndex index = open()) {
      assertFalse(add(index, -1, NOW.plusSeconds(1)));
    }
  }

  @Test
  void streamsAreToldApart() throws StationException {
    try (ReadingIndex index = open()) {
      add(index, 7, NOW);
      Source other = new Source(SOURCE.device(), "", Channel.Fixed.HELLO);

      assertTrue(index.tokens().add(other, tag(7), NOW));
    }
  }

  @Test
  void ofManyEachIsRememberedForThirtyDaysAfterItCame() throws Exception {
    Instant later = NOW.plus(TokenBook.REMEMBERED);
    try (ReadingIndex index = open()) {
      add(index, -1, NOW);
      fill(index, NOW.plusMillis(1));
      add(index, -2, later);
      assertFalse(add(index, -1, later));

      add(index, -3, later.plusMillis(1));
      assertTrue(add(index, -1, later.plusMillis(2)));
      index.commit();
    }
    assertEquals(
        TokenBook.KEPT + 3,
        SqliteFile.number(folder.resolve("index.db"), "SELECT count(*) FROM token"));
  }

  @Test
  void aClockThatJumpsAheadForgetsNothingOfWhatCameLast() throws StationException {
    try (ReadingIndex index = open()) {
      add(index, 1, NOW);
      Instant wrong = NOW.plus(TokenBook.REMEMBERED.multipliedBy(100));
      add(index, 2, wrong);
      add(index, 3, wrong.plusSeconds(1));

      assertFalse(add(index, 1, wrong.plusSeconds(2)));
      add(index, 4, NOW.plusSeconds(1));
      assertFalse(add(index, 1, NOW.plusSeconds(2)));
    }
  }

  @Test
  void whatIsDeliveredAgainAfterAYearIsStillKnownAsLongAsNothingNewCame() throws StationException {
    try (ReadingIndex index = open()) {
      add(index, 1, NOW);

      assertFalse(add(index, 1, NOW.plus(TokenBook.REMEMBERED.multipliedBy(12))));
    }
  }

  private static void fill(ReadingIndex index, Instant received) throws StationException {
    for (int tag = 0; tag < TokenBook.KEPT; tag++) {
      add(index, tag, received);
    }
  }

  private ReadingIndex open() throws StationException {
    return ReadingIndex.open(folder.resolve("index.db"));
  }

  private static boolean add(ReadingIndex index, long tag, Instant received)
      throws StationException {
    return index.tokens().add(SOURCE, tag(tag), received);
  }

  private static byte[] tag(long tag) {
    return ByteBuffer.allocate(Long.BYTES).putLong(tag).array();
  }
}
