package io.sealpost.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.testing.Thrown;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkOptionsTest {
  @Test
  void urlIsTakenApart() {
    assertEquals("mqtts://h:8883", options("mqtts://h", false).url().toString());
  }

  @Test
  void clearTextIsRefusedUnlessAllowed() {
    String message =
        Thrown.message(IllegalArgumentException.class, () -> options("mqtt://h", false));
    assertTrue(message.contains("'mqtt://h'"), message);
    assertTrue(message.contains("allow-plaintext = true"), message);
    assertEquals("mqtt://h:1883", options("mqtt://h", true).url().toString());
  }

  @ParameterizedTest
  @CsvSource({
    "PT4.999S, PT20S, keep-alive is PT4.999S",
    "PT18H1S, PT20S, keep-alive is PT18H1S",
    "PT5.5S, PT20S, whole seconds",
    "PT60S, PT0.999S, connect timeout is PT0.999S",
    "PT60S, PT5M0.001S, connect timeout is PT5M0.001S",
  })
  void timesOutOfRangeAreRefused(Duration keepAlive, Duration timeout, String expected) {
    String message =
        Thrown.message(
            IllegalArgumentException.class, () -> options("mqtts://h", "id", keepAlive, timeout));
    assertTrue(message.contains(expected), message);
  }

  @Test
  void timesAtTheEndsOfTheRangesAreTaken() {
    options("mqtts://h", "id", Duration.ofSeconds(5), Duration.ofSeconds(1));
    options("mqtts://h", "id", Duration.ofHours(18), Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 129})
  void clientIdOfTheWrongLengthIsRefused(int length) {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            options(
                "mqtts://h", "x".repeat(length), Duration.ofSeconds(60), Duration.ofSeconds(20)));
  }

  @Test
  void keyOfOursForABrokerInTheClearIsRefused() {
    Security.Certificates certificates = Security.Certificates.trusting(Optional.empty());
    options("mqtt://h", certificates);
    ClientCertificate own = new ClientCertificate(Path.of("own.pem"), Path.of("own.key"));
    for (Security security :
        List.of(
            new Security.PreSharedKey("me", () -> new byte[32]),
            new Security.Certificates(
                Optional.empty(), Optional.empty(), Optional.of(own), certificates.validity()))) {
      String message =
          Thrown.message(IllegalArgumentException.class, () -> options("mqtt://h", security));
      assertTrue(message.contains("'mqtt://h', which makes no use of a key"), message);
      options("wss://h", security);
    }
  }

  @Test
  void acknowledgementByHandAndLeavingNothingGoTogether() {
    LinkOptions plain = options("mqtts://h", false);
    assertTrue(plain.keptSession());
    assertFalse(plain.acknowledgedByHand());
    LinkOptions both = plain.acknowledgingByHand().leavingNothing();
    assertFalse(both.keptSession());
    assertTrue(both.acknowledgedByHand());
    assertEquals(both, plain.leavingNothing().acknowledgingByHand());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 129})
  void identityOfAKeyOfTheWrongLengthIsRefused(int length) {
    String message =
        Thrown.message(
            IllegalArgumentException.class,
            () -> new Security.PreSharedKey("x".repeat(length), () -> new byte[32]));
    assertTrue(message.contains("expected 1 to 128 bytes of UTF-8"), message);
  }

  @Test
  void keyIsNotPrinted() {
    Security key = new Security.PreSharedKey("é".repeat(64), () -> new byte[32]);
    assertEquals("PreSharedKey[" + "é".repeat(64) + "]", key.toString());
  }

  @Test
  void passwordIsNotPrinted() {
    Credentials credentials = new Credentials("user", () -> "hunter2".toCharArray());
    assertFalse(credentials.toString().contains("hunter2"));
    assertThrows(IllegalArgumentException.class, () -> new Credentials("", () -> new char[0]));
  }

  private static LinkOptions options(String url, boolean allowPlaintext) {
    return new LinkOptions(
        URI.create(url),
        allowPlaintext,
        "id",
        Optional.empty(),
        Security.Certificates.trusting(Optional.empty()),
        Optional.empty(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(20));
  }

  private static LinkOptions options(String url, Security security) {
    return new LinkOptions(
        URI.create(url),
        true,
        "id",
        Optional.empty(),
        security,
        Optional.empty(),
        Duration.ofSeconds(60),
        Duration.ofSeconds(20));
  }

  private static LinkOptions options(
      String url, String clientId, Duration keepAlive, Duration connectTimeout) {
    return new LinkOptions(
        URI.create(url),
        false,
        clientId,
        Optional.empty(),
        Security.Certificates.trusting(Optional.empty()),
        Optional.empty(),
        keepAlive,
        connectTimeout);
  }
}
