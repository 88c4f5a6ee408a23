package io.sealpost.e2e.rig.block;

import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Whether this machine lets a test make block devices and mount file systems. */
public final class Disks {
  private Disks() {}

  /**
   * Skips the test where that is forbidden, unless the environment variable {@code SEALPOST_DISKS}
   * says that it must be possible.
   *
   * @param folder to try it in
   */
  public static void assume(Path folder) throws Exception {
    String refusal = refusal(folder);
    if (!refusal.isEmpty()) {
      assertNull(System.getenv("SEALPOST_DISKS"), "no block devices: " + refusal);
      System.out.println("NOT TESTED HERE: what needs a block device: " + refusal);
    }
    assumeTrue(refusal.isEmpty(), refusal);
  }

  private static String refusal(Path folder) throws Exception {
    for (String file : List.of("/dev/fuse", "/dev/loop-control")) {
      if (!Files.isWritable(Path.of(file))) {
        return file + " cannot be opened";
      }
    }
    Path probe = Files.createDirectories(folder.resolve("probe"));
    Child.Finished mount =
        Child.run(
            "mount",
            List.of(Tool.MOUNT.path(), "-t", "tmpfs", "none", probe.toString()),
            new byte[0]);
    if (mount.code() != 0) {
      return mount.err().strip();
    }
    Child.succeed(List.of(Tool.UMOUNT.path(), probe.toString()));
    return "";
  }
}
