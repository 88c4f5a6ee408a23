package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialPathsTest {
  @TempDir Path folder;
  @TempDir Path loaded;

  private Map<String, String> service() {
    return Map.of("CREDENTIALS_DIRECTORY", loaded.toString());
  }

  private Path psk(Map<String, String> environment) {
    return CredentialPaths.of(environment, folder).of("credential:psk").orElseThrow();
  }

  @Test
  void isInTheFolderOfSecretsWithoutSystemd() {
    assertEquals(folder.resolve("secrets/psk"), psk(Map.of()));
    assertEquals(folder.resolve("secrets/psk"), psk(Map.of("CREDENTIALS_DIRECTORY", "")));
  }

  @Test
  void isWhereSystemdPutIt() throws IOException {
    Files.createFile(loaded.resolve("psk"));
    assertEquals(loaded.resolve("psk"), psk(service()));
  }

  @Test
  void isFoundUnderTheNameThatAFolderGivesIt() throws IOException {
    Path ofFolder = Files.createFile(loaded.resolve("secrets_psk"));
    assertEquals(ofFolder, psk(service()));
  }

  @Test
  void goesBeforeThatOfAFolderIfItWasLoadedByItself() throws IOException {
    Files.createFile(loaded.resolve("secrets_psk"));
    Path own = Files.createFile(loaded.resolve("psk"));
    assertEquals(own, psk(service()));
  }

  @Test
  void isMissedByNameIfSystemdGaveOthersOnly() throws IOException {
    Files.createFile(loaded.resolve("secrets_password"));
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> psk(service()));
    assertEquals(
        "\"credential:psk\" is not among what systemd gave this service: put it into "
            + folder.resolve("secrets/psk")
            + ", and restart",
        e.getMessage());
  }

  @Test
  void leavesAllOtherPathsAlone() {
    CredentialPaths paths = CredentialPaths.of(Map.of(), folder);
    assertEquals(Optional.empty(), paths.of("psk"));
    assertEquals(Optional.empty(), paths.of("./credential:psk"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "../psk", "a/b", ".hidden", "a b", "ä"})
  void leadsNowhereElse(String name) {
    CredentialPaths paths = CredentialPaths.of(Map.of(), folder);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> paths.of("credential:" + name));
    assertTrue(String.valueOf(e.getMessage()).contains("must be credential: and"), e.getMessage());
  }

  @Test
  void worksForEveryFileOfTheConfiguration() throws Exception {
    for (String name : List.of("ca.pem", "certificate.key", "password")) {
      Files.createFile(loaded.resolve(name));
    }
    String text =
        ConfigFiles.FULL
            .replace("\"ca.pem\"", "\"credential:ca.pem\"")
            .replace("\"rpi-07.key\"", "\"credential:certificate.key\"")
            .replace("\"password\"", "\"credential:password\"");
    Path file = ConfigFiles.write(folder, text);
    DeviceConfig config = DeviceConfigReader.read(file, service());
    assertEquals(loaded.resolve("password"), config.broker().login().orElseThrow().passwordFile());
    TlsSettings.Certificates tls = (TlsSettings.Certificates) config.broker().tls();
    assertEquals(Optional.of(loaded.resolve("ca.pem")), tls.caFile());
    assertEquals(loaded.resolve("certificate.key"), tls.client().orElseThrow().keyFile());
  }

  @Test
  void isNoStateFolder() throws ConfigException {
    String text = ConfigFiles.MINIMAL.replace("\"/var/lib/sealpost\"", "\"credential:state\"");
    DeviceConfig config = DeviceConfigReader.read(ConfigFiles.write(folder, text), service());
    assertEquals(folder.resolve("credential:state"), config.state());
  }
}
