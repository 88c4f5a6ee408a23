package io.sealpost.device.journal.ring;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * A disk behind a cache that forgets at a power cut: of every block that was not synced, any
 * version written since the last sync survives, or a mixture of two. Operations fail when told to.
 */
final class SimulatedDisk implements Disk {
  /** What can be made to fail. */
  enum Operation {
    CREATE,
    OPEN_TO_WRITE,
    WRITE,
    READ,
    FORCE,
    RENAME
  }

  /** The power went; everything that is not a disk is gone. */
  static final class PowerCut extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final int blockSize;
  private final SplittableRandom random;
  private final Map<String, Content> files = new TreeMap<>();
  private final Map<Operation, String> failing = new EnumMap<>(Operation.class);
  private final List<Runnable> undoNames = new ArrayList<>();
  private final Set<String> badBlocks = new HashSet<>();

  private long usable = Long.MAX_VALUE;
  private long total = 1 << 20;
  private int operationsUntilCut = Integer.MAX_VALUE;
  private boolean forceDoesNothing;
  private int forces;
  private long bytesWritten;

  SimulatedDisk(int blockSize, long seed) {
    this.blockSize = blockSize;
    this.random = new SplittableRandom(seed);
  }

  /** One file: what a reader sees, and what each unsynced block was since the last sync. */
  private static final class Content {
    byte[] seen;
    byte[] durable;
    final Map<Integer, List<byte[]>> unsynced = new TreeMap<>();

    Content(int size) {
      seen = new byte[size];
      durable = new byte[size];
    }
  }

  // --- what a test does to it

  /** Lets an operation fail from now on. */
  void fail(Operation operation, String message) {
    failing.put(operation, message);
  }

  /** Lets everything succeed again. */
  void repair() {
    failing.clear();
  }

  boolean isFailing() {
    return !failing.isEmpty();
  }

  /** From now on a sync says that it succeeded without doing anything. */
  void setForceDoesNothing() {
    forceDoesNothing = true;
  }

  void setSpace(long usable, long total) {
    this.usable = usable;
    this.total = total;
  }

  /** Cuts the power in the middle of an operation that changes something. */
  void cutAfter(int operations) {
    operationsUntilCut = operations;
  }

  /** Cuts the power: what is not durable is gone, or half of it. */
  void cut() {
    for (Content content : files.values()) {
      content.unsynced.forEach((block, versions) -> survive(content, block, versions));
      content.unsynced.clear();
      content.seen = content.durable.clone();
    }
    while (!undoNames.isEmpty() && random.nextBoolean()) {
      undoNames.remove(undoNames.size() - 1).run();
    }
    undoNames.clear();
    failing.clear();
    operationsUntilCut = Integer.MAX_VALUE;
  }

  /** Makes one block unreadable. */
  void spoil(String name, int offset) {
    badBlocks.add(name + "/" + offset / blockSize);
  }

  /** Changes a byte behind everybody's back. */
  void flip(String name, int offset) {
    Content content = content(name);
    content.seen[offset] ^= 0x55;
    content.durable[offset] ^= 0x55;
  }

  byte[] bytes(String name) {
    return content(name).seen.clone();
  }

  /** Puts a file there, as an earlier run left it. */
  void put(String name, byte[] bytes) {
    Content content = new Content(bytes.length);
    content.seen = bytes.clone();
    content.durable = bytes.clone();
    files.put(name, content);
  }

  int forces() {
    return forces;
  }

  long bytesWritten() {
    return bytesWritten;
  }

  // --- what the journal sees

  @Override
  public List<String> list() {
    return List.copyOf(files.keySet());
  }

