package io.sealpost.sensors.presence.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BurstyLossTest {
  @ParameterizedTest
  @CsvSource({"60, 75", "180, 7", "300, 1.1", "600, 0.01"})
  void theFittedModelFailsAPlainTimeoutAsOftenAsPhonesDo(int timeout, double aDay) {
    assertEquals(aDay, BurstyLoss.FITTED.runsADay(timeout / 15), aDay * 0.05);
  }

  @ParameterizedTest
  @CsvSource({"60, 0.03", "180, 0.08", "300, 0.15"})
  void theSimulationAgreesWithTheModel(int timeout, double tolerance) {
    int days = 400;
    int failed = new Life(Population.MUTE, 7).falseDepartures(new Timeout(timeout, 5), days);
    double expected = BurstyLoss.FITTED.runsADay(timeout / 15);
    assertEquals(expected, (double) failed / days, expected * tolerance);
  }
}
