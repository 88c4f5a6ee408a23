package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.Hello;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeskTest {
  private static final Channel TEMPERATURE = new Channel.Readings(FakeDevice.TEMPERATURE);

  private final FakeTime time = new FakeTime();

  @ParameterizedTest
  @EnumSource(Format.class)
  void whatTheDeviceSealedOpensAndDecodes(Format format) throws RefusedException, DecodeException {
    FakeDevice device = new FakeDevice("rpi-07", format, time);
    Hello hello = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofHours(1), FakeTime.START);

    try (Desk desk = desk(device)) {
      assertEquals(hello, desk.hello(device.hello(0, hello)));
      assertEquals(format, desk.format());
      assertEquals(device.id(), desk.device());
    }
  }

  @Test
  void theCounterComesOutWithTheMessage() throws RefusedException {
    FakeDevice device = new FakeDevice("rpi-07", Format.COSE_2, time);

    try (Desk desk = desk(device)) {
      Opened opened = desk.open(TEMPERATURE, device.temperature(5, 9, 20));
      assertEquals(Optional.of(new Counter(5, 9)), opened.counter());
    }
  }

  @Test
  void aMessageOfAnotherDeviceIsRefused() {
    FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);
    FakeDevice other = new FakeDevice("rpi-08", Format.COSE_1, time);

    try (Desk desk = desk(device)) {
      RefusedException refused =
          assertThrows(
              RefusedException.class, () -> desk.open(TEMPERATURE, other.temperature(5, 9, 20)));
      assertEquals(Refusal.UNKNOWN_KEY, Refusal.of(refused));
    }
  }

  @Test
  void aReadingOnTheHelloTopicIsRefused() {
    FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);

    try (Desk desk = desk(device)) {
      assertThrows(RefusedException.class, () -> desk.hello(device.temperature(5, 9, 20)));
    }
  }

  @ParameterizedTest
  @EnumSource(RefusedException.Reason.class)
  void everyReasonOfARefusalHasAName(RefusedException.Reason reason) {
    assertEquals(reason.name(), Refusal.of(new RefusedException(reason)).name());
  }

  private Desk desk(FakeDevice device) {
    try (DeviceKey key = device.key()) {
      return new Desk(FakeDevice.sealing(time), key);
    }
  }
}
