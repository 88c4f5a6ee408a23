package io.sealpost.e2e.hostile;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Rotation;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Dispatch;
import io.sealpost.station.command.Ending;
import io.sealpost.station.command.Fleet;
import io.sealpost.station.command.Terms;
import io.sealpost.station.inbox.Desk;
import io.sealpost.station.rotation.RotationErrand;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.KeyLine;
import io.sealpost.station.site.KeyRing;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A station that rotates the keys of one device, in processes that end at any step. */
final class RotatingStation implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(4);
  private static final Duration KEEP_OLD = Duration.ofDays(30);

  private final DeviceId device;
  private final SimSite site;
  private final HostileBroker broker;
  private final Fate fate;
  private final KeyRing ring;
  private final RingMedium medium;
  private final KeyLine.Setting setting;
  private final StationMemory memory = new StationMemory();
  private @Nullable Fleet process;
  private @Nullable RotationErrand errand;

  /**
   * @param fate of its processes
   * @param folder for the ring
   * @param lies whether what the ring says never gets to the medium
   */
  RotatingStation(
      DeviceId device,
      SimSite site,
      SecretBytes psk,
      HostileBroker broker,
      Fate fate,
      Path folder,
      boolean lies)
      throws StationException {
    this.device = device;
    this.site = site;
    this.broker = broker;
    this.fate = fate;
    ring = new KeyRing(folder);
    ring.add(device, Format.COSE_1, psk);
    medium = new RingMedium(ring.file(device), lies);
    setting =
        new KeyLine.Setting(
            site.sealing(), site.clock()::wall, KEEP_OLD, new SecureRandom(), warning -> {});
  }

  /** Whether a process runs that is not done. */
  boolean isRunning() {
    return process != null && !process.isOver();
  }

  /** Whether the last process has given the device a new key. */
  boolean isDone() {
    return errand != null && errand.isDone();
  }

  /** Begins a process that rotates. */
  void begin() throws StationException {
    end();
    errand = new RotationErrand(device, new Rotation(new BcPrimitives()), site.sealing(), line());
    process =
        new Fleet(
            SimSite.TOPICS,
            site.sealing(),
            new Terms(TIMEOUT, Ending.ALL),
            memory,
            memory,
            news -> {});
    try (DeviceKey key = key()) {
      process.add(key, this::line, errand);
    }
    process.connected(site.clock().moment());
    broker.subscribe(SimSite.TOPICS.topic(device, Channel.Fixed.HELLO), site.clock().elapsed());
  }

  /** The process that runs ends at once. */
  void end() {
    if (process != null) {
      process.close();
    }
    process = null;
  }

  /** All processes end, and what was not synchronised is lost. */
  void cutPower() {
    end();
    medium.cutPower();
  }

  /** Takes a message and does what is due. */
  void receive(IncomingMessage message) throws StationException {
    if (process != null) {
      process.message(message, site.clock().moment());
    }
  }

  /** Does what is due. */
  void settle() throws StationException {
    if (process == null) {
      return;
    }
    process.tick(site.clock().moment());
    for (Dispatch dispatch : process.due(site.clock().moment())) {
      if (dispatch instanceof Dispatch.Publish publish) {
        fate.step("before sending");
        broker.publish(publish.message(), site.clock().elapsed());
        fate.step("after sending");
      }
    }
  }

  /** What the ring holds, as one number. */
  int written() {
    return medium.written();
  }

  /** The keys as the ring has them. */
  DeviceKey key() throws StationException {
    return ring.key(device);
  }

  /** Whether what the device has sealed at any time opens. */
  Optional<String> objection(Iterable<byte[]> readings) throws StationException {
    try (DeviceKey key = key();
        Desk desk = new Desk(site.sealing(), key)) {
      for (byte[] reading : readings) {
        desk.open(SimDevice.READINGS, reading);
      }
      return Optional.empty();
    } catch (RefusedException e) {
      return Optional.of("a reading does not open: " + e.reason());
    }
  }

  private MortalKeys line() {
    return new MortalKeys(ring.line(device, setting), medium, fate);
  }

  @Override
  public void close() {
    end();
  }
}
