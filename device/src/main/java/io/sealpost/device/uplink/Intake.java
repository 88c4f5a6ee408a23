package io.sealpost.device.uplink;

import io.sealpost.device.clock.Moment;
import io.sealpost.protocol.Batching;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes readings in: those that may wait for others wait, then they share a message, which is
 * sealed and kept for the broker. Owned by the agent's thread.
 */
public final class Intake {
  private final Batches batches;
  private final MessageCodec codec;
  private final Seal seal;
  private final Outbox outbox;

  /** An intake in which nothing waits. */
  public Intake(Batches batches, MessageCodec codec, Seal seal, Outbox outbox) {
    this.batches = batches;
    this.codec = codec;
    this.seal = seal;
    this.outbox = outbox;
  }

  /** A stream has a reading; one for which the encoding has no words is not sent. */
  public void reading(StreamName stream, Reading reading, Moment now) {
    if (!codec.canTell(reading)) {
      return;
    }
    for (List<Reading> readings : batches.add(stream, reading, now.nanos())) {
      keep(stream, readings, now);
    }
  }

  /** What waits of a stream waits no longer. */
  public void flush(StreamName stream, Moment now) {
    List<Reading> readings = batches.take(stream);
    if (!readings.isEmpty()) {
      keep(stream, readings, now);
    }
  }

  /** The readings of a stream share messages in another way, or no longer; none waits for it. */
  public void change(StreamName stream, Optional<Batching> batching, Moment now) {
    flush(stream, now);
    batches.change(stream, batching);
  }

  /** Nothing waits any longer. */
  public void flush(Moment now) {
    batches.waiting().forEach(stream -> flush(stream, now));
  }

  /** Does what is due. */
  public void tick(Moment now) {
    for (StreamName stream : batches.due(now.nanos())) {
      flush(stream, now);
    }
  }

  /** When something is due; {@link Long#MAX_VALUE} if nothing is. */
  public long nextDue() {
    return batches.nextDue();
  }

  /** It is known now when this boot started: dates what waits and could not be dated. */
  public void date(BootId boot, Instant started) {
    batches.replace(reading -> Dating.date(reading, boot, started));
  }

  private void keep(StreamName stream, List<Reading> readings, Moment now) {
    Channel channel = new Channel.Readings(stream);
    Seal.Sealed sealed = seal.seal(channel, codec.readings(stream, readings));
    outbox.keep(Lane.of(readings.get(0)), channel, sealed, now);
  }
}
