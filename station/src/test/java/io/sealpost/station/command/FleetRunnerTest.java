package io.sealpost.station.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.StationException;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.Site;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.testing.FakeBroker;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeMailbox;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.TestSite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetRunnerTest {
  private static final Terms TERMS = new Terms(Duration.ofSeconds(30), Ending.ALL);

  @TempDir private Path folder = Path.of("");
  private final FakeTime time = new FakeTime();
  private final FakeBroker broker = new FakeBroker();

  /** Has nothing to ask, and thinks about it for longer than a device may take. */
  private final class Slow implements Errand {
    private final Runnable meanwhile;

    Slow(Runnable meanwhile) {
      this.meanwhile = meanwhile;
    }

    @Override
    public Optional<Action> start(Hello hello, String kid) {
      meanwhile.run();
      time.pass(Duration.ofSeconds(40));
      return Optional.empty();
    }

    @Override
    public Optional<Action> answered(Answer answer, String kid) {
      return Optional.empty();
    }
  }

  @Test
  void deviceWhoseHelloCameWhileAnotherWasWorkedForIsNotLate() throws Exception {
    List<FakeDevice> devices = devices(3);
    Fleet fleet = fleet();
    add(
        fleet,
        devices.get(0),
        () -> broker.deliver(devices.get(1).topic("hello"), hello(devices.get(1))));
    add(fleet, devices.get(1), () -> {});
    add(fleet, devices.get(2), () -> {});
    broker.retain(devices.get(0).topic("hello"), hello(devices.get(0)));

    run(fleet, devices);

    List<Outcome> outcomes = List.copyOf(fleet.outcomes().values());
    assertEquals(new Outcome.Nothing(), outcomes.get(0));
    assertEquals(new Outcome.Nothing(), outcomes.get(1));
    assertTrue(outcomes.get(2) instanceof Outcome.NoHello, "it never came");
  }

  @Test
  void nobodyIsLateWhileThereIsMoreToReadThanIsReadAtOnce() throws Exception {
    List<FakeDevice> devices = devices(600);
    Fleet fleet = fleet();
    for (FakeDevice device : devices) {
      add(fleet, device, () -> {});
      broker.retain(device.topic("hello"), hello(device));
    }

    run(fleet, devices);

    assertTrue(
        fleet.outcomes().values().stream().allMatch(new Outcome.Nothing()::equals),
        fleet.outcomes().toString());
  }

  private List<FakeDevice> devices(int count) {
    List<FakeDevice> devices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      devices.add(new FakeDevice("d" + i, Format.COSE_1, time));
    }
    return devices;
  }

  private Fleet fleet() {
    StationStore store = new StationStore(folder.resolve("state"));
    return new Fleet(
        new TopicTree("sealpost"), FakeDevice.sealing(time), TERMS, store, store, news -> {});
  }

  private void add(Fleet fleet, FakeDevice device, Runnable meanwhile) throws StationException {
    try (DeviceKey key = device.key()) {
      fleet.add(key, new Slow(meanwhile));
    }
  }

  private byte[] hello(FakeDevice device) {
    return device.hello(
        0, FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofSeconds(1), time.now().wall()));
  }

  private void run(Fleet fleet, List<FakeDevice> devices) throws Exception {
    Site site = TestSite.with(folder, devices.get(0));
    try (BrokerSession session =
        BrokerSession.openOnce(
            broker, new FakeMailbox(time), site.broker(), "station-test", fleet.filters())) {
      new FleetRunner(fleet, time).run(session);
    } finally {
      fleet.close();
    }
  }
}
