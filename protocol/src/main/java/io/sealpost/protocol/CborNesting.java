package io.sealpost.protocol;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Where the next item stands among arrays, maps and tags, and whether map keys ascend. Belongs to
 * the one reader or writer that made it, and to its thread.
 */
final class CborNesting {
  /** Deepest nesting of arrays, maps and tags that is read or written. */
  static final int MAX_DEPTH = 16;

  private final Deque<Level> levels = new ArrayDeque<>();

  /** How many containers are open. */
  int depth() {
    return levels.size();
  }

  /** Whether the next item is the key of a map. */
  boolean atKey() {
    Level top = levels.peek();
    return top != null && top.map && top.left % 2 == 0;
  }

  /** Opens a container of {@code items} items, where a map of n entries has 2n. */
  void open(int items, boolean map) {
    if (items == 0) {
      complete();
    } else {
      levels.push(new Level(items, map));
    }
  }

  /**
   * Notes that the item at {@code buffer[from..to)}, not a container, is complete.
   *
   * @return false if it is a map key that does not come after the key before it, bytewise
   */
  boolean scalar(byte[] buffer, int from, int to) {
    Level top = levels.peek();
    if (top != null && atKey()) {
      if (top.keyTo > 0
          && Arrays.compareUnsigned(buffer, top.keyFrom, top.keyTo, buffer, from, to) >= 0) {
        return false;
      }
      top.keyFrom = from;
      top.keyTo = to;
    }
    complete();
    return true;
  }

  private void complete() {
    Level top = levels.peek();
    while (top != null && --top.left == 0) {
      levels.pop();
      top = levels.peek();
    }
  }

  private static final class Level {
    final boolean map;
    int left;
    int keyFrom;
    int keyTo;

    Level(int left, boolean map) {
      this.left = left;
      this.map = map;
    }
  }
}
