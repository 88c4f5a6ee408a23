package io.sealpost.protocol;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
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
 * @param log from which level on the device logs
 * @param link how the connection to the broker is
 * @param backlog what waits for the broker
 * @param boots when boots started, this one among them, as soon as the device knows; newest last,
 *     at most {@link #MAX_BOOTS}. By it readings are dated that were taken before the clock was set
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
    LogLevel log,
    Link link,
    Backlog backlog,
    List<BootStart> boots,
    OptionalLong lastCommand,
    Map<StreamName, Stream> streams) {
  /** Most boots whose start is told. */
  public static final int MAX_BOOTS = 8;

  /** The last moment that fits, 9999-12-31T23:59:59.999Z; the first is 1970. */
  public static final Instant LATEST = Instant.ofEpochMilli(253_402_300_799_999L);

  /**
   * @throws IllegalArgumentException if a part is out of the range stated above
   */
  public Hello {
    Check.counter("epoch", epoch);
    uptime = Check.elapsed("uptime", uptime);
    if (clock.isBefore(Instant.EPOCH) || clock.isAfter(LATEST)) {
      throw new IllegalArgumentException(
          "clock " + clock + " must be from " + Instant.EPOCH + " to " + LATEST);
    }
    clock = clock.truncatedTo(ChronoUnit.MILLIS);
    Check.text("software", software, 64);
    displayName.ifPresent(name -> Check.text("display name", name, 64));
    boots = List.copyOf(boots);
    Check.range("number of boots", boots.size(), 0, MAX_BOOTS);
    lastCommand.ifPresent(counter -> Check.counter("last command", counter));
    streams = Map.copyOf(streams);
    Check.range("number of streams", streams.size(), 0, Check.MAX_STREAMS);
  }

  /** Everything that a command can set, as it is in force. */
  public Settings settings() {
    Map<StreamName, StreamSettings> settings = new HashMap<>();
    streams.forEach((name, stream) -> settings.put(name, stream.settings()));
    return new Settings(settings, log);
  }

  /**
   * Counters of the connection since the agent started, each 0 or more.
   *
   * @param connects connections that the broker accepted
   * @param handshakesFull full TLS handshakes
   * @param handshakesResumed resumed TLS handshakes
   * @param refused commands dropped without an answer
   * @param connectedSince uptime at which the present connection was made, 0 to 100 years, cut to
   *     whole milliseconds
   * @param certificate that the device shows to the broker, if it has one
   */
  public record Link(
      long connects,
      long handshakesFull,
      long handshakesResumed,
      long refused,
      Optional<Duration> connectedSince,
      Optional<OwnCertificate> certificate) {
    /**
     * @throws IllegalArgumentException if a part is out of the range stated above
     */
    public Link {
      Check.count("connects", connects);
      Check.count("full handshakes", handshakesFull);
      Check.count("resumed handshakes", handshakesResumed);
      Check.count("refused", refused);
      connectedSince = connectedSince.map(uptime -> Check.elapsed("connected since", uptime));
    }

    /** Of a device that shows no certificate. */
    public Link(
        long connects,
        long handshakesFull,
        long handshakesResumed,
        long refused,
        Optional<Duration> connectedSince) {
      this(connects, handshakesFull, handshakesResumed, refused, connectedSince, Optional.empty());
    }
  }

  /**
   * What waits for the broker, and what became of what does not. Every number is 0 or more.
   *
   * @param messages kept and not yet acknowledged
   * @param bytes their size
   * @param oldest the age of the oldest of them, where known; 0 to 100 years, cut to whole
   *     milliseconds
   * @param dropped messages given up since the agent started
   * @param errors faults of the journal since the agent started
   * @param alarm why a power cut would lose readings at present; empty while it would not; made to
   *     fit {@link #MAX_ALARM} characters without control characters
   */
  public record Backlog(
      long messages,
      long bytes,
      Optional<Duration> oldest,
      long dropped,
      long errors,
      Optional<String> alarm) {
    /** Most characters of an alarm. */
    public static final int MAX_ALARM = 256;

    /** Nothing waits and nothing was lost. */
    public static final Backlog EMPTY = new Backlog(0, 0, Optional.empty(), 0, 0, Optional.empty());

    /**
     * @throws IllegalArgumentException if a number is out of the range stated above
     */
    public Backlog {
      Check.count("backlog messages", messages);
      Check.count("backlog bytes", bytes);
      oldest = oldest.map(age -> Check.elapsed("age of the oldest", age));
      Check.count("dropped", dropped);
      Check.count("journal errors", errors);
      alarm = alarm.map(why -> Check.fit(why, MAX_ALARM));
    }
  }

  /**
   * When a boot started, as the device reckoned once its clock was synchronised. What was read at
   * an uptime of that boot was read at {@code started} plus that uptime.
   *
   * @param boot the boot
   * @param started in the range of {@link ReadingTime.Wall#instant}, cut to whole milliseconds
   */
  public record BootStart(BootId boot, Instant started) {
    /**
     * @throws IllegalArgumentException if {@code started} is not plausible
     */
    public BootStart {
      started = new ReadingTime.Wall(started, true).instant().truncatedTo(ChronoUnit.MILLIS);
    }
  }

  /**
   * Messages of one stream that the device gave up on purpose, because its journal was full or they
   * were too old.
   *
   * @param epoch theirs, 0 to 2^32 - 1
   * @param first sequence of the first, 0 to 2^32 - 1
   * @param last sequence of the last, at least {@code first}
   * @param count how many between the two were given up, both included; fewer than all where the
   *     journal was thinned
   */
  public record Dropped(long epoch, long first, long last, long count) {
    /**
     * @throws IllegalArgumentException if a number is out of the range stated above
     */
    public Dropped {
      Check.counter("epoch", epoch);
      Check.counter("first dropped sequence", first);
      Check.counter("last dropped sequence", last);
      Check.range("last dropped sequence", last, first, last);
      Check.range("number of dropped messages", count, 1, last - first + 1);
    }
  }

  /**
   * What is wrong with a sensor.
   *
   * @param reason the thing, the value, and what to do; made to fit {@link #MAX_REASON} characters
   *     without control characters
   * @param since uptime since when, 0 to 100 years, cut to whole milliseconds
   */
  public record Failure(String reason, Duration since) {
    /** Most characters of a reason. */
    public static final int MAX_REASON = 320;

    /**
     * @throws IllegalArgumentException if {@code since} is out of the range stated above
     */
    public Failure {
      reason = Check.fit(reason, MAX_REASON);
      since = Check.elapsed("failing since", since);
    }

    /** The same in at most 128 characters, where many must fit one message. */
    public Failure shortened() {
      return new Failure(Check.fit(reason, Stream.MAX_TEXT), since);
    }
  }

  /**
   * One stream.
   *
   * @param settings what is in force
   * @param simulated whether the sensor is simulated
   * @param source what is read, {@code tmp102 at /dev/i2c-1 0x48} for instance; made to fit 128
   *     characters without control characters
   * @param failure why the sensor, or a part of it, fails at present; empty while it works
   * @param latest the last reading, if there was one
   * @param lastSequence last sequence sealed in this epoch, 0 to 2^32 - 1, if any
   * @param lastSequenceBefore last sequence sealed in the epoch before, 0 to 2^32 - 1, where known
   * @param dropped what was given up, newest last, at most {@link #MAX_DROPPED}
   */
  public record Stream(
      StreamSettings settings,
      boolean simulated,
      String source,
      Optional<Failure> failure,
      Optional<Reading> latest,
      OptionalLong lastSequence,
      OptionalLong lastSequenceBefore,
      List<Dropped> dropped) {
    /** Most ranges of dropped messages. */
    public static final int MAX_DROPPED = 8;

    static final int MAX_TEXT = 128;

    /** By it 64 streams fit a message in any script. */
    private static final int BRIEF_TEXT = 40;

    /**
     * @throws IllegalArgumentException if a number is out of the range stated above
     */
    public Stream {
      source = Check.fit(source, MAX_TEXT);
      lastSequence.ifPresent(sequence -> Check.counter("last sequence", sequence));
      lastSequenceBefore.ifPresent(
          sequence -> Check.counter("last sequence of the epoch before", sequence));
      dropped = List.copyOf(dropped);
      Check.range("number of dropped ranges", dropped.size(), 0, MAX_DROPPED);
    }

    /** The same with texts of at most 40 characters, where many must fit one message. */
    public Stream brief() {
      return new Stream(
          settings,
          simulated,
          Check.fit(source, BRIEF_TEXT),
          failure.map(each -> new Failure(Check.fit(each.reason(), BRIEF_TEXT), each.since())),
          latest,
          lastSequence,
          lastSequenceBefore,
          dropped);
    }

    /** The sampling interval in force. */
    public Duration interval() {
      return settings.interval();
    }
  }
}
