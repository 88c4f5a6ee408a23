package io.sealpost.station.site;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

/** Says what is wrong with a file in the operator's words. */
public final class FileFault {
  private FileFault() {}

  /**
   * Why a file could not be read and what to do, to be put after its name.
   *
   * @param file that was read
   * @param fault what the system said
   */
  public static String reading(Path file, IOException fault) {
    if (fault instanceof NoSuchFileException) {
      return "there is no such file; check the name";
    }
    if (fault instanceof AccessDeniedException) {
      return "this user may not read it; run as its owner, or give it to this user with chown";
    }
    if (Files.isDirectory(file)) {
      return "is a directory, must be a file; name the file";
    }
    return "cannot be read: " + reason(fault);
  }

  /** What the system said, without the names that it puts around. */
  public static String reason(IOException fault) {
    if (fault instanceof AccessDeniedException) {
      return "access denied; check the owner and the mode";
    }
    if (fault instanceof NoSuchFileException) {
      return "it is not there";
    }
    if (fault instanceof FileAlreadyExistsException || fault instanceof NotDirectoryException) {
      return "a file of that name is in the way";
    }
    Optional<String> said =
        Optional.ofNullable(
            fault instanceof FileSystemException named ? named.getReason() : fault.getMessage());
    return said.orElse("the system gave no reason");
  }
}
