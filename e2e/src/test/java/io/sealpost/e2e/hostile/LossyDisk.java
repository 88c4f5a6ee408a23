package io.sealpost.e2e.hostile;

import io.sealpost.device.state.Disk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A disk that fails at some step, and forgets at a power cut what was not synchronised: a file's
 * bytes and the folder's names each on their own.
 */
final class LossyDisk implements Disk {
  private final Path folder;
  private final Map<String, Integer> ends;
  private final boolean lies;

  // What each file holds on the medium, by its name now; and the folder as it is there.
  private final Map<String, byte[]> synced = new HashMap<>();
  private Map<String, byte[]> medium = new HashMap<>();
  private int left = Integer.MAX_VALUE;

  /**
   * @param ends counts before which steps it failed
   * @param lies whether nothing ever gets to the medium
   */
  LossyDisk(Path folder, Map<String, Integer> ends, boolean lies) {
    this.lies = lies;
    this.folder = folder;
    this.ends = ends;
  }

  /** It fails from that step on: 0 is the next. */
  void failAt(int steps) {
    left = steps;
  }

  /** Whether it has failed. */
  boolean hasFailed() {
    return left < 0;
  }

  /** It works. */
  void mend() {
    left = Integer.MAX_VALUE;
  }

  /** Leaves what is on the medium. */
  void cutPower() {
    try {
      for (Path file : files()) {
        Files.delete(file);
      }
      synced.clear();
      for (Map.Entry<String, byte[]> file : medium.entrySet()) {
        Files.write(folder.resolve(file.getKey()), file.getValue());
        synced.put(file.getKey(), file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> !name(file).equals("lock")).toList();
    }
  }

  private void step(String what) throws IOException {
    if (hasFailed() || left-- == 0) {
      ends.merge("disk " + what, 1, Integer::sum);
      left = -1;
      throw new IOException("the disk has failed");
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    step("write");
    Files.write(file, bytes);
    synced.put(name(file), new byte[0]);
  }

  @Override
  public void syncFile(Path file) throws IOException {
    step("sync of a file");
    synced.put(name(file), Files.readAllBytes(file));
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step("rename");
    Disk.REAL.rename(from, to);
    synced.put(name(to), synced.getOrDefault(name(from), new byte[0]));
    synced.remove(name(from));
  }

  @Override
  public void syncFolder(Path path) throws IOException {
    step("sync of the folder");
    medium = lies ? medium : new HashMap<>(synced);
  }
}
