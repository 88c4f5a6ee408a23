package io.sealpost.device.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.renewal.RenewalDesk;
import io.sealpost.device.renewal.TestAuthority;
import io.sealpost.device.renewal.Verdict;
import io.sealpost.mqtt.tls.IssuedChain;
import io.sealpost.mqtt.tls.NewKey;
import io.sealpost.mqtt.tls.SigningRequest;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A renewal that ends at any step of the disk, by a kill or a power cut, and goes on after it. */
class RenewalCrashTest {
  private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
  private static final Moment MOMENT = new Moment(Duration.ofHours(1), NOW, true);

  @TempDir private Path folder;
  private Path state;
  private TestAuthority authority;
  private IssuedChain given;
  private LossyDisk disk;
  private RenewalDesk desk;

  @BeforeEach
  void begin() throws Exception {
    authority = new TestAuthority(folder.resolve("authority"));
    given = authority.first("rpi-07", "20260401000000Z", "20270310000000Z");
    state = Files.createDirectory(folder.resolve("state"));
    disk = new LossyDisk(state);
    start();
  }

  private void start() throws StateException {
    desk = open(Optional.of(given)).orElseThrow();
  }

  private Optional<RenewalDesk> open(Optional<IssuedChain> certificate) throws StateException {
    return RenewalDesk.open(
        certificate,
        Optional.of(Duration.ofDays(30)),
        new FileRenewalStore(state, disk),
        present -> NewKey.like(present, new SecureRandom()));
  }

  private Optional<SigningRequest> asked() throws Exception {
    Optional<String> request = desk.said().request();
    return request.isEmpty()
        ? Optional.empty()
        : Optional.of(SigningRequest.parse(HexFormat.of().parseHex(request.get())));
  }

  /** What the file of a pair holds, as the link would show it. */
  private Optional<IssuedChain> pair(String name) throws Exception {
    Path file = state.resolve(name);
    return Files.exists(file)
        ? Optional.of(IssuedChain.ofPem(Files.readAllBytes(file)))
        : Optional.empty();
  }

