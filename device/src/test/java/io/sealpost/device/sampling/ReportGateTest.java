package io.sealpost.device.sampling;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.TestClock;
import io.sealpost.device.TestConfig;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportGateTest {
  private static final ReadingTime TIME = new ReadingTime.Wall(TestClock.START, true);
  private static final Reading READING = new Reading.Temperature(TIME, false, 20);

  private final ReportGate gate =
      new ReportGate(Map.of(TestConfig.A, new OnChange(0.1, OnChange.USUAL)));

  @Test
  void holdsBackOnlyWhereThereIsARule() {
    assertTrue(gate.passes(TestConfig.A, READING, 0));
    assertFalse(gate.passes(TestConfig.A, READING, 0));
    assertTrue(gate.passes(TestConfig.B, READING, 0));
    assertTrue(gate.passes(TestConfig.B, READING, 0));
  }

  @Test
  void opensForOneStream() {
    gate.passes(TestConfig.A, READING, 0);
    gate.open(TestConfig.B);
    assertFalse(gate.passes(TestConfig.A, READING, 0));
    gate.open(TestConfig.A);
    assertTrue(gate.passes(TestConfig.A, READING, 0));
  }

  @Test
  void whatIsNoTemperatureAlwaysPasses() {
    Reading nobody = new Reading.Presence(TIME, false, List.of());
    assertTrue(gate.passes(TestConfig.A, nobody, 0));
    assertTrue(gate.passes(TestConfig.A, nobody, 0));
  }
}
