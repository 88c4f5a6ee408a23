package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.renewal.LinkVerdicts;
import io.sealpost.device.renewal.RenewalDesk;
import io.sealpost.device.renewal.TestAuthority;
import io.sealpost.device.state.StateException;
import io.sealpost.device.state.StateFolder;
import io.sealpost.mqtt.tls.IssuedChain;
import io.sealpost.mqtt.tls.NewKey;
import io.sealpost.mqtt.tls.SigningRequest;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.OwnCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole agent whose certificate ends in nine days. */
class AgentRenewalTest {
  private static final Instant END = Instant.parse("2027-03-10T00:00:00Z");

  @TempDir private Path folder;
  private TestAuthority authority;
  private IssuedChain given;
  private StateFolder state;
  private LinkVerdicts verdicts;
  private Boot boot;

  @BeforeEach
  void start() throws Exception {
    authority = new TestAuthority(folder.resolve("authority"));
    given = authority.first("rpi-07", "20260401000000Z", "20270310000000Z");
    state = StateFolder.open(folder.resolve("state"));
    boot(3);
  }

  private void boot(long epoch) throws StateException {
    verdicts = new LinkVerdicts(state.renewedCertificate(), state.newCertificate(), false);
    RenewalDesk desk =
        RenewalDesk.open(
                Optional.of(given),
                Optional.of(Duration.ofDays(30)),
                state.renewals(),
                present -> NewKey.like(present, new SecureRandom()))
            .orElseThrow();
    boot =
        new Boot.Setup(new TestClock())
            .epoch(epoch, Map.of())
            .renewals(Renewals.of(desk, verdicts))
            .start();
    verdicts.accepted(given.own(), true);
    boot.connect();
  }

  @AfterEach
  void stop() throws IOException {
    state.close();
  }

  private OwnCertificate said() throws Exception {
    return boot.hello().link().certificate().orElseThrow();
  }

  private static SigningRequest request(OwnCertificate said) throws Exception {
    return SigningRequest.parse(HexFormat.of().parseHex(said.request().orElseThrow()));
  }

  private IssuedChain signed(SigningRequest request) throws Exception {
    return authority.sign(request, "rpi-07", "20270301000000Z", "20280301000000Z");
  }

  private Status certify(long counter, SigningRequest request, IssuedChain chain) throws Exception {
    boot.command(counter, new Action.Certify(request.digest(), chain.hex()));
    return boot.answer().status();
  }

  @Test
  void asksInItsFirstHelloAndSaysWhatBecameOfItInTheNext() throws Exception {
    OwnCertificate first = said();
    assertEquals(END, first.notAfter());
    SigningRequest request = request(first);
    IssuedChain chain = signed(request);

    boot.command(1, new Action.Certify(request.digest(), chain.hex()));
    boot.pass(Duration.ofSeconds(2));
    OwnCertificate waits = said();
    assertEquals(new OwnCertificate(END, Optional.empty(), Optional.empty()), waits);
    assertTrue(Files.exists(state.newCertificate()));

    boot.lose();
    verdicts.accepted(chain.own(), false);
    boot.connect();
    assertEquals(chain.notAfter(), said().notAfter(), "in the first hello by the new one");
    assertTrue(Files.exists(state.renewedCertificate()));
    assertTrue(Files.notExists(state.newCertificate()));
  }

  @Test
  void answersOkAndAgainOkAndNoOfferToWhatItDidNotAskFor() throws Exception {
    SigningRequest request = request(said());
    IssuedChain chain = signed(request);
    assertEquals(Status.OK, certify(1, request, chain));
    assertEquals(Status.OK, certify(2, request, chain));
    assertEquals(Status.NO_OFFER, certify(3, request, signed(request)));
  }

  @Test
  void tellsThatTheBrokerRefusesItAtTheNextConnect() throws Exception {
    SigningRequest request = request(said());
    IssuedChain chain = signed(request);
    assertEquals(Status.OK, certify(1, request, chain));
    boot.lose();
    verdicts.refused(chain.own());
    verdicts.accepted(given.own(), true);
    boot.connect();
    OwnCertificate said = said();
    assertEquals(END, said.notAfter());
    assertTrue(said.problem().orElse("").startsWith("the broker refuses"), said::toString);
  }

  @Test
  void asksForTheSameInAnotherBoot() throws Exception {
    SigningRequest request = request(said());
    boot(4);
    assertEquals(request.digest(), request(said()).digest());
  }
}
