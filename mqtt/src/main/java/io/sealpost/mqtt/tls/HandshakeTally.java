package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.LinkCounters.Handshake;
import java.util.Optional;

/** Counts handshakes. Safe for use by several threads. */
public final class HandshakeTally {
  // process lifetime, guarded by this
  private long full;
  private long resumed;
  private Optional<Handshake> last = Optional.empty();

  /** One more. */
  public synchronized void count(Handshake handshake) {
    if (handshake.resumed()) {
      resumed++;
    } else {
      full++;
    }
    last = Optional.of(handshake);
  }

  /** What they came to so far. */
  public synchronized TlsClient.Tally tally() {
    return new TlsClient.Tally(full, resumed, last);
  }
}
