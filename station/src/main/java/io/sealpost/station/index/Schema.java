package io.sealpost.station.index;

import java.util.List;

/** The tables. Sequences are 0 to 2^32 - 1, times are milliseconds since 1970. */
final class Schema {
  static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE stream (
            id INTEGER PRIMARY KEY,
            device TEXT NOT NULL,
            kid TEXT NOT NULL,
            name TEXT NOT NULL,
            UNIQUE (device, kid, name)
          ) STRICT
          """,
          // What came: ranges of consecutive sequences, never two that touch.
          """
          CREATE TABLE seen (
            stream INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            PRIMARY KEY (stream, epoch, first)
          ) STRICT, WITHOUT ROWID
          """,
          // Up to which sequence of an epoch it is known what came and what is missing.
          """
          CREATE TABLE account (
            stream INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            up_to INTEGER NOT NULL,
            PRIMARY KEY (stream, epoch)
          ) STRICT, WITHOUT ROWID
          """,
          // The last sequence of an epoch that ended while its messages were still on their way.
          """
          CREATE TABLE ending (
            stream INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            last INTEGER NOT NULL,
            PRIMARY KEY (stream, epoch)
          ) STRICT, WITHOUT ROWID
          """,
          // What was reported as missing and did not come since.
          """
          CREATE TABLE missing (
            stream INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            PRIMARY KEY (stream, epoch, first)
          ) STRICT, WITHOUT ROWID
          """,
          // What the device said that it gave up, and how much of it was found to be absent.
          """
          CREATE TABLE dropped (
            stream INTEGER NOT NULL,
            epoch INTEGER NOT NULL,
            first INTEGER NOT NULL,
            last INTEGER NOT NULL,
            count INTEGER NOT NULL,
            explained INTEGER NOT NULL,
            PRIMARY KEY (stream, epoch, first)
          ) STRICT, WITHOUT ROWID
          """,
          """
          CREATE TABLE token (
            stream INTEGER NOT NULL,
            tag INTEGER NOT NULL,
            received INTEGER NOT NULL,
            PRIMARY KEY (stream, tag)
          ) STRICT, WITHOUT ROWID
          """,
          "CREATE INDEX token_by_age ON token (stream, received)",
          """
          CREATE TABLE boot (
            id INTEGER PRIMARY KEY,
            device TEXT NOT NULL,
            boot TEXT NOT NULL,
            started INTEGER,
            undated INTEGER NOT NULL,
            UNIQUE (device, boot)
          ) STRICT
          """,
          // The newest trusted hello of each device, as it came.
          """
          CREATE TABLE hello (
            device TEXT PRIMARY KEY,
            sealed BLOB NOT NULL
          ) STRICT, WITHOUT ROWID
          """);

  private Schema() {}
}
