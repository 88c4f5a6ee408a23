package io.sealpost.device.uplink;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Sealer;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Seals what this boot says, each message under a counter of its own. Owned by the agent's thread.
 */
public final class Seal {
  private final DeviceId device;
  private final long epoch;
  private final Sealer sealer;
  private final Map<String, Long> lastSequences = new HashMap<>();

  /**
   * A sealed message.
   *
   * @param counter it was sealed under
   * @param bytes to publish, not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
  public record Sealed(Counter counter, byte[] bytes) {}

  /**
   * @param epoch of this boot, durable already
   * @param sealer of the device's uplink
   */
  public Seal(DeviceId device, long epoch, Sealer sealer) {
    this.device = device;
    this.epoch = epoch;
    this.sealer = sealer;
  }

  /**
   * Seals one message for a channel.
   *
   * @throws IllegalArgumentException if it is too long, or all 2^32 sequences are used up: the
   *     agent then stops, and starts again in a new epoch
   */
  public Sealed seal(Channel channel, byte[] plaintext) {
    String stream = channel.stream();
    long sequence = last(stream).orElse(-1) + 1;
    Counter counter = new Counter(epoch, sequence);
    byte[] bytes = sealer.seal(Context.up(device.value(), stream), counter, plaintext);
    lastSequences.put(stream, sequence);
    return new Sealed(counter, bytes);
  }

  /** The last sequence of a stream in this boot. */
  public OptionalLong last(String stream) {
    Long last = lastSequences.get(stream);
    return last == null ? OptionalLong.empty() : OptionalLong.of(last);
  }

  /** The last sequence of every stream in this boot. */
  public Map<String, Long> lastSequences() {
    return Map.copyOf(lastSequences);
  }
}
