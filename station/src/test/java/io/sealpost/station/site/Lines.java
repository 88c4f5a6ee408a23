package io.sealpost.station.site;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A key ring with one device, and processes that look at it. */
final class Lines {
  static final DeviceId DEVICE = new DeviceId("rpi-07");
  static final Duration KEEP_OLD = Duration.ofDays(30);

  final FakeTime time = new FakeTime();
  final Sealing sealing = FakeDevice.sealing(time);
  final List<String> warnings = new ArrayList<>();
  final KeyRing ring;

  Lines(Path folder) {
    ring = new KeyRing(folder.resolve("keys"));
  }

  void add(Format format) throws StationException {
    try (SecretBytes psk = SecretBytes.random(new SecureRandom(), Sealing.KEY_SIZE)) {
      ring.add(DEVICE, format, psk);
    }
  }

  /** What another process would hold. */
  KeyLine line() {
    return ring.line(
        DEVICE,
        new KeyLine.Setting(
            sealing, () -> time.now().wall(), KEEP_OLD, new SecureRandom(), warnings::add));
  }

  DeviceKey key() throws StationException {
    return ring.key(DEVICE);
  }

  String kid() throws StationException {
    try (DeviceKey key = key()) {
      return key.kid(sealing);
    }
  }

  String pendingKid() throws StationException {
    try (DeviceKey key = key()) {
      return key.pendingKid(sealing).orElseThrow();
    }
  }

  /** Begins and ends a rotation whose device took the key in that epoch. */
  void rotate(long epoch) throws StationException {
    try (DeviceKey key = key();
        DeviceKey begun = line().begin(key.generation())) {
      line().proven(begun.pendingKid(sealing).orElseThrow(), epoch);
    }
    line().confirmed(kid());
  }
}
