package io.sealpost.sensors.presence.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.replay.Trace.Heard;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final Heard TAG =
      new Heard(1_500, Radio.BLUETOOTH, new MacAddress("88:29:9C:00:61:A9"), OptionalInt.of(-67));
  private static final Heard HOST =
      new Heard(2_000, Radio.LAN, new MacAddress("02:00:5E:00:53:01"), OptionalInt.empty());

  private static String fault(String... lines) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Trace.parse(List.of(lines)))
            .getMessage());
  }

  @Test
  void linesAreRead() {
    List<String> lines =
        List.of(
            "# recorded in a kitchen",
            "t_ms,radio,address,rssi",
            "1500,bluetooth,88:29:9c:00:61:a9,-67",
            "",
            "2000,lan,02:00:5E:00:53:01,");
    assertEquals(List.of(TAG, HOST), Trace.parse(lines).heard());
  }

  @Test
  void whatIsWrittenIsRead() {
    Trace trace = new Trace(List.of(TAG, HOST));
    assertEquals(trace, Trace.parse(trace.lines()));
  }

  @Test
  void aMalformedLineIsNamed() {
    assertEquals("line 2: 3 values, not the 4 of t_ms,radio,address,rssi", fault("", "1,lan,2"));
    assertEquals("line 1: For input string: \"x\"", fault("x,lan,02:00:5E:00:53:01,"));
    assertEquals(
        "line 1: hardware address \"2\" must look like 88:29:9C:00:61:A9", fault("1,lan,2,"));
  }

  @Test
  void timeMustNotGoBack() {
    assertEquals(
        "time goes back to 1500 ms in entry 2",
        fault("2000,lan,02:00:5E:00:53:01,", "1500,bluetooth,88:29:9C:00:61:A9,-67"));
  }
}
