package io.sealpost.mqtt.paho;

import io.sealpost.mqtt.LinkCounters;
import io.sealpost.mqtt.tls.TlsClient;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** What a link came to since it was made. Safe for use by several threads. */
final class LinkTally {
  private final Optional<TlsClient> tls;
  private final OversizedMessages oversized;

  // process lifetime
  private final AtomicLong connects = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();

  /**
   * @param tls counts handshakes, if there are any
   * @param oversized counts messages
   */
  LinkTally(Optional<TlsClient> tls, OversizedMessages oversized) {
    this.tls = tls;
    this.oversized = oversized;
  }

  /** The broker accepted a connection. */
  void connected() {
    connects.incrementAndGet();
  }

  /** A connection was lost, or an attempt failed. */
  void failed() {
    failures.incrementAndGet();
  }

  /** All of it. */
  LinkCounters counters() {
    TlsClient.Tally handshakes =
        tls.map(TlsClient::tally).orElse(new TlsClient.Tally(0, 0, Optional.empty()));
    return new LinkCounters(
        connects.get(),
        failures.get(),
        handshakes.full(),
        handshakes.resumed(),
        handshakes.last(),
        oversized.count());
  }

  /** The last handshake, to be put at the end of a line about a connection. */
  String lastHandshake() {
    return counters()
        .lastHandshake()
        .map(
            last ->
                String.format(
                    ", %s %s, session %s in %d ms",
                    last.protocol(),
                    last.suite(),
                    last.resumed() ? "resumed" : "new",
                    last.millis()))
        .orElse("");
  }
}
