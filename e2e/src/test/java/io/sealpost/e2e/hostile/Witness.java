package io.sealpost.e2e.hostile;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Settings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Knows what every command was meant for, and objects to what becomes of it otherwise. */
final class Witness implements Onlooker {
  private static final int TAG = 32;
  private static final int TAG_TOLD = 8;

  private final Map<String, Meant> meant = new HashMap<>();
  private final Map<String, Settings> obeyed = new HashMap<>();
  private final Set<String> onceOnly = new HashSet<>();
  private long answers;

  /**
   * What the station meant.
   *
   * @param by uptime of the device
   * @param wish number of what the operator asked for
   */
  record Meant(DeviceId device, BootId boot, Duration by, Action action, long wish) {}

  /** What an answer tells of a command's tag, which ends the sealed message. */
  static String tag(byte[] sealed) {
    int from = Math.max(0, sealed.length - TAG);
    return HexFormat.of().formatHex(sealed, from, Math.min(sealed.length, from + TAG_TOLD));
  }

  /** The station sealed a command; again if it sent the same bytes before. */
  void sealed(String tag, Meant command) {
    Meant before = meant.putIfAbsent(tag, command);
    if (before != null && !before.boot().equals(command.boot())) {
      throw new AssertionError("two commands have the tag " + tag);
    }
  }

  @Override
  public void obeyed(String tag, DeviceId device, BootId boot, Duration uptime, Settings after) {
    Meant command = meant.get(tag);
    if (command == null) {
      throw new AssertionError(device + " obeyed what nobody sealed: " + tag);
    }
    if (!command.device().equals(device)) {
      throw new AssertionError(device + " obeyed what was meant for " + command.device());
    }
    if (!command.boot().equals(boot)) {
      throw new AssertionError(device + " obeyed in boot " + boot + ": " + command);
    }
    if (uptime.compareTo(command.by()) > 0) {
      throw new AssertionError(device + " obeyed late, at " + uptime + ": " + command);
    }
    if (obeyed.putIfAbsent(tag, after) != null) {
      throw new AssertionError(device + " obeyed twice: " + command);
    }
    boolean counts =
        command.action() instanceof Action.Restart || command.action() instanceof Action.Forget;
    if (counts && !onceOnly.add(device + " " + command.wish())) {
      throw new AssertionError(device + " obeyed twice what was asked for once: " + command);
    }
  }

  @Override
  public void answered() {
    answers++;
  }

  /** What was in force after a command was obeyed. */
  Optional<Settings> after(String tag) {
    return Optional.ofNullable(obeyed.get(tag));
  }

  /** Commands and answers so far. */
  long messages() {
    return meant.size() + answers;
  }

  @Override
  public String toString() {
    return meant.size() + " commands, " + obeyed.size() + " obeyed, " + answers + " answers";
  }
}
