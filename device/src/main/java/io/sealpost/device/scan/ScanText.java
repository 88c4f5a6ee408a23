package io.sealpost.device.scan;

import io.sealpost.device.text.OneLine;
import io.sealpost.sensors.SensorException;
import java.util.List;

/**
 * The result as text that is TOML as a whole: what is said is a comment, what is not can be copied.
 */
public final class ScanText {
  private ScanText() {}

  /** Looks for everything; what may not be looked at is said and costs nothing else. */
  public static String of(List<Inventory> inventories) {
    SensorTables tables = new SensorTables();
    StringBuilder text = new StringBuilder();
    text.append("# What this machine has. Lines without # can be copied to device.toml;\n");
    text.append("# stream and interval are proposals. Nothing was changed.\n");
    for (Inventory inventory : inventories) {
      append(text, section(inventory, tables));
    }
    return text.toString();
  }

  private static Section section(Inventory inventory, SensorTables tables) {
    try {
      return inventory.look(tables);
    } catch (SensorException e) {
      return new Section(inventory.title(), List.of(), List.of(e.getMessage()));
    }
  }

  private static void append(StringBuilder text, Section section) {
    text.append("\n## ").append(OneLine.of(section.title())).append('\n');
    for (Finding finding : section.findings()) {
      text.append("# ").append(OneLine.of(finding.words())).append('\n');
      finding.lines().forEach(line -> text.append(line).append('\n'));
    }
    for (String remark : section.remarks()) {
      text.append("# ").append(OneLine.of(remark)).append('\n');
    }
  }
}
