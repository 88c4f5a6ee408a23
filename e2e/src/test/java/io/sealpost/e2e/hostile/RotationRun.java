package io.sealpost.e2e.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.SecretBytes;
import io.sealpost.device.state.StateFolder;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.Topic;
import io.sealpost.station.site.DeviceKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Rotations that are disturbed for a while, and then one that is not. */
final class RotationRun implements Onlooker, AutoCloseable {
  /** Whose disk says that it has what it has not. */
  enum Liar {
    NOBODY,
    DEVICE,
    STATION
  }

  private static final DeviceId DEVICE = new DeviceId("rpi-1");
  private static final int LEAST_STEPS = 20;
  private static final int MORE_STEPS = 70;
  private static final int CALM_STEPS = 200;

  private final Random random;
  private final SimClock clock;
  private final HostileBroker broker;
  private final Fate fate;
  private final LossyDisk disk;
  private final StateFolder state;
  private final RotatingStation station;
  private final SimDevice device;
  private final List<byte[]> readings = new ArrayList<>();
  private String looked = "";

  /**
   * @param folder that is empty
   * @param ends counts where processes and disks ended
   */
  RotationRun(Random random, Liar liar, Path folder, Map<String, Integer> ends) throws Exception {
    this.random = random;
    SimSite site = SimSite.of(random);
    clock = site.clock();
    broker = new HostileBroker(random, List.of(DEVICE));
    fate = new Fate(ends);
    SecretBytes key = site.key();
    Path states = folder.resolve("state");
    disk = new LossyDisk(states, ends, liar == Liar.DEVICE);
    state = StateFolder.open(states, disk);
    Path ring = folder.resolve("keys");
    station = new RotatingStation(DEVICE, site, key, broker, fate, ring, liar == Liar.STATION);
    Body body =
        new Body(SimSite.config(DEVICE, folder), key, state.keys(), new SimSettings(random));
    device =
        new SimDevice(
            Nature.SOUND, site, DEVICE, body, message -> broker.publish(message, clock.elapsed()));
  }

  /**
   * Does all of it.
   *
   * @return generation of the key that they agree on
   */
  long run() throws Exception {
    int steps = LEAST_STEPS + random.nextInt(MORE_STEPS);
    for (int step = 0; step < steps; step++) {
      disturb();
      happen();
      commandWouldGetThrough();
    }
    calm();
    return agreed();
  }

  private void disturb() throws Exception {
    if (random.nextInt(10) == 0) {
      disk.failAt(random.nextInt(4));
    }
    int fate = random.nextInt(60);
    if (fate < 2) {
      restart(fate == 0);
    } else if (fate == 2) {
      station.cutPower();
    } else if (fate < 8) {
      readings.add(device.reading());
    }
  }

  private void happen() throws Exception {
    clock.pass(Duration.ofMillis(1 + random.nextInt(600)));
    try {
      if (!station.isRunning()) {
        fate.endAt(random.nextInt(40));
        station.begin();
      }
      for (IncomingMessage message : broker.due(clock.elapsed())) {
        deliver(message);
      }
      station.settle();
    } catch (Killed e) {
      fate.spare();
      station.end();
    }
  }

  private void deliver(IncomingMessage message) throws Exception {
    Topic topic = SimSite.TOPICS.parse(message.topic()).orElseThrow();
    if (topic.channel() == Channel.Fixed.CONTROL) {
      device.receive(message, this, this::survives);
    } else {
      station.receive(message);
    }
  }

  @Override
  public void obeyed(String tag, DeviceId id, BootId boot, Duration uptime, Settings after) {
    throw new AssertionError("nobody asked for anything but another key");
  }

  @Override
  public void answered() {
    // Nobody counts them here.
  }

  /** A disk that fails is the end of the agent, or of the command only. */
  private boolean survives() {
    boolean dies = disk.hasFailed() && random.nextInt(4) > 0;
    disk.mend();
    if (dies && random.nextBoolean()) {
      disk.cutPower();
    }
    return !dies;
  }

  private void restart(boolean powerCut) {
    disk.mend();
    if (powerCut) {
      disk.cutPower();
    }
    device.reboot();
  }

  /** Looked at whenever one of them has other keys than before. */
  private void commandWouldGetThrough() throws Exception {
    String keys = station.written() + " " + device.keys().kid() + device.keys().isChanging();
    if (keys.equals(looked)) {
      return;
    }
    looked = keys;
    try (DeviceKey key = station.key()) {
      assertTrue(device.opens(key.psk()), "no command gets through");
    }
  }

  private void calm() throws Exception {
    broker.hostile(false);
    disk.mend();
    fate.spare();
    station.begin();
    device.sayHello();
    for (int step = 0; step < CALM_STEPS && station.isRunning(); step++) {
      clock.pass(Duration.ofMillis(10));
      for (IncomingMessage message : broker.due(clock.elapsed())) {
        deliver(message);
      }
      station.settle();
    }
    assertTrue(station.isDone(), "a rotation that nobody disturbs does not end");
  }

  private long agreed() throws Exception {
    try (DeviceKey key = station.key()) {
      assertTrue(key.pending().isEmpty(), "the station has a pending key");
      assertFalse(key.unconfirmed(), "the station waits for a confirmation");
      assertFalse(device.keys().isChanging(), "the device has two keys");
      assertEquals(key.generation(), device.keys().generation());
      assertTrue(device.opens(key.psk()), "they have different keys");
      assertEquals(Optional.empty(), station.objection(readings));
      return key.generation();
    }
  }

  @Override
  public void close() throws IOException {
    station.close();
    device.close();
    state.close();
  }
}
