package io.sealpost.protocol.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether a file lets in anybody but its owner; links are followed. */
public final class SecretMode {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private static final int PERMISSIONS = 07777;

  /** To write as the group, and all that others may do. */
  private static final int FORBIDDEN_IN_FOLDER = 0027;

  /** Owner and group may read. */
  private static final int CREDENTIAL = 0440;

  private SecretMode() {}

  /**
   * Owner and mode of a file.
   *
   * @param uid number of the owner
   * @param gid number of the group
   * @param mode as stat(2) has it
   */
  record Owned(int uid, int gid, int mode) {
    static Owned of(Path file, LinkOption... options) throws IOException {
      Map<String, Object> found = Files.readAttributes(file, "unix:uid,gid,mode", options);
      return new Owned(number(found, "uid"), number(found, "gid"), number(found, "mode"));
    }

    private static int number(Map<String, Object> found, String name) {
      if (found.get(name) instanceof Integer number) {
        return number;
      }
      throw new UnsupportedOperationException("the file system tells no " + name);
    }

    private boolean isRoots() {
      return uid == 0 && gid == 0;
    }
  }

  /**
   * Who is let in beside the owner.
   *
   * @return empty if nobody is; otherwise the permissions, {@code rw-r-----} for instance
   * @throws IOException if the file is not there or cannot be asked
   * @throws UnsupportedOperationException if the file system knows no owners
   */
  public static Optional<String> exposed(Path file) throws IOException {
    return exposed(file, System.getenv());
  }

  static Optional<String> exposed(Path file, Map<String, String> environment) throws IOException {
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    return OWNER_ONLY.containsAll(permissions) || isCredential(file, environment)
        ? Optional.empty()
        : Optional.of(PosixFilePermissions.toString(permissions));
  }

  /** Whether systemd gave it to this service (LoadCredential= in systemd.exec(5)). */
  private static boolean isCredential(Path file, Map<String, String> environment)
      throws IOException {
    String named = environment.getOrDefault("CREDENTIALS_DIRECTORY", "");
    Path folder = file.toAbsolutePath().normalize().getParent();
    return !named.isEmpty()
        && folder != null
        && folder.equals(Path.of(named).normalize())
        && isCredential(
            Owned.of(file, LinkOption.NOFOLLOW_LINKS), Owned.of(folder, LinkOption.NOFOLLOW_LINKS));
  }

  /**
   * Since 254 systemd has credentials in a file system with access lists: file and folder are
   * root's and of root's group, and one entry of the list lets the service read. The mode then
   * shows in the place of the group the most that an entry of the list allows, not what the group
   * may; and root's group would be let in by nobody but root. Anything else is not what systemd
   * makes.
   */
  static boolean isCredential(Owned file, Owned folder) {
    return file.isRoots()
        && folder.isRoots()
        && (file.mode() & PERMISSIONS) == CREDENTIAL
        && (folder.mode() & FORBIDDEN_IN_FOLDER) == 0;
  }
}
