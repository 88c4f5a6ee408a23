package io.sealpost.station.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.protocol.DeviceId;
import io.sealpost.station.testing.FakeDevice;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {
  @ParameterizedTest
  @CsvSource({"PT0.1S, PT1S", "PT24H, PT1H"})
  void theBoundsAreAllowed(Duration interval, Duration timeout) {
    assertEquals(interval, request(interval, timeout).interval());
  }

  @ParameterizedTest
  @CsvSource({
    "PT0.099S, PT30S",
    "PT24H0.001S, PT30S",
    "PT-1S, PT30S",
    "PT10S, PT0.999S",
    "PT10S, PT1H0.001S"
  })
  void whatIsBeyondIsRefused(Duration interval, Duration timeout) {
    assertThrows(IllegalArgumentException.class, () -> request(interval, timeout));
  }

  private static Request request(Duration interval, Duration timeout) {
    return new Request(new DeviceId("a"), FakeDevice.TEMPERATURE, interval, timeout);
  }
}
