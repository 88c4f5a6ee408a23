package io.sealpost.mqtt.paho;

/**
 * Room for messages that wait to be handled, by number and by bytes. Safe for use by several
 * threads.
 */
final class InboxRoom {
  private final int mostMessages;
  private final int mostBytes;

  // connection, guarded by this
  private int messages;
  private int bytes;
  private boolean closed;

  /**
   * @param mostBytes one message may be larger, if nothing else waits
   */
  InboxRoom(int mostMessages, int mostBytes) {
    this.mostMessages = mostMessages;
    this.mostBytes = mostBytes;
  }

  /**
   * Waits until there is room, and takes it.
   *
   * @return false if it was closed before there was
   */
  synchronized boolean enter(int size) {
    boolean interrupted = false;
    while (!closed && messages > 0 && (messages >= mostMessages || size > mostBytes - bytes)) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (closed) {
      return false;
    }
    messages++;
    bytes += size;
    return true;
  }

  /** Gives room back that {@link #enter} took. */
  synchronized void leave(int size) {
    messages--;
    bytes -= size;
    notifyAll();
  }

  /** Ends all waiting, now and later. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
