package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.RefusedException;
import io.sealpost.device.clock.Boots;
import io.sealpost.device.clock.DeviceClock;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.health.Identity;
import io.sealpost.device.keys.RotationDesk;
import io.sealpost.device.uplink.Lanes;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One boot of a whole agent on a timeline: real cryptography, everything outside faked. */
final class Boot {
  static final String TOPIC = "sealpost/rpi-07/";

  final Station station;
  final FakeLink link = new FakeLink();
  final FakeInbox inbox = new FakeInbox();
  final DeviceClock clock;
  final FakeTimeStore times = new FakeTimeStore();
  final List<StreamName> requested = new ArrayList<>();
  final Map<String, Long> sequences = new HashMap<>();
  final FakeLight light = new FakeLight();
  final FakeSupervisor supervisor = new FakeSupervisor(Optional.of(Duration.ofMinutes(1)));
  final List<LogLevel> levels = new ArrayList<>();
  final List<FakeSensor> sensors;
  final Agent agent;
  final long epoch;

  private final TestClock time;

  private Boot(Setup setup) {
    time = setup.time;
    epoch = setup.epoch;
    clock = time.deviceClock(setup.boot);
    sensors =
        setup.config.sensors().stream()
            .map(sensor -> new FakeSensor(sensor.stream().value()))
            .toList();
    station = new Station(setup.config.seal().format(), time.wall());
    Lanes lanes = new Lanes(setup.urgent, setup.readings);
    Assembly assembly = new Assembly(setup.config, outside(setup, lanes));
    agent = assembly.agent(inbox, lanes, times, requested::add, () -> 0);
    link.open(new LinkEvents(inbox, agent, Duration.ofSeconds(1)));
  }

  private Outside outside(Setup setup, Lanes lanes) {
    RotationDesk rotation = station.rotation(setup.boot, setup.keys);
    return new Outside(
        new Identity(TestConfig.DEVICE, Optional.of("Küche"), setup.boot, epoch, "sealpost 1"),
        new Outside.Time(clock, time.goodTime(), setup.boots, times),
        link,
        List.copyOf(sensors),
        rotation.keys().sealer(),
        rotation,
        station.personal(setup.config),
        new Outside.Kept(
            setup.settings,
            newest -> setup.before(epoch - 1, newest),
            sequences::putAll,
            (syncing, now) -> lanes),
        new Outside.Reach(light, levels::add, setup.restart, supervisor),
        setup.renewals);
  }

  /** What a boot finds. */
  static final class Setup {
    final FakeJournal urgent = new FakeJournal(100);
    private final TestClock time;
    private FakeJournal readings = new FakeJournal(100);
    private DeviceConfig config = TestConfig.of(Format.COSE_1);
    private FakeSettingsStore settings = new FakeSettingsStore();
    private FakeKeyStore keys = new FakeKeyStore();
    private Optional<Runnable> restart = Optional.empty();
    private long epoch = 3;
    private Map<String, Long> sequencesBefore = Map.of();
    private BootId boot = TestClock.BOOT;
    private Boots boots = Boots.NONE;
    private Renewals renewals = Renewals.NONE;

    Setup(TestClock time) {
      this.time = time;
    }

    Setup config(DeviceConfig config) {
      this.config = config;
      return this;
    }

    Setup settings(FakeSettingsStore settings) {
      this.settings = settings;
      return this;
    }

    Setup restart(Runnable restart) {
      this.restart = Optional.of(restart);
      return this;
    }

    Setup renewals(Renewals renewals) {
      this.renewals = renewals;
      return this;
    }

    Setup keys(FakeKeyStore keys) {
      this.keys = keys;
      return this;
    }

    Setup epoch(long epoch, Map<String, Long> sequencesBefore) {
      this.epoch = epoch;
      this.sequencesBefore = sequencesBefore;
      return this;
    }

    Setup readings(FakeJournal readings) {
      this.readings = readings;
      return this;
    }

    Setup boots(BootId boot, Boots boots) {
      this.boot = boot;
      this.boots = boots;
      return this;
    }

    private Map<String, Long> before(long epoch, Map<String, Counter> newest) {
      Map<String, Long> all = new HashMap<>(sequencesBefore);
      newest.forEach(
          (channel, counter) -> {
            assertEquals(epoch, counter.epoch());
            all.put(channel, counter.sequence());
          });
      return all;
    }

    Boot start() {
      return new Boot(this);
    }
  }

  void settle() {
    inbox.run(clock.nanos());
  }

  void connect() {
    link.connect();
    settle();
  }

  void lose() {
    link.lose();
    settle();
  }

  void tick() {
    agent.tick(clock.nanos());
    settle();
  }

  /** Lets time pass in steps of 100 ms. */
  void pass(Duration duration) {
    for (long ms = 0; ms < duration.toMillis(); ms += 100) {
      tick();
      time.advance(Duration.ofMillis(100));
    }
    tick();
  }

  List<StreamName> requested() {
    List<StreamName> now = List.copyOf(requested);
    requested.clear();
    return now;
  }

  void sampled(StreamName stream, double celsius) {
    agent.sampled(stream, new Reading.Temperature(clock.readingTime(), false, celsius));
    settle();
  }

  void command(long counter, StreamName stream, Duration interval) {
    link.deliver(
        TOPIC + "control",
        station.set(TestClock.BOOT, new Counter(epoch, counter), stream, interval),
        false);
    settle();
    tick();
  }

  void command(long counter, Action action) {
    link.deliver(
        TOPIC + "control",
        station.command(
            TestClock.BOOT, new Counter(epoch, counter), new Command(action, Duration.ofDays(1))),
        false);
    settle();
    tick();
  }

  /** The first answer since the last call; the rest is forgotten. */
  Answer answer() throws RefusedException, DecodeException {
    return station.answer(on("control/ack").get(0));
  }

  /** What came on one topic since the last call; the rest is forgotten. */
  List<byte[]> on(String channel) {
    return link.received().stream()
        .filter(message -> message.topic().equals(TOPIC + channel))
        .map(OutgoingMessage::payload)
        .toList();
  }

  /** The first hello since the last call; the rest is forgotten. */
  Hello hello() throws RefusedException, DecodeException {
    return station.hello(on("hello").get(0));
  }

  /** All readings of a stream since the last call, in the order in which they came. */
  List<Reading> readings(StreamName stream) throws RefusedException, DecodeException {
    List<Reading> readings = new ArrayList<>();
    for (byte[] sealed : on(stream.value())) {
      readings.addAll(station.readings(stream, sealed));
    }
    return readings;
  }
}
