package io.sealpost.station.index;

import io.sealpost.station.StationException;
import io.sealpost.station.store.HelloShelf;
import java.nio.file.Path;

/**
 * The index of one {@code watch}. What its books were told is durable after {@link #commit}, all of
 * it or, when the power was cut before, none. For one thread.
 */
public final class ReadingIndex implements AutoCloseable {
  private final Database database;
  private final SequenceBook sequences;
  private final TokenBook tokens;
  private final BootBook boots;
  private final HelloTable hellos;

  private ReadingIndex(Database database) {
    this.database = database;
    sequences = new SequenceBook(database);
    tokens = new TokenBook(database);
    boots = new BootBook(database);
    hellos = new HelloTable(database);
  }

  /**
   * Opens an index, or begins one.
   *
   * @param file kept locked until closed
   * @throws StationException if it is damaged, of a newer version or in use, or the disk fails
   */
  public static ReadingIndex open(Path file) throws StationException {
    return new ReadingIndex(IndexFile.open(file));
  }

  /** The sequences that came and those that did not. */
  public SequenceBook sequences() {
    return sequences;
  }

  /** The Fernet tokens that came. */
  public TokenBook tokens() {
    return tokens;
  }

  /** When devices were started. */
  public BootBook boots() {
    return boots;
  }

  /** The trusted hellos among those that came. */
  public HelloShelf hellos() {
    return hellos;
  }

  /** Makes durable what was told since the last commit. */
  public void commit() throws StationException {
    database.commit();
  }

  /** Forgets what was told since the last commit. */
  @Override
  public void close() throws StationException {
    database.close();
  }
}
