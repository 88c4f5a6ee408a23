package io.sealpost.station.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code station.toml} may say of signing. */
class SigningPolicyTest {
  @TempDir private Path folder;

  private List<String> read(String text) throws StationException, IOException {
    Files.writeString(folder.resolve("station.toml"), text);
    return new Site(folder).signing().command();
  }

  @Test
  void commandIsReadAsItIs() throws Exception {
    assertEquals(
        List.of("/usr/bin/sealpost-provision", "sign", "--site", "/home/me/my farm"),
        read(
            """
            [signing]
            command = ["/usr/bin/sealpost-provision", "sign", "--site", "/home/me/my farm"]
            """));
  }

  @Test
  void nothingSaidIsNoCommand() throws Exception {
    assertEquals(List.of(), new Site(folder).signing().command());
    assertEquals(List.of(), read("[broker]\nurl = \"mqtts://h\"\n"));
    assertEquals(List.of(), read("[signing]\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "command = [\"sign\"] | \"sign\" must be the whole path of a program",
        "command = [\"./sign\"] | must be the whole path of a program",
        "command = [\"\"] | not empty",
        "command = \"/bin/sign me\" | command",
        "command = [] | names nothing",
        "command = [1] | command",
        "comand = [\"/bin/sign\"] | comand",
      })
  void whatIsNoCommandIsRefusedAlsoWhereOnlyTheBrokerIsRead(String line, String expected)
      throws Exception {
    String text = "[broker]\nurl = \"mqtts://h\"\n[signing]\n" + line + "\n";
    StationException e = assertThrows(StationException.class, () -> read(text));
    assertEquals(ExitCode.CONFIGURATION, e.exitCode());
    String message = String.valueOf(e.getMessage());
    assertTrue(message.contains(expected) && message.contains("signing"), message);
    StationException other = assertThrows(StationException.class, () -> new Site(folder).broker());
    assertEquals(message, other.getMessage());
  }
}
