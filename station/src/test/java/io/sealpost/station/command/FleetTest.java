package io.sealpost.station.command;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.RefusedException;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.StationException;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FleetTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Action.Set SET =
      Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(10));

  @TempDir private Path folder = Path.of("");

  private final FakeTime time = new FakeTime();
  private final List<News> news = new ArrayList<>();
  private final Map<DeviceId, FakeDevice> devices = new LinkedHashMap<>();
  private Optional<Fleet> open = Optional.empty();

  @AfterEach
  void close() {
    open.ifPresent(Fleet::close);
  }

  @Test
  void everyDeviceGetsACommandOfItsOwnAndItIsOverWhenAllAnswered() throws Exception {
    Fleet fleet = fleet(new Terms(TIMEOUT, Ending.ONLINE), 3);
    hellos(fleet);

    List<OutgoingMessage> commands = due(fleet);
    assertEquals(3, commands.size());
    assertFalse(fleet.isOver());
    for (OutgoingMessage command : commands) {
      answer(fleet, command, Answer.Status.OK);
    }

    assertTrue(fleet.isOver());
    assertTrue(
        fleet.outcomes().values().stream().allMatch(Outcome.Answered.class::isInstance),
        fleet.outcomes().toString());
    assertEquals(3, news.stream().filter(News.Ended.class::isInstance).count());
  }

  @Test
  void noMoreThanTheWindowIsOnItsWay() throws Exception {
    Fleet fleet = fleet(new Terms(TIMEOUT, 2, Ending.ONLINE), 5);
    hellos(fleet);

    List<OutgoingMessage> first = due(fleet);
    assertEquals(2, first.size());
    assertEquals(0, due(fleet).size());
    answer(fleet, first.get(0), Answer.Status.OK);
    assertEquals(1, due(fleet).size());
  }

  @Test
  void devicesThatDoNotAnswerMakeRoomForOthersAndHaveTheirTimeAllTheSame() throws Exception {
    Fleet fleet = fleet(new Terms(TIMEOUT, 2, Ending.ONLINE), 4);
    hellos(fleet);
    due(fleet);

    assertTrue(fleet.patience(time.now()).compareTo(Window.SOON) <= 0);
    time.pass(Window.SOON);
    assertEquals(2, due(fleet).size());
    time.pass(TIMEOUT);
    fleet.tick(time.now());
    assertTrue(fleet.isOver());
    assertTrue(
        fleet.outcomes().values().stream().allMatch(Outcome.NoAnswer.class::isInstance),
        fleet.outcomes().toString());
  }

  @Test
  void whoIsOfflineIsNotWaitedForAndNothingIsSentToIt() throws Exception {
    Fleet fleet = fleet(new Terms(TIMEOUT, Ending.ONLINE), 2);
    status(fleet, "d0", "offline");
    hellos(fleet);

    List<OutgoingMessage> commands = due(fleet);
    assertEquals(List.of("sealpost/d1/control"), commands.stream().map(m -> m.topic()).toList());
    answer(fleet, commands.get(0), Answer.Status.OK);

    assertTrue(fleet.isOver());
    assertEquals(new Outcome.Offline(false), fleet.outcomes().get(new DeviceId("d0")));
  }

  @Test
  void whoComesWhileOthersAreAskedIsAskedToo() throws Exception {
    Fleet fleet = fleet(new Terms(TIMEOUT, Ending.ONLINE), 2);
    status(fleet, "d0", "offline");
    hellos(fleet);
    due(fleet);

    status(fleet, "d0", "online");

    assertEquals(1, due(fleet).size());
  }

  @Test
  void aHelloThatTheBrokerDidNotKeepProvesThatTheDeviceIsThere() throws Exception {
    Fleet fleet = fleet(new Terms(TIMEOUT, Ending.ONLINE), 1);
    status(fleet, "d0", "offline");
    hellos(fleet);
    assertEquals(0, due(fleet).size());

    hello(fleet, "d0", FakeDevice.BOOT, 60, false);

    assertEquals(1, due(fleet).size());
  }

  @Test
  void aDeviceThatIsAskedAloneIsAskedWhateverItsStatusSays() throws Exception {
    Fleet fleet = fleet(new Terms(TIMEOUT, Ending.ALL), 1);
    status(fleet, "d0", "offline");
    hellos(fleet);

    assertEquals(1, due(fleet).size());
  }

  @Test
  void manyDevicesAreListenedToByWildcardsAndFewByName() throws Exception {
    assertEquals(
        List.of("sealpost/d0/status", "sealpost/d0/hello", "sealpost/d0/control/ack"),
        fleet(new Terms(TIMEOUT, Ending.ALL), 1).filters());
    close();
    devices.clear();
    assertEquals(
        List.of("sealpost/+/status", "sealpost/+/hello", "sealpost/+/control/ack"),
        fleet(new Terms(TIMEOUT, Ending.ALL), 17).filters());
  }

  @Test
  void whatIsNotAcknowledgedIsPublishedAgainAfterAReconnect() throws Exception {
    Fleet fleet = fleet(new Terms(TIMEOUT, Ending.ONLINE), 2);
    hellos(fleet);
    List<OutgoingMessage> commands = due(fleet);
    fleet.delivered(commands.get(0));

    fleet.disconnected("cut off");
    fleet.connected(time.now());

    assertEquals(List.of(commands.get(1)), due(fleet));
  }

  @Test
  void messagesOfOthersAndRubbishChangeNothing() throws Exception {
    Fleet fleet = fleet(new Terms(TIMEOUT, Ending.ONLINE), 1);
    for (String topic : List.of("sealpost/other/hello", "elsewhere", "sealpost/d0/control/ack")) {
      fleet.message(new IncomingMessage(topic, new byte[] {1, 2}, false), time.now());
    }

    assertEquals(0, due(fleet).size());
    assertEquals(1, news.size());
    assertTrue(news.get(0) instanceof News.Warning);
  }

  @Test
  void anOldHelloThatIsReplayedInTheMidstIsAnAlarmAndLeadsNowhere() throws Exception {
    Fleet fleet = fleet(new Terms(TIMEOUT, Ending.ONLINE), 1);
    hellos(fleet);
    OutgoingMessage command = due(fleet).get(0);
    FakeDevice device = device(command);
    Hello old =
        FakeDevice.hello(new BootId("1111111111111111"), 4, Duration.ofHours(9), time.now().wall());

    fleet.message(
        new IncomingMessage(device.topic("hello"), device.hello(0, old), false), time.now());

    assertEquals(0, due(fleet).size());
    assertTrue(news.get(news.size() - 1) instanceof News.Warning);
    answer(fleet, command, Answer.Status.OK);
    assertTrue(fleet.isOver());
  }

  @Test
  void anInterruptionEndsAll() throws Exception {
    Fleet fleet = fleet(new Terms(TIMEOUT, Ending.ANSWERED), 2);
    hello(fleet, "d0", FakeDevice.BOOT, 1, true);
    due(fleet);

    fleet.interrupt();

    assertTrue(fleet.isOver());
    assertEquals(
        List.of(new Outcome.Interrupted(true), new Outcome.Interrupted(false)),
        List.copyOf(fleet.outcomes().values()));
  }

  @Test
  void aDeviceHasOneErrandAtATime() throws Exception {
    Fleet fleet = fleet(new Terms(TIMEOUT, Ending.ALL), 1);
    try (DeviceKey key = new FakeDevice("d0", Format.COSE_1, time).key()) {
      assertThrows(IllegalStateException.class, () -> fleet.add(key, new Single(SET, false)));
    }
  }

  @Test
  void twoFleetsOnOneFolderNeverUseACounterTwice() throws Exception {
    Fleet one = fleet(new Terms(TIMEOUT, Ending.ONLINE), 1);
    hellos(one);
    OutgoingMessage first = due(one).get(0);
    one.close();
    Fleet other = fleet(new Terms(TIMEOUT, Ending.ONLINE), 1);
    hellos(other);

    OutgoingMessage second = due(other).get(0);

    assertEquals(1, counter(first));
    assertEquals(2, counter(second));
  }

  private long counter(OutgoingMessage command) throws RefusedException {
    return device(command)
        .open(FakeDevice.BOOT, command.payload())
        .counter()
        .orElseThrow()
        .sequence();
  }

  private Fleet fleet(Terms terms, int count) throws StationException {
    StationStore store = new StationStore(folder.resolve("state"));
    Fleet fleet =
        new Fleet(
            new TopicTree("sealpost"), FakeDevice.sealing(time), terms, store, store, news::add);
    for (int i = 0; i < count; i++) {
      FakeDevice device = new FakeDevice("d" + i, Format.COSE_1, time);
      devices.put(device.id(), device);
      try (DeviceKey key = device.key()) {
        fleet.add(key, new Single(SET, true));
      }
    }
    fleet.connected(time.now());
    open = Optional.of(fleet);
    return fleet;
  }

  private void hellos(Fleet fleet) throws StationException {
    for (DeviceId device : devices.keySet()) {
      hello(fleet, device.value(), FakeDevice.BOOT, 1, true);
    }
  }

  private void hello(Fleet fleet, String device, BootId boot, long up, boolean kept)
      throws StationException {
    Hello hello = FakeDevice.hello(boot, 5, Duration.ofSeconds(up), time.now().wall());
    FakeDevice fake = new FakeDevice(device, Format.COSE_1, time);
    fleet.message(new IncomingMessage(fake.topic("hello"), fake.hello(0, hello), kept), time.now());
  }

  private void status(Fleet fleet, String device, String status) throws StationException {
    String topic = "sealpost/" + device + "/status";
    fleet.message(new IncomingMessage(topic, status.getBytes(US_ASCII), true), time.now());
  }

  private List<OutgoingMessage> due(Fleet fleet) throws StationException {
    fleet.tick(time.now());
    List<OutgoingMessage> messages = new ArrayList<>();
    for (Dispatch dispatch : fleet.due(time.now())) {
      messages.add(((Dispatch.Publish) dispatch).message());
    }
    return messages;
  }

  private void answer(Fleet fleet, OutgoingMessage command, Answer.Status status)
      throws StationException, RefusedException {
    FakeDevice device = device(command);
    byte[] answer =
        device.answer(
            device.open(FakeDevice.BOOT, command.payload()), status, Duration.ofSeconds(10));
    fleet.message(new IncomingMessage(device.topic("control/ack"), answer, false), time.now());
  }

  private FakeDevice device(OutgoingMessage command) {
    return new FakeDevice(command.topic().split("/", -1)[1], Format.COSE_1, time);
  }
}
