package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.journal.Durability;
import io.sealpost.device.journal.JournalOptions;
import io.sealpost.device.journal.WhenFull;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table {@code [journal]}; for single values that are wrong see {@link WrongConfigTest}. */
class JournalConfigTest {
  private static final long MIB = 1024 * 1024;

  @TempDir Path folder;

  private JournalSettings read(String journal) throws ConfigException {
    String text = ConfigFiles.MINIMAL + "[journal]\n" + journal.replace("; ", "\n") + "\n";
    return DeviceConfigReader.read(ConfigFiles.write(folder, text)).journal();
  }

  private String refused(String journal) {
    return String.valueOf(assertThrows(ConfigException.class, () -> read(journal)).getMessage());
  }

  @Test
  void readsEveryKey() throws ConfigException {
    assertEquals(
        new JournalSettings(
            new JournalOptions(
                8 * MIB,
                Duration.ofDays(7),
                new Durability.Grouped(Duration.ofSeconds(2), 20),
                WhenFull.THIN,
                3,
                128 * MIB),
            32,
            500),
        DeviceConfigReader.read(ConfigFiles.write(folder, ConfigFiles.FULL)).journal());
  }

  @Test
  void fillsInWhatIsNotSaid() throws ConfigException {
    assertEquals(
        new JournalSettings(
            new JournalOptions(
                64 * MIB,
                Duration.ofDays(30),
                new Durability.Grouped(Duration.ofSeconds(5), 10),
                WhenFull.DROP_OLDEST,
                2,
                64 * MIB),
            16,
            1500),
        DeviceConfigReader.read(ConfigFiles.write(folder, ConfigFiles.MINIMAL)).journal());
  }

  @ParameterizedTest
  @CsvSource({"drop-oldest, DROP_OLDEST", "drop-newest, DROP_NEWEST", "thin, THIN"})
  void knowsEveryWayToMakeRoom(String label, WhenFull expected) throws ConfigException {
    assertEquals(expected, read("when-full = \"" + label + "\"").options().whenFull());
  }

  @Test
  void makesEachMessageDurableWhereAsked() throws ConfigException {
    assertEquals(new Durability.Each(), read("durability = \"each\"").options().durability());
  }

  @Test
  void takesTheEndsOfItsRanges() throws ConfigException {
    assertEquals(2 * MIB, read("max-bytes = \"2MB\"").options().maxBytes());
    assertEquals(16384 * MIB, read("max-bytes = \"16GB\"").options().maxBytes());
    assertEquals(Duration.ofMinutes(1), read("max-age = \"1m\"").options().maxAge());
    assertEquals(0, read("min-free = \"0B\"").options().minFree());
    assertEquals(1, read("window = 1").window());
    assertEquals(500, read("window = 500").window());
    assertEquals(100_000, read("backlog-rate = 100000").backlogRate());
    assertEquals(
        new Durability.Grouped(Duration.ofMillis(100), 1000),
        read("durability = \"100ms\"; group = 1000").options().durability());
  }

  @Test
  void refusesAGroupWhereEachMessageIsMadeDurable() {
    String message = refused("durability = \"each\"; group = 10");
    assertTrue(message.contains("line 14: journal.group: goes with a time;"), message);
  }

  @Test
  void refusesToKeepOneOfSoManyWhereNothingIsThinned() {
    for (String rest : new String[] {"", "; when-full = \"drop-newest\""}) {
      String message = refused("keep = 2" + rest);
      assertTrue(message.contains("journal.keep: goes with when-full = \"thin\" only"), message);
    }
  }

  @Test
  void doesNotKnowTheBoundInMessagesAnyMore() {
    String message = refused("max-messages = 500");
    assertTrue(message.contains("journal.max-messages: unknown key"), message);
  }
}
