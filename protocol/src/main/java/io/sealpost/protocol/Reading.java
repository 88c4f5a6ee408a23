package io.sealpost.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What one stream says at one moment. */
public sealed interface Reading {
  /** When it was taken. */
  ReadingTime time();

  /** Whether it was made up by a simulated sensor; the mark travels in the reading itself. */
  boolean simulated();

  /**
   * A temperature.
   *
   * @param celsius degrees Celsius, finite, at least -273.15
   */
  record Temperature(ReadingTime time, boolean simulated, double celsius) implements Reading {
    /**
     * @throws IllegalArgumentException if {@code celsius} is not finite or below absolute zero
     */
    public Temperature {
      if (!Double.isFinite(celsius) || celsius < -273.15) {
        throw new IllegalArgumentException(
            "temperature " + celsius + " must be finite and at least -273.15 degrees Celsius");
      }
    }
  }

  /**
   * Who is present, everybody at once: an empty list says that nobody is.
   *
   * @param present at most {@link #MAX_PRESENT}, so that any presence fits one message
   */
  record Presence(ReadingTime time, boolean simulated, List<Present> present) implements Reading {
    /** Bound of the list. */
    public static final int MAX_PRESENT = 64;

    /**
     * @throws IllegalArgumentException if the list is longer than {@link #MAX_PRESENT}
     */
    public Presence {
      present = List.copyOf(present);
      if (present.size() > MAX_PRESENT) {
        throw new IllegalArgumentException(
            present.size() + " present, but a reading carries at most " + MAX_PRESENT);
      }
    }
  }

  /**
   * One who is present.
   *
   * @param name what the owner calls it, 1 to 64 characters of any script, no control characters
   * @param mac six octets, upper-case hexadecimal separated by colons, where it may be told
   * @param radio how it was seen
   * @param presentFor time since it came, until {@link Presence#time()}; 0 to 100 years, cut to
   *     whole milliseconds; 0 too where the encoding did not say
   * @param rssiDbm received signal strength in dBm, -127 to 20, where the radio tells
   */
  record Present(
      String name, Optional<String> mac, Radio radio, Duration presentFor, OptionalInt rssiDbm) {
    /**
     * @throws IllegalArgumentException if a part is out of the range stated above
     */
    public Present {
      Check.text("name", name, 64);
      if (mac.isPresent() && !mac.get().matches("([0-9A-F]{2}:){5}[0-9A-F]{2}")) {
        throw new IllegalArgumentException(
            "address " + Check.quote(mac.get()) + " must look like 88:29:9C:00:61:A9");
      }
      presentFor = Check.elapsed("present for", presentFor);
      rssiDbm.ifPresent(Check::dbm);
    }
  }

  /** By what somebody was seen. */
  enum Radio {
    /** Bluetooth, classic or Low Energy. */
    BLUETOOTH("bluetooth"),
    /** A station of the access point that this device is. */
    WIFI("wifi"),
    /** A host on the same network, by the kernel's neighbour table. */
    LAN("lan"),
    /** Not said: the JSON that existing subscribers read has no room for it. */
    UNKNOWN("unknown");

    private final String label;

    Radio(String label) {
      this.label = label;
    }

    /** The word on the wire. */
    public String label() {
      return label;
    }

    /**
     * Returns the radio that {@code label} names.
     *
     * @throws IllegalArgumentException if none does
     */
    public static Radio ofLabel(String label) {
      return Check.label("radio", label, values(), Radio::label);
    }
  }

  /**
   * How the agent itself is. Every number is 0 or more.
   *
   * @param uptime since the agent started, up to 100 years, cut to whole milliseconds
   * @param backlogMessages messages kept and not yet acknowledged
   * @param backlogBytes their size
   * @param dropped messages given up since the agent started
   * @param handshakesFull full TLS handshakes since the agent started
   * @param handshakesResumed resumed ones
   * @param refused commands refused or dropped since the agent started
   * @param connects connections that the broker accepted since the agent started
   * @param backlogOldest the age of the oldest message that is kept, 0 if none is, up to 100 years,
   *     cut to whole milliseconds
   * @param journalErrors faults of the journal since the agent started
   * @param synchronised whether the kernel says that the clock is synchronised
   * @param alarm why a power cut would lose readings at present, made to fit {@link
   *     Hello.Backlog#MAX_ALARM} characters; empty while it would not
   * @param failingStreams streams whose sensor fails at present, at most 64, put in alphabetical
   *     order
   */
  record Health(
      ReadingTime time,
      boolean simulated,
      Duration uptime,
      long backlogMessages,
      long backlogBytes,
      long dropped,
      long handshakesFull,
      long handshakesResumed,
      long refused,
      long connects,
      Duration backlogOldest,
      long journalErrors,
      boolean synchronised,
      Optional<String> alarm,
      List<StreamName> failingStreams)
      implements Reading {
    /**
     * @throws IllegalArgumentException if a number is out of range, or a stream fails twice
     */
    public Health {
      uptime = Check.elapsed("uptime", uptime);
      Check.count("backlog messages", backlogMessages);
      Check.count("backlog bytes", backlogBytes);
      Check.count("dropped", dropped);
      Check.count("full handshakes", handshakesFull);
      Check.count("resumed handshakes", handshakesResumed);
      Check.count("refused", refused);
      Check.count("connects", connects);
      backlogOldest = Check.elapsed("age of the oldest", backlogOldest);
      Check.count("journal errors", journalErrors);
      alarm = alarm.map(why -> Check.fit(why, Hello.Backlog.MAX_ALARM));
      failingStreams = failingStreams.stream().sorted().toList();
      Check.range("number of failing streams", failingStreams.size(), 0, Check.MAX_STREAMS);
      if (failingStreams.stream().distinct().count() < failingStreams.size()) {
        throw new IllegalArgumentException("a stream fails twice among " + failingStreams);
      }
    }
  }
}
