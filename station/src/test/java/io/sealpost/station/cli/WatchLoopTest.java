package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Desk;
import io.sealpost.station.inbox.Filter;
import io.sealpost.station.inbox.Inbox;
import io.sealpost.station.inbox.IndexedReadings;
import io.sealpost.station.index.ReadingIndex;
import io.sealpost.station.link.BrokerSession;
import io.sealpost.station.link.Happening;
import io.sealpost.station.link.StopSignal;
import io.sealpost.station.site.BrokerConfig;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.KeyRing;
import io.sealpost.station.site.TlsConfig;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.testing.FakeBroker;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeMailbox;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.view.TextEventView;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A power cut between each two steps of a batch. */
class WatchLoopTest {
  @TempDir private Path folder = Path.of("");

  private final FakeTime time = new FakeTime();
  private final FakeMailbox mailbox = new FakeMailbox(time);
  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);
  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private final List<String> steps = new ArrayList<>();

  /** The power is cut. */
  private static final class PowerCut extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void aBatchIsShownHandedOverCommittedAndAcknowledgedInThisOrder() throws StationException {
    arrive(0);
    arrive(1);

    run(index -> steps.add("commit, " + shownReadings() + " shown"));

    assertEquals(
        List.of("handed over", "commit, 2 shown", "acknowledged", "acknowledged"),
        steps.subList(0, 4));
  }

  @Test
  void aCutBetweenShowingAndCommittingShowsItOnceMore() throws StationException {
    arrive(0);
    assertThrows(PowerCut.class, () -> run(index -> powerCut()));
    assertEquals(List.of("handed over"), steps);
    assertEquals(1, shownReadings());

    arrive(0);
    run(ReadingIndex::commit);

    assertEquals(2, shownReadings());
  }

  @Test
  void aCutBetweenCommittingAndAcknowledgingShowsNothingTwice() throws StationException {
    arrive(0);
    assertThrows(
        PowerCut.class,
        () ->
            run(
                index -> {
                  index.commit();
                  powerCut();
                }));
    assertEquals(List.of("handed over"), steps);
    assertEquals(1, shownReadings());

    arrive(0);
    run(ReadingIndex::commit);

    assertEquals(1, shownReadings());
  }

  @Test
  void anIndexThatCannotBeCommittedEndsItWithNothingAcknowledged() throws StationException {
    arrive(0);
    StationException full = new StationException(ExitCode.STATE, "the disk is full");

    StationException fault =
        assertThrows(
            StationException.class,
            () ->
                run(
                    index -> {
                      throw full;
                    }));

    assertEquals(full, fault);
    assertEquals(List.of("handed over"), steps);
  }

  @Test
  void aBatchIsBounded() throws StationException {
    int messages = 2 * WatchLoop.BATCH + 1;
    for (int sequence = 0; sequence < messages; sequence++) {
      arrive(sequence);
    }

    run(index -> steps.add("commit " + shownReadings()));

    assertEquals(
        List.of("commit 256", "commit 512", "commit 513"),
        steps.stream().filter(step -> step.startsWith("commit")).toList());
  }

  /** What a run does to the index when it commits. */
  @FunctionalInterface
  private interface Committing {
    void commit(ReadingIndex index) throws StationException;
  }

  private static void powerCut() {
    throw new PowerCut();
  }

  private void run(Committing committing) throws StationException {
    try (DeviceKey key = device.key();
        Desk desk = new Desk(FakeDevice.sealing(time), key);
        ReadingIndex index = ReadingIndex.open(folder.resolve("index.db"));
        BrokerSession session =
            BrokerSession.open(new FakeBroker(), mailbox, config(), "station", List.of())) {
      Environment environment = environment();
      Inbox inbox =
          new Inbox(
              new TopicTree("sealpost"),
              Map.of(device.id(), desk),
              Filter.ALL,
              new StationStore(folder),
              new IndexedReadings(index, Filter.ALL));
      TextEventView view = new TextEventView(environment.out(), environment.err(), ZoneOffset.UTC);
      Duration end = time.now().elapsed().plusSeconds(5);
      WatchLoop.Limits limits = new WatchLoop.Limits(Long.MAX_VALUE, end);
      Newcomers newcomers =
          new Newcomers(
              new KeyRing(folder),
              Filter.ALL,
              List.of(device.id()),
              warning -> {},
              time.now().elapsed());
      new WatchLoop(
              session,
              inbox,
              () -> committing.commit(index),
              Optional.empty(),
              newcomers,
              view,
              environment,
              limits)
          .run("mqtts://broker.example");
    }
  }

  private void arrive(long sequence) {
    mailbox.put(
        new Happening.Arrived(
            new IncomingMessage(
                device.topic("temperature"),
                device.temperature(5, sequence, 20),
                false,
                () -> steps.add("acknowledged"))));
  }

  private long shownReadings() {
    return shown.toString(StandardCharsets.UTF_8).lines().count();
  }

  private Environment environment() {
    return new Environment(
        new ByteArrayInputStream(new byte[0]),
        Output.to(shown, () -> steps.add("handed over")),
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        Map.of(),
        ZoneOffset.UTC,
        time,
        () -> mailbox,
        new FakeBroker(),
        BcPrimitives::new,
        SecureRandom::new,
        new StopSignal(),
        Terminal.NONE);
  }

  private static BrokerConfig config() {
    return new BrokerConfig(
        URI.create("mqtts://broker.example"),
        false,
        new TlsConfig.Certificates(Optional.empty(), Optional.empty(), Optional.empty()),
        Optional.empty(),
        "station",
        new TopicTree("sealpost"),
        Duration.ofSeconds(60),
        Duration.ofSeconds(20));
  }
}
