package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.station.StationException;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every reading is shown once, also from run to run, whatever ends a run. */
class WatchOnceTest {
  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();
  private final FakeDevice kitchen = new FakeDevice("kitchen-1", Format.COSE_1, cli.time);

  @BeforeEach
  void makeSite() throws StationException, IOException {
    TestSite.with(folder, kitchen, new FakeDevice("attic", Format.FERNET, cli.time));
  }

  @Test
  void whatWasShownIsAcknowledgedAndNothingElse() {
    deliver(kitchen, 0, 1, 2, 3, 4);

    Cli.Result result = watch("--count", "3");

    assertEquals(3, readings(result));
    assertTrue(cli.broker.clients.get(0).acknowledgedByHand());
    assertEquals(2, cli.broker.unacknowledged());
  }

  @Test
  void whatWasNotTakenBeforeTheEndIsShownByTheNextRun() {
    deliver(kitchen, 0, 1, 2, 3, 4);
    watch("--count", "3");

    Cli.Result result = watch("--seconds", "5");

    assertEquals(List.of("3.0", "4.0"), values(result));
    assertTrue(result.err().contains("2 readings, 0 duplicates left out, 0 missing"), result.err());
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void anAcknowledgementThatWasLostShowsNothingTwice(Format format)
      throws StationException, IOException {
    FakeDevice device = new FakeDevice("cellar", format, cli.time);
    Path site = Files.createDirectory(folder.resolve("cellar"));
    TestSite.with(site, device);
    cli.broker.hearing(false);
    deliver(device, 0, 1);
    assertEquals(2, readings(cli.run("watch", "--site", site.toString(), "--seconds", "5")));
    cli.broker.hearing(true);

    Cli.Result result = cli.run("watch", "--site", site.toString(), "--seconds", "5");

    assertEquals(List.of(), values(result));
    assertTrue(result.err().contains("0 readings, 2 duplicates left out"), result.err());
    assertEquals(0, cli.broker.unacknowledged());
  }

  @Test
  void whatCouldNotBeWrittenIsNotAcknowledgedAndShownByTheNextRun() {
    deliver(kitchen, 0, 1);
    cli.breakOutput("Broken pipe");

    assertEquals(0, watch("--seconds", "5").exitCode());
    assertEquals(2, cli.broker.unacknowledged());
    cli.mendOutput();
    assertEquals(List.of("0.0", "1.0"), values(watch("--seconds", "5")));
    assertEquals(0, cli.broker.unacknowledged());
  }

  @Test
  void anOutputThatFailsForAnotherReasonIsTold() {
    deliver(kitchen, 0);
    cli.breakOutput("No space left on device");

    Cli.Result result = watch("--seconds", "5");

    assertEquals(74, result.exitCode());
    assertTrue(
        result.err().contains("standard output cannot be written: No space left on device"),
        result.err());
    assertEquals(1, cli.broker.unacknowledged());
  }

  @Test
  void whatIsRefusedOrNotWantedIsAcknowledgedToo() {
    cli.time.after(
        Duration.ofSeconds(1),
        () -> {
          cli.broker.deliver(kitchen.topic("temperature"), new byte[] {1});
          cli.broker.deliver(kitchen.topic("control"), new byte[] {1});
          cli.broker.deliver(kitchen.topic("status"), new byte[] {1});
        });

    watch("--seconds", "5");

    assertEquals(0, cli.broker.unacknowledged());
  }

  @Test
  void aStateFolderOfItsOwnHoldsAnIndexOfItsOwn() {
    deliver(kitchen, 0);
    cli.broker.hearing(false);
    watch("--seconds", "5");

    String other = folder.resolve("other").toString();
    assertEquals(List.of("0.0"), values(watch("--seconds", "5", "--state", other)));
    assertEquals(List.of(), values(watch("--seconds", "5", "--state", other)));
    assertTrue(Files.exists(folder.resolve("state/index-watch.db")));
    assertTrue(Files.exists(folder.resolve("other/index-watch.db")));
  }

  @Test
  void anIndexThatIsDamagedEndsItBeforeItConnects() throws IOException {
    Files.createDirectories(folder.resolve("state"));
    Path index = Files.writeString(folder.resolve("state/index-watch.db"), "x".repeat(5000));

    Cli.Result result = watch("--seconds", "5");

    assertEquals(74, result.exitCode());
    assertEquals(
        "sealpost watch: "
            + index
            + ": the index is damaged; move it away together with index-watch.db-wal if there is"
            + " one: a new one is begun then, and what the broker delivers again is shown again\n",
        result.err());
    assertEquals(List.of(), cli.broker.clients);
  }

  @Test
  void commandsThatShowNoReadingsNeedNoIndex() {
    cli.run("devices", "--site", folder.toString(), "--wait", "1s");

    assertFalse(Files.exists(folder.resolve("state/index-devices.db")));
    assertFalse(cli.broker.clients.get(0).acknowledgedByHand());
  }

  private Cli.Result watch(String... more) {
    String[] arguments = new String[3 + more.length];
    System.arraycopy(new String[] {"watch", "--site", folder.toString()}, 0, arguments, 0, 3);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return cli.run(arguments);
  }

  private static long readings(Cli.Result result) {
    return result.out().lines().count();
  }

  /** The temperatures that were shown; each is its sequence. */
  private static List<String> values(Cli.Result result) {
    return result.out().lines().map(line -> line.replaceAll(".*  (\\S+) °C.*", "$1")).toList();
  }

  private void deliver(FakeDevice device, long... sequences) {
    cli.time.after(
        Duration.ofSeconds(1),
        () -> {
          for (long sequence : sequences) {
            cli.broker.deliver(
                device.topic("temperature"), device.temperature(5, sequence, (double) sequence));
          }
        });
  }
}
