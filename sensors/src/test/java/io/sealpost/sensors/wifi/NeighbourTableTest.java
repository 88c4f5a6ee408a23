package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.IpLiteral;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.wifi.Neighbour.State;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NeighbourTableTest {
  /** As iproute2 6.1 prints it with -json -statistics. */
  private static final String PRINTED =
      """
      [{"dst":"192.0.2.1","dev":"eth0","lladdr":"02:fc:00:00:00:05","used":491,"confirmed":459,\
      "updated":414,"probes":4,"state":["STALE"]},\
      {"dst":"fe80::1","dev":"eth0","lladdr":"02:fc:00:00:00:05","router":null,"refcnt":1,\
      "used":1,"confirmed":0,"updated":1,"probes":1,"state":["REACHABLE"]},\
      {"dst":"fd00::1","dev":"eth0","used":2560,"confirmed":2620,"updated":2557,"probes":6,\
      "state":["FAILED"]}]
      """;

  private final NeighbourTable table = new NeighbourTable();

  private SensorException fault(String json) {
    SensorException e = assertThrows(SensorException.class, () -> table.parse(json), json);
    assertEquals(Kind.BAD_READING, e.kind());
    return e;
  }

  @Test
  void whatTheProgramPrintsIsRead() throws Exception {
    Optional<MacAddress> mac = Optional.of(new MacAddress("02:FC:00:00:00:05"));
    assertEquals(
        List.of(
            new Neighbour(
                IpLiteral.parse("192.0.2.1").orElseThrow(),
                mac,
                State.STALE,
                Optional.of(Duration.ofSeconds(459))),
            new Neighbour(
                IpLiteral.parse("fe80::1").orElseThrow(),
                mac,
                State.REACHABLE,
                Optional.of(Duration.ZERO)),
            new Neighbour(
                IpLiteral.parse("fd00::1").orElseThrow(),
                Optional.empty(),
                State.FAILED,
                Optional.of(Duration.ofSeconds(2620)))),
        table.parse(PRINTED));
  }

  @ParameterizedTest
  @CsvSource({
    "INCOMPLETE, INCOMPLETE",
    "REACHABLE, REACHABLE",
    "STALE, STALE",
    "DELAY, DELAY",
    "PROBE, PROBE",
    "FAILED, FAILED",
    "PERMANENT, UNASKED",
    "NOARP, UNASKED",
    "NONE, UNASKED"
  })
  void everyStateOfTheKernelIsKnown(String printed, State state) throws Exception {
    String json = "[{\"dst\":\"10.0.0.1\",\"state\":[\"" + printed + "\"]}]";
    assertEquals(state, table.parse(json).get(0).state());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "[]", "[ ]\n"})
  void anEmptyTableHasNoEntries(String json) throws Exception {
    assertEquals(List.of(), table.parse(json));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{}]",
        "[{\"dst\":\"10.0.0.1\"}]",
        "[{\"state\":[\"STALE\"]}]",
        "[{\"dst\":\"10.0.0.1\",\"state\":[]}]",
        "[{\"dst\":\"10.0.0.1\",\"state\":[\"BRAND_NEW\"]}]",
        "[{\"dst\":\"10.0.0.1\",\"state\":\"STALE\"}]",
        "[{\"dst\":\"proxy.example\",\"state\":[\"STALE\"]}]",
        "[{\"dst\":7,\"state\":[\"STALE\"]}]",
      })
  void anEntryThatSaysNothingIsLeftOut(String json) throws Exception {
    assertEquals(List.of(), table.parse(json));
  }

  @Test
  void fieldsThatAreNotKnownAreSkippedWhole() throws Exception {
    assertEquals(
        1,
        table
            .parse(
                "[{\"new\":{\"dst\":\"1.1.1.1\",\"a\":[1]},\"dst\":\"10.0.0.1\",\"state\":[\"STALE\"],"
                    + "\"lladdr\":null,\"confirmed\":\"soon\"}]")
            .size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "null",
        "7",
        "[7]",
        "[",
        "[{",
        "[{\"dst\"",
        "[{\"dst\":\"10.0.0.1\"",
        "[] []",
        "[{\"dst\":\"10.0.0.1\",\"state\":[\"STALE\"",
        "Cannot find device",
        "[{},]",
        "[{\"confirmed\":99999999999}]"
      })
  void anythingElseIsABadReadingThatQuotesIt(String json) {
    SensorException e = fault(json);
    assertTrue(e.getMessage().startsWith("ip neigh printed " + Excerpt.of(json)), e.getMessage());
  }

  @Test
  void deepNestingIsRefused() {
    fault("[{\"x\":" + "[".repeat(100_000));
  }

  @Test
  void aTableWithoutEndIsRefused() throws Exception {
    String entry = "{\"dst\":\"10.0.0.1\",\"state\":[\"STALE\"]}";
    String full = (entry + ",").repeat(NeighbourTable.MAX_ENTRIES - 1) + entry;
    assertEquals(NeighbourTable.MAX_ENTRIES, table.parse("[" + full + "]").size());
    fault("[" + full + "," + entry + "]");
  }

  @Test
  void everyTruncationIsRefused() {
    String json = PRINTED.strip();
    for (int length = 1; length < json.length(); length++) {
      fault(json.substring(0, length));
    }
  }

  @Test
  void anyDamageEndsInEntriesOrTheDeclaredException() {
    Random random = new Random(13);
    for (int i = 0; i < 20_000; i++) {
      char[] text = PRINTED.toCharArray();
      for (int damage = 0; damage <= random.nextInt(4); damage++) {
        text[random.nextInt(text.length)] = (char) random.nextInt(0x180);
      }
      try {
        assertTrue(table.parse(new String(text)).size() <= 3);
      } catch (SensorException e) {
        assertEquals(Kind.BAD_READING, e.kind());
      }
    }
  }
}
