package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {
  @ParameterizedTest
  @CsvSource({
    "rpi-07, rpi-07, true",
    "rpi-07, rpi-071, false",
    "rpi-*, rpi-07, true",
    "*, anything, true",
    "rpi-0?, rpi-07, true",
    "rpi-0?, rpi-0, false",
    "a.b, a.b, true",
    "a.b, axb, false",
    "[a], a, false"
  })
  void aGlobMatchesWholeNames(String glob, String device, boolean wanted) {
    assertEquals(wanted, Filter.ofGlobs(List.of(glob), List.of()).wants(new DeviceId(device)));
  }

  @Test
  void oneOfSeveralIsEnough() {
    Filter filter = Filter.ofGlobs(List.of("a", "b"), List.of("t*", "presence"));

    assertTrue(filter.wants(new DeviceId("b")));
    assertTrue(filter.wants(new StreamName("presence")));
  }
}
