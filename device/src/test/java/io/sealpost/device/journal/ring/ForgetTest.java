package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.Journal.Entry;
import io.sealpost.device.journal.Journal.Forgotten;
import io.sealpost.device.journal.ring.SimulatedDisk.Operation;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Hello.Dropped;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForgetTest {
  private static final Channel A = new Channel.Readings(new StreamName("a"));
  private static final Channel B = new Channel.Readings(new StreamName("b"));

  private final Bench bench = new Bench();

  private Forgotten forget() {
    return bench.journal().forget(bench.now());
  }

  @Test
  void namesEverythingThatWasKeptOnDiskAndInMemory() {
    bench.open().append(A, 80).drain().append(A, 2).append(B, 1);
    Forgotten gone = forget();
    assertTrue(gone.durable());
    assertEquals(
        Map.of("a", List.of(new Dropped(1, 1, 82, 82)), "b", List.of(new Dropped(1, 1, 1, 1))),
        gone.ranges());
    assertEquals(gone.ranges(), bench.stats().dropped());
    assertEquals(83, bench.stats().totalDropped());
    assertEquals(List.of(), bench.all());
    assertEquals(0, bench.stats().bytes());
  }

  @Test
  void namesNothingThatTheBrokerHas() {
    bench.open().append(A, 10).drain().release(4);
    assertEquals(Map.of("a", List.of(new Dropped(1, 5, 10, 6))), forget().ranges());
  }

  @Test
  void survivesAPowerCutRightAfterIt() {
    bench.open().append(A, 80).drain();
    forget();
    bench.cut();
    assertEquals(List.of(), bench.all());
    assertEquals(Map.of("a", List.of(new Dropped(1, 1, 80, 80))), bench.stats().dropped());
  }

  @Test
  void takesALateAcknowledgementOfWhatIsGone() {
    bench.open().append(A, 3).drain();
    List<Entry> inFlight = bench.deliver(2);
    forget();
    inFlight.forEach(entry -> bench.journal().release(entry.id()));
    bench.append(A, 1);
    assertEquals(List.of("a 1/4"), bench.all());
    assertEquals(1, bench.stats().messages());
  }

  @Test
  void keepsWhatComesAfterIt() {
    bench.open().append(A, 3).drain();
    forget();
    bench.append(A, 2).tick(Duration.ofSeconds(6)).drain().cut();
    assertEquals(List.of("a 1/4", "a 1/5"), bench.all());
  }

  @Test
  void doesNotCallItDurableWhenTheDiskFails() {
    bench.open().append(A, 3).drain();
    bench.disk.fail(Operation.FORCE, "Input/output error");
    Forgotten gone = forget();
    assertFalse(gone.durable());
    assertEquals(Map.of("a", List.of(new Dropped(1, 1, 3, 3))), gone.ranges());
    assertEquals(List.of(), bench.all());
  }

  @Test
  void namesMoreRangesThanAreRememberedOfAChannel() {
    bench.open();
    for (int i = 0; i < 20; i++) {
      bench.append(A, 2);
      List<Entry> two = bench.deliver(2 * (i + 1));
      bench.journal().release(two.get(two.size() - 1).id());
    }
    assertEquals(20, forget().ranges().getOrDefault("a", List.of()).size());
    assertEquals(8, bench.stats().dropped().getOrDefault("a", List.of()).size());
  }

  @Test
  void hasNothingToNameInAnEmptyJournal() {
    bench.open();
    assertEquals(new Forgotten(Map.of(), true), forget());
  }
}
