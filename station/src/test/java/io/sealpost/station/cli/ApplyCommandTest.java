package io.sealpost.station.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DecodeException;
import io.sealpost.station.store.Desired;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApplyCommandTest {
  private static final Duration TEN = Duration.ofSeconds(10);

  @TempDir private Path folder = Path.of("");

  private final Cli cli = new Cli();
  private final List<FakeDevice> devices =
      Stream.of("attic", "kitchen").map(id -> new FakeDevice(id, Format.COSE_1, cli.time)).toList();
  private final List<String> asked = new ArrayList<>();
  private Answer.Status status = Answer.Status.OK;
  private Path wishes = Path.of("unused");

  @BeforeEach
  void makeSite() throws Exception {
    TestSite.with(folder, devices.toArray(FakeDevice[]::new));
    wishes = wish("[[apply]]\nto = \"*\"\n[apply.streams.temperature]\nevery = \"10s\"\n");
    for (FakeDevice device : devices) {
      status(device, "online");
      cli.broker.retain(device.topic("hello"), hello(device, 60, Duration.ofMinutes(1)));
    }
    cli.broker.device(message -> obey(message.topic(), message.payload()));
  }

  @Test
  void everyDeviceIsSentWhatDiffersAndItIsRememberedAsDesired() throws Exception {
    Cli.Result result = apply();

    assertEquals(0, result.exitCode(), result.err());
    assertEquals("done 2, refused 0, no answer 0, offline 0\n", result.out());
    assertEquals(List.of("attic", "kitchen"), asked);
    assertEquals(
        Desired.of(Action.Set.every(FakeDevice.TEMPERATURE, TEN)),
        new StationStore(folder.resolve("state")).ledger(devices.get(0).id()).desired());
  }

  @Test
  void nothingIsSentToADeviceThatIsAsDesired() {
    cli.broker.retain(devices.get(0).topic("hello"), hello(devices.get(0), 60, TEN));

    assertEquals(0, apply().exitCode());
    assertEquals(List.of("kitchen"), asked);
  }

  @Test
  void aDeviceThatIsOfflineIsPendingAndThatIsNoFailure() {
    status(devices.get(0), "offline");

    Cli.Result result = apply();

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(
        """
        attic: pending: offline; it is told when it says hello
        done 1, refused 0, no answer 0, pending 1
        """,
        result.out());
    assertEquals(List.of("kitchen"), asked);
  }

  @Test
  void whoFollowsStaysUntilTheLastCame() {
    status(devices.get(0), "offline");
    cli.time.after(Duration.ofHours(3), () -> say(devices.get(0), 61, Duration.ofMinutes(1)));

    Cli.Result result = apply("--follow");

    assertEquals("done 2, refused 0, no answer 0, offline 0\n", result.out(), result.err());
    assertEquals(List.of("kitchen", "attic"), asked);
    assertEquals(Duration.ofHours(3), cli.time.now().elapsed());
  }

  @Test
  void aDeviceThatShouldBeThereAndDoesNotAnswerIsAFailure() {
    cli.broker.device(message -> {});

    Cli.Result result = apply("--json");

    assertEquals(3, result.exitCode());
    assertTrue(result.out().startsWith("{\"device\":\"attic\",\"outcome\":\"no-answer\""));
  }

  @Test
  void whatADeviceRefusesIsToldAndGivenUp() throws Exception {
    status = Answer.Status.RANGE;

    Cli.Result result = apply();

    assertEquals(1, result.exitCode());
    assertTrue(
        result.err().startsWith("attic: temperature every 10s refused (range): outside"),
        result.err());
    assertEquals(
        Desired.NOTHING,
        new StationStore(folder.resolve("state")).ledger(devices.get(0).id()).desired());
  }

  @Test
  void aStreamThatADeviceHasNotGotIsAFailure() throws IOException {
    wishes = wish("[[apply]]\nto = \"attic\"\n[apply.streams.humidity]\nevery = \"10s\"\n");

    Cli.Result result = apply();

    assertEquals(1, result.exitCode());
    assertEquals("attic: it has no stream \"humidity\"\n", result.err());
  }

  @Test
  void aDryRunShowsWhatWouldBeSentAndChangesNothing() {
    Cli.Result result = apply("--dry-run");

    assertEquals(0, result.exitCode(), result.err());
    assertEquals("attic: temperature every 10s\nkitchen: temperature every 10s\n", result.out());
    assertEquals(List.of(), asked);
    assertFalse(Files.exists(folder.resolve("state/commands")));
    assertTrue(
        apply("--dry-run", "--json").out().contains("\"changes\":[\"temperature every 10s\"]"));
  }

  @Test
  void whatIsDesiredIsOnTheDiskThoughTheBrokerCannotBeReached() throws Exception {
    cli.broker.unreachable("no route");

    assertEquals(69, apply().exitCode());
    assertFalse(
        new StationStore(folder.resolve("state")).ledger(devices.get(0).id()).desired().isEmpty());
  }

  @Test
  void aRunningWatchBringsWhatIsPending() throws Exception {
    status(devices.get(0), "offline");
    apply();
    asked.clear();
    cli.time.after(
        Duration.ofSeconds(5),
        () -> {
          cli.broker.deliver(devices.get(0).topic("status"), "online".getBytes(US_ASCII));
          say(devices.get(0), 61, Duration.ofMinutes(1));
        });

    Cli.Result result =
        cli.run("watch", "--device=attic", "--seconds=9", "--site", folder.toString());

    assertEquals(List.of("attic"), asked, result.err());
    assertTrue(result.err().contains("SET: attic: took what was asked for"), result.err());
  }

  @Test
  void aWatchThatCannotSealForADeviceSaysSo() throws Exception {
    status(devices.get(0), "offline");
    apply();
    asked.clear();
    status(devices.get(0), "online");
    Path key = folder.resolve("keys/attic.key");
    String rotated = "lineage = \"0011223344556677\"\ngeneration = 1\nunconfirmed = true\n";
    Files.writeString(key, Files.readString(key) + rotated);
    Files.deleteIfExists(folder.resolve("keys/.lock"));
    Files.createDirectory(folder.resolve("keys/.lock"));

    Cli.Result result =
        cli.run("watch", "--device=attic", "--seconds=9", "--site", folder.toString());

    assertEquals(List.of(), asked);
    assertTrue(result.err().contains("sent nothing until \"watch\" starts anew"), result.err());
  }

  @Test
  void aWatchThatMayNotCommandBringsNothing() throws Exception {
    status(devices.get(0), "offline");
    apply();
    asked.clear();
    status(devices.get(0), "online");

    cli.run("watch", "--no-commands", "--seconds=9", "--site", folder.toString());

    assertEquals(List.of(), asked);
  }

  @Test
  void diffTellsWhatIsNotAsDesired() {
    status(devices.get(0), "offline");
    apply();
    cli.broker.retain(devices.get(1).topic("hello"), hello(devices.get(1), 70, TEN));

    Cli.Result result = cli.run("diff", "--site", folder.toString());

    assertEquals(1, result.exitCode(), result.err());
    assertEquals(
        "attic/temperature: every 10s was asked for, the device reports 1m\n", result.out());
    Cli.Result json = cli.run("diff", "attic", "--json", "--site", folder.toString());
    assertEquals(
        "{\"device\":\"attic\",\"current\":true,\"known\":true,\"differs\":[{"
            + "\"stream\":\"temperature\",\"setting\":\"every\",\"desired\":\"10s\","
            + "\"reported\":\"1m\"}]}\n",
        json.out());
    assertEquals(0, cli.run("diff", "kitchen", "--site", folder.toString()).exitCode());
  }

  private Cli.Result apply(String... more) {
    List<String> all = new ArrayList<>(List.of("apply", wishes.toString()));
    all.addAll(Arrays.asList(more));
    all.addAll(List.of("--site", folder.toString()));
    return cli.run(all.toArray(String[]::new));
  }

  private Path wish(String text) throws IOException {
    return Files.writeString(folder.resolve("wishes.toml"), text);
  }

  private void status(FakeDevice device, String word) {
    cli.broker.retain(device.topic("status"), word.getBytes(US_ASCII));
  }

  private void say(FakeDevice device, long up, Duration interval) {
    cli.broker.deliver(device.topic("hello"), hello(device, up, interval));
  }

  private byte[] hello(FakeDevice device, long up, Duration interval) {
    return device.hello(
        0,
        FakeDevice.with(
            FakeDevice.hello(
                FakeDevice.BOOT, 5, Duration.ofSeconds(up), FakeTime.START.plusSeconds(up)),
            FakeDevice.stream(interval, OptionalLong.empty())));
  }

  private void obey(String topic, byte[] payload) {
    String id = topic.split("/", -1)[1];
    FakeDevice device =
        devices.stream().filter(each -> each.id().value().equals(id)).findFirst().orElseThrow();
    try {
      Opened command = device.open(FakeDevice.BOOT, payload);
      asked.add(id);
      Duration rate =
          status == Answer.Status.OK && device.command(command).action() instanceof Action.Set
              ? TEN
              : Duration.ofMinutes(1);
      cli.broker.deliver(device.topic("control/ack"), device.answer(command, status, rate));
    } catch (RefusedException | DecodeException e) {
      throw new AssertionError("the device cannot open the command", e);
    }
  }
}
