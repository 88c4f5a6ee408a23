package io.sealpost.e2e.rig;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks for secrets where they may or may not be, in every form that a program may give them. */
public final class Traces {
  private static final int CHUNK = 1 << 20;

  private final List<Needle> needles = new ArrayList<>();

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Needle(String name, byte[] bytes) {}

  /** Looks for this one, too: raw, as the words that a hash makes of it, in hex and in base64. */
  public Traces of(String name, byte[] secret) {
    HexFormat hex = HexFormat.of();
    add(name + ", raw", secret);
    add(name + ", as words", words(secret));
    text(name + ", hex", hex.formatHex(secret));
    text(name + ", HEX", hex.withUpperCase().formatHex(secret));
    text(name + ", base64url", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    text(name + ", base64", Base64.getEncoder().withoutPadding().encodeToString(secret));
    return this;
  }

  private void add(String name, byte[] bytes) {
    needles.add(new Needle(name, bytes));
  }

  private void text(String name, String text) {
    add(name, text.getBytes(ISO_8859_1));
    add(name + ", UTF-16", text.getBytes(UTF_16LE));
  }

  private static byte[] words(byte[] bytes) {
    ByteBuffer from = ByteBuffer.wrap(bytes);
    ByteBuffer to = ByteBuffer.allocate(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
    while (from.hasRemaining()) {
      to.putInt(from.getInt());
    }
    return to.array();
  }

  /** How often each is in these lines. */
  public Map<String, Integer> in(List<String> lines) {
    return in(String.join("\n", lines).getBytes(ISO_8859_1));
  }

  /** How often each is in these bytes. */
  public Map<String, Integer> in(byte[] bytes) {
    Map<String, Integer> found = new TreeMap<>();
    count(bytes, bytes.length, bytes.length, found);
    return found;
  }

  /** How often each is in a file. */
  public Map<String, Integer> in(Path file) throws IOException {
    return in(Files.readAllBytes(file));
  }

  /**
   * How often each is in all the memory of a process that it may read, as a core would have it:
   * proc_pid_maps(5), proc_pid_mem(5).
   */
  public Map<String, Integer> inMemory(long pid) throws IOException {
    Map<String, Integer> found = new TreeMap<>();
    Path process = Path.of("/proc", Long.toString(pid));
    try (RandomAccessFile memory = new RandomAccessFile(process.resolve("mem").toFile(), "r")) {
      for (String map : Files.readAllLines(process.resolve("maps"))) {
        String[] parts = map.split("[- ]+", 4);
        if (parts[2].startsWith("r") && !map.contains("[v")) {
          region(memory, Long.parseLong(parts[0], 16), Long.parseLong(parts[1], 16), found);
        }
      }
    }
    return found;
  }

  private void region(RandomAccessFile memory, long from, long to, Map<String, Integer> found)
      throws IOException {
    int overlap = needles.stream().mapToInt(needle -> needle.bytes.length).max().orElse(0);
    byte[] chunk = new byte[CHUNK + overlap];
    for (long at = from; at < to; at += CHUNK) {
      int size = (int) Math.min(chunk.length, to - at);
      memory.seek(at);
      int read = readable(memory, chunk, size);
      count(chunk, read, Math.min(read, CHUNK), found);
    }
  }

  /** What is mapped need not be there: behind the end of a file, for instance. */
  private static int readable(RandomAccessFile memory, byte[] chunk, int size) {
    int read = 0;
    try {
      while (read < size) {
        int more = memory.read(chunk, read, size - read);
        if (more < 0) {
          break;
        }
        read += more;
      }
    } catch (IOException gone) {
      return read;
    }
    return read;
  }

  /** Counts those that begin before a certain place. */
  private void count(byte[] bytes, int size, int before, Map<String, Integer> found) {
    boolean[] begins = new boolean[1 << Short.SIZE];
    needles.forEach(needle -> begins[pair(needle.bytes, 0)] = true);
    for (int at = 0; at < before && at + 1 < size; at++) {
      if (begins[pair(bytes, at)]) {
        countAt(bytes, size, at, found);
      }
    }
  }

  private void countAt(byte[] bytes, int size, int at, Map<String, Integer> found) {
    for (Needle needle : needles) {
      int end = at + needle.bytes.length;
      if (end <= size && Arrays.equals(bytes, at, end, needle.bytes, 0, needle.bytes.length)) {
        found.merge(needle.name, 1, Integer::sum);
      }
    }
  }

  private static int pair(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << Byte.SIZE | (bytes[at + 1] & 0xFF);
  }
}
