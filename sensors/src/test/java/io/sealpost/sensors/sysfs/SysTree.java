package io.sealpost.sensors.sysfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A tree like {@code /sys}, laid down in a temporary folder.
 *
 * @param root in place of {@code /sys}
 */
record SysTree(Path root) {
  /** Writes an attribute, its folders included. */
  SysTree with(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, text);
    return this;
  }

  SysTree withZone(int number, String type, String temp) throws IOException {
    return with("class/thermal/thermal_zone" + number + "/type", type + "\n")
        .with("class/thermal/thermal_zone" + number + "/temp", temp + "\n");
  }

  /** Puts in place of an attribute what opens but cannot be read: a folder. */
  SysTree withUnreadable(String path) throws IOException {
    Path file = root.resolve(path);
    Files.deleteIfExists(file);
    Files.createDirectory(file);
    return this;
  }

  Path path(String path) {
    return root.resolve(path);
  }
}
