package io.sealpost.station.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.station.site.KeyStage;
import io.sealpost.station.store.Desired;
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
    DeviceState state =
        new DeviceState(
            new DeviceId("rpi-07"),
            Format.COSE_1,
            Optional.of(DeviceStatus.DEGRADED),
            Optional.of(hello(false)),
            false,
            Optional.of("cloned"),
            KeyStage.UNCONFIRMED,
            Desired.of(Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(10))));

    assertEquals(
        """
        rpi-07: degraded
          ALARM: cloned
          key       may obey its key from before still; "sealpost rotate rpi-07" ends it
          no hello came now; what follows is remembered, if anything
          software  sealpost 0.1.0
          boot      0123456789abcdef, epoch 5, up 59s at 2026-11-21T10:00:00Z (clock not synchronised)
          link      connected since start+50s, 1 connects, handshakes 1 full 0 resumed, refused 4
          journal   backlog 2 (300 bytes, oldest 7s), dropped 5, errors 6  ALARM: disk \\u{202e}full
          temperature every 1m (ALARM: every 10s was asked for), simulated\\u{202e}  SIMULATED, dropped 5, last 20.0 °C  FAILING since start+1s (58s before this hello): no \\u{202e}reply
        """,
        text.of(state));
  }

  private static DeviceState synchronisedState() {
    return new DeviceState(
        new DeviceId("rpi-07"),
        Format.COSE_1,
        Optional.of(DeviceStatus.ONLINE),
        Optional.of(hello(true)),
        true,
        Optional.empty(),
        KeyStage.PENDING,
        Desired.NOTHING);
  }

  @Test
  void aRotationThatDidNotEndIsShown() {
    String shown = text.of(synchronisedState());
    assertTrue(
        shown.contains("  key       a rotation is under way; \"sealpost rotate rpi-07\" ends it\n"),
        shown);
    assertTrue(DeviceJson.of(synchronisedState()).contains("\"rotation\":\"pending\""));
  }

  @Test
  void aFailureIsDatedWhereTheDeviceKnowsTheTime() {
    String since = FakeTime.START.minusSeconds(58).toString();
    String shown = text.of(synchronisedState());
    assertTrue(shown.contains("  FAILING since " + since + " (58s before this hello): no"), shown);
    String json = DeviceJson.of(synchronisedState());
    assertTrue(
        json.contains(
            "\"failing_since\":\"" + since + "\",\"failing_since_uptime_s\":1.0,\"dropped\""),
        json);
  }

  @Test
  void durationsAreShownInTwoUnits() {
    assertEquals("3d 5h", ReadingText.duration(Duration.ofHours(77)));
    assertEquals("2h 5m", ReadingText.duration(Duration.ofMinutes(125)));
    assertEquals("1m 1s", ReadingText.duration(Duration.ofSeconds(61)));
    assertEquals("7s", ReadingText.duration(Duration.ofSeconds(7)));
    assertEquals("0.250s", ReadingText.duration(Duration.ofMillis(250)));
  }

  private static Hello hello(boolean synchronised) {
    return new Hello(
        FakeDevice.BOOT,
        5,
        Duration.ofSeconds(59),
        FakeTime.START,
        synchronised,
        "sealpost 0.1.0",
        Optional.empty(),
        LogLevel.INFO,
        new Hello.Link(1, 1, 0, 4, Optional.of(Duration.ofSeconds(50))),
        new Hello.Backlog(
            2, 300, Optional.of(Duration.ofSeconds(7)), 5, 6, Optional.of("disk \u202efull")),
        List.of(),
        OptionalLong.empty(),
        Map.of(FakeDevice.TEMPERATURE, stream()));
  }

  private static Hello.Stream stream() {
    return new Hello.Stream(
        StreamSettings.every(Duration.ofSeconds(60)),
        true,
        "simulated\u202e",
        Optional.of(new Hello.Failure("no \u202ereply", Duration.ofSeconds(1))),
        Optional.of(new Reading.Temperature(new ReadingTime.Wall(FakeTime.START, true), true, 20)),
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of(new Hello.Dropped(5, 1, 9, 4), new Hello.Dropped(5, 20, 20, 1)));
  }
}
