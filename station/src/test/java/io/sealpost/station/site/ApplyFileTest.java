package io.sealpost.station.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Batching;
import io.sealpost.protocol.Change;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.store.Desired;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplyFileTest {
  private static final String TWO_ENTRIES =
      """
        [[apply]]
        to = "kitchen-*"
        log-level = "warn"
        [apply.streams.temperature]
        every = "1m"
        batch = "5m"
        batch-readings = 10

        [[apply]]
        to = ["kitchen-2"]
        [apply.streams.temperature]
        every = "10s"
        on-change = 0.5
        [apply.streams.devices]
        scan = "20s"
        pause = "10s"
        """;

  private static final DeviceId ONE = new DeviceId("kitchen-1");
  private static final DeviceId TWO = new DeviceId("kitchen-2");
  private static final StreamName TEMPERATURE = new StreamName("temperature");

  @TempDir private Path folder = Path.of("");

  @Test
  void laterEntriesCountKeyByKey() throws StationException, IOException {
    Map<DeviceId, Desired> desired = read(TWO_ENTRIES);

    Optional<Change<Batching>> batch =
        Optional.of(Change.to(new Batching(Duration.ofMinutes(5), 10)));
    assertEquals(
        new Desired(
            Map.of(
                TEMPERATURE,
                new StreamChange(
                    Optional.of(Duration.ofMinutes(1)), batch, Optional.empty(), Optional.empty())),
            Optional.of(LogLevel.WARN)),
        desired.get(ONE));
    assertEquals(
        new StreamChange(
            Optional.of(Duration.ofSeconds(10)),
            batch,
            Optional.of(Change.to(new OnChange(0.5, OnChange.USUAL))),
            Optional.empty()),
        Optional.ofNullable(desired.get(TWO)).orElseThrow().streams().get(TEMPERATURE));
    assertEquals(2, Optional.ofNullable(desired.get(TWO)).orElseThrow().streams().size());
  }

  @Test
  void numbersMayBeWholeAndOffIsAWord() throws StationException, IOException {
    Desired desired =
        Optional.ofNullable(
                read("""
                        [[apply]]
                        to = "kitchen-1"
                        [apply.streams.temperature]
                        on-change = 1
                        batch = "off"
                        """)
                    .get(ONE))
            .orElseThrow();

    assertEquals(
        Map.of(
            TEMPERATURE,
            new StreamChange(
                Optional.empty(),
                Optional.of(Change.off()),
                Optional.of(Change.to(new OnChange(1, OnChange.USUAL))),
                Optional.empty())),
        desired.streams());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "                                              | apply: missing",
        "apply = 1                                     | must be written as [[apply]]",
        "[apply]                                       | must be written as [[apply]]",
        "[[apply]];log-level = 'warn'                  | [apply 1] to: missing",
        "[[apply]];to = [];log-level = 'warn'          | names nothing",
        "[[apply]];to = 'kitchen-1'                    | nothing is desired of them",
        "[[apply]];to = 'attic';log-level = 'warn'     | no device of the key ring is called \"attic\"",
        "[[apply]];to = 'kitchen-1';log-level = 'loud' | must be one of trace",
        "[[apply]];to = 'kitchen-1';loglevel = 'warn'  | did you mean \"log-level\"?",
        "[[apply]];to = 'kitchen-1';[apply.streams.temperature];evry = '1m' | [apply 1 streams.temperature] evry: unknown key; did you mean \"every\"?",
        "[[apply]];to = 'kitchen-1';[apply.streams.temperature];every = 'x' | must be a number and a unit",
        "[[apply]];to = 'kitchen-1';[apply.streams.temperature];every = '1ms' | streams.temperature of kitchen-1: an interval must be",
        "[[apply]];to = 'kitchen-1';[apply.streams.temperature];batch-readings = '5' | must be a whole number",
        "[[apply]];to = 'kitchen-1';[apply.streams.hello];every = '1m' | is no name of a stream",
        "[[apply]];to = 'kitchen-1';[apply.streams.temperature] | is empty",
        "[[apply]];to = 'kitchen-1';streams = 5        | must be a table",
        "[[appl]]                                      | did you mean \"apply\"?"
      })
  void whatIsWrongIsToldWithEntryAndKey(String lines, String complaint) throws IOException {
    String text =
        Optional.ofNullable(lines).orElse("").replace(';', '\n').replace('\'', '"') + "\n";

    StationException fault = assertThrows(StationException.class, () -> read(text));

    assertEquals(ExitCode.CONFIGURATION, fault.exitCode());
    assertTrue(String.valueOf(fault.getMessage()).contains(complaint), fault.getMessage());
  }

  @Test
  void aFileThatIsNotThereIsToldWithItsName() {
    Path file = folder.resolve("none.toml");

    StationException fault =
        assertThrows(StationException.class, () -> ApplyFile.read(file, pattern -> List.of(ONE)));

    assertTrue(String.valueOf(fault.getMessage()).startsWith(file + ": there is no such file"));
  }

  private Map<DeviceId, Desired> read(String text) throws StationException, IOException {
    Path file = Files.writeString(folder.resolve("wishes.toml"), text);
    return ApplyFile.read(
        file,
        pattern ->
            switch (pattern) {
              case "kitchen-*" -> List.of(ONE, TWO);
              case "kitchen-1" -> List.of(ONE);
              case "kitchen-2" -> List.of(TWO);
              default -> List.of();
            });
  }
}
