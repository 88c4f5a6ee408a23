package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.MacAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PagerTest {
  private static final MacAddress ANNA = new MacAddress("5C:F3:70:00:00:0A");
  private static final MacAddress BERT = new MacAddress("5C:F3:70:00:00:0B");
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Pager pager = new Pager(List.of(ANNA, BERT), Duration.ofMinutes(1));

  @Test
  void thoseWhoWereNeverHeardArePagedAtOnceOneAfterTheOther() {
    assertEquals(Optional.of(ANNA), pager.next(0));
    assertEquals(Optional.empty(), pager.next(SECOND), "one at a time");
    pager.finished(SECOND);
    assertEquals(Optional.empty(), pager.next(9 * SECOND), "room for others");
    assertEquals(Optional.of(BERT), pager.next(10 * SECOND));
  }

  @Test
  void eachIsPagedOnceAnInterval() {
    List<MacAddress> paged = new ArrayList<>();
    for (int second = 0; second < 600; second++) {
      pager.next(second * SECOND).ifPresent(paged::add);
      pager.finished(second * SECOND);
    }
    assertEquals(10, Collections.frequency(paged, ANNA));
    assertEquals(10, Collections.frequency(paged, BERT));
  }

  @Test
  void thoseWhoAreHeardAreNotPaged() {
    for (int second = 0; second < 600; second++) {
      pager.heard(ANNA, second * SECOND);
      pager.heard(BERT, second * SECOND);
      assertEquals(Optional.empty(), pager.next(second * SECOND));
    }
    assertEquals(Optional.empty(), pager.next(658 * SECOND));
    assertEquals(Optional.of(ANNA), pager.next(659 * SECOND));
  }

  @Test
  void manyTakeTurns() {
    List<MacAddress> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(new MacAddress(String.format("5C:F3:70:00:00:%02X", i)));
    }
    Pager crowded = new Pager(many, Duration.ofSeconds(10));
    List<MacAddress> paged = new ArrayList<>();
    for (int second = 0; second < 400; second++) {
      crowded.next(second * SECOND).ifPresent(paged::add);
      crowded.finished(second * SECOND);
    }
    assertEquals(40, paged.size(), "one in 10 s");
    many.forEach(one -> assertEquals(2, Collections.frequency(paged, one)));
  }

  @Test
  void whoIsAskedForGoesFirstAndWithoutWaiting() {
    pager.next(0);
    pager.finished(SECOND);
    pager.ask(BERT);
    assertEquals(Optional.of(BERT), pager.next(2 * SECOND));
  }

  @Test
  void whoIsAskedForAgainAndAgainIsPagedAtALowRate() {
    int pages = 0;
    for (int second = 0; second < 100; second++) {
      pager.ask(ANNA);
      pager.heard(BERT, second * SECOND);
      pages += pager.next(second * SECOND).isPresent() ? 1 : 0;
      pager.finished(second * SECOND);
    }
    assertEquals(10, pages);
  }

  @Test
  void pagesOfManyWhoAreAwayTakeAQuarterOfTheTime() {
    List<MacAddress> many = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      many.add(new MacAddress(String.format("5C:F3:70:00:00:%02X", i)));
    }
    Pager crowded = new Pager(many, Duration.ofSeconds(10));
    int busy = 0;
    for (int second = 0; second < 1_000; second++) {
      if (crowded.next(second * SECOND).isPresent()) {
        crowded.finished((second + 5) * SECOND);
        busy += 5;
        second += 5;
      }
    }
    assertTrue(busy <= 260, busy + " of 1000 s");
  }

  @Test
  void tagOfLowEnergyIsNeverPagedAgain() {
    pager.forget(ANNA);
    pager.ask(ANNA);
    assertEquals(Optional.of(BERT), pager.next(0));
    pager.finished(SECOND);
    pager.heard(ANNA, 2 * SECOND);
    assertEquals(Optional.empty(), pager.next(30 * SECOND));
  }

  @Test
  void strangersAreNeverPaged() {
    pager.heard(ANNA, 0);
    pager.heard(BERT, 0);
    pager.ask(new MacAddress("00:00:00:00:00:01"));
    assertEquals(Optional.empty(), pager.next(SECOND));
  }

  @Test
  void withoutAnIntervalOnlyThoseAskedForArePaged() {
    Pager quiet = new Pager(List.of(ANNA), Duration.ZERO);
    assertEquals(Optional.empty(), quiet.next(Duration.ofHours(1).toNanos()));
    quiet.ask(ANNA);
    assertTrue(quiet.next(Duration.ofHours(1).toNanos()).isPresent());
  }

  @Test
  void pageThatHangsKeepsOthersFromBeingStarted() {
    pager.next(0);
    assertEquals(Optional.empty(), pager.next(Duration.ofMinutes(10).toNanos()));
  }
}
