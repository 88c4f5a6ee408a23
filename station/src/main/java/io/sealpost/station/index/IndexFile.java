package io.sealpost.station.index;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.site.FileFault;
import io.sealpost.station.store.DurableFolder;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Opens the file of an index, makes it if it is not there, and refuses any other file. */
final class IndexFile {
  /** "SPix": marks the file as an index, in the field that SQLite has for it. */
  private static final long APPLICATION = 0x53506978;

  private static final long VERSION = 1;

  private IndexFile() {}

  /**
   * @throws StationException if it is damaged, of a newer version, or in use
   */
  static Database open(Path file) throws StationException {
    make(file);
    Connection connection = connect(file);
    try {
      prepare(file, connection);
      return new Database(file, connection);
    } catch (SQLException e) {
      throw closed(connection, IndexFault.of(file, e));
    } catch (StationException e) {
      throw closed(connection, e);
    }
  }

  private static void make(Path file) throws StationException {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        DurableFolder.make(folder);
      }
      makePrivate(file);
    } catch (AccessDeniedException e) {
      throw new StationException(
          ExitCode.PERMISSION,
          file + ": this user may not write here; name another folder with --state",
          e);
    } catch (IOException e) {
      throw IndexFault.of(file, "the index cannot be made: " + FileFault.reason(e), e);
    }
  }

  /** SQLite would make it readable by everybody. */
  private static void makePrivate(Path file) throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }

  private static Connection connect(Path file) throws StationException {
    try {
      // As a URI: the driver takes what follows a question mark in a name for settings.
      return NativeLibrary.connect("jdbc:sqlite:" + file.toUri());
    } catch (SQLException e) {
      throw e.getErrorCode() == 0 ? unloadable(file, e) : IndexFault.of(file, e);
    } catch (IOException | UnsatisfiedLinkError e) {
      throw unloadable(file, e);
    }
  }

  private static StationException unloadable(Path file, Throwable cause) {
    return IndexFault.of(
        file,
        "SQLite cannot be loaded from the temporary folder "
            + System.getProperty("java.io.tmpdir")
            + ", which must have room for a megabyte and let its files be executed; name another"
            + " with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER",
        cause);
  }

  private static void prepare(Path file, Connection connection)
      throws SQLException, StationException {
    try (Statement sql = connection.createStatement()) {
      // Nobody else has business in the file, and a lock that is kept needs no shared memory.
      sql.execute("PRAGMA locking_mode = EXCLUSIVE");
      long application = number(sql, "PRAGMA application_id");
      long version = number(sql, "PRAGMA user_version");
      check(file, application, version, number(sql, "SELECT count(*) FROM sqlite_schema"));
      // One flush for each commit, where a rollback journal takes three.
      sql.execute("PRAGMA journal_mode = WAL");
      sql.execute("PRAGMA synchronous = FULL");
      connection.setAutoCommit(false);
      if (version < VERSION) {
        for (String statement : Schema.STATEMENTS) {
          sql.execute(statement);
        }
        sql.execute("PRAGMA application_id = " + APPLICATION);
        sql.execute("PRAGMA user_version = " + VERSION);
      }
      if (!text(sql, "PRAGMA quick_check(1)").equals("ok")) {
        throw new StationException(ExitCode.STATE, file + ": " + IndexFault.damaged(file));
      }
      connection.commit();
    }
  }

  private static void check(Path file, long application, long version, long tables)
      throws StationException {
    boolean fresh = application == 0 && version == 0 && tables == 0;
    if (!fresh && application != APPLICATION) {
      throw new StationException(
          ExitCode.STATE,
          file + ": this is a database of another program; name another folder with --state");
    }
    if (version > VERSION) {
      throw new StationException(
          ExitCode.STATE,
          "%s: version %d of the index, this program knows up to %d; use a newer sealpost, or name another folder with --state"
              .formatted(file, version, VERSION));
    }
  }

  private static long number(Statement sql, String query) throws SQLException {
    try (ResultSet result = sql.executeQuery(query)) {
      return result.getLong(1);
    }
  }

  private static String text(Statement sql, String query) throws SQLException {
    try (ResultSet result = sql.executeQuery(query)) {
      return String.valueOf(result.getString(1));
    }
  }

  private static StationException closed(Connection connection, StationException fault) {
    try {
      connection.close();
    } catch (SQLException e) {
      fault.addSuppressed(e);
    }
    return fault;
  }
}
