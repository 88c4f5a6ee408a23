package io.sealpost.station.testing;

import io.sealpost.crypto.Sealing;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Desk;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.KeyLine;
import io.sealpost.station.site.KeyRing;
import io.sealpost.station.site.RingEntry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A key ring on the disk with one device, whose keys change. */
public final class KeyRig {
  /** How long old keys are kept. */
  public static final Duration KEEP_OLD = Duration.ofDays(30);

  /** What was warned of. */
  public final List<String> warnings = new ArrayList<>();

  private final KeyRing ring;
  private final FakeTime time;
  private final Sealing sealing;
  private final FakeDevice first;

  /** A ring in the folder {@code keys} of a site. */
  public KeyRig(Path site, FakeTime time, FakeDevice device) throws StationException {
    this.time = time;
    first = device;
    ring = new KeyRing(site.resolve("keys"));
    sealing = FakeDevice.sealing(time);
    try (DeviceKey key = device.key()) {
      ring.add(device.id(), key.format(), key.psk());
    }
  }

  /** The ring. */
  public KeyRing ring() {
    return ring;
  }

  /** What another process holds of the device's keys. */
  public KeyLine line() {
    return ring.line(
        first.id(),
        new KeyLine.Setting(
            sealing, () -> time.now().wall(), KEEP_OLD, new SecureRandom(), warnings::add));
  }

  /** A desk that keeps up with the ring. */
  public Desk desk() throws StationException {
    try (RingEntry entry = ring.entry(first.id())) {
      return new Desk(sealing, entry, line());
    }
  }

  /** Begins a rotation; returns the device as it is once it has taken the new key. */
  public FakeDevice begin() throws StationException {
    try (DeviceKey key = ring.key(first.id());
        DeviceKey begun = line().begin(key.generation())) {
      return first.with(begun.pending().orElseThrow().psk());
    }
  }

  /** Begins and ends a rotation in an epoch; returns the device as it is then. */
  public FakeDevice rotate(long epoch) throws StationException {
    FakeDevice next = begin();
    try (DeviceKey key = ring.key(first.id())) {
      line().proven(key.pendingKid(sealing).orElseThrow(), epoch);
    }
    try (DeviceKey key = ring.key(first.id())) {
      line().confirmed(key.kid(sealing));
    }
    return next;
  }

  /** The keys as they are now; the caller closes them. */
  public DeviceKey key() throws StationException {
    return ring.key(first.id());
  }

  /** Id of the current key. */
  public String kid() throws StationException {
    try (DeviceKey key = key()) {
      return key.kid(sealing);
    }
  }

  /** Id of the pending key. */
  public String pendingKid() throws StationException {
    try (DeviceKey key = key()) {
      return key.pendingKid(sealing).orElseThrow();
    }
  }

  /** Whether the device may obey the key before still. */
  public boolean unconfirmed() throws StationException {
    try (DeviceKey key = key()) {
      return key.unconfirmed();
    }
  }

  /** Revokes the device. */
  public void revoke() throws StationException {
    ring.revoke(first.id(), sealing, time.now().wall());
  }
}
