package io.sealpost.device.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.StreamName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorTablesTest {
  private final SensorTables tables = new SensorTables();

  private String stream(String hint) {
    String line = tables.of("x", hint, "10s").get(2);
    return line.substring("stream = \"".length(), line.length() - 1);
  }

  @Test
  void theLinesAreInTheOrderOfTheManual() {
    assertEquals(
        List.of(
            "[[sensor]]",
            "type = \"ds18b20\"",
            "id = \"28-1\"",
            "stream = \"28-1\"",
            "interval = \"30s\""),
        tables.of("ds18b20", "28-1", "30s", SensorTables.key("id", "28-1")));
  }

  @ParameterizedTest
  @CsvSource({
    "cpu-thermal, cpu-thermal",
    "INT3400 Thermal, int3400-thermal",
    "iio:device0 temp, iio-device0-temp",
    "-_., sensor-2",
    "'', sensor-2",
    "health, health-2",
    "status, status-2",
  })
  void aStreamIsCalledLikeTheThing(String hint, String stream) {
    assertEquals(stream, stream(hint));
  }

  @Test
  void everyStreamHasANameOfItsOwnThatIsOne() {
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 500; i++) {
      String name = stream("ä".repeat(i) + "x".repeat(i % 3 == 0 ? 100 : 1));
      assertTrue(names.add(name), name);
      assertTrue(StreamName.parse(name).isPresent(), name);
    }
  }

  @Test
  void aStringIsQuoted() {
    assertEquals("a = \"b\\\"c\\\\d\\u000ae\"", SensorTables.key("a", "b\"c\\d\ne"));
  }
}
