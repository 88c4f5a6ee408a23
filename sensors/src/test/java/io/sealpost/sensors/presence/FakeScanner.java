package io.sealpost.sensors.presence;

import io.sealpost.protocol.DutyCycle;
import io.sealpost.protocol.Reading.Radio;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A scanner that a test speaks for. */
final class FakeScanner implements Scanner {
  private final String name;
  private final Radio radio;

  /** Names of those who can be asked. */
  final Set<String> reachable;

  /** Names of those who were asked. */
  final List<String> asked = new ArrayList<>();

  /** How much it was told to listen. */
  final List<DutyCycle> duties = new ArrayList<>();

  Optional<Ear> ear = Optional.empty();
  Optional<RuntimeException> faultAtStart = Optional.empty();
  int started;
  int closed;

  /** One that can ask those of these names. */
  FakeScanner(String name, Radio radio, String... reachable) {
    this.name = name;
    this.radio = radio;
    this.reachable = new HashSet<>(List.of(reachable));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Radio radio() {
    return radio;
  }

  @Override
  public void listen(DutyCycle duty) {
    duties.add(duty);
  }

  @Override
  public void start(Ear ear) {
    started++;
    this.ear = Optional.of(ear);
    if (faultAtStart.isPresent()) {
      throw faultAtStart.get();
    }
  }

  Ear ear() {
    return ear.orElseThrow();
  }

  @Override
  public boolean canAsk(KnownPerson person) {
    return reachable.contains(person.name());
  }

  @Override
  public void ask(KnownPerson person) {
    asked.add(person.name());
  }

  @Override
  public void close() {
    closed++;
  }
}
