package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.ReadingTime;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.StationException;
import io.sealpost.station.index.ReadingIndex;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.store.Desired;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InboxTest {
  private static final BootId OTHER_BOOT = new BootId("1111111111111111");

  @TempDir private Path folder = Path.of("");

  private final FakeTime time = new FakeTime();
  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);
  private final FakeDevice fernet = new FakeDevice("old", Format.FERNET, time);
  private StationStore store = new StationStore(Path.of("unused"));
  private Inbox inbox =
      new Inbox(new TopicTree("sealpost"), Map.of(), Filter.ALL, store, ReadingIntake.NONE);
  private @Nullable ReadingIndex index;

  @BeforeEach
  void open() throws StationException {
    store = new StationStore(folder.resolve("state"));
    inbox = inbox(Filter.ALL);
  }

  @AfterEach
  void close() throws StationException {
    if (index != null) {
      index.close();
    }
  }

  @Test
  void anAuthenticReadingIsShown() throws StationException {
    List<Event> events = temperature(5, 3);

    assertEquals(
        List.of(
            new Event.ReadingOpened(
                device.id(),
                Optional.empty(),
                FakeDevice.TEMPERATURE,
                Optional.of(new Counter(5, 3)),
                new Reading.Temperature(new ReadingTime.Wall(FakeTime.START, true), false, 20),
                Optional.of(FakeTime.START))),
        events);
    assertEquals(new Tally(1, 0, 0, 0, 0), inbox.tally());
  }

  @Test
  void theFirstMessageOfADeviceIsNoGap() throws StationException {
    assertEquals(1, temperature(5, 1000).size());
  }

  @Test
  void aRedeliveryIsDroppedAndCounted() throws StationException {
    temperature(5, 3);

    assertEquals(List.of(), temperature(5, 3));
    assertEquals(new Tally(1, 1, 0, 0, 0), inbox.tally());
  }

  @Test
  void aGapIsReportedOnceAndMayFillLater() throws StationException {
    temperature(5, 0);

    assertEquals(gap(5, 1, 3), temperature(5, 4).get(0));
    assertEquals(1, temperature(5, 2).size());
    assertEquals(1, temperature(5, 5).size());
    assertEquals(new Tally(4, 0, 3, 0, 0), inbox.tally());
  }

  @Test
  void aNewEpochThatDoesNotBeginAtZeroIsAGap() throws StationException {
    temperature(5, 9);

    assertEquals(gap(6, 0, 1), temperature(6, 2).get(0));
    assertEquals(1, temperature(6, 3).size());
  }

  @Test
  void aNewEpochThatBeginsAtZeroIsNoGap() throws StationException {
    temperature(5, 9);

    assertEquals(1, temperature(6, 0).size());
  }

  @Test
  void theLostTailOfAnEpochIsReportedWhenTheNextBegins() throws StationException {
    temperature(5, 9);
    hello(withLastBefore(OTHER_BOOT, 6, 12));

    List<Event> events = temperature(6, 0);

    assertEquals(gap(5, 10, 12), events.get(0));
    assertEquals(2, events.size());
  }

  @Test
  void anEpochThatEndedCompleteLeavesNoGap() throws StationException {
    temperature(5, 9);
    hello(withLastBefore(OTHER_BOOT, 6, 9));

    assertEquals(1, temperature(6, 0).size());
  }

  @Test
  void nothingIsTooOldToBeTold() throws StationException {
    for (int epoch = 10; epoch < 30; epoch++) {
      temperature(epoch, 0);
    }

    assertEquals(1, temperature(1, 0).size());
    assertEquals(List.of(), temperature(1, 0));
    assertEquals(List.of(), temperature(10, 0));
  }

  @Test
  void alteredMovedAndForgedMessagesAreRefusedWithTheirReason() throws StationException {
    byte[] sealed = device.temperature(5, 0, 20);
    byte[] altered = sealed.clone();
    altered[altered.length - 1] ^= 1;

    assertEquals(List.of(refused(Refusal.NOT_AUTHENTIC)), arrived("temperature", altered));
    assertEquals(
        List.of(new Event.Refused("rpi-07", "attic", Refusal.NOT_AUTHENTIC, 1)),
        arrived("attic", sealed));
    assertEquals(List.of(refused(Refusal.MALFORMED)), arrived("temperature", new byte[0]));
    assertEquals(
        List.of(refused(Refusal.UNREADABLE)),
        arrived("temperature", device.seal("temperature", 5, 1, new byte[] {1})));
    assertEquals(new Tally(0, 0, 0, 0, 4), inbox.tally());
  }

  @Test
  void anUnreadableMessageIsToldOnceAndADuplicateAfterwards() throws StationException {
    byte[] unreadable = device.seal("temperature", 5, 1, new byte[] {1});

    assertEquals(List.of(refused(Refusal.UNREADABLE)), arrived("temperature", unreadable));
    assertEquals(List.of(), arrived("temperature", unreadable));
    assertEquals(new Tally(0, 1, 0, 0, 1), inbox.tally());
  }

  @Test
  void anUnreadableFernetTokenIsADuplicateWhenItComesAgain() throws StationException {
    byte[] token = fernet.seal("temperature", 0, 0, ascii("{"));

    assertEquals(
        List.of(new Event.Refused("old", "temperature", Refusal.UNREADABLE, 1)),
        inbox.message(message(fernet.topic("temperature"), token), time.now()));
    assertEquals(List.of(), inbox.message(message(fernet.topic("temperature"), token), time.now()));
    assertEquals(new Tally(0, 1, 0, 0, 1), inbox.tally());
  }

  @Test
  void anUnreadableMessageIsNoGapAndRevealsTheOneBeforeIt() throws StationException {
    temperature(5, 0);

    assertEquals(
        List.of(gap(5, 1, 1), refused(Refusal.UNREADABLE)),
        arrived("temperature", device.seal("temperature", 5, 2, new byte[] {1})));
    assertEquals(1, temperature(5, 3).size());
    assertEquals(new Tally(2, 0, 1, 0, 1), inbox.tally());
  }

  @Test
  void strangersAndStrangeTopicsAreRefused() throws StationException {
    assertEquals(
        List.of(new Event.Refused("stranger", "temperature", Refusal.NO_KEY, 1)),
        inbox.message(message("sealpost/stranger/temperature", new byte[0]), time.now()));
    assertEquals(
        List.of(new Event.Refused("", "", Refusal.STRANGE_TOPIC, 1)),
        inbox.message(message("\u001b]0;owned\u0007", new byte[0]), time.now()));
  }

  @Test
  void whatIsNotWantedIsNeitherShownNorCounted() throws StationException {
    inbox = inbox(Filter.ofGlobs(List.of("rpi-*"), List.of("presence")));

    assertEquals(List.of(), temperature(5, 0));
    assertEquals(
        List.of(),
        inbox.message(message("sealpost/stranger/temperature", new byte[0]), time.now()));
    assertEquals(Tally.ZERO, inbox.tally());
  }

  @Test
  void commandsAndAnswersOfOthersAreNotShown() throws StationException {
    assertEquals(List.of(), arrived("control", new byte[] {1}));
    assertEquals(List.of(), arrived("control/ack", new byte[] {1}));
  }

  @Test
  void aFernetTokenIsShownOnce() throws StationException {
    byte[] token =
        fernet.reading(
            0,
            0,
            new Reading.Temperature(new ReadingTime.Wall(FakeTime.START, true), false, 33.02));

    Event event = inbox.message(message(fernet.topic("temperature"), token), time.now()).get(0);

    assertTrue(event instanceof Event.ReadingOpened opened && opened.counter().isEmpty());
    assertEquals(List.of(), inbox.message(message(fernet.topic("temperature"), token), time.now()));
    assertEquals(1, inbox.tally().duplicates());
  }

  @Test
  void aNewHelloIsShownAndTheSameAgainIsNot() throws StationException {
    Hello hello = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);

    assertEquals(List.of(new Event.HelloChanged(device.id(), hello)), hello(hello));
    assertEquals(List.of(), hello(hello));
    assertEquals(Tally.ZERO, inbox.tally());
  }

  @Test
  void anOldHelloOfTheSameBootIsRefused() throws StationException {
    hello(FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofHours(1), FakeTime.START));

    assertEquals(
        List.of(new Event.Refused("rpi-07", "hello", Refusal.OLD_HELLO, 1)),
        hello(FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofMinutes(1), FakeTime.START)));
  }

  @Test
  void aLowerEpochIsAnAlarmOnceABootEvenInALaterRun() throws StationException {
    Hello known = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
    Hello old = FakeDevice.hello(OTHER_BOOT, 4, Duration.ZERO, FakeTime.START);
    hello(known);
    inbox = inbox(Filter.ALL);

    assertEquals(
        List.of(
            new Event.HelloAlarm(
                device.id(), Event.HelloAlarm.Kind.ROLLED_BACK, known, old, false)),
        hello(old));
    assertEquals(List.of(), hello(old));
    assertEquals(List.of(), hello(known));
    assertEquals(List.of(), hello(old));
  }

  @Test
  void theHelloOfAnEarlierBootThatIsDeliveredAgainIsNoAlarm() throws StationException {
    Hello first = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
    Hello second = FakeDevice.hello(OTHER_BOOT, 6, Duration.ZERO, FakeTime.START);
    hello(first);
    hello(second);

    assertEquals(List.of(), hello(first));
    inbox = inbox(Filter.ALL);
    assertEquals(List.of(), hello(first));
    assertEquals(List.of(), hello(second));
    assertEquals(new Tally(0, 1, 0, 0, 0), inbox.tally());
  }

  @Test
  void aHelloThatWasSealedTwiceIsKnownAgainByEitherMessage() throws StationException {
    Hello first = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
    hello(first);
    assertEquals(List.of(), arrived("hello", device.hello(1, first)));
    hello(FakeDevice.hello(OTHER_BOOT, 6, Duration.ZERO, FakeTime.START));

    assertEquals(List.of(), hello(first));
    assertEquals(List.of(), arrived("hello", device.hello(1, first)));
  }

  @Test
  void theHelloOfACardThatWasClonedIsAnAlarmInEveryRun() throws StationException {
    Hello known = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
    Hello clone = FakeDevice.hello(OTHER_BOOT, 5, Duration.ZERO, FakeTime.START);
    hello(known);

    for (int run = 0; run < 2; run++) {
      assertEquals(
          List.of(
              new Event.HelloAlarm(device.id(), Event.HelloAlarm.Kind.CLONED, known, clone, false)),
          hello(clone));
      inbox = inbox(Filter.ALL);
    }
  }

  @Test
  void twoBootsInOneEpochAreAnAlarm() throws StationException {
    Hello known = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
    Hello clone = FakeDevice.hello(OTHER_BOOT, 5, Duration.ofHours(9), FakeTime.START);
    hello(known);

    assertEquals(
        List.of(
            new Event.HelloAlarm(device.id(), Event.HelloAlarm.Kind.CLONED, known, clone, false)),
        hello(clone));
  }

  @Test
  void aRateThatIsNotTheOneAskedForIsAnAlarm() throws StationException {
    Action.Set wish = Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(10));
    store.want(Map.of(device.id(), Desired.of(wish)));

    hello(FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START));

    assertEquals(
        List.of(
            new Event.SettingDiffers(
                device.id(),
                new Difference(Optional.of(FakeDevice.TEMPERATURE), "every", "10s", "1m"))),
        inbox.settings());
    assertEquals(List.of(), inbox.settings(), "once");
  }

  @Test
  void aHelloFromBeforeAWishThatWaitedWithTheNextIsNoAlarm() throws StationException {
    Action.Set wish = Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(10));
    store.want(Map.of(device.id(), Desired.of(wish)));
    Hello later = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofSeconds(9), FakeTime.START);

    hello(FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START));
    hello(FakeDevice.with(later, FakeDevice.stream(Duration.ofSeconds(10), OptionalLong.empty())));

    assertEquals(List.of(), inbox.settings());
  }

  @Test
  void aHelloFromBeforeTheNewestAnswerIsNoAlarm() throws Exception {
    Action.Set wish = Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(10));
    store.want(Map.of(device.id(), Desired.of(wish)));
    answered(3);
    Hello hello = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofSeconds(9), FakeTime.START);
    Hello later = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofSeconds(10), FakeTime.START);

    hello(FakeDevice.after(2, hello));
    assertEquals(List.of(), inbox.settings());
    hello(FakeDevice.after(3, later));
    assertEquals(1, inbox.settings().size());
  }

  @Test
  void anAnswerFromBeforeOrRubbishOnItsTopicExcusesNothing() throws Exception {
    Action.Set wish = Action.Set.every(FakeDevice.TEMPERATURE, Duration.ofSeconds(10));
    store.want(Map.of(device.id(), Desired.of(wish)));
    answered(3);
    answered(2);
    assertEquals(List.of(), arrived("control/ack", ascii("rubbish")));

    Hello hello = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ofSeconds(9), FakeTime.START);
    hello(FakeDevice.after(2, hello));
    assertEquals(List.of(), inbox.settings());
    hello(FakeDevice.hello(OTHER_BOOT, 6, Duration.ofSeconds(1), FakeTime.START));
    assertEquals(1, inbox.settings().size());
  }

  private void answered(long command) throws StationException {
    Answer answer =
        new Answer(
            command,
            "aaaaaaaaaaaaaaaa",
            Answer.Status.OK,
            new Settings(
                Map.of(FakeDevice.TEMPERATURE, StreamSettings.every(Duration.ofSeconds(10))),
                LogLevel.INFO),
            Optional.empty(),
            Answer.Result.NONE);
    byte[] sealed = device.seal("ack", 5, 100 + command, new CborCodec().answer(answer));
    assertEquals(List.of(), arrived("control/ack", sealed));
  }

  @Test
  void aChangedStatusIsDueOnceAndNonsenseIsRefused() throws StationException {
    assertEquals(List.of(), arrived("status", ascii("online")));
    assertEquals(
        List.of(new Event.StatusChanged(device.id(), DeviceStatus.ONLINE)),
        inbox.tick(Duration.ZERO));
    assertEquals(List.of(), inbox.tick(Duration.ofSeconds(5)));
    assertEquals(
        List.of(new Event.Refused("rpi-07", "status", Refusal.MALFORMED, 1)),
        arrived("status", ascii("on fire")));
    assertEquals(Optional.of(DeviceStatus.ONLINE), inbox.status(device.id()));
    assertEquals(Optional.empty(), inbox.status(new DeviceId("other")));
  }

  /** Another run, after everything of the run before was committed. */
  private Inbox inbox(Filter filter) throws StationException {
    if (index != null) {
      inbox.keepHellos();
      index.commit();
      index.close();
    }
    index = ReadingIndex.open(folder.resolve("state/index-watch.db"));
    return new Inbox(
        new TopicTree("sealpost"),
        Map.of(device.id(), desk(device), fernet.id(), desk(fernet)),
        filter,
        store,
        new IndexedReadings(index, filter));
  }

  private Desk desk(FakeDevice of) {
    try (DeviceKey key = of.key()) {
      return new Desk(FakeDevice.sealing(time), key);
    }
  }

  private List<Event> temperature(long epoch, long sequence) throws StationException {
    return arrived("temperature", device.temperature(epoch, sequence, 20));
  }

  private List<Event> hello(Hello hello) throws StationException {
    return arrived("hello", device.hello(0, hello));
  }

  private List<Event> arrived(String channel, byte[] payload) throws StationException {
    return inbox.message(message(device.topic(channel), payload), time.now());
  }

  private Hello withLastBefore(BootId boot, long epoch, long lastBefore) {
    return FakeDevice.with(
        FakeDevice.hello(boot, epoch, Duration.ZERO, FakeTime.START),
        FakeDevice.stream(Duration.ofSeconds(60), OptionalLong.of(lastBefore)));
  }

  private Event gap(long epoch, long first, long last) {
    return new Event.Gap(device.id(), FakeDevice.TEMPERATURE, epoch, first, last);
  }

  private static Event refused(Refusal reason) {
    return new Event.Refused("rpi-07", "temperature", reason, 1);
  }

  private static IncomingMessage message(String topic, byte[] payload) {
    return new IncomingMessage(topic, payload, false);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
