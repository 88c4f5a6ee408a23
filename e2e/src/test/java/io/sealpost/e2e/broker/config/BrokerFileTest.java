package io.sealpost.e2e.broker.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.SecretFileException;
import io.sealpost.e2e.broker.config.BrokerUser.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BrokerFileTest {
  private static final String VALID =
      """
      host = "127.0.0.2"
      port = 8883
      keystore = "broker.p12"
      keystore-password-file = "secret"
      data = "data"
      base = "home"

      [[user]]
      name = "rpi-07"
      role = "device"
      password-file = "secret"
      """;

  @TempDir private Path folder;

  @BeforeEach
  void writeSecret() throws IOException {
    Files.writeString(folder.resolve("secret"), "hush\n");
    mode("rw-------");
  }

  @Test
  void fileIsReadWithPathsRelativeToIt() throws Exception {
    BrokerSettings settings = read(VALID);
    assertEquals("127.0.0.2", settings.host());
    assertEquals(8883, settings.port());
    assertEquals(folder.resolve("broker.p12"), settings.keystore());
    assertEquals(folder.resolve("data"), settings.data());
    assertEquals("home", settings.base());
    BrokerUser user = settings.users().get(0);
    assertEquals("rpi-07", user.name());
    assertEquals(Role.DEVICE, user.role());
    assertEquals(4, user.password().size());
  }

  @Test
  void hostPortAndBaseHaveDefaults() throws Exception {
    BrokerSettings settings = read(VALID.replaceAll("(?m)^(host|port|base) = .*\n", ""));
    assertEquals("127.0.0.1", settings.host());
    assertEquals(0, settings.port());
    assertEquals("sealpost", settings.base());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port = 8883           | port = 65536        | port 65536 must be 0 to 65535",
        "port = 8883           | port = \"many\"     | port = many; it must be a whole number",
        "host = \"127.0.0.2\"  | host = 4            | host = 4; it must be a text in quotes",
        "data = \"data\"       | #                   | data is missing",
        "base = \"home\"       | bases = \"home\"    | key \"bases\" is not one of",
        "role = \"device\"     | role = \"admin\"    | role \"admin\" must be",
        "name = \"rpi-07\"     | name = \"RPI 7\"    | device id \"RPI 7\" must be",
        "name = \"rpi-07\"     | nam = \"rpi-07\"    | key \"nam\" is not one of",
        "[[user]]              | [user]              | user must be tables: [[user]]",
        "base = \"home\"       | base = home         | is not TOML",
      })
  void mistakeIsNamedInOneLine(String right, String wrong, String expected) {
    BrokerConfigException e =
        assertThrows(
            BrokerConfigException.class, () -> read(VALID.replace(right.strip(), wrong.strip())));
    String message = String.valueOf(e.getMessage());
    assertTrue(message.startsWith(folder + "/broker.toml: "), message);
    assertTrue(message.contains(expected), message);
    assertFalse(message.contains("\n"), message);
  }

  @Test
  void brokerWithoutUsersIsRefused() {
    String noUser = VALID.substring(0, VALID.indexOf("[[user]]"));
    assertThrows(BrokerConfigException.class, () -> read(noUser));
  }

  @Test
  void userThatStandsThereTwiceIsRefused() {
    String twice = VALID + VALID.substring(VALID.indexOf("[[user]]"));
    BrokerConfigException e = assertThrows(BrokerConfigException.class, () -> read(twice));
    assertTrue(String.valueOf(e.getMessage()).contains("\"rpi-07\" stands there twice"));
  }

  @Test
  void missingFileIsRefused() {
    Path missing = folder.resolve("nothing.toml");
    BrokerConfigException e =
        assertThrows(BrokerConfigException.class, () -> BrokerFile.read(missing));
    assertTrue(String.valueOf(e.getMessage()).startsWith(missing + ": cannot be read"));
  }

  @Test
  void passwordThatOthersCanReadIsRefusedAndNotRepeated() throws IOException {
    mode("rw-r--r--");
    SecretFileException e = assertThrows(SecretFileException.class, () -> read(VALID));
    assertFalse(String.valueOf(e.getMessage()).contains("hush"));
  }

  private void mode(String mode) throws IOException {
    Files.setPosixFilePermissions(folder.resolve("secret"), PosixFilePermissions.fromString(mode));
  }

  private BrokerSettings read(String toml)
      throws IOException, BrokerConfigException, SecretFileException {
    Path file = folder.resolve("broker.toml");
    Files.writeString(file, toml);
    return BrokerFile.read(file);
  }
}
