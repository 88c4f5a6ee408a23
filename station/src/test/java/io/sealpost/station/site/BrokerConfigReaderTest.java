package io.sealpost.station.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerConfigReaderTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void onlyTheAddressMustBeGiven() throws StationException, IOException {
    BrokerConfig config = read("[broker]\nurl = \"mqtts://broker.example\"\n");

    assertEquals(URI.create("mqtts://broker.example"), config.url());
    assertEquals("station", config.clientId());
    assertEquals("sealpost", config.topics().base());
    assertEquals(Duration.ofSeconds(60), config.keepAlive());
    assertEquals(Duration.ofSeconds(20), config.connectTimeout());
    assertEquals(
        new TlsConfig.Certificates(Optional.empty(), Optional.empty(), Optional.empty()),
        config.tls());
    assertEquals(Optional.empty(), config.login());
  }

  @Test
  void everyKeyIsReadAndPathsAreRelativeToTheFile() throws StationException, IOException {
    BrokerConfig config =
        read(
            """
            [broker]
            url = "mqtt://127.0.0.1:1883"
            ca-file = "ca.pem"
            crl-file = "crl.pem"
            certificate-file = "own.pem"
            certificate-key-file = "/etc/own.key"
            username = "station"
            password-file = "/etc/password"
            client-id = "tower"
            base = "site/sealpost"
            keep-alive = "5s"
            connect-timeout = "5m"
            allow-plaintext = true
            """);

    assertTrue(config.allowPlaintext());
    assertEquals(
        new TlsConfig.Certificates(
            Optional.of(folder.resolve("ca.pem")),
            Optional.of(folder.resolve("crl.pem")),
            Optional.of(new TlsConfig.Client(folder.resolve("own.pem"), Path.of("/etc/own.key")))),
        config.tls());
    assertEquals(
        Optional.of(new BrokerConfig.Login("station", Path.of("/etc/password"))), config.login());
    assertEquals("tower", config.clientId());
    assertEquals("site/sealpost", config.topics().base());
    assertEquals(Duration.ofSeconds(5), config.keepAlive());
    assertEquals(Duration.ofMinutes(5), config.connectTimeout());
  }

  @Test
  void aPreSharedKeyStandsInTheFileThatIsNamed() throws StationException, IOException {
    BrokerConfig config =
        read(
            """
            [broker]
            url = "mqtts://broker.example"
            psk-identity = "tower"
            psk-file = "psk"
            """);

    assertEquals(new TlsConfig.PreSharedKey("tower", folder.resolve("psk")), config.tls());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          psk-identity = "i"            | [broker] psk-file: missing; a psk-identity needs
          psk-file = "p"                | [broker] psk-identity: missing; a psk-file needs
          certificate-file = "c"        | [broker] certificate-key-file: missing; a certificate-file
          certificate-key-file = "k"    | [broker] certificate-file: missing; a certificate-key-file
          psk-identity = "a\\u0007b"    | [broker] psk-identity: "a\u0007b" must be at most 128 bytes
          psk-idendity = "i"            | unknown key; did you mean "psk-identity"?
          """)
  void halfAKeyIsNone(String line, String complaint) {
    assertComplaint("[broker]\nurl = \"mqtts://broker\"\n" + line + "\n", complaint);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca-file", "crl-file", "certificate-file", "certificate-key-file"})
  void certificatesAndAPreSharedKeyExcludeEachOther(String key) {
    assertComplaint(
        "[broker]\nurl = \"mqtts://b\"\npsk-identity = \"i\"\npsk-file = \"p\"\n"
            + key
            + " = \"f\"\n",
        "[broker] " + key + ": goes with certificates; beside psk-identity and psk-file");
  }

  @ParameterizedTest
  @ValueSource(ints = {129, 500})
  void anIdentityIsNotLongerThanEveryBrokerTakes(int length) {
    assertComplaint(
        "[broker]\nurl = \"mqtts://b\"\npsk-identity = \"" + "i".repeat(length) + "\"\n",
        "must be at most 128 bytes of UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          url = 7                       | [broker] url: 7 must be a string in quotes
          url = ""                      | [broker] url: "" must be a string in quotes
          url = "mqtts://a b"           | [broker] url: "mqtts://a b" is not a URL
          url = "http://broker"         | [broker] url:
          url = "broker.example"        | [broker] url:
          url = "mqtt://broker"         | [broker] url: "mqtt://broker" is not encrypted
          url = "mqtts://a\\u0000b"      | [broker] url: "mqtts://a\u0000b" is not a URL
          url = "mqtts://broker:0"      | [broker] url:
          url = "mqtts://broker:65536"  | [broker] url:
          url = "mqtts://broker/path"   | [broker] url:
          url = "wss://broker/?q"       | [broker] url:
          """)
  void aWrongUrlGivesOneLineWithFileKeyAndWhatIsAllowed(String line, String complaint) {
    assertComplaint("[broker]\n" + line + "\n", complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          ca-file = true                | [broker] ca-file: true must be a string
          username = "u"                | [broker] password-file: missing; username needs it
          password-file = "p"           | [broker] username: missing; password-file needs it
          client-id = "a b"             | [broker] client-id: "a b" must be 1 to 64
          base = "a/+"                  | [broker] base:
          keep-alive = "1s"             | [broker] keep-alive: "1s" must be 5s to 18h
          ca-file = "a\\u0000b"          | [broker] ca-file: "a\u0000b" cannot be the name of a file
          username = "a\\u0000b"         | [broker] username: "a\u0000b" must be without U+0000
          client-id = "a\\u0000b"        | [broker] client-id: "a\u0000b" must be 1 to 64
          base = "a\\u0000b"             | [broker] base:
          base = "$SYS"                 | [broker] base:
          keep-alive = "5500ms"         | [broker] keep-alive: "5500ms" must be whole seconds
          connect-timeout = "999ms"     | [broker] connect-timeout: "999ms" must be 1s to 5m
          keep-alive = "60"             | [broker] keep-alive: "60" must be a number and a unit
          keep-alive = 60               | [broker] keep-alive: 60 must be a string
          connect-timeout = "6m"        | [broker] connect-timeout: "6m" must be 1s to 5m
          allow-plaintext = "yes"       | [broker] allow-plaintext: "yes" must be true or false
          usrename = "u"                | [broker] usrename: unknown key; did you mean "username"?
          colour = "red"                | [broker] colour: unknown key; known here: allow-plaintext
          """)
  void aWrongValueGivesOneLineWithFileKeyAndWhatIsAllowed(String line, String complaint) {
    assertComplaint("[broker]\nurl = \"mqtts://broker\"\n" + line + "\n", complaint);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      textBlock =
          """
          [brokr]                        | brokr: unknown key; did you mean "broker"?
          broker = 1                     | broker: must be a table
          [broker]                       | [broker] url: missing; it must be given
          [broker                        | not TOML
          """)
  void aWrongFileIsTold(String content, String complaint) {
    assertComplaint(content + "\n", complaint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "url = \"mqtts://u:sesame@broker\"",
        "url = \"mqtts://u:sesame@bro ker\"",
        "url = \"mqtts:u:sesame@broker\"",
        "url = \"u:sesame@broker\"",
        "url = \"mqtt://broker/u:sesame@\"",
        "url = [\"mqtts://u:sesame@broker\"]",
        "url = mqtts://u:sesame@broker",
        "url = \"mqtts://u:sesame@broker"
      })
  void aPasswordInTheAddressIsNotRepeated(String line) {
    StationException fault =
        assertThrows(StationException.class, () -> read("[broker]\n" + line + "\n"));
    String message = String.valueOf(fault.getMessage());

    assertEquals(ExitCode.CONFIGURATION, fault.exitCode());
    assertTrue(message.startsWith(folder.resolve("station.toml") + ": "), message);
    assertFalse(message.contains("sesame"), message);
    assertEquals(1, message.lines().count(), message);
  }

  @Test
  void aPasswordFileThatNoFileCanBeIsTold() {
    assertComplaint(
        "[broker]\nurl = \"mqtts://broker\"\nusername = \"u\"\npassword-file = \"a\\u0000b\"\n",
        "[broker] password-file: \"a\u0000b\" cannot be the name of a file");
  }

  @Test
  void aFolderInPlaceOfTheFileIsTold() throws IOException {
    Files.createDirectory(folder.resolve("station.toml"));

    StationException fault = assertThrows(StationException.class, () -> new Site(folder).broker());

    assertEquals(
        folder.resolve("station.toml") + ": is a directory, must be a file; name the file",
        fault.getMessage());
  }

  @Test
  void anEmptyFileLacksItsTable() {
    assertComplaint("", "broker: table [broker] is missing");
  }

  @Test
  void aFileThatIsNotUtf8IsTold() throws IOException {
    Files.write(folder.resolve("station.toml"), new byte[] {(byte) 0xFF});

    StationException fault = assertThrows(StationException.class, () -> new Site(folder).broker());

    assertTrue(String.valueOf(fault.getMessage()).contains("not UTF-8"));
  }

  @Test
  void aMissingFileIsNamed() {
    StationException fault = assertThrows(StationException.class, () -> new Site(folder).broker());

    assertEquals(ExitCode.CONFIGURATION, fault.exitCode());
    assertTrue(
        String.valueOf(fault.getMessage()).startsWith(folder.resolve("station.toml") + ": there"));
  }

  private void assertComplaint(String content, String complaint) {
    StationException fault = assertThrows(StationException.class, () -> read(content));
    String message = String.valueOf(fault.getMessage());

    assertEquals(ExitCode.CONFIGURATION, fault.exitCode());
    assertTrue(message.startsWith(folder.resolve("station.toml") + ": "), message);
    assertTrue(message.contains(complaint), message);
    assertEquals(1, message.lines().count(), message);
  }

  private BrokerConfig read(String content) throws StationException, IOException {
    Files.writeString(folder.resolve("station.toml"), content);
    return new Site(folder).broker();
  }
}
