package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.SecretFileException;
import io.sealpost.device.clock.GoodTime;
import io.sealpost.device.config.TlsSettings;
import io.sealpost.device.renewal.LinkVerdicts;
import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.Security;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerSecurityTest {
  private static final String KEY = "0123456789abcdef0123456789ABCDEF";

  @TempDir Path folder;
  private final GoodTime good = new TestClock().goodTime();

  private Path file(String text, String permissions) throws IOException {
    Path file = folder.resolve("secret");
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)));
    return Files.writeString(file, text);
  }

  @Test
  void keyNeedNotBeThereOnceAnotherIsInForceButNobodyElseMayReadIt() throws Exception {
    Path key = file("key", "rw-------");
    TlsSettings settings =
        new TlsSettings.Certificates(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new TlsSettings.Client(folder.resolve("own.pem"), key)));
    Path present = folder.resolve("certificate-renewed.pem");
    LinkVerdicts renewed = new LinkVerdicts(present, folder.resolve("new.pem"), false);
    BrokerSecurity.of(settings, good, Optional.of(renewed));
    Files.delete(key);
    assertThrows(
        StartupException.class, () -> BrokerSecurity.of(settings, good, Optional.of(renewed)));
    Files.createFile(present);
    BrokerSecurity.of(settings, good, Optional.of(renewed));
    file("key", "rw-r--r--");
    StartupException exposed =
        assertThrows(
            StartupException.class, () -> BrokerSecurity.of(settings, good, Optional.of(renewed)));
    assertEquals(ExitCode.PERMISSION, exposed.exit());
  }

  private Security.PreSharedKey psk(Path file) throws SecretFileException, StartupException {
    return assertInstanceOf(
        Security.PreSharedKey.class,
        BrokerSecurity.of(new TlsSettings.PreSharedKey("rpi-07", file), good));
  }

  private Security.Certificates certificates(Optional<TlsSettings.Client> client)
      throws SecretFileException, StartupException {
    return assertInstanceOf(
        Security.Certificates.class,
        BrokerSecurity.of(
            new TlsSettings.Certificates(
                Optional.of(Path.of("ca")), Optional.of(Path.of("crl")), client),
            good));
  }

  @Test
  void readsAPreSharedKeyAgainAtEveryConnect() throws Exception {
    Path file = file(KEY + "\n", "rw-------");
    Security.PreSharedKey psk = psk(file);
    assertEquals("rpi-07", psk.identity());
    byte[] first = psk.key().get();
    assertArrayEquals(HexFormat.of().parseHex(KEY), first);
    assertNotSame(first, psk.key().get());
    file("ff".repeat(64), "rw-------");
    assertArrayEquals(HexFormat.of().parseHex("ff".repeat(64)), psk.key().get());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0123456789abcdef0123456789abcd",
        "0123456789abcdef0123456789abcdef0",
        "0123456789abcdef0123456789abcdeg",
        "0123456789abcdef 0123456789abcdef"
      })
  void refusesAKeyThatIsNone(String text) throws Exception {
    Path file = file(text, "rw-------");
    SecretFileException e = assertThrows(SecretFileException.class, () -> psk(file));
    assertEquals(
        "pre-shared key file " + file + ": must be an even number of hexadecimal digits, 32 to 128",
        e.getMessage());
  }

  @Test
  void refusesAKeyThatIsTooLong() throws Exception {
    Path file = file("00".repeat(65), "rw-------");
    assertThrows(SecretFileException.class, () -> psk(file));
  }

  @Test
  void refusesAPreSharedKeyThatOthersMayRead() throws Exception {
    Path file = file(KEY, "rw-r-----");
    SecretFileException e = assertThrows(SecretFileException.class, () -> psk(file));
    assertTrue(String.valueOf(e.getMessage()).contains("chmod 600 " + file), e.getMessage());
    assertFalse(String.valueOf(e.getMessage()).contains(KEY));
  }

  @Test
  void failsTheAttemptAndNotTheAgentWhenTheKeyIsSpoiltLater() throws Exception {
    Path file = file(KEY, "rw-------");
    Security.PreSharedKey psk = psk(file);
    file("short", "rw-------");
    assertThrows(UncheckedIOException.class, () -> psk.key().get());
    Files.delete(file);
    UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> psk.key().get());
    assertTrue(String.valueOf(e.getMessage()).contains(file.toString()), e.getMessage());
  }

  @Test
  void judgesCertificatesByTheBestTimeThereIs() throws Exception {
    assertEquals(
        new Security.Certificates(
            Optional.of(Path.of("ca")), Optional.of(Path.of("crl")), Optional.empty(), good),
        certificates(Optional.empty()));
  }

  @Test
  void handsTheFilesOfItsOwnCertificateOver() throws Exception {
    Path key = file("-----BEGIN PRIVATE KEY-----\nx\n", "rw-------");
    assertEquals(
        Optional.of(new ClientCertificate(Path.of("cert"), key)),
        certificates(Optional.of(new TlsSettings.Client(Path.of("cert"), key))).client());
  }

  @Test
  void refusesAPrivateKeyThatOthersMayRead() throws Exception {
    Path key = file("-----BEGIN PRIVATE KEY-----\nx\n", "rw-r--r--");
    StartupException e = refused(key);
    assertEquals(
        "certificate-key-file " + key + ": mode rw-r--r-- lets others in; chmod 600 " + key,
        e.getMessage());
  }

  @Test
  void refusesAPrivateKeyThatIsNotThere() {
    Path key = folder.resolve("nothing");
    assertEquals(
        "certificate-key-file " + key + ": there is none; create it", refused(key).getMessage());
  }

  private StartupException refused(Path key) {
    StartupException e =
        assertThrows(
            StartupException.class,
            () -> certificates(Optional.of(new TlsSettings.Client(Path.of("cert"), key))));
    assertEquals(ExitCode.PERMISSION, e.exit());
    return e;
  }
}
