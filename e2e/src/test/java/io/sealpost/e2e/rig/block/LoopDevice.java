package io.sealpost.e2e.rig.block;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file as a block device of the kernel. */
public final class LoopDevice implements AutoCloseable {
  /** Bytes of a sector in the kernel's statistics, whatever the device's own: block/stat.rst. */
  private static final long STAT_SECTOR = 512;

  private static final int SECTORS_WRITTEN = 6;

  private final Path device;

  private LoopDevice(Path device) {
    this.device = device;
  }

  /** Attaches a file to the next free device. */
  public static LoopDevice attach(Path file) {
    Child.Finished losetup =
        Child.run(
            "losetup", List.of(Tool.LOSETUP.path(), "--show", "-f", file.toString()), new byte[0]);
    if (losetup.code() != 0) {
      throw new AssertionError("losetup " + file + ": " + losetup.err());
    }
    return new LoopDevice(Path.of(losetup.text().strip()));
  }

  /** The device file. */
  public Path path() {
    return device;
  }

  /**
   * Makes an ext4 file system with blocks of 4 KiB on it, leaving nothing to be done later.
   *
   * @param more options of mkfs.ext4
   */
  public void format(String... more) {
    List<String> command =
        new ArrayList<>(List.of(Tool.MKFS_EXT4.path(), "-q", "-F", "-b", "4096"));
    command.addAll(List.of("-m", "0", "-E", "lazy_itable_init=0,lazy_journal_init=0"));
    command.addAll(List.of(more));
    command.add(device.toString());
    Child.succeed(command);
  }

  /** Has its ext4 file system find itself damaged, and become read-only if it was so mounted. */
  public void findDamage() throws IOException {
    Path trigger = Path.of("/sys/fs/ext4", device.getFileName().toString(), "trigger_fs_error");
    Files.writeString(trigger, "found by a test");
  }

  /** Bytes that the kernel has written to it since it was attached. */
  public long bytesWritten() throws IOException {
    Path stat = Path.of("/sys/block", device.getFileName().toString(), "stat");
    String[] fields = Files.readString(stat).strip().split("\\s+", -1);
    return Long.parseLong(fields[SECTORS_WRITTEN]) * STAT_SECTOR;
  }

  /** Detaches the file, at the latest when nobody uses the device any more. */
  @Override
  public void close() {
    Child.succeed(List.of(Tool.LOSETUP.path(), "-d", device.toString()));
  }
}
