package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.RefusedException;
import io.sealpost.protocol.Channel;
import io.sealpost.station.StationException;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.RingEntry;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.KeyRig;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RotatedDeskTest {
  private static final Channel TEMPERATURE = new Channel.Readings(FakeDevice.TEMPERATURE);

  private final FakeTime time = new FakeTime();
  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);
  private final KeyRig rig;
  private final Desk desk;

  RotatedDeskTest(@TempDir Path folder) throws StationException {
    rig = new KeyRig(folder, time, device);
    desk = rig.desk();
  }

  @AfterEach
  void close() {
    desk.close();
  }

  @Test
  void aRunningDeskOpensWhatIsSealedUnderAKeyThatAnotherProcessDrew() throws Exception {
    desk.open(TEMPERATURE, device.temperature(5, 0, 20));
    FakeDevice rotated = rig.begin();

    assertEquals(rig.pendingKid(), desk.open(TEMPERATURE, rotated.temperature(5, 1, 20)).kid());
  }

  @Test
  void whateverComesUnderThePendingKeyMakesItTheCurrentOne() throws Exception {
    FakeDevice rotated = rig.begin();
    String pending = rig.pendingKid();

    desk.open(TEMPERATURE, rotated.temperature(5, 1, 20));

    assertEquals(pending, rig.kid());
    assertTrue(rig.unconfirmed());
  }

  @Test
  void theBacklogOpensUnderTheKeyBefore() throws Exception {
    rig.rotate(5);

    assertFalse(desk.open(TEMPERATURE, device.temperature(5, 9, 20)).kid().equals(rig.kid()));
  }

  @Test
  void itIsCountedByTheFirstKeyThroughAllRotations() throws Exception {
    String first = desk.kid();
    rig.rotate(5);
    FakeDevice rotated = rig.rotate(6);
    desk.open(TEMPERATURE, rotated.temperature(6, 0, 20));

    assertEquals(first, desk.kid());
    try (Desk fresh = rig.desk()) {
      assertEquals(first, fresh.kid());
    }
  }

  @Test
  void whoLearnsTheOldKeyCannotSpeakForLaterBoots() throws Exception {
    rig.rotate(5);

    assertRefused(TEMPERATURE, device.temperature(6, 0, 20));
  }

  @Test
  void whoLearnsTheOldKeyCannotAnswer() throws Exception {
    rig.rotate(5);

    assertRefused(Channel.Fixed.ACK, device.seal("ack", 5, 1, new byte[] {1}));
  }

  @Test
  void anOldKeyThatEndedOpensNothingInARunningDeskEither() throws Exception {
    rig.rotate(5);
    desk.open(TEMPERATURE, device.temperature(5, 9, 20));

    time.pass(KeyRig.KEEP_OLD);

    assertRefused(TEMPERATURE, device.temperature(5, 10, 20));
  }

  @Test
  void aRevokedDeviceIsRefusedByARunningDeskToo() throws Exception {
    desk.open(TEMPERATURE, device.temperature(5, 0, 20));
    assertFalse(desk.isRevoked());

    rig.revoke();

    assertTrue(desk.isRevoked());
    assertRefused(TEMPERATURE, device.temperature(5, 1, 20));
    try (Desk fresh = rig.desk()) {
      assertTrue(fresh.isRevoked());
    }
  }

  @Test
  void aReadOnlyRingOpensReadingsThroughARotationItWasGiven() throws Exception {
    FakeDevice rotated = rig.begin();
    try (DeviceKey key = rig.key();
        DeviceKey reading = key.forReading(FakeDevice.sealing(time));
        Desk reader = new Desk(FakeDevice.sealing(time), (RingEntry) reading, rig.line())) {
      reader.open(TEMPERATURE, device.temperature(5, 0, 20));
      reader.open(TEMPERATURE, rotated.temperature(5, 1, 20));
    }
  }

  private void assertRefused(Channel channel, byte[] sealed) {
    RefusedException refused =
        assertThrows(RefusedException.class, () -> desk.open(channel, sealed));
    assertEquals(RefusedException.Reason.UNKNOWN_KEY, refused.reason());
  }
}
