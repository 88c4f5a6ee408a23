package io.sealpost.e2e.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.Topic;
import io.sealpost.station.command.Errand;
import io.sealpost.station.command.Once;
import io.sealpost.station.command.Restarting;
import io.sealpost.station.command.Single;
import io.sealpost.station.site.DeviceKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Devices and a station with real cryptography, between them a broker that means ill. */
final class Simulation implements AutoCloseable {
  private static final List<DeviceId> DEVICES =
      IntStream.range(0, 8).mapToObj(i -> new DeviceId("rpi-" + i)).toList();
  private static final int ROUNDS_BETWEEN_LOOKS = 10;
  private static final int ACTIONS = 8;
  private static final int SHORTEST = 1_000;
  private static final int LONGEST = 3_000_000;
  private static final StreamName STREAM = new StreamName("temperature");

  private final Random random;
  private final SimClock clock;
  private final Witness witness = new Witness();
  private final HostileBroker broker;
  private final Map<DeviceId, Placed> devices = new LinkedHashMap<>();
  private final SimStation station;
  private int interval = SHORTEST;
  private long looks;
  private long reboots;

  /** A device, and the medium of its settings. */
  private record Placed(SimDevice device, SimSettings medium) {}

  /**
   * @param folder for configurations
   */
  Simulation(Random random, Nature nature, Path folder) throws Exception {
    this.random = random;
    SimSite site = SimSite.of(random);
    clock = site.clock();
    broker = new HostileBroker(random, DEVICES);
    Map<DeviceId, DeviceKey> keys = new HashMap<>();
    SecretBytes shared = site.key();
    for (DeviceId id : DEVICES) {
      SecretBytes key = nature == Nature.TWIN ? shared : site.key();
      SimSettings medium = new SimSettings(random);
      Body body = new Body(SimSite.config(id, folder), key, new NoKeys(), medium);
      keys.put(id, new DeviceKey(id, Format.COSE_1, key));
      SimDevice device =
          new SimDevice(
              nature, site, id, body, message -> broker.publish(message, clock.elapsed()));
      devices.put(id, new Placed(device, medium));
    }
    station = new SimStation(site, keys, broker, witness);
    devices.forEach((id, placed) -> station.observe(id, placed.device().boot()));
  }

  /**
   * Goes on until so many commands and answers were sent.
   *
   * @param looking whether the station must know what is in force, whenever nobody disturbs
   */
  void run(int messages, boolean looking) throws Exception {
    for (int round = 1; witness.messages() < messages; round++) {
      ask();
      if (looking && round % ROUNDS_BETWEEN_LOOKS == 0) {
        look();
      }
    }
  }

  /** How often it was looked whether the station knows what is in force. */
  long looks() {
    return looks;
  }

  @Override
  public String toString() {
    return witness + "; " + reboots + " reboots, " + looks + " looks; " + broker;
  }

  private void ask() throws Exception {
    Map<DeviceId, Errand> errands = new LinkedHashMap<>();
    for (DeviceId device : devices.keySet()) {
      errands.put(device, errand());
    }
    station.begin(errands);
    boolean killed = random.nextInt(10) == 0;
    for (int step = 0; !station.isOver() && !(killed && step > random.nextInt(200)); step++) {
      disturb();
      happen(Duration.ofMillis(1 + random.nextInt(300)));
    }
  }

  private Errand errand() {
    return switch (random.nextInt(10)) {
      case 0 -> new Restarting();
      case 1 -> new Once(new Action.Forget());
      default -> new Several(Stream.generate(this::action).limit(ACTIONS).toList());
    };
  }

  private Action action() {
    // An interval of its own for each, so that a mistaken one is not the right one by chance.
    interval = interval >= LONGEST ? SHORTEST : interval + 1;
    return switch (random.nextInt(8)) {
      case 0 -> new Action.Get();
      case 1 -> new Action.Sample(Set.of());
      case 2 -> new Action.Identify(Duration.ofSeconds(1));
      default -> Action.Set.every(STREAM, Duration.ofMillis(interval));
    };
  }

  private void disturb() {
    for (Placed placed : devices.values()) {
      SimDevice device = placed.device();
      if (random.nextInt(1_000) == 0) {
        device.reboot();
      } else if (random.nextInt(150) == 0) {
        device.sayHello();
      }
    }
    int fate = random.nextInt(200);
    if (fate == 0) {
      station.disconnect();
    } else if (fate < 3) {
      station.connect();
    }
  }

  private void happen(Duration time) throws Exception {
    clock.pass(time);
    for (IncomingMessage message : broker.due(clock.elapsed())) {
      Topic topic = SimSite.TOPICS.parse(message.topic()).orElseThrow();
      if (topic.channel() == Channel.Fixed.CONTROL) {
        Placed to = Optional.ofNullable(devices.get(topic.device())).orElseThrow();
        to.device().receive(message, witness, () -> survives(to.medium()));
      } else {
        station.receive(message);
      }
    }
    devices.forEach(this::mind);
    station.settle();
  }

  /** A medium that fails is the end of the agent, or of the command only. */
  private boolean survives(SimSettings medium) {
    return !medium.hasFailed() || random.nextBoolean();
  }

  private void mind(DeviceId id, Placed placed) {
    if (station.observe(id, placed.device().boot())) {
      reboots++;
    }
  }

  /** While nobody disturbs the station must learn what is in force. */
  private void look() throws Exception {
    looks++;
    broker.hostile(false);
    devices.values().forEach(placed -> placed.device().sayHello());
    Map<DeviceId, Errand> errands = new LinkedHashMap<>();
    devices.keySet().forEach(id -> errands.put(id, new Single(new Action.Get(), false)));
    station.begin(errands);
    for (int step = 0; step < 10 || !broker.isQuiet(); step++) {
      happen(Duration.ofMillis(1));
    }
    assertTrue(station.isOver(), "not all have answered, though nobody disturbed");
    for (Placed placed : devices.values()) {
      SimDevice device = placed.device();
      Answer answer = Optional.ofNullable(station.answered().get(device.id())).orElseThrow();
      assertEquals(Answer.Status.OK, answer.status());
      assertEquals(device.inForce(), answer.settings());
    }
    broker.hostile(true);
  }

  @Override
  public void close() {
    station.close();
    devices.values().forEach(placed -> placed.device().close());
  }
}
