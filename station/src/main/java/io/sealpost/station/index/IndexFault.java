package io.sealpost.station.index;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.nio.file.Path;
import java.sql.SQLException;

/** What to tell the operator when SQLite fails. */
final class IndexFault {
  // Result codes of https://www.sqlite.org/rescode.html
  private static final int BUSY = 5;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int NOTADB = 26;

  private IndexFault() {}

  static StationException of(Path file, SQLException fault) {
    return of(file, advice(file, fault), fault);
  }

  static StationException of(Path file, String advice, Throwable cause) {
    return new StationException(ExitCode.STATE, file + ": " + advice, cause);
  }

  /** Of a file whose content cannot be what this program wrote. */
  static String damaged(Path file) {
    return "the index is damaged; move it away together with "
        + file.getFileName()
        + "-wal if there is one: a new one is begun then, and what the broker delivers again is"
        + " shown again";
  }

  private static String advice(Path file, SQLException fault) {
    return switch (fault.getErrorCode() & 0xff) {
      case BUSY ->
          "another \"sealpost watch\" uses this index; end it, or name another folder with --state";
      case READONLY, CANTOPEN ->
          "the index cannot be written; check owner and mode of the file and of its folder";
      case IOERR -> "the disk fails: " + fault.getMessage() + "; check it";
      case CORRUPT, NOTADB -> damaged(file);
      case FULL -> "the disk is full; make room and start again";
      default -> "the index cannot be used: " + fault.getMessage();
    };
  }
}
