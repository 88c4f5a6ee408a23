package io.sealpost.device.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.device.FakeRateStore;
import io.sealpost.device.TestConfig;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.state.StateException;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatesTest {
  private static final DeviceConfig CONFIG = TestConfig.of(Format.COSE_1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final FakeRateStore store = new FakeRateStore();

  private Rates rates() {
    return new Rates(CONFIG, store);
  }

  private static Map<StreamName, Duration> rates(long a, long b) {
    return Map.of(
        TestConfig.A,
        SECOND.multipliedBy(a),
        TestConfig.B,
        SECOND.multipliedBy(b),
        DeviceConfig.HEALTH,
        Duration.ofSeconds(60));
  }

  @Test
  void areTheConfiguredOnesAtFirst() {
    assertEquals(rates(1, 5), rates().intervals());
  }

  @Test
  void areKeptBeforeTheyAreInForce() throws StateException {
    Rates rates = rates();
    rates.change(Map.of(TestConfig.A, SECOND.multipliedBy(7)));
    assertEquals(rates(7, 5), rates.intervals());
    assertEquals(Map.of(TestConfig.A, SECOND.multipliedBy(7)), store.kept());
  }

  @Test
  void surviveARestart() throws StateException {
    rates().change(Map.of(TestConfig.A, SECOND.multipliedBy(7)));
    assertEquals(rates(7, 5), rates().intervals());
  }

  @Test
  void addUpOverCommandsAndRestarts() throws StateException {
    rates().change(Map.of(TestConfig.A, SECOND.multipliedBy(7)));
    rates().change(Map.of(TestConfig.B, SECOND.multipliedBy(8)));
    assertEquals(rates(7, 8), rates().intervals());
  }

  @Test
  void stayAsTheyWereWhenTheyCannotBeKept() {
    Rates rates = rates();
    store.breakDown();
    assertThrows(
        StateException.class, () -> rates.change(Map.of(TestConfig.A, SECOND.multipliedBy(7))));
    assertEquals(rates(1, 5), rates.intervals());
  }

  @Test
  void areTakenBackFromTheDiskWhenTheyWereWrittenButNotMadeDurable() throws StateException {
    Rates rates = rates();
    rates.change(Map.of(TestConfig.A, SECOND.multipliedBy(7)));
    store.failAfterWriting(1);
    String message = failed(rates);
    assertTrue(message.endsWith("; the former rates are in force after a restart, too"), message);
    assertEquals(rates(7, 5), rates.intervals());
    assertEquals(rates(7, 5), rates().intervals());
  }

  @Test
  void sayWhatARestartBringsWhenTheyCannotBeTakenBack() throws StateException {
    Rates rates = rates();
    rates.change(Map.of(TestConfig.A, SECOND.multipliedBy(7)));
    store.failAfterWriting(2);
    String message = failed(rates);
    assertTrue(message.endsWith("after a restart, too, if the disk kept its word"), message);
    assertEquals(rates(7, 5), rates().intervals());
    store.failAfterWriting(1);
    store.becomeReadOnlyAfterwards();
    message = failed(rates);
    assertTrue(message.contains("; the refused rates are in force after a restart: "), message);
    assertEquals(rates(9, 5), rates().intervals());
    store.breakDown();
    message = failed(rates);
    assertTrue(message.contains("; what is in force after a restart is unknown: "), message);
    assertEquals(rates(7, 5), rates.intervals());
  }

  private static String failed(Rates rates) {
    return String.valueOf(
        assertThrows(
                StateException.class,
                () -> rates.change(Map.of(TestConfig.A, SECOND.multipliedBy(9))))
            .getMessage());
  }

  @Test
  void areTheConfiguredOnesWhenTheCommandedCannotBeRead() {
    store.breakDown();
    assertEquals(rates(1, 5), rates().intervals());
  }

  @Test
  void forgetStreamsThatAreNotConfiguredAnyMore() throws StateException {
    store.save(Map.of(new StreamName("gone"), SECOND, TestConfig.A, SECOND.multipliedBy(7)));
    Rates rates = rates();
    assertEquals(rates(7, 5), rates.intervals());
    rates.change(Map.of(TestConfig.B, SECOND));
    assertEquals(Map.of(TestConfig.A, SECOND.multipliedBy(7), TestConfig.B, SECOND), store.kept());
  }

  @Test
  void ignoreWhatTheLimitsNoLongerAllow() throws StateException {
    store.save(Map.of(TestConfig.A, Duration.ofMillis(499), TestConfig.B, Duration.ofHours(2)));
    assertEquals(rates(1, 5), rates().intervals());
  }

  @Test
  void leaveStreamsThatNoCommandNamedToTheConfiguration() throws StateException {
    rates().change(Map.of(TestConfig.A, SECOND.multipliedBy(7)));
    assertEquals(1, store.kept().size(), "only what was commanded outlives a new configuration");
  }
}
