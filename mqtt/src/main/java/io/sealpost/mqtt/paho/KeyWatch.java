package io.sealpost.mqtt.paho;

import io.sealpost.mqtt.tls.TlsClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

/** Looks now and then whether our own key was replaced; all on the deciding thread. */
final class KeyWatch {
  private final TlsClient tls;
  private final LinkThreads threads;
  private final Duration pause;
  private final Runnable renewed;

  // process lifetime: the deciding thread
  private Future<?> next = CompletableFuture.completedFuture(null);

  /**
   * @param renewed called when there is a key that was never tried
   */
  KeyWatch(TlsClient tls, LinkThreads threads, Duration pause, Runnable renewed) {
    this.tls = tls;
    this.threads = threads;
    this.pause = pause;
    this.renewed = renewed;
  }

  /** Looks for the first time after a pause. */
  void start() {
    next = threads.decideAfter(pause, this::look);
  }

  /** Does not look any more. */
  void stop() {
    next.cancel(false);
  }

  private void look() {
    start();
    if (tls.renewed()) {
      renewed.run();
    }
  }
}
