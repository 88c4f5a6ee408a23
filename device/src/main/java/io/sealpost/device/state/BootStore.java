package io.sealpost.device.state;

import io.sealpost.device.clock.Boots;
import io.sealpost.device.clock.MachineBoot;
import io.sealpost.protocol.BootId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * When the last boots started, in the file {@code boots} of the state folder: {@code at.BOOT} in
 * milliseconds since 1970, and {@code up.BOOT.MACHINE} in milliseconds since that boot of the
 * machine.
 */
public final class BootStore {
  static final String NAME = "boots";

  private static final String AT = "at.";
  private static final String UP = "up.";

  private final StateFile file;

  BootStore(Path folder, Disk disk) {
    this.file = new StateFile(folder.resolve(NAME), NAME, "remove it", disk);
  }

  /**
   * What is known of the last boots.
   *
   * @param machine uptimes of its other boots are forgotten
   * @throws StateException if it cannot be read or is damaged
   */
  public Boots load(Optional<MachineBoot> machine) throws StateException {
    Map<BootId, Instant> starts = new HashMap<>();
    Map<BootId, Duration> since = new HashMap<>();
    for (Map.Entry<String, Long> entry : file.read().orElse(Map.of()).entrySet()) {
      String[] parts = entry.getKey().split("\\.", -1);
      BootId boot = boot(parts);
      if (entry.getKey().startsWith(AT)) {
        starts.put(boot, Instant.ofEpochMilli(entry.getValue()));
      } else if (machine.isPresent() && parts[parts.length - 1].equals(machine.get().id())) {
        since.put(boot, Duration.ofMillis(entry.getValue()));
      }
    }
    return new Boots(starts, since);
  }

  /**
   * Replaces what is known of the last boots; durable on return.
   *
   * @param machine that the uptimes are of; without it they are left out
   * @throws StateException if that was impossible
   */
  public void save(Boots boots, Optional<MachineBoot> machine) throws StateException {
    Map<String, Long> table = new HashMap<>();
    boots.starts().forEach((boot, at) -> table.put(AT + boot, at.toEpochMilli()));
    machine.ifPresent(
        running ->
            boots
                .since()
                .forEach((boot, up) -> table.put(UP + boot + "." + running.id(), up.toMillis())));
    file.write(table);
  }

  private BootId boot(String[] parts) throws StateException {
    try {
      return new BootId(parts.length > 1 ? parts[1] : "");
    } catch (IllegalArgumentException e) {
      throw file.damaged(String.valueOf(e.getMessage()));
    }
  }
}
