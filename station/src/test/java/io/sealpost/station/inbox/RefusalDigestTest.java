package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalDigestTest {
  private final RefusalDigest digest = new RefusalDigest();

  @Test
  void theFirstFewAreToldAtOnce() {
    for (int i = 0; i < RefusalDigest.LINES; i++) {
      assertEquals(Optional.of(refused("a", 1)), add("a", 0));
    }
    assertEquals(Optional.empty(), add("a", 0));
  }

  @Test
  void theOthersAreToldAsSumsWhenThePeriodEnds() {
    exhaust();
    add("a", 1);
    add("a", 2);
    add("b", 3);

    assertEquals(List.of(), digest.due(Duration.ofSeconds(9)));
    assertEquals(List.of(refused("a", 2), refused("b", 1)), digest.due(Duration.ofSeconds(10)));
    assertEquals(List.of(), digest.due(Duration.ofSeconds(20)));
  }

  @Test
  void manySourcesAreToldAsOneSum() {
    exhaust();
    for (int i = 0; i < 1000; i++) {
      add("source-" + i, 1);
    }

    List<Event> sums = digest.flush(Duration.ofSeconds(2));

    assertEquals(RefusalDigest.LINES + 1, sums.size());
    assertEquals(new Event.MoreRefused(1000 - RefusalDigest.LINES), sums.get(RefusalDigest.LINES));
  }

  @Test
  void afterAQuietPeriodTheFirstFewAreToldAtOnceAgain() {
    exhaust();

    assertEquals(Optional.of(refused("a", 1)), add("a", 10));
  }

  private void exhaust() {
    for (int i = 0; i < RefusalDigest.LINES; i++) {
      add("first", 0);
    }
  }

  private Optional<Event> add(String device, int second) {
    return digest.add(device, "s", Refusal.MALFORMED, Duration.ofSeconds(second));
  }

  private static Event refused(String device, long count) {
    return new Event.Refused(device, "s", Refusal.MALFORMED, count);
  }
}
