package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.Answer.Status;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BeaconTest {
  private static final long S = 1_000_000_000;

  private final FakeLight light = new FakeLight();
  private final Beacon beacon = new Beacon(light);

  private Status identify(long seconds, long now) {
    return beacon.identify(Duration.ofSeconds(seconds), now).status();
  }

  @Test
  void hasNothingToDoBeforeItIsTold() {
    beacon.tick(100 * S);
    assertEquals(Long.MAX_VALUE, beacon.nextDue());
    assertEquals(List.of(), light.told);
  }

  @Test
  void blinksUntilItsTimeIsOver() {
    assertEquals(Status.OK, identify(30, 5 * S));
    assertEquals(35 * S, beacon.nextDue());
    beacon.tick(35 * S - 1);
    assertEquals(List.of("blink"), light.told);
    beacon.tick(35 * S);
    assertEquals(List.of("blink", "restore"), light.told);
    assertEquals(Long.MAX_VALUE, beacon.nextDue());
  }

  @Test
  void blinksForLongerWhenItIsToldAgain() {
    identify(30, 0);
    identify(30, 20 * S);
    beacon.tick(30 * S);
    assertEquals(List.of("blink", "blink"), light.told);
    beacon.tick(50 * S);
    assertEquals(List.of("blink", "blink", "restore"), light.told);
  }

  @Test
  void endsAtOnceWhenItIsToldTo() {
    identify(30, 0);
    assertEquals(Status.OK, identify(0, S));
    assertEquals(List.of("blink", "restore"), light.told);
    assertEquals(Long.MAX_VALUE, beacon.nextDue());
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void isUnsupportedWithoutALightAndFailsOtherwise(Kind kind) {
    light.failWith(new SensorException(kind, "why"));
    assertEquals(kind == Kind.ABSENT ? Status.UNSUPPORTED : Status.FAILED, identify(30, 0));
    assertEquals(Long.MAX_VALUE, beacon.nextDue());
  }

  @Test
  void saysSoWhenItCannotBeEnded() {
    identify(30, 0);
    light.failWith(new SensorException(Kind.NOT_PERMITTED, "why"));
    assertEquals(Status.FAILED, identify(0, S));
    assertEquals(Long.MAX_VALUE, beacon.nextDue());
  }

  @Test
  void outlivesALightThatCannotBeRestored() {
    identify(30, 0);
    light.failWith(new SensorException(Kind.NOT_PERMITTED, "why"));
    beacon.tick(30 * S);
    assertEquals(Long.MAX_VALUE, beacon.nextDue());
  }
}
