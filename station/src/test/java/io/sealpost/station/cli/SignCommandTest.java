package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.mqtt.tls.IssuedChain;
import io.sealpost.mqtt.tls.SigningRequest;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.OwnCertificate;
import io.sealpost.station.StationException;
import io.sealpost.station.testing.Cli;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.RealRequest;
import io.sealpost.station.testing.TestSite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line, with a small script that signs by the real openssl. */
class SignCommandTest {
  private static final Instant END = Instant.parse("2026-11-25T00:00:00Z");
  private static final String SIGN =
      """
      openssl x509 -req -in /dev/stdin -CA "$D/ca.pem" -CAkey "$D/ca.key" -days 3650 \\
        -out "$D/crt" 2>/dev/null
      echo "$1" >>"$D/signed"
      cat "$D/crt" "$D/ca.pem"
      """;

  @TempDir private Path folder = Path.of("");
  private final Cli cli = new Cli();
  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, cli.time);
  private final List<Action> obeyed = new ArrayList<>();
  private Answer.Status status = Answer.Status.OK;
  private SigningRequest request;

  @BeforeEach
  void makeSite() throws Exception {
    TestSite.with(folder, device);
    request = RealRequest.of("rpi-07", folder);
    openssl("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -subj /CN=s");
    say(Optional.of(request.hex()));
    cli.broker.device(message -> obey(message.payload()));
  }

  private void say(Optional<String> asked) {
    Hello hello = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
    cli.broker.retain(
        device.topic("hello"),
        device.hello(0, FakeDevice.with(hello, new OwnCertificate(END, asked, Optional.empty()))));
  }

  private void obey(byte[] sealed) {
    try {
      Opened command = device.open(FakeDevice.BOOT, sealed);
      obeyed.add(device.command(command).action());
      cli.broker.deliver(
          device.topic("control/ack"), device.answer(command, status, Duration.ofSeconds(60)));
    } catch (RefusedException | DecodeException e) {
      throw new AssertionError(e);
    }
  }

  private void openssl(String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/openssl"));
    command.addAll(List.of(arguments.split(" ", -1)));
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.waitFor(), arguments);
  }

  private void signBy(String script) throws IOException {
    Path file = folder.resolve("sign.sh");
    Files.writeString(file, "#!/bin/sh\nD=" + folder + "\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    Files.writeString(
        folder.resolve("station.toml"),
        "[signing]\ncommand = [\"" + file + "\"]\n",
        StandardOpenOption.APPEND);
  }

  private Cli.Result sign(String... more) {
    List<String> arguments = new ArrayList<>(List.of("sign", "--site", folder.toString()));
    arguments.addAll(List.of(more));
    return cli.run(arguments.toArray(String[]::new));
  }

  @Test
  void whatIsSignedIsSentAndOnceOnly() throws Exception {
    signBy(SIGN);
    Cli.Result result = sign("rpi-07");
    assertEquals(0, result.exitCode(), result.err());
    Action.Certify sent = (Action.Certify) obeyed.get(0);
    assertEquals(request.digest(), sent.request());
    IssuedChain chain = IssuedChain.ofDer(sent.chain());
    assertEquals(Optional.empty(), chain.complaint(request.publicKey(), FakeTime.START));
    assertEquals(
        "rpi-07: has a certificate until " + chain.notAfter() + ", and tries it\n", result.out());

    assertEquals(0, sign().exitCode());
    assertEquals(List.of(sent, sent), obeyed);
    assertEquals(List.of("rpi-07"), Files.readAllLines(folder.resolve("signed")));
  }

  @Test
  void dryRunSaysWhoAsksAndNeedsNoCommand() {
    Cli.Result result = sign("rpi-07", "--dry-run");
    assertEquals(0, result.exitCode(), result.err());
    assertEquals(
        "rpi-07: asks for a certificate; its present one ends on 2026-11-25T00:00:00Z\n",
        result.out());
    say(Optional.empty());
    assertTrue(sign("rpi-07", "--dry-run").out().startsWith("rpi-07: asks for no certificate"));
    assertEquals(List.of(), obeyed);
  }

  @Test
  void withoutACommandItSaysWhatToWrite() {
    Cli.Result result = sign("rpi-07");
    assertEquals(78, result.exitCode());
    assertTrue(result.err().contains("[signing] command is missing"), result.err());
  }

  @Test
  void commandThatFailsIsToldWithItsExitCodeAndNothingIsSent() throws Exception {
    signBy("echo 'hunter2'; exit 1\n");
    Cli.Result result = sign("rpi-07");
    assertTrue(result.exitCode() != 0);
    String told = result.out() + result.err();
    assertTrue(told.contains("sign.sh ended with exit code 1"), told);
    assertFalse(told.contains("hunter2"), told);
    assertEquals(List.of(), obeyed);
  }

  @Test
  void garbageIsNotSent() throws Exception {
    signBy("echo 'no certificate at all: hunter2'\n");
    Cli.Result result = sign("rpi-07");
    assertTrue(result.exitCode() != 0);
    String told = result.out() + result.err();
    assertTrue(told.contains("what it wrote is not sent: no certificate in PEM"), told);
    assertFalse(told.contains("hunter2"), told);
    assertEquals(List.of(), obeyed);
  }

  @Test
  void refusalOfTheDeviceIsToldAndSignedAnewWhenAskedAgain() throws Exception {
    signBy(SIGN);
    status = Answer.Status.RANGE;
    assertTrue(sign("rpi-07").exitCode() != 0);
    status = Answer.Status.OK;
    assertEquals(0, sign("rpi-07").exitCode());
    assertEquals(2, Files.readAllLines(folder.resolve("signed")).size());
  }

  @Test
  void followGoesWithNothingThatEnds() {
    assertEquals(64, sign("--follow", "--dry-run").exitCode());
    assertEquals(64, sign("--follow", "--json").exitCode());
  }

  @Test
  void followSignsWhenTheDeviceAsksAndEndsWhenTold() throws Exception {
    signBy(SIGN);
    say(Optional.empty());
    cli.time.after(
        Duration.ofHours(2),
        () -> {
          Hello hello =
              FakeDevice.hello(
                  FakeDevice.BOOT, 5, Duration.ofHours(2), FakeTime.START.plusSeconds(7200));
          OwnCertificate own =
              new OwnCertificate(END, Optional.of(request.hex()), Optional.empty());
          cli.broker.deliver(device.topic("hello"), device.hello(1, FakeDevice.with(hello, own)));
        });
    cli.time.after(Duration.ofHours(3), cli.stop::request);
    Cli.Result result = sign("--follow");
    assertEquals(0, result.exitCode(), result.err());
    assertEquals("rpi-07: has a new certificate, and tries it\n", result.out());
    assertEquals(1, obeyed.size());
  }

  @Test
  void followHearsOfADeviceThatIsProvisionedLater() throws Exception {
    signBy(SIGN);
    FakeDevice late = new FakeDevice("rpi-08", Format.COSE_1, cli.time);
    Hello hello = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
    OwnCertificate own =
        new OwnCertificate(
            END, Optional.of(RealRequest.of("rpi-08", folder).hex()), Optional.empty());
    List<String> commanded = new ArrayList<>();
    cli.broker.device(message -> commanded.add(message.topic()));
    say(Optional.empty());
    cli.broker.retain(late.topic("hello"), late.hello(0, FakeDevice.with(hello, own)));
    cli.time.after(Duration.ofHours(2), () -> add(late));
    cli.time.after(Duration.ofHours(2).plusSeconds(100), cli.stop::request);

    Cli.Result result = sign("--follow");

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(List.of(late.topic("control")), commanded);
    assertEquals(List.of("rpi-08"), Files.readAllLines(folder.resolve("signed")));
  }

  @Test
  void followWaitsForTheDeviceThatItWasToldOf() throws Exception {
    signBy(SIGN);
    FakeDevice late = new FakeDevice("rpi-08", Format.COSE_1, cli.time);
    cli.time.after(Duration.ofHours(2), () -> add(late));
    cli.time.after(Duration.ofHours(3), cli.stop::request);

    Cli.Result result = sign("--follow", "rpi-08");

    assertEquals(0, result.exitCode(), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertTrue(cli.broker.filters.contains(late.topic("hello")), cli.broker.filters.toString());
    assertEquals(2, cli.broker.clients.size());
  }

  @Test
  void followThatHasRunGoesOnWhenTheStationsFilesAreHalfWritten() throws Exception {
    signBy(SIGN);
    FakeDevice late = new FakeDevice("rpi-08", Format.COSE_1, cli.time);
    Path settings = folder.resolve("station.toml");
    cli.time.after(
        Duration.ofHours(2),
        () -> {
          add(late);
          write(settings, "[broker]\nurl = ");
        });
    cli.time.after(
        Duration.ofHours(2).plusMinutes(10),
        () -> write(settings, "[broker]\nurl = \"mqtts://broker.example\"\n"));
    cli.time.after(Duration.ofHours(3), cli.stop::request);

    Cli.Result result = sign("--follow");

    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.err().contains("; trying again in 60 s"), result.err());
    assertTrue(cli.broker.filters.contains(late.topic("hello")), cli.broker.filters.toString());
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void add(FakeDevice device) {
    try {
      TestSite.with(folder, device);
    } catch (StationException | IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void devicesAndWatchShowIt() {
    Cli.Result devices = cli.run("devices", "--site", folder.toString());
    assertTrue(
        devices.out().contains("\n  certificate until 2026-11-25T00:00:00Z, asks for another\n"),
        devices.out());
    Cli.Result watch = cli.run("watch", "--site", folder.toString(), "--seconds", "700");
    assertTrue(
        watch.err().contains("ALARM: rpi-07: its certificate ends on 2026-11-25T00:00:00Z"),
        watch.err());
    assertTrue(
        watch
            .err()
            .contains(
                "ALARM: rpi-07: asks for another certificate, and nobody has signed: \"sealpost"
                    + " sign rpi-07\""),
        watch.err());
    Cli.Result json = cli.run("watch", "--site", folder.toString(), "--seconds", "9", "--json");
    assertTrue(json.out().contains("\"certificate-ends-soon\""), json.out());
    assertTrue(json.out().contains("\"not_after\":\"2026-11-25T00:00:00Z\""), json.out());
  }
}
