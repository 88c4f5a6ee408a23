package io.sealpost.device;

import io.sealpost.device.config.PersonSettings;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.KnownPerson;
import io.sealpost.sensors.presence.RotatingAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The people of a configuration, as the sensors know them. */
final class People {
  private final Function<Path, RotatingAddress> keys;

  /**
   * @param keys what is in the file of an identity resolving key
   */
  People(Function<Path, RotatingAddress> keys) {
    this.keys = keys;
  }

  List<KnownPerson> known(List<PersonSettings> people) {
    return people.stream().map(this::known).toList();
  }

  private KnownPerson known(PersonSettings person) {
    List<Identity> identities = new ArrayList<>(person.identities());
    person.irkFiles().forEach(file -> identities.add(new Identity.Rotating(keys.apply(file))));
    return new KnownPerson(person.name(), identities, person.leaveAfter());
  }
}