  @Override
  public void create(String name, int size) throws IOException {
    check(Operation.CREATE);
    if (files.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    boolean cut = isCutNow();
    if (!cut || random.nextBoolean()) {
      files.put(name, new Content(cut ? random.nextInt(size) : size));
    }
    cutIf(cut);
  }

  @Override
  public File openToRead(String name) throws IOException {
    return new Open(name, existing(name));
  }

  @Override
  public File openToWrite(String name) throws IOException {
    check(Operation.OPEN_TO_WRITE);
    return new Open(name, existing(name));
  }

  private Content existing(String name) throws IOException {
    Content content = files.get(name);
    if (content == null) {
      throw new NoSuchFileException(name);
    }
    return content;
  }

  private Content content(String name) {
    return Optional.ofNullable(files.get(name)).orElseThrow();
  }

  @Override
  public void rename(String from, String to) throws IOException {
    check(Operation.RENAME);
    boolean cut = isCutNow();
    Content content = existing(from);
    files.remove(from);
    files.put(to, content);
    undoNames.add(
        () -> {
          files.remove(to);
          files.put(from, content);
        });
    cutIf(cut);
  }

  @Override
  public void delete(String name) throws IOException {
    boolean cut = isCutNow();
    Content content = existing(name);
    files.remove(name);
    undoNames.add(() -> files.put(name, content));
    cutIf(cut);
  }

  @Override
  public void syncFolder() {
    undoNames.clear();
  }

  @Override
  public long usable() {
    return usable;
  }

  @Override
  public long total() {
    return total;
  }

  private void check(Operation operation) throws IOException {
    String message = failing.get(operation);
    if (message != null) {
      throw new IOException(message);
    }
  }

  private boolean isCutNow() {
    return operationsUntilCut-- <= 0;
  }

  private static void cutIf(boolean cut) {
    if (cut) {
      throw new PowerCut();
    }
  }

  private void write(Content content, int offset, byte[] bytes, int length) {
    int from = offset;
    while (from < offset + length) {
      int block = from / blockSize;
      int to = Math.min(offset + length, (block + 1) * blockSize);
      System.arraycopy(bytes, from - offset, content.seen, from, to - from);
      content
          .unsynced
          .computeIfAbsent(block, b -> new ArrayList<>())
          .add(block(content.seen, block));
      bytesWritten += blockSize;
      from = to;
    }
  }

  private byte[] block(byte[] bytes, int block) {
    int start = block * blockSize;
    return Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + blockSize));
  }

  /** The block is as it was, as one of the writes made it, or torn between two of these. */
  private void survive(Content content, int block, List<byte[]> versions) {
    List<byte[]> all = new ArrayList<>(versions);
    all.add(block(content.durable, block));
    byte[] one = all.get(random.nextInt(all.size())).clone();
    if (random.nextInt(4) == 0) {
      byte[] other = all.get(random.nextInt(all.size()));
      int torn = random.nextInt(one.length);
      System.arraycopy(other, 0, one, 0, torn);
    }
    System.arraycopy(one, 0, content.durable, block * blockSize, one.length);
  }

  private void persist(Content content) {
    // Only what is known to be unsynced: a block that a failed sync lost stays lost.
    for (int block : content.unsynced.keySet()) {
      byte[] now = block(content.seen, block);
      System.arraycopy(now, 0, content.durable, block * blockSize, now.length);
    }
    content.unsynced.clear();
  }

  /** As Linux does: after a sync that failed nobody knows, and the next one does not try again. */
  private void loseUnsynced(Content content) {
    content.unsynced.forEach((block, versions) -> survive(content, block, versions));
    content.unsynced.clear();
  }

  private final class Open implements File {
    private final String name;
    private final Content content;

    Open(String name, Content content) {
      this.name = name;
      this.content = content;
    }

    @Override
    public int size() {
      return content.seen.length;
    }

    @Override
    public void write(int offset, byte[] bytes) throws IOException {
      check(Operation.WRITE);
      if (offset + bytes.length > content.seen.length) {
        throw new IllegalStateException("grows " + name);
      }
      boolean cut = isCutNow();
      SimulatedDisk.this.write(
          content, offset, bytes, cut ? random.nextInt(bytes.length) : bytes.length);
      cutIf(cut);
    }

    @Override
    public void read(int offset, byte[] into, int start, int length) throws IOException {
      check(Operation.READ);
      if (offset + length > content.seen.length) {
        throw new EOFException();
      }
      for (int block = offset / blockSize; block * blockSize < offset + length; block++) {
        if (badBlocks.contains(name + "/" + block)) {
          throw new IOException("Input/output error");
        }
      }
      System.arraycopy(content.seen, offset, into, start, length);
    }

    @Override
    public void force() throws IOException {
      forces++;
      boolean cut = isCutNow();
      cutIf(cut && random.nextBoolean());
      if (failing.containsKey(Operation.FORCE)) {
        loseUnsynced(content);
        check(Operation.FORCE);
      }
      if (!forceDoesNothing) {
        persist(content);
      }
      cutIf(cut);
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
