package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation shows is what the program takes. */
class DocumentationTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");
  private static final Pattern TOML = Pattern.compile("```toml\\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  private static String example() throws IOException {
    List<String> examples = new ArrayList<>();
    Matcher matcher = TOML.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      examples.add(matcher.group(1));
    }
    assertEquals(1, examples.size(), "of device.toml");
    return examples.get(0);
  }

  @Test
  void theExampleIsValid() throws Exception {
    DeviceConfig config = DeviceConfigReader.read(ConfigFiles.write(folder, example()));
    assertEquals("rpi-07", config.id().value());
    Source.Presence presence = config.presences().get(0);
    assertEquals(4, presence.scanners().size());
    assertEquals(3, presence.people().size());
    assertEquals(PrivacySettings.USUAL, config.privacy());
  }

  @Test
  void everyKeyOfPresenceIsDocumented() throws Exception {
    String page = Files.readString(PAGE);
    List<String> keys = new ArrayList<>(List.of("people", "pseudonyms", "addresses"));
    PresenceFiles.FULL
        .lines()
        .filter(line -> line.contains(" = "))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .forEach(keys::add);
    for (String key : keys) {
      assertTrue(page.contains("`" + key + "`"), key);
    }
  }
}
