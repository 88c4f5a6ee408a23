package io.sealpost.sensors.presence;

import io.sealpost.protocol.Person;
import io.sealpost.protocol.Person.State;
import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.MacAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** One device that nobody knows. */
final class Stranger {
  private final MacAddress address;
  private final Radio radio;
  private final long firstHeard;
  private final Levels levels = new Levels();
  private final HitWindow hits = new HitWindow(StrangerTable.HITS, StrangerTable.WINDOW_NANOS);

  private Optional<String> name = Optional.empty();
  private long lastGood;

  Stranger(MacAddress address, Radio radio, long now) {
    this.address = address;
    this.radio = radio;
    this.firstHeard = now;
  }

  /**
   * It was heard.
   *
   * @return whether often and well enough to be counted from now on
   */
  boolean heard(int dbm, long now) {
    levels.add(dbm);
    boolean good = hits.add(now) && levels.median() >= StrangerTable.LEAST_DBM;
    if (good) {
      lastGood = now;
    }
    return good;
  }

  void calls(Optional<String> itself) {
    name = itself.or(() -> name);
  }

  long lastGood() {
    return lastGood;
  }

  int median() {
    return levels.median();
  }

  Person report(long now) {
    return new Person(
        name.orElse("unknown"),
        State.PRESENT,
        false,
        Optional.of(address.text()),
        radio,
        Duration.ofNanos(now - firstHeard),
        OptionalInt.of(levels.median()),
        OptionalInt.empty());
  }
}
