package io.sealpost.station.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Tells whether anybody but its owner can get at a file. */
public final class Privacy {
  private static final Set<PosixFilePermission> OWNERS =
      Set.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private Privacy() {}

  /** Whether group or others have any permission. */
  public static boolean openToOthers(Path file) throws IOException {
    Set<PosixFilePermission> rest = EnumSet.noneOf(PosixFilePermission.class);
    rest.addAll(Files.getPosixFilePermissions(file));
    rest.removeAll(OWNERS);
    return !rest.isEmpty();
  }
}
