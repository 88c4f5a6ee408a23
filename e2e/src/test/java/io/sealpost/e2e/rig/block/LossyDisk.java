package io.sealpost.e2e.rig.block;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Tool;
import io.sealpost.e2e.rig.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * An ext4 file system on a disk whose power can be cut: a network block device of our own, shown as
 * a file by nbdfuse, as a device by a loop device. Owned by the test's thread.
 */
public final class LossyDisk implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Path folder;
  private final Medium medium;
  private final Deque<AutoCloseable> layers = new ArrayDeque<>();
  private NbdServer server;

  private LossyDisk(Path folder, Medium medium, NbdServer server) {
    this.folder = folder;
    this.medium = medium;
    this.server = server;
  }

  /**
   * Makes the disk, formats it and mounts it.
   *
   * @param folder for its mount points, its own
   * @param size bytes
   * @param format options of mkfs.ext4
   */
  public static LossyDisk create(Path folder, int size, String... format) throws IOException {
    Medium medium = new Medium(size);
    LossyDisk disk = new LossyDisk(folder, medium, new NbdServer(medium));
    try {
      LoopDevice device = disk.attach();
      device.format(format);
      disk.mount(device);
      Child.succeed(List.of(Tool.SYNC.path(), "-f", disk.path().toString()));
      return disk;
    } catch (IOException | AssertionError e) {
      disk.close();
      throw e;
    }
  }

  private Path export() {
    return folder.resolve("export");
  }

  private LoopDevice attach() throws IOException {
    Files.createDirectories(export());
    layers.push(server);
    Child fuse =
        Child.start(
            "nbdfuse",
            List.of(
                Tool.NBDFUSE.path(),
                export().toString(),
                "nbd://127.0.0.1:" + server.port() + "/"));
    layers.push(fuse);
    Path file = export().resolve("nbd");
    Until.holds("nbdfuse shows " + file, () -> Files.exists(file) || !fuse.isAlive(), PATIENCE);
    layers.push(
        () -> Child.succeed(List.of(Tool.FUSERMOUNT.path(), "-u", "-z", export().toString())));
    LoopDevice device = LoopDevice.attach(file);
    layers.push(device);
    return device;
  }

  private void mount(LoopDevice device) throws IOException {
    layers.push(Mounted.device(device, path()));
  }

  /** The root folder of the file system. */
  public Path path() {
    return folder.resolve("disk");
  }

  /** What is on the disk. */
  public Medium medium() {
    return medium;
  }

  /**
   * Cuts the power: what was not flushed is lost, and every access fails from now on.
   *
   * @param survival probability of each sector that was not flushed
   * @return how many sectors were lost
   */
  public int cut(RandomGenerator random, double survival) throws IOException {
    return server.cut(random, survival);
  }

  /** Switches the power on again after a cut, when nobody uses the disk any more. */
  public void restart() throws IOException {
    close();
    server = new NbdServer(medium);
    mount(attach());
  }

  /** Takes everything down that was put up, however far that was. */
  @Override
  public void close() {
    List<Throwable> failures = new ArrayList<>();
    while (!layers.isEmpty()) {
      // One that fails must not keep the others.
      try {
        layers.pop().close();
      } catch (Exception | AssertionError e) {
        failures.add(e);
      }
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("the disk cannot be taken down: " + failures, failures.get(0));
    }
  }
}
