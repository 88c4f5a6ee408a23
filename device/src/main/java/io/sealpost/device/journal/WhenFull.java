package io.sealpost.device.journal;

/** What gives way when a journal is full. */
public enum WhenFull {
  /** The oldest messages. */
  DROP_OLDEST,
  /** The newest message, the one to be kept. */
  DROP_NEWEST,
  /** All but every k-th message of a stream, evenly, so that a long outage keeps its shape. */
  THIN
}
