package io.sealpost.device.journal.ring;

/** Numbers the uses of segments. Owned by the agent's thread. */
final class Numbers {
  // Owned by the agent's thread.
  private long last;

  /**
   * @param last the highest that was ever used, 0 if none was
   */
  Numbers(long last) {
    this.last = last;
  }

  long next() {
    return ++last;
  }
}
