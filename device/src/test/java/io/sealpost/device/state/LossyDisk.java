package io.sealpost.device.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The real disk, which forgets at a power cut what was not synchronised: a file's bytes and the
 * folder's names each on their own.
 */
final class LossyDisk implements Disk {
  private final Path folder;

  // What each file holds on the medium, by its name now; and the folder as it is there.
  private final Map<String, byte[]> synced = new HashMap<>();
  private Map<String, byte[]> medium = new HashMap<>();

  private int stepsUntilEnd = Integer.MAX_VALUE;

  LossyDisk(Path folder) {
    this.folder = folder;
  }

  /** The process ends before this step: 0 is the next. */
  void endBefore(int steps) {
    stepsUntilEnd = steps;
  }

  /** Whether that step was reached. */
  boolean hasEnded() {
    return stepsUntilEnd < 0;
  }

  /** Lets another process use it. */
  void go() {
    stepsUntilEnd = Integer.MAX_VALUE;
  }

  /** Leaves only what is on the medium, and lets another process use it. */
  void cutPower() throws IOException {
    go();
    for (Path file : files()) {
      Files.delete(file);
    }
    synced.clear();
    for (Map.Entry<String, byte[]> file : medium.entrySet()) {
      Files.write(folder.resolve(file.getKey()), file.getValue());
      synced.put(file.getKey(), file.getValue());
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private void step() throws IOException {
    if (hasEnded() || stepsUntilEnd-- == 0) {
      stepsUntilEnd = -1;
      throw new IOException("the process has ended");
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    step();
    REAL.write(file, bytes);
    synced.put(name(file), new byte[0]);
  }

  @Override
  public void syncFile(Path file) throws IOException {
    step();
    synced.put(name(file), Files.readAllBytes(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step();
    REAL.rename(from, to);
    synced.put(name(to), synced.getOrDefault(name(from), new byte[0]));
    synced.remove(name(from));
  }

  @Override
  public void delete(Path file) throws IOException {
    step();
    REAL.delete(file);
    synced.remove(name(file));
  }

  @Override
  public void syncFolder(Path path) throws IOException {
    step();
    medium = new HashMap<>(synced);
  }
}
