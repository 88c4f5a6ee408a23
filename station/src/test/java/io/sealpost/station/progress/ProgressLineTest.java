package io.sealpost.station.progress;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
  @Test
  void theLastStateIsShownAtTheEndWithinTheLine() {
    ByteArrayOutputStream terminal = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(terminal, true, StandardCharsets.UTF_8);

    try (Progress line = new ProgressLine(out, "apply", 2)) {
      line.step();
      line.step();
    }

    String shown = terminal.toString(StandardCharsets.UTF_8);
    assertTrue(shown.contains("apply 100%"), shown);
    assertTrue(shown.contains("2/2"), shown);
    assertTrue(shown.split("[\r\n]", -1)[1].length() <= 80, shown);
  }
}
