package io.sealpost.mqtt.testing;

import io.sealpost.mqtt.IncomingMessage;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Counts what a {@link Load} publishes, and how often something came again. */
public final class Numbers extends RecordingListener {
  // guarded by this
  private final Set<String> seen = new HashSet<>();
  private int repeated;

  @Override
  public synchronized void onMessage(IncomingMessage message) {
    if (!seen.add(new String(message.payload(), StandardCharsets.UTF_8))) {
      repeated++;
    }
  }

  /** How many different ones came. */
  public synchronized int count() {
    return seen.size();
  }

  /** How many came that had come before. */
  public synchronized int repeated() {
    return repeated;
  }
}
