package io.sealpost.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a device says of itself, sealed and retained, whenever it connects and when its rates
 * change.
 *
 * @param boot this boot, to which commands are bound
 * @param epoch boot counter, 0 to 2^32 - 1
 * @param uptime since the agent started, 0 to 100 years, cut to whole milliseconds
 * @param clock the device's wall clock at that moment, right or not, from 1970 to 9999, cut to
 *     whole milliseconds
 * @param synchronised whether the kernel said that the clock was synchronised
 * @param software name and version, {@code sealpost 0.1.0} for instance, 1 to 64 characters
 * @param displayName what the owner calls the device, any script, 1 to 64 characters
 * @param link how the connection to the broker is
 * @param lastCommand counter of the last command of this boot that was answered, 0 to 2^32 - 1, if
 *     any
 * @param streams every stream, by name, at most 64
 */
public record Hello(
    BootId boot,
    long epoch,
    Duration uptime,
    Instant clock,
    boolean synchronised,
    String software,
    Optional<String> displayName,
    Link link,
    OptionalLong lastCommand,
    Map<StreamName, Stream> streams) {
  private static final Instant LATEST_CLOCK = Instant.parse("9999-12-31T23:59:59.999Z");

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public Hello {
    Check.counter("epoch", epoch);
    uptime = Check.elapsed("uptime", uptime);
    if (clock.isBefore(Instant.EPOCH) || clock.isAfter(LATEST_CLOCK)) {
      throw new IllegalArgumentException(
          "clock " + clock + " must be from " + Instant.EPOCH + " to " + LATEST_CLOCK);
    }
    clock = clock.truncatedTo(ChronoUnit.MILLIS);
    Check.text("software", software, 64);
    displayName.ifPresent(name -> Check.text("display name", name, 64));
    lastCommand.ifPresent(counter -> Check.counter("last command", counter));
    streams = Map.copyOf(streams);
    Check.range("number of streams", streams.size(), 0, Check.MAX_STREAMS);
  }

  /**
   * Counters of the connection since the agent started, each 0 or more.
   *
   * @param connects connections that the broker accepted
   * @param handshakesFull full TLS handshakes
   * @param handshakesResumed resumed TLS handshakes
   * @param backlogMessages messages not yet acknowledged by the broker
   * @param dropped messages given up
   * @param refused commands dropped without an answer
   */
  public record Link(
      long connects,
      long handshakesFull,
      long handshakesResumed,
      long backlogMessages,
      long dropped,
      long refused) {
    /**
     * @throws IllegalArgumentException if a counter is negative
     */
    public Link {
      Check.count("connects", connects);
      Check.count("full handshakes", handshakesFull);
      Check.count("resumed handshakes", handshakesResumed);
      Check.count("backlog messages", backlogMessages);
      Check.count("dropped", dropped);
      Check.count("refused", refused);
    }
  }

  /**
   * One stream.
   *
   * @param interval the rate in force, whole milliseconds from 100 ms to 24 h
   * @param simulated whether the sensor is simulated
   * @param source what is read, {@code tmp102 at /dev/i2c-1 0x48} for instance; made to fit 128
   *     characters without control characters
   * @param failure why the sensor fails at present; empty while it works; made to fit likewise
   * @param latest the last reading, if there was one
   * @param lastSequence last sequence sealed in this epoch, 0 to 2^32 - 1, if any
   * @param lastSequenceBefore last sequence sealed in the epoch before, 0 to 2^32 - 1, where known
   */
  public record Stream(
      Duration interval,
      boolean simulated,
      String source,
      Optional<String> failure,
      Optional<Reading> latest,
      OptionalLong lastSequence,
      OptionalLong lastSequenceBefore) {
    /** Shortest sampling interval. */
    public static final Duration MIN_INTERVAL = Duration.ofMillis(100);

    /** Longest sampling interval. */
    public static final Duration MAX_INTERVAL = Duration.ofHours(24);

    static final int MAX_TEXT = 128;

    /**
     * @throws IllegalArgumentException if a number is out of the range stated above
     */
    public Stream {
      Check.interval("interval", interval, MIN_INTERVAL, MAX_INTERVAL);
      source = Check.fit(source, MAX_TEXT);
      failure = failure.map(why -> Check.fit(why, MAX_TEXT));
      lastSequence.ifPresent(sequence -> Check.counter("last sequence", sequence));
      lastSequenceBefore.ifPresent(
          sequence -> Check.counter("last sequence of the epoch before", sequence));
    }
  }
}
