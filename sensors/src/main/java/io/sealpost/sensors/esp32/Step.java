package io.sealpost.sensors.esp32;

import java.time.Duration;

/** The commands, in the order in which they are needed. */
enum Step {
  /** Is somebody there? */
  GREET("AT"),
  /** Commands are not sent back. */
  NO_ECHO("ATE0"),
  /** Which firmware is it? */
  VERSION("AT+GMR"),
  /** Is Bluetooth on? */
  ROLE("AT+BLEINIT?"),
  /** Bluetooth on, as the one who scans. */
  INIT("AT+BLEINIT=1"),
  /** Whatever was going on ends. */
  STOP("AT+BLESCAN=0"),
  /** How to scan; the watch knows. */
  PARAMETERS("AT+BLESCANPARAM="),
  /** Scan for a while; the watch knows how long. */
  SCAN("AT+BLESCAN=1,"),
  /** Restart; {@code ready} comes when that is done. */
  RESTART("AT+RST");

  private final String command;

  Step(String command) {
    this.command = command;
  }

  /** What to send, or the beginning of it. */
  String command() {
    return command;
  }

  /** How long the answer may take; the radio starts within two seconds. */
  Duration patience() {
    return switch (this) {
      case INIT -> Duration.ofSeconds(5);
      case RESTART -> Duration.ofSeconds(8);
      case GREET, NO_ECHO, VERSION, ROLE, STOP, PARAMETERS, SCAN -> Duration.ofSeconds(3);
    };
  }
}
