package io.sealpost.station.view;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonLineTest {
  @Test
  void everyKindOfValueHasItsForm() {
    JsonLine line =
        new JsonLine()
            .with("text", "a\"b")
            .with("long", 4_294_967_295L)
            .with("double", 33.02)
            .with("bool", true)
            .with("duration", Duration.ofMillis(1500))
            .with("instant", Instant.EPOCH)
            .with("list", List.of(1, "two"))
            .with("object", new JsonLine().with("a", 1));

    assertEquals(
        "{\"text\":\"a\\\"b\",\"long\":4294967295,\"double\":33.02,\"bool\":true,"
            + "\"duration\":1.5,\"instant\":\"1970-01-01T00:00:00Z\",\"list\":[1,\"two\"],"
            + "\"object\":{\"a\":1}}",
        line.toString());
  }

  @Test
  void whatIsEmptyIsLeftOut() {
    JsonLine line =
        new JsonLine()
            .with("a", Optional.empty())
            .with("b", OptionalLong.empty())
            .with("c", OptionalInt.empty())
            .with("d", Optional.of("x"))
            .with("e", OptionalLong.of(1))
            .with("f", OptionalInt.of(2));

    assertEquals("{\"d\":\"x\",\"e\":1,\"f\":2}", line.toString());
  }

  @Test
  void nothingInItCanSteerATerminal() {
    String line = new JsonLine().with("a", "\u001b[31m\u009b\u007f\u202eä\n").toString();

    assertEquals("{\"a\":\"\\u001B[31m\\u009B\\u007f\\u202E\\u00E4\\n\"}", line);
  }
}
