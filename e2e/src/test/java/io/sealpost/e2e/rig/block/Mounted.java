package io.sealpost.e2e.rig.block;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file system that is mounted in a folder. */
public final class Mounted implements AutoCloseable {
  private final Path folder;

  private Mounted(Path folder) {
    this.folder = folder;
  }

  /** Mounts what is on a device; a journal of the file system is replayed. */
  public static Mounted device(LoopDevice device, Path folder) throws IOException {
    Files.createDirectories(folder);
    Child.succeed(
        List.of(
            Tool.MOUNT.path(),
            "-t",
            "ext4",
            "-o",
            "errors=remount-ro",
            device.path().toString(),
            folder.toString()));
    return new Mounted(folder);
  }

  /**
   * Mounts an empty file system in memory.
   *
   * @param bytes that fit
   */
  public static Mounted memory(Path folder, int bytes) throws IOException {
    Files.createDirectories(folder);
    Child.succeed(
        List.of(
            Tool.MOUNT.path(), "-t", "tmpfs", "-o", "size=" + bytes, "none", folder.toString()));
    return new Mounted(folder);
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** Unmounts it, even if somebody still has a file open or the device is gone. */
  @Override
  public void close() {
    Child.succeed(List.of(Tool.UMOUNT.path(), "-l", folder.toString()));
  }
}
