package io.sealpost.device.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.device.TestClock;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Hello.BootStart;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BootsTest {
  private static final BootId A = boot(1);
  private static final BootId B = boot(2);

  private static BootId boot(int number) {
    return new BootId("%016x".formatted(number));
  }

  @Test
  void tellNothingBeforeTheClockWasRight() {
    assertEquals(List.of(), Boots.NONE.with(A, Duration.ofSeconds(10)).told());
  }

  @Test
  void tellWhenABootStarted() {
    Boots boots = Boots.NONE.started(A, TestClock.START);
    assertEquals(List.of(new BootStart(A, TestClock.START)), boots.told());
  }

  @Test
  void dateEarlierBootsThatBeganSinceTheMachineDid() {
    Boots boots =
        Boots.NONE
            .with(A, Duration.ofSeconds(10))
            .with(B, Duration.ofSeconds(40))
            .started(B, TestClock.START);
    assertEquals(
        List.of(
            new BootStart(A, TestClock.START.minusSeconds(30)), new BootStart(B, TestClock.START)),
        boots.told());
  }

  @Test
  void keepWhatIsKnownOfBootsBeforeTheMachines() {
    Boots boots =
        new Boots(Map.of(A, TestClock.START.minusSeconds(5000)), Map.of())
            .with(B, Duration.ofSeconds(40))
            .started(B, TestClock.START);
    assertEquals(
        List.of(
            new BootStart(A, TestClock.START.minusSeconds(5000)),
            new BootStart(B, TestClock.START)),
        boots.told());
  }

  @Test
  void tellTheNewestReckoning() {
    Boots boots =
        Boots.NONE
            .with(A, Duration.ofSeconds(10))
            .with(B, Duration.ofSeconds(40))
            .started(B, TestClock.START)
            .started(B, TestClock.START.plusSeconds(7));
    assertEquals(
        List.of(
            new BootStart(A, TestClock.START.minusSeconds(23)),
            new BootStart(B, TestClock.START.plusSeconds(7))),
        boots.told());
  }

  @Test
  void tellTheNewestThatAHelloCarriesNewestLast() {
    Boots boots = Boots.NONE;
    for (int i = 0; i < 20; i++) {
      boots = boots.started(boot(i), TestClock.START.plusSeconds(i));
    }
    assertEquals(Hello.MAX_BOOTS, boots.told().size());
    assertEquals(boot(12), boots.told().get(0).boot());
    assertEquals(boot(19), boots.told().get(7).boot());
  }

  @Test
  void rememberTheNewestThatWereNotDated() {
    Boots boots = Boots.NONE;
    for (int i = 0; i < 20; i++) {
      boots = boots.with(boot(i), Duration.ofSeconds(i));
    }
    assertEquals(Boots.MAX, boots.since().size());
    assertEquals(boot(12), boots.started(boot(19), TestClock.START).told().get(0).boot());
  }
}
