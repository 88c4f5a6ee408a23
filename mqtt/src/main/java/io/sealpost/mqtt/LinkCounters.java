package io.sealpost.mqtt;

import java.util.Optional;

/**
 * Counters of a link since it was made, each 0 or more.
 *
 * @param connects connections that the broker accepted
 * @param failures attempts that failed, and connections that were lost
 * @param handshakesFull full TLS handshakes
 * @param handshakesResumed resumed TLS handshakes
 * @param lastHandshake the last TLS handshake, if there was one
 * @param oversized messages from the broker that were dropped and acknowledged because they were
 *     larger than 256 KiB
 */
public record LinkCounters(
    long connects,
    long failures,
    long handshakesFull,
    long handshakesResumed,
    Optional<Handshake> lastHandshake,
    long oversized) {
  /** Checks the signs. */
  public LinkCounters {
    if (connects < 0
        || failures < 0
        || handshakesFull < 0
        || handshakesResumed < 0
        || oversized < 0) {
      throw new IllegalArgumentException("a counter is below 0");
    }
  }

  /** Counters of a link that had no message that was too large. */
  public LinkCounters(
      long connects,
      long failures,
      long handshakesFull,
      long handshakesResumed,
      Optional<Handshake> lastHandshake) {
    this(connects, failures, handshakesFull, handshakesResumed, lastHandshake, 0);
  }

  /**
   * One TLS handshake.
   *
   * @param protocol {@code TLSv1.3} or {@code TLSv1.2}
   * @param suite name of the cipher suite
   * @param millis how long it took
   * @param resumed whether it resumed an earlier session
   */
  public record Handshake(String protocol, String suite, long millis, boolean resumed) {}
}
