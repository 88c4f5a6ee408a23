package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.config.TlsSettings.Certificates;
import io.sealpost.device.config.TlsSettings.PreSharedKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ways there are to know the broker, and which do not go together. */
class TlsConfigTest {
  private static final String PLAIN =
      ConfigFiles.MINIMAL.replace(
          "url = \"mqtts://broker.example\"",
          "url = \"mqtt://broker.example\"\nallow-plaintext = true");

  private static final String CERTIFICATE =
      "certificate-file = \"c\"\ncertificate-key-file = \"k\"";

  @TempDir Path folder;

  private TlsSettings read(String text) throws ConfigException {
    return DeviceConfigReader.read(ConfigFiles.write(folder, text)).broker().tls();
  }

  private String refused(String text) {
    return String.valueOf(assertThrows(ConfigException.class, () -> read(text)).getMessage());
  }

  private static String with(String text, String key) {
    return text.replace("[seal]", key + "\n[seal]");
  }

  @Test
  void readsAKeyThatBothHave() throws ConfigException {
    assertEquals(
        new PreSharedKey("rpi-07", folder.resolve("broker.psk")), read(ConfigFiles.WITH_PSK));
  }

  @Test
  void readsARevocationListWithoutAnAuthority() throws ConfigException {
    assertEquals(
        new Certificates(Optional.empty(), Optional.of(Path.of("/crl")), Optional.empty()),
        read(with(ConfigFiles.MINIMAL, "crl-file = \"/crl\"")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca-file", "crl-file", "certificate-file", "certificate-key-file"})
  void refusesCertificatesBesideAKey(String key) {
    String message = refused(with(ConfigFiles.WITH_PSK, key + " = \"x\""));
    assertTrue(
        message.contains(
            "broker." + key + ": goes with certificates; beside psk-identity and psk-file"),
        message);
  }

  @Test
  void refusesHalfAKey() {
    String noIdentity = refused(ConfigFiles.WITH_PSK.replace("psk-identity = \"rpi-07\"\n", ""));
    assertTrue(noIdentity.contains("broker.psk-identity: missing; a psk-file"), noIdentity);
    String noFile = refused(ConfigFiles.WITH_PSK.replace("psk-file = \"broker.psk\"\n", ""));
    assertTrue(noFile.contains("broker.psk-file: missing; a psk-identity"), noFile);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\\u0000b"})
  void refusesAnIdentityThatIsNone(String identity) {
    String message =
        refused(ConfigFiles.WITH_PSK.replace("psk-identity = \"rpi-07\"", id(identity)));
    assertTrue(message.contains("broker.psk-identity: "), message);
    assertTrue(message.contains("must be 1 to 128 characters"), message);
  }

  @Test
  void countsTheIdentityInBytes() throws ConfigException {
    String fits = "ü".repeat(64);
    assertEquals(
        new PreSharedKey(fits, folder.resolve("broker.psk")),
        read(ConfigFiles.WITH_PSK.replace("psk-identity = \"rpi-07\"", id(fits))));
    String message =
        refused(ConfigFiles.WITH_PSK.replace("psk-identity = \"rpi-07\"", id(fits + "x")));
    assertTrue(message.contains("must be at most 128 bytes of UTF-8"), message);
  }

  private static String id(String identity) {
    return "psk-identity = \"" + identity + "\"";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "certificate-file = \"c\"\ncertificate-key-file = \"k\"",
        "psk-identity = \"i\"\npsk-file = \"p\""
      })
  void refusesToProveAnythingWithoutTls(String keys) {
    String message = refused(with(PLAIN, keys));
    assertTrue(message.contains(": goes with mqtts:// or wss:// only"), message);
  }

  @Test
  void takesAnAuthorityThatNobodyAsksFor() throws ConfigException {
    assertEquals(
        new Certificates(Optional.of(Path.of("/ca")), Optional.empty(), Optional.empty()),
        read(with(PLAIN, "ca-file = \"/ca\"")));
  }

  @ParameterizedTest
  @CsvSource({"'', P30D", "1d, P1D", "365d, P365D", "36h, PT36H", "off,"})
  void readsWhenACertificateIsRenewed(String text, @Nullable Duration expected)
      throws ConfigException {
    String key = text.isEmpty() ? "" : "\nrenew-before = \"" + text + "\"";
    Certificates read = (Certificates) read(with(ConfigFiles.MINIMAL, CERTIFICATE + key));
    assertEquals(
        Optional.ofNullable(expected), read.client().flatMap(TlsSettings.Client::renewBefore));
    assertTrue(read.client().isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"23h", "366d", "0d", "-1d", "never", ""})
  void refusesToRenewAtNoTime(String text) {
    String message =
        refused(with(ConfigFiles.MINIMAL, CERTIFICATE + "\nrenew-before = \"" + text + "\""));
    assertTrue(message.contains("broker.renew-before: \"" + text + "\""), message);
  }

  @Test
  void refusesToRenewWhatIsNotThere() {
    String none = refused(with(ConfigFiles.MINIMAL, "renew-before = \"30d\""));
    assertTrue(none.contains("broker.renew-before: goes with a certificate-file only"), none);
    String psk = refused(with(ConfigFiles.WITH_PSK, "renew-before = \"30d\""));
    assertTrue(psk.contains("broker.renew-before: goes with certificates"), psk);
  }

  @ParameterizedTest
  @ValueSource(strings = {"psk-identit", "psk-files", "psk"})
  void guessesWhatWasMeant(String key) {
    String message = refused(with(ConfigFiles.MINIMAL, key + " = \"x\""));
    assertTrue(message.contains("broker." + key + ": unknown key"), message);
    assertTrue(message.contains("psk-file, psk-identity"), message);
  }
}
