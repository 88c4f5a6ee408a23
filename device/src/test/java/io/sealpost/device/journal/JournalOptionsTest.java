package io.sealpost.device.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JournalOptionsTest {
  private static final Duration DAY = Duration.ofDays(1);

  private static JournalOptions options(long maxBytes, Duration maxAge, int keep, long minFree) {
    return new JournalOptions(
        maxBytes, maxAge, new Durability.Each(), WhenFull.THIN, keep, minFree);
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000_000, 17_179_869_184L})
  void mayBeAsSmallAndAsLargeAsSaid(long maxBytes) {
    assertEquals(maxBytes, options(maxBytes, DAY, 2, 0).maxBytes());
  }

  @ParameterizedTest
  @ValueSource(longs = {999_999, 17_179_869_185L, 0, -1})
  void refusesASizeOutOfRangeAndNamesIt(long maxBytes) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> options(maxBytes, DAY, 2, 0));
    assertTrue(String.valueOf(refused.getMessage()).contains(maxBytes + " bytes"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 100})
  void thinsToOneOfTwoToHundred(int keep) {
    assertEquals(keep, options(1_000_000, DAY, keep, 0).thinKeep());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 101, 0, -2})
  void refusesToThinToAnythingElse(int keep) {
    assertThrows(IllegalArgumentException.class, () -> options(1_000_000, DAY, keep, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT-1S"})
  void refusesAnAgeThatIsNotPositive(String age) {
    assertThrows(
        IllegalArgumentException.class, () -> options(1_000_000, Duration.parse(age), 2, 0));
  }

  @Test
  void takesTheShortestAge() {
    assertEquals(Duration.ofNanos(1), options(1_000_000, Duration.ofNanos(1), 2, 0).maxAge());
  }

  @Test
  void refusesNegativeFreeBytes() {
    assertThrows(IllegalArgumentException.class, () -> options(1_000_000, DAY, 2, -1));
  }

  @ParameterizedTest
  @CsvSource({
    "1000000, 131072", // the smallest segment
    "2097152, 131072",
    "2097168, 131073", // from here on a sixteenth
    "3200000, 200000",
    "16777215, 1048575",
    "16777216, 1048576", // the largest
    "17179869184, 1048576",
  })
  void cutsTheWholeIntoSixteenSegmentsWithinBounds(long maxBytes, int segmentSize) {
    assertEquals(segmentSize, options(maxBytes, DAY, 2, 0).segmentSize());
  }
}
