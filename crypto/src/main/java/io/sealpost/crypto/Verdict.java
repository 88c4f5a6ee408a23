package io.sealpost.crypto;

/** What a replay window says of an authentic message. */
public enum Verdict {
  /** Not seen before: to be processed. */
  FRESH,
  /** Seen before: to be dropped and counted. */
  DUPLICATE,
  /** Older than the window reaches, so that nobody knows whether it was seen: to be dropped. */
  TOO_OLD
}
