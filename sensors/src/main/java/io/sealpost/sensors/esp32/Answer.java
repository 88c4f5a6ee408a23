package io.sealpost.sensors.esp32;

import java.util.ArrayList;
import java.util.List;

/** What came between a command and its OK. */
final class Answer {
  private static final int MAX_LINES = 16;
  private static final String VERSION = "AT version:";
  private static final String ROLE = "+BLEINIT:";

  // Owned by the thread that reads.
  private final List<String> lines = new ArrayList<>();
  private String firmware = "";

  /** Forgets what the command before was answered; not which firmware it is. */
  void begin(Step step) {
    lines.clear();
    if (step == Step.VERSION) {
      firmware = "";
    }
  }

  /** Takes in a line; there may be others between. */
  void add(String line) {
    if (line.startsWith(VERSION)) {
      firmware = line.substring(VERSION.length());
    }
    if (!line.isBlank() && !line.startsWith("AT+") && lines.size() < MAX_LINES) {
      lines.add(line);
    }
  }

  /** The first line, or nothing. */
  String first() {
    return lines.isEmpty() ? "" : lines.get(0);
  }

  /** Which firmware it is, as it says itself; empty if it does not say. */
  String firmware() {
    return firmware;
  }

  /** The role in Bluetooth, 0 to 9; 0 (none) if it does not say. */
  int role() {
    return lines.stream()
        .filter(line -> line.startsWith(ROLE) && line.length() == ROLE.length() + 1)
        .mapToInt(line -> Math.max(0, Character.digit(line.charAt(ROLE.length()), 10)))
        .findFirst()
        .orElse(0);
  }
}
