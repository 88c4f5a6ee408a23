package io.sealpost.station.index;

import io.sealpost.station.StationException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One open database: each statement prepared once, one transaction at a time. For one thread. */
final class Database implements AutoCloseable {
  private final Path file;
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  /** Reads the row that a result is at. */
  @FunctionalInterface
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /**
   * @param connection without automatic commit; closed by this
   */
  Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Changes rows.
   *
   * @param values of the placeholders: {@code Long}, {@code String} or {@code byte[]}
   * @return how many rows
   */
  long change(String sql, Object... values) throws StationException {
    try {
      return statement(sql, values).executeUpdate();
    } catch (SQLException e) {
      throw IndexFault.of(file, e);
    }
  }

  /** All rows of a query. */
  <T> List<T> all(String sql, Row<T> row, Object... values) throws StationException {
    try (ResultSet result = statement(sql, values).executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(row.of(result));
      }
      return rows;
    } catch (SQLException e) {
      throw IndexFault.of(file, e);
    }
  }

  /** The only row of a query, if there is one. */
  <T> Optional<T> one(String sql, Row<T> row, Object... values) throws StationException {
    return all(sql, row, values).stream().findFirst();
  }

  /** Puts on the disk what changed since the last commit. */
  void commit() throws StationException {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw IndexFault.of(file, e);
    }
  }

  private PreparedStatement statement(String sql, Object... values) throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  /** Forgets what changed since the last commit. */
  @Override
  public void close() throws StationException {
    try {
      connection.rollback();
      connection.close();
    } catch (SQLException e) {
      throw IndexFault.of(file, e);
    }
  }
}
