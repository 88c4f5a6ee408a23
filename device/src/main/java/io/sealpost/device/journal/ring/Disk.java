package io.sealpost.device.journal.ring;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** The folder of a journal, a port so that tests can cut the power at any write. */
interface Disk {
  /** Names of the files in the folder, in no order. */
  List<String> list() throws IOException;

  /**
   * Creates a file of zeros, readable by this user only; it and its name are durable on return. A
   * file that could not be made whole is removed again, if possible.
   */
  void create(String name, int size) throws IOException;

  /** Opens a file to be read. */
  File openToRead(String name) throws IOException;

  /** Opens a file to be read and written. */
  File openToWrite(String name) throws IOException;

  /** Gives a file another name that no file has; durable after {@link #syncFolder}. */
  void rename(String from, String to) throws IOException;

  /** Removes a file; durable after {@link #syncFolder}. */
  void delete(String name) throws IOException;

  /** Returns when the names of the files are on the medium. */
  void syncFolder() throws IOException;

  /** Bytes of the file system that this user may still use. */
  long usable() throws IOException;

  /** Bytes of the whole file system. */
  long total() throws IOException;

  /** One open file. */
  interface File extends Closeable {
    /** Its length in bytes. */
    int size() throws IOException;

    /** Overwrites a part of it. */
    void write(int offset, byte[] bytes) throws IOException;

    /**
     * Reads a part of it.
     *
     * @throws IOException also if the file ends before {@code length} bytes
     */
    void read(int offset, byte[] into, int start, int length) throws IOException;

    /** Returns when what was written before is on the medium. May be called by any thread. */
    void force() throws IOException;
  }
}
