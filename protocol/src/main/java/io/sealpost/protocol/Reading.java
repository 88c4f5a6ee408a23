package io.sealpost.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What one stream says at one moment. */
public sealed interface Reading {
  /** When it was taken. */
  ReadingTime time();

  /** Whether it was made up by a simulated sensor; the mark travels in the reading itself. */
  boolean simulated();

  /**
   * A temperature, and what the same chip says beside it.
   *
   * @param celsius degrees Celsius, finite, at least -273.15
   * @param humidityPercent relative humidity, 0 to 100 per cent, where the chip measures it
   * @param pressurePascal air pressure, above 0 to 10^7 pascal, where the chip measures it
   */
  record Temperature(
      ReadingTime time,
      boolean simulated,
      double celsius,
      OptionalDouble humidityPercent,
      OptionalDouble pressurePascal)
      implements Reading {
    /** Far above any atmosphere: a bound that only nonsense exceeds. */
    private static final double MAX_PASCAL = 1e7;

    /**
     * @throws IllegalArgumentException if a value is out of the range stated above
     */
    public Temperature {
      if (!Double.isFinite(celsius) || celsius < -273.15) {
        throw new IllegalArgumentException(
            "temperature " + celsius + " must be finite and at least -273.15 degrees Celsius");
      }
      humidityPercent.ifPresent(Temperature::requireHumidity);
      pressurePascal.ifPresent(Temperature::requirePressure);
    }

    /** A temperature alone. */
    public Temperature(ReadingTime time, boolean simulated, double celsius) {
      this(time, simulated, celsius, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private static void requireHumidity(double percent) {
      if (!(percent >= 0 && percent <= 100)) {
        throw new IllegalArgumentException("humidity " + percent + " must be 0 to 100 per cent");
      }
    }

    private static void requirePressure(double pascal) {
      if (!(pascal > 0 && pascal <= MAX_PASCAL)) {
        throw new IllegalArgumentException(
            "pressure " + pascal + " must be above 0 and at most 10^7 pascal");
      }
    }
  }

  /**
   * Who is here and who is not, everybody at once.
   *
   * @param count how many; never fewer than {@code people} shows
   * @param people those who may be told, at most {@link #MAX_PEOPLE}, so that any presence fits one
   *     message; empty where only numbers may be
   * @param deaf scanners that hear nobody at present, at most {@link #MAX_DEAF}
   */
  record Presence(
      ReadingTime time,
      boolean simulated,
      HeadCount count,
      List<Person> people,
      List<Deafness> deaf)
      implements Reading {
    /** Most people, and most strangers beside them where these are listed. */
    public static final int MAX_PEOPLE = 64;

    /** Most deaf scanners. */
    public static final int MAX_DEAF = 8;

    /**
     * @throws IllegalArgumentException if a list is too long, or shows more than the count
     */
    public Presence {
      people = List.copyOf(people);
      deaf = List.copyOf(deaf);
      Check.range("number of people", people.size(), 0, MAX_PEOPLE);
      Check.range("number of deaf scanners", deaf.size(), 0, MAX_DEAF);
      HeadCount shown = HeadCount.of(people);
      if (shown.present() > count.present() || shown.unsure() > count.unsure()) {
        throw new IllegalArgumentException(
            "people show " + shown + ", which is more than the count " + count);
      }
    }

    /** People without anything beside. */
    public Presence(ReadingTime time, boolean simulated, List<Person> people) {
      this(time, simulated, HeadCount.of(people), people, List.of());
    }

    /** Those who are known to be here, strangers included where they are listed. */
    public List<Person> present() {
      return people.stream().filter(Person::isPresent).toList();
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