  /** All that is left to do, wherever it is. */
  private void renew() throws Exception {
    desk.look(MOMENT);
    Optional<SigningRequest> request = asked();
    if (request.isPresent()) {
      IssuedChain chain =
          authority.sign(request.get(), "rpi-07", "20270301000000Z", "20280301000000Z");
      desk.certify(new Action.Certify(request.get().digest(), chain.hex()), MOMENT);
    }
    Optional<IssuedChain> candidate = pair(FileRenewalStore.CANDIDATE);
    candidate.ifPresent(chain -> desk.heard(new Verdict(chain.own(), true), MOMENT));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyStepMayBeTheLast(boolean power) throws Exception {
    int ends = 0;
    for (int steps = 0; steps < 14; steps++) {
      try (Stream<Path> files = Files.list(state)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      disk = new LossyDisk(state);
      start();
      disk.endBefore(steps);
      renew();
      ends += disk.hasEnded() ? 1 : 0;
      if (power) {
        disk.cutPower();
      }
      disk.go();
      start();
      for (int again = 0; again < 2; again++) {
        renew();
      }
      String when = "after " + steps + " steps";
      assertEquals(Instant.parse("2028-03-01T00:00:00Z"), desk.said().notAfter(), when);
      assertEquals(Optional.empty(), desk.said().request(), when);
      assertTrue(pair(FileRenewalStore.PRESENT).isPresent(), when);
      assertFalse(Files.exists(state.resolve(FileRenewalStore.CANDIDATE)), when);
      assertFalse(Files.exists(state.resolve(FileRenewalStore.REQUEST)), when);
    }
    assertTrue(ends >= 12, ends + " ends were tried");
  }

  @Test
  void sameRequestIsToldAfterAPowerCutAndItsKeyIsClosedToOthers() throws Exception {
    desk.look(MOMENT);
    Optional<String> request = desk.said().request();
    assertTrue(request.isPresent());
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(state.resolve(FileRenewalStore.REQUEST)));
    disk.cutPower();
    start();
    desk.look(MOMENT);
    assertEquals(request, desk.said().request());
  }

  @Test
  void anotherGivenCertificateRemovesWhatWasRenewedOnceABrokerAcceptsIt() throws Exception {
    renew();
    assertFalse(desk.isOfAnother(given.own()));
    given = authority.first("rpi-07", "20260401000000Z", "20270311000000Z");
    start();
    assertTrue(desk.isOfAnother(given.own()));
    assertEquals(Instant.parse("2028-03-01T00:00:00Z"), desk.said().notAfter());

    desk.heard(new Verdict(given.own(), false, true), MOMENT);
    start();
    assertTrue(desk.isOfAnother(given.own()), "it is tried again");
    assertTrue(pair(FileRenewalStore.PRESENT).isPresent());

    desk.heard(new Verdict(given.own(), true, true), MOMENT);
    assertEquals(Instant.parse("2027-03-11T00:00:00Z"), desk.said().notAfter());
    start();
    assertFalse(desk.isOfAnother(given.own()));
    assertEquals(Instant.parse("2027-03-11T00:00:00Z"), desk.said().notAfter());
    assertEquals(Optional.empty(), pair(FileRenewalStore.PRESENT));
  }

  @Test
  void renewedCertificateGoesOnBeingRenewedThoughTheBrokerRefusesAnotherGivenOne()
      throws Exception {
    renew();
    given = authority.first("rpi-07", "20260401000000Z", "20270311000000Z");
    start();
    desk.heard(new Verdict(given.own(), false, true), MOMENT);
    Moment yearLater =
        new Moment(Duration.ofDays(350), Instant.parse("2028-02-20T00:00:00Z"), true);
    desk.look(yearLater);
    Optional<String> request = desk.said().request();
    assertTrue(request.isPresent());
    start();
    assertEquals(request, desk.said().request());
  }

  @Test
  void renewalOfTheRenewedOneOutlivesAStartThoughAnotherGivenOneIsThere() throws Exception {
    renew();
    given = authority.first("rpi-07", "20260401000000Z", "20270311000000Z");
    start();
    Moment yearLater =
        new Moment(Duration.ofDays(350), Instant.parse("2028-02-20T00:00:00Z"), true);
    desk.look(yearLater);
    SigningRequest request = asked().orElseThrow();
    IssuedChain chain = authority.sign(request, "rpi-07", "20280220000000Z", "20290301000000Z");
    Action.Certify order = new Action.Certify(request.digest(), chain.hex());
    assertEquals(Status.OK, desk.certify(order, yearLater).status());
    start();
    assertTrue(pair(FileRenewalStore.CANDIDATE).isPresent());
    desk.heard(new Verdict(chain.own(), true), yearLater);
    assertEquals(chain.notAfter(), desk.said().notAfter());
    assertTrue(desk.isOfAnother(given.own()));
  }

  @Test
  void givenCertificateThatIsTheRenewedOneIsTheOneFromThenOn() throws Exception {
    renew();
    given = pair(FileRenewalStore.PRESENT).orElseThrow();
    start();
    assertTrue(desk.isOfAnother(given.own()));
    desk.heard(new Verdict(given.own(), true, true), MOMENT);
    assertFalse(desk.isOfAnother(given.own()));
    assertEquals(Optional.empty(), pair(FileRenewalStore.PRESENT));
    start();
    assertEquals(given.notAfter(), desk.said().notAfter());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyStepOfTheRemovalMayBeTheLast(boolean power) throws Exception {
    IssuedChain first = given;
    for (int steps = 0; steps < 8; steps++) {
      given = first;
      start();
      renew();
      desk.look(MOMENT);
      given = authority.first("rpi-07", "20260401000000Z", "20270311000000Z");
      start();
      disk.endBefore(steps);
      desk.heard(new Verdict(given.own(), true, true), MOMENT);
      if (power) {
        disk.cutPower();
      }
      disk.go();
      start();
      desk.heard(new Verdict(given.own(), true, true), MOMENT);
      String when = "after " + steps + " steps";
      assertEquals(Instant.parse("2027-03-11T00:00:00Z"), desk.said().notAfter(), when);
      assertFalse(desk.isOfAnother(given.own()), when);
      for (String name :
          List.of(FileRenewalStore.REQUEST, FileRenewalStore.CANDIDATE, FileRenewalStore.PRESENT)) {
        assertEquals(Optional.empty(), pair(name), when);
      }
    }
  }

  @Test
  void candidateOfBeforeGivesWayToAnotherGivenCertificate() throws Exception {
    desk.look(MOMENT);
    SigningRequest request = asked().orElseThrow();
    IssuedChain chain = authority.sign(request, "rpi-07", "20270301000000Z", "20280301000000Z");
    Action.Certify order = new Action.Certify(request.digest(), chain.hex());
    assertEquals(Status.OK, desk.certify(order, MOMENT).status());
    given = authority.first("rpi-07", "20260401000000Z", "20270311000000Z");
    start();
    assertFalse(desk.isOfAnother(given.own()));
    assertEquals(Optional.empty(), pair(FileRenewalStore.CANDIDATE));
  }

  @Test
  void givenCertificateThatCannotBeReadEndsNothing() throws Exception {
    assertEquals(Optional.empty(), open(Optional.empty()), "none at all");
    desk.look(MOMENT);
    Optional<String> request = desk.said().request();
    assertEquals(Optional.empty(), open(Optional.empty()), "a request only");
    start();
    assertEquals(request, desk.said().request());

    renew();
    desk = open(Optional.empty()).orElseThrow();
    assertEquals(Instant.parse("2028-03-01T00:00:00Z"), desk.said().notAfter());
    start();
    assertFalse(desk.isOfAnother(given.own()));
  }

  @Test
  void whoOnlyLooksFindsTheRenewedPairOfTheGivenCertificate() throws Exception {
    Optional<String> fingerprint = Optional.of(IssuedChain.fingerprint(given.own()));
    assertEquals(Optional.empty(), StateFolder.renewedCertificate(state, fingerprint));
    assertEquals(
        Optional.empty(), StateFolder.renewedCertificate(state.resolve("none"), fingerprint));
    renew();
    assertEquals(
        Optional.of(state.resolve(FileRenewalStore.PRESENT)),
        StateFolder.renewedCertificate(state, fingerprint));
    assertEquals(
        Optional.empty(), StateFolder.renewedCertificate(state, Optional.of("0".repeat(64))));
    assertEquals(
        Optional.of(state.resolve(FileRenewalStore.PRESENT)),
        StateFolder.renewedCertificate(state, Optional.empty()));
    Files.writeString(state.resolve(FileRenewalStore.PRESENT), "of nothing");
    assertEquals(Optional.empty(), StateFolder.renewedCertificate(state, fingerprint));
  }

  @Test
  void damagedFilesAreAsGoodAsNone() throws Exception {
    for (String name : List.of(FileRenewalStore.REQUEST, FileRenewalStore.PRESENT)) {
      Files.writeString(state.resolve(name), "of nothing\n");
    }
    start();
    assertEquals(given.notAfter(), desk.said().notAfter());
    renew();
    assertEquals(Instant.parse("2028-03-01T00:00:00Z"), desk.said().notAfter());
  }

  @Test
  void diskThatFailsIsAnsweredAndNothingIsTaken() throws Exception {
    desk.look(MOMENT);
    SigningRequest request = asked().orElseThrow();
    IssuedChain chain = authority.sign(request, "rpi-07", "20270301000000Z", "20280301000000Z");
    disk.endBefore(0);
    Action.Certify order = new Action.Certify(request.digest(), chain.hex());
    assertEquals(Status.FAILED, desk.certify(order, MOMENT).status());
    disk.go();
    assertEquals(Status.OK, desk.certify(order, MOMENT).status());
    disk.cutPower();
    start();
    assertEquals(Status.OK, desk.certify(order, MOMENT).status(), "it is there already");
  }
}
