package io.sealpost.station.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.Hello;
import io.sealpost.station.StationException;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CommandSealerTest {
  private static final Command COMMAND =
      new Command(
          Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(10)), Duration.ofSeconds(99));

  private final FakeTime time = new FakeTime();

  @ParameterizedTest
  @EnumSource(Format.class)
  void theDeviceOpensItAndTheTagIsTheOneItWillAnswerWith(Format format)
      throws RefusedException, DecodeException, StationException {
    FakeDevice device = new FakeDevice("rpi-07", format, time);

    CommandSealer.Sealed sealed = seal(device, 7);

    Opened opened = device.open(FakeDevice.BOOT, sealed.bytes());
    assertEquals(COMMAND, device.command(opened));
    assertEquals(HexFormat.of().formatHex(opened.tag()), sealed.tag());
  }

  @Test
  void theCounterIsOfTheDevicesEpoch() throws RefusedException, StationException {
    FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);

    CommandSealer.Sealed sealed = seal(device, 7);

    assertEquals(7, sealed.counter());
    assertEquals(
        Optional.of(new Counter(5, 7)), device.open(FakeDevice.BOOT, sealed.bytes()).counter());
  }

  @Test
  void fernetHasNoCounter() throws StationException {
    assertEquals(0, seal(new FakeDevice("rpi-07", Format.FERNET, time), 7).counter());
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"COSE_1", "COSE_2"})
  void itDiesWithTheBootItWasMeantFor(Format format) throws StationException {
    FakeDevice device = new FakeDevice("rpi-07", format, time);

    CommandSealer.Sealed sealed = seal(device, 7);

    assertThrows(
        RefusedException.class, () -> device.open(new BootId("1111111111111111"), sealed.bytes()));
  }

  private CommandSealer.Sealed seal(FakeDevice device, long counter) throws StationException {
    Hello hello = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
    try (DeviceKey key = device.key();
        CommandSealer sealer = new CommandSealer(FakeDevice.sealing(time), key)) {
      return sealer.seal(hello, "", COMMAND, counter);
    }
  }
}
