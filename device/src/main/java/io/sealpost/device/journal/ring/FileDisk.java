package io.sealpost.device.journal.ring;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The operating system's, through the JDK. */
final class FileDisk implements Disk {
  private static final int CHUNK = 64 << 10;

  private final Path folder;

  private FileDisk(Path folder) {
    this.folder = folder;
  }

  /** Opens a folder of this user only, created if it is missing. */
  static FileDisk in(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, permissions("rwx------"));
      syncFolder(folder.resolve(".."));
    }
    return new FileDisk(folder);
  }

  private static FileAttribute<?> permissions(String text) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(text));
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  @Override
  public void create(String name, int size) throws IOException {
    Path path = folder.resolve(name);
    Set<OpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(path, options, permissions("rw-------"))) {
      fill(channel, size, path);
    }
  }

  private void fill(FileChannel channel, int size, Path path) throws IOException {
    try {
      for (int offset = 0; offset < size; offset += CHUNK) {
        write(channel, offset, new byte[Math.min(CHUNK, size - offset)]);
      }
      channel.force(true);
      syncFolder();
    } catch (IOException e) {
      removeAfter(e, path);
      throw e;
    }
  }

  private static void removeAfter(IOException failure, Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public Disk.File openToRead(String name) throws IOException {
    return new Channel(FileChannel.open(folder.resolve(name), StandardOpenOption.READ));
  }

  @Override
  public Disk.File openToWrite(String name) throws IOException {
    return new Channel(
        FileChannel.open(folder.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.delete(folder.resolve(name));
  }

  @Override
  public void syncFolder() throws IOException {
    syncFolder(folder);
  }

  private static void syncFolder(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public long usable() throws IOException {
    return Files.getFileStore(folder).getUsableSpace();
  }

  @Override
  public long total() throws IOException {
    return Files.getFileStore(folder).getTotalSpace();
  }

  private static void write(FileChannel channel, int offset, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer, offset + (long) buffer.position());
    }
  }

  private record Channel(FileChannel channel) implements Disk.File {
    @Override
    public int size() throws IOException {
      return Math.toIntExact(Math.min(Integer.MAX_VALUE, channel.size()));
    }

    @Override
    public void write(int offset, byte[] bytes) throws IOException {
      FileDisk.write(channel, offset, bytes);
    }

    @Override
    public void read(int offset, byte[] into, int start, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(into, start, length);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, offset + (long) buffer.position() - start) < 0) {
          throw new EOFException("ends before offset " + (offset + (long) length));
        }
      }
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
