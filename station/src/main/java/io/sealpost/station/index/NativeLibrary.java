package io.sealpost.station.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * Leaves nothing of SQLite's native library behind. Its driver unpacks it into a temporary folder
 * and deletes it when the virtual machine exits in order, which {@code watch} does not at Ctrl-C: a
 * megabyte would stay each time. Once loaded the file is not needed any more.
 */
final class NativeLibrary {
  /** Where the driver unpacks to; read when the first connection of a process is made. */
  private static final String FOLDER = "org.sqlite.tmpdir";

  /** Held here, as the logging system forgets what nobody holds. */
  private static final Logger DRIVER = Logger.getLogger("org.sqlite");

  private NativeLibrary() {}

  static Connection connect(String url) throws SQLException, IOException {
    // It prints pages of stack traces beside the exception, which says it all.
    DRIVER.setLevel(Level.OFF);
    if (System.getProperty(FOLDER) != null) {
      return DriverManager.getConnection(url);
    }
    Path folder = Files.createTempDirectory("sealpost-sqlite-");
    System.setProperty(FOLDER, folder.toString());
    try {
      return DriverManager.getConnection(url);
    } finally {
      System.clearProperty(FOLDER);
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> unpacked;
    try (Stream<Path> files = Files.list(folder)) {
      unpacked = files.toList();
    }
    for (Path file : unpacked) {
      Files.deleteIfExists(file);
    }
    Files.delete(folder);
  }
}
