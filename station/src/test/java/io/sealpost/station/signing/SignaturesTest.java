package io.sealpost.station.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.tls.IssuedChain;
import io.sealpost.mqtt.tls.NewKey;
import io.sealpost.mqtt.tls.SigningRequest;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.OwnCertificate;
import io.sealpost.protocol.Settings;
import io.sealpost.station.StationException;
import io.sealpost.station.testing.FakeTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is signed for whom, how often, and what is sent of it; by the real openssl. */
class SignaturesTest {
  private static final DeviceId DEVICE = new DeviceId("rpi-07");

  private final FakeTime time = new FakeTime();
  private final List<String> faults = new ArrayList<>();
  @TempDir private Path folder;
  private NewKey key;
  private int signed;

  @BeforeEach
  void ask() throws Exception {
    run("req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 3650 -subj /CN=site");
    key = keyFor("rpi-07");
  }

  private NewKey keyFor(String name) throws Exception {
    run("req -x509 -newkey rsa:2048 -nodes -keyout gone -out old -days 3 -subj /CN=" + name);
    IssuedChain old = IssuedChain.ofPem(Files.readAllBytes(folder.resolve("old")));
    return NewKey.like(old.own(), new SecureRandom());
  }

  private byte[] sign(DeviceId device, SigningRequest request) throws StationException {
    signed++;
    try {
      Files.writeString(folder.resolve("csr"), request.pem());
      run("x509 -req -in csr -CA ca.pem -CAkey ca.key -days 365 -out crt");
      return (Files.readString(folder.resolve("crt")) + Files.readString(folder.resolve("ca.pem")))
          .getBytes(UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Signatures signatures(boolean anew) {
    return new Signatures(folder.resolve("state"), this::sign, time, anew);
  }

  private static Hello hello(Optional<SigningRequest> request) {
    return new Hello(
        new BootId("0123456789abcdef"),
        1,
        Duration.ofSeconds(5),
        FakeTime.START,
        true,
        "sealpost 1",
        Optional.empty(),
        LogLevel.INFO,
        new Hello.Link(
            1,
            1,
            0,
            0,
            Optional.empty(),
            Optional.of(
                new OwnCertificate(
                    FakeTime.START, request.map(SigningRequest::hex), Optional.empty()))),
        Hello.Backlog.EMPTY,
        List.of(),
        OptionalLong.empty(),
        Map.of());
  }

  private SigningErrand errand(boolean anew) {
    return new SigningErrand(DEVICE, Optional.of(signatures(anew)), faults::add);
  }

  private static Answer answer(Answer.Status status) {
    return new Answer(1, "0011223344556677", status, new Settings(Map.of(), LogLevel.INFO));
  }

  @Test
  void requestIsSignedOnceWhoeverAsksAgain() throws Exception {
    Action.Certify first = signatures(false).answer(DEVICE, key.request());
    for (int again = 0; again < 3; again++) {
      assertEquals(first, signatures(true).answer(DEVICE, key.request()));
    }
    assertEquals(1, signed);
    assertEquals(key.request().digest(), first.request());
    assertNotEquals(first, signatures(false).answer(DEVICE, keyFor("rpi-07").request()));
    assertEquals(2, signed);
  }

  @Test
  void certificateInAnotherNameIsNotSent() throws Exception {
    SigningRequest other = keyFor("rpi-08").request();
    StationException e =
        assertThrows(StationException.class, () -> signatures(false).answer(DEVICE, other));
    assertTrue(
        String.valueOf(e.getMessage()).contains("for 'CN=rpi-08', not for CN=rpi-07"),
        e.getMessage());
  }

  @Test
  void certificateOfAnotherKeyIsNotSent() throws Exception {
    SigningRequest other = keyFor("rpi-07").request();
    Signatures confused =
        new Signatures(
            folder.resolve("state"), (device, request) -> sign(device, other), time, true);
    StationException e =
        assertThrows(StationException.class, () -> confused.answer(DEVICE, key.request()));
    assertTrue(String.valueOf(e.getMessage()).contains("for another key"), e.getMessage());
  }

  @Test
  void deviceThatAsksGetsItAndOneThatDoesNotIsLeftAlone() throws Exception {
    SigningErrand errand = errand(false);
    assertEquals(Optional.empty(), errand.start(hello(Optional.empty()), ""));
    Optional<Action> asked = errand.start(hello(Optional.of(key.request())), "");
    assertEquals(Optional.of(signatures(false).answer(DEVICE, key.request())), asked);
    assertEquals(Optional.empty(), errand.answered(answer(Answer.Status.OK), ""));
    assertEquals(1, signed);
  }

  @Test
  void refusedCertificateIsSignedAnewOnlyWhenSomebodyAsksForIt() {
    SigningErrand errand = errand(false);
    errand.start(hello(Optional.of(key.request())), "");
    errand.answered(answer(Answer.Status.RANGE), "");

    assertEquals(Optional.empty(), errand.start(hello(Optional.of(key.request())), ""));
    assertTrue(faults.get(0).contains("\"sealpost sign rpi-07\""), faults::toString);
    assertEquals(1, signed);
    assertTrue(errand(true).start(hello(Optional.of(key.request())), "").isPresent());
    assertEquals(2, signed);
  }

  @Test
  void overtakenCommandIsSentAgainAFewTimes() {
    SigningErrand errand = errand(false);
    Optional<Action> asked = errand.start(hello(Optional.of(key.request())), "");
    for (int again = 1; again < 4; again++) {
      assertEquals(asked, errand.answered(answer(Answer.Status.SUPERSEDED), ""));
    }
    assertEquals(Optional.empty(), errand.answered(answer(Answer.Status.SUPERSEDED), ""));
  }

  @Test
  void commandGetsTheRequestAndTheDeviceAndItsFaultsAreTold() throws Exception {
    assertEquals(
        "rpi-07 " + key.request().pem(), new String(command("echo -n \"$1 \"; cat"), UTF_8));
    for (String fault : List.of("exit 3", "cat >/dev/null; head -c 70000 /dev/zero")) {
      assertThrows(StationException.class, () -> command(fault));
    }
    SigningCommand missing = new SigningCommand(List.of("/nonexistent/sign"));
    StationException e =
        assertThrows(StationException.class, () -> missing.sign(DEVICE, key.request()));
    assertTrue(String.valueOf(e.getMessage()).contains("cannot be run"), e.getMessage());
  }

  private byte[] command(String script) throws IOException, StationException {
    Path file = folder.resolve("sign.sh");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new SigningCommand(List.of(file.toString())).sign(DEVICE, key.request());
  }

  private void run(String arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/openssl"));
    command.addAll(List.of(arguments.split(" ", -1)));
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      assertEquals(0, process.waitFor(), () -> command + " failed:\n" + said);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
