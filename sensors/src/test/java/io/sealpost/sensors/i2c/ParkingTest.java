package io.sealpost.sensors.i2c;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class ParkingTest {
  private final Pause pause = new Parking();

  @Test
  void itWaitsAtLeastAsLongAsAsked() throws Exception {
    long start = System.nanoTime();
    pause.await(Duration.ofMillis(2));
    assertTrue(System.nanoTime() - start >= 2_000_000);
  }

  @Test
  void aPermitToGoOnDoesNotShortenTheWait() throws Exception {
    long start = System.nanoTime();
    LockSupport.unpark(Thread.currentThread());
    pause.await(Duration.ofMillis(2));
    assertTrue(System.nanoTime() - start >= 2_000_000);
  }

  @Test
  void noTimeAtAllIsNoWait() throws Exception {
    Thread.currentThread().interrupt();
    pause.await(Duration.ZERO);
    assertTrue(Thread.interrupted());
  }

  @Test
  void aThreadThatIsToldToStopDoesNotWait() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> pause.await(Duration.ofHours(1)));
    assertFalse(Thread.interrupted(), "the mark is in the exception");
  }

  @Test
  void aSensorThatIsToldToStopTimesOutAndKeepsTheMark() {
    Thread.currentThread().interrupt();
    SensorException e =
        assertThrows(SensorException.class, () -> pause.await(Duration.ofHours(1), "SHT31 0x44"));
    assertTrue(Thread.interrupted());
    assertEquals(Kind.TIMED_OUT, e.kind());
    assertEquals("SHT31 0x44 was not waited for: the agent is stopping", e.getMessage());
  }
}
