package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.Verdict;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamName;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamTrackTest {
  private static final DeviceId DEVICE = new DeviceId("a");
  private static final StreamName STREAM = new StreamName("s");

  private final StreamTrack track = new StreamTrack(DEVICE, STREAM);

  @ParameterizedTest
  @CsvSource({
    "5, 7, 5, 9, 8, 8",
    "5, 7, 5, 12, 8, 11",
    "5, 7, 6, 3, 0, 2",
    "5, 7, 9, 1, 0, 0",
    "0, 0, 0, 4294967295, 1, 4294967294"
  })
  void whatLiesBetweenIsMissing(
      long epochBefore, long before, long epoch, long fresh, long first, long last) {
    assertEquals(
        Optional.of(new Event.Gap(DEVICE, STREAM, epoch, first, last)),
        track.gapBefore(Optional.of(new Counter(epochBefore, before)), new Counter(epoch, fresh)));
  }

  @ParameterizedTest
  @CsvSource({"5, 7, 5, 8", "5, 7, 6, 0", "5, 7, 5, 3", "5, 7, 4, 900"})
  void whatFollowsOrComesLateRevealsNoGap(long epochBefore, long before, long epoch, long fresh) {
    assertEquals(
        Optional.empty(),
        track.gapBefore(Optional.of(new Counter(epochBefore, before)), new Counter(epoch, fresh)));
  }

  @Test
  void theTailOfAnEpochThatWasNeverFollowedIsNotMissed() {
    assertEquals(Optional.empty(), track.lostTail(4, 100));
  }

  @Test
  void theTailOfAFollowedEpochIsMissed() {
    track.accept(opened(new Counter(4, 98)));

    assertEquals(Optional.of(new Event.Gap(DEVICE, STREAM, 4, 99, 100)), track.lostTail(4, 100));
    assertEquals(Optional.empty(), track.lostTail(4, 98));
  }

  @Test
  void aTokenIsFreshOnceHoweverOldItIs() {
    Opened token =
        new Opened(Optional.empty(), new byte[0], new byte[8], Optional.of(Instant.EPOCH));

    assertEquals(Verdict.FRESH, track.accept(token));
    assertEquals(Verdict.DUPLICATE, track.accept(token));
    assertEquals(Optional.empty(), track.newest());
  }

  private static Opened opened(Counter counter) {
    return new Opened(Optional.of(counter), new byte[0], new byte[8]);
  }
}
