package io.sealpost.station.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class DeviceTextTest {
  private final DeviceText text = new DeviceText(ZoneOffset.UTC);

  @Test
  void whatIsOutOfTheOrdinaryIsMarked() {
    Hello.Stream stream =
        new Hello.Stream(
            Duration.ofSeconds(60),
            true,
            "simulated\u202e",
            Optional.of("no \u202ereply"),
            Optional.of(
                new Reading.Temperature(new ReadingTime.Wall(FakeTime.START, true), true, 20)),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of());
    Hello hello =
        new Hello(
            FakeDevice.BOOT,
            5,
            Duration.ofSeconds(59),
            FakeTime.START,
            false,
            "sealpost 0.1.0",
            Optional.empty(),
            new Hello.Link(1, 1, 0, 4, Optional.empty()),
            new Hello.Backlog(2, 0, Optional.empty(), 3, 0, Optional.empty()),
            List.of(),
            OptionalLong.empty(),
            Map.of(FakeDevice.TEMPERATURE, stream));
    DeviceState state =
        new DeviceState(
            new DeviceId("rpi-07"),
            Format.COSE_1,
            Optional.of(DeviceStatus.OFFLINE),
            Optional.of(hello),
            false,
            Optional.of("cloned"),
            Map.of(FakeDevice.TEMPERATURE, Duration.ofSeconds(10)));

    assertEquals(
        """
        rpi-07: offline
          ALARM: cloned
          no hello came now; what follows is remembered, if anything
          software  sealpost 0.1.0
          boot      0123456789abcdef, epoch 5, up 59s at 2026-11-21T10:00:00Z (clock not synchronised)
          link      1 connects, handshakes 1 full 0 resumed, backlog 2, dropped 3, refused 4
          temperature every 1m (ALARM: 10s was asked for), simulated\\u{202e}  SIMULATED, last 20.0 °C  FAILING: no \\u{202e}reply
        """,
        text.of(state));
  }

  @Test
  void durationsAreShownInTwoUnits() {
    assertEquals("3d 5h", ReadingText.duration(Duration.ofHours(77)));
    assertEquals("2h 5m", ReadingText.duration(Duration.ofMinutes(125)));
    assertEquals("1m 1s", ReadingText.duration(Duration.ofSeconds(61)));
    assertEquals("7s", ReadingText.duration(Duration.ofSeconds(7)));
    assertEquals("0.250s", ReadingText.duration(Duration.ofMillis(250)));
  }
}
