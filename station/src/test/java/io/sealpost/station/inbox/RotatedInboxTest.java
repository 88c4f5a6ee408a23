package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.OwnCertificate;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.StationException;
import io.sealpost.station.index.ReadingIndex;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.KeyRig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatedInboxTest {
  private static final BootId OTHER = new BootId("1111111111111111");

  private final FakeTime time = new FakeTime();
  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);
  private final KeyRig rig;
  private final Desk desk;
  private final ReadingIndex index;
  private final Inbox inbox;

  RotatedInboxTest(@TempDir Path folder) throws StationException {
    rig = new KeyRig(folder, time, device);
    desk = rig.desk();
    index = ReadingIndex.open(folder.resolve("index.db"));
    inbox =
        new Inbox(
            new TopicTree("sealpost"),
            Map.of(device.id(), desk),
            Filter.ALL,
            new StationStore(folder.resolve("state")),
            new IndexedReadings(index, Filter.ALL));
  }

  @AfterEach
  void close() throws StationException {
    index.close();
    desk.close();
  }

  @Test
  void aRotationInTheMiddleShowsNoGapNoDuplicateAndNoAlarm() throws StationException {
    assertReading(temperature(device, 5, 0));
    assertReading(temperature(device, 5, 1));
    hello(device, hello(FakeDevice.BOOT, 5, 10));
    FakeDevice rotated = rig.rotate(5);
    assertInstanceOf(
        Event.HelloChanged.class, hello(rotated, hello(FakeDevice.BOOT, 5, 20)).get(0));
    // The backlog, sealed before.
    assertReading(temperature(device, 5, 2));
    assertReading(temperature(device, 5, 3));
    assertReading(temperature(rotated, 5, 4));

    assertEquals(5, inbox.tally().readings());
    assertEquals(0, inbox.tally().duplicates());
    assertEquals(0, inbox.tally().refused());
  }

  @Test
  void theSameReadingIsShownOnceWhicheverKeyItIsSealedUnder() throws StationException {
    assertReading(temperature(device, 5, 0));
    FakeDevice rotated = rig.rotate(5);

    assertEquals(List.of(), temperature(rotated, 5, 0));

    assertEquals(1, inbox.tally().duplicates());
  }

  @Test
  void anOldHelloOfTheSameBootUnderTheOldKeyIsStale() throws StationException {
    FakeDevice rotated = rig.rotate(5);
    hello(rotated, hello(FakeDevice.BOOT, 5, 20));

    Event.Refused refused =
        assertInstanceOf(Event.Refused.class, hello(device, hello(FakeDevice.BOOT, 5, 10)).get(0));

    assertEquals(Refusal.OLD_HELLO, refused.reason());
  }

  @Test
  void aHelloUnderTheOldKeyIsNeverTheNewestAndRaisesNoAlarm() throws StationException {
    FakeDevice rotated = rig.rotate(5);
    Hello trusted = hello(FakeDevice.BOOT, 5, 20);
    hello(rotated, trusted);

    assertEquals(List.of(), hello(device, hello(FakeDevice.BOOT, 5, 999)));

    assertEquals(Optional.of(trusted), inbox.hello(desk));
  }

  @Test
  void whatTheBrokerKeptFromBeforeTheRotationIsCountedAndNotTrusted() throws StationException {
    FakeDevice rotated = rig.rotate(5);

    assertEquals(List.of(), hello(device, hello(OTHER, 4, 10)));
    hello(rotated, hello(FakeDevice.BOOT, 5, 20));
    // Once more, as it was not acknowledged.
    assertEquals(List.of(), hello(device, hello(OTHER, 4, 10)));

    assertEquals(1, inbox.tally().duplicates());
  }

  @Test
  void aCardFromBeforeTheRotationIsAnAlarmThatSaysSo() throws StationException {
    FakeDevice rotated = rig.rotate(5);
    hello(rotated, hello(FakeDevice.BOOT, 5, 20));

    Event.HelloAlarm alarm =
        assertInstanceOf(Event.HelloAlarm.class, hello(device, hello(OTHER, 4, 10)).get(0));

    assertEquals(Event.HelloAlarm.Kind.ROLLED_BACK, alarm.kind());
    assertTrue(alarm.oldKey());
  }

  @Test
  void aDeviceThatIsRevokedMeanwhileIsRefusedWithItsReasonAndItsStatusToo()
      throws StationException {
    assertReading(temperature(device, 5, 0));
    rig.revoke();

    List<Event> reading = temperature(device, 5, 1);
    List<Event> status = arrived(device, "status", DeviceStatus.ONLINE.payload());

    for (List<Event> events : List.of(reading, status)) {
      Event.Refused refused = assertInstanceOf(Event.Refused.class, events.get(0));
      assertEquals(Refusal.REVOKED, refused.reason());
    }
    assertEquals(Optional.empty(), inbox.status(device.id()));
  }

  @Test
  void nobodyIsAskedToSignForADeviceThatWasRevoked() throws StationException {
    OwnCertificate ended =
        new OwnCertificate(FakeTime.START.minusSeconds(1), Optional.empty(), Optional.empty());
    hello(device, FakeDevice.with(hello(OTHER, 5, 10), ended));
    assertEquals(1, inbox.certificates(time.now()).size());

    rig.revoke();
    time.pass(Duration.ofDays(2));

    assertEquals(List.of(), inbox.certificates(time.now()));
  }

  private static void assertReading(List<Event> events) {
    assertEquals(1, events.size(), events.toString());
    assertInstanceOf(Event.ReadingOpened.class, events.get(0));
  }

  private List<Event> temperature(FakeDevice from, long epoch, long sequence)
      throws StationException {
    return arrived(from, "temperature", from.temperature(epoch, sequence, 20));
  }

  private List<Event> hello(FakeDevice from, Hello hello) throws StationException {
    return arrived(from, "hello", from.hello(hello.uptime().toSeconds(), hello));
  }

  private List<Event> arrived(FakeDevice from, String channel, byte[] payload)
      throws StationException {
    return inbox.message(new IncomingMessage(from.topic(channel), payload, false), time.now());
  }

  private static Hello hello(BootId boot, long epoch, long up) {
    return FakeDevice.hello(boot, epoch, Duration.ofSeconds(up), FakeTime.START);
  }
}
