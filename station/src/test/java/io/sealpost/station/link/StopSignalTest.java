package io.sealpost.station.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopSignalTest {
  private final StopSignal signal = new StopSignal();
  private final AtomicInteger stops = new AtomicInteger();

  @Test
  void listenersAreToldOnce() {
    signal.listen(stops::incrementAndGet);

    assertTrue(signal.request());
    assertTrue(signal.request());
    assertEquals(1, stops.get());
  }

  @Test
  void aListenerThatComesLateIsToldAtOnce() {
    assertFalse(signal.request());

    signal.listen(stops::incrementAndGet);

    assertEquals(1, stops.get());
  }
}
