package io.sealpost.e2e.model.rotation;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The station's key file of the device.
 *
 * @param pending drawn for the device, which may have it or not
 * @param confirmed whether the device is known to have deleted the key before
 * @param olds open what the device sent earlier, and seal nothing
 */
record Ring(Key current, @Nullable Key pending, boolean confirmed, Set<Key> olds) {
  Ring {
    olds = Set.copyOf(olds);
  }

  static Ring provisioned() {
    return new Ring(Key.PROVISIONED, null, true, Set.of());
  }

  boolean settled() {
    return pending == null && confirmed;
  }

  /** Whether it opens what this key sealed. */
  boolean opens(Key key) {
    return commands(key) || olds.contains(key);
  }

  /** Whether it has this key for sealing commands. */
  boolean commands(Key key) {
    return key.equals(current) || key.equals(pending);
  }

  Ring drawn(Key fresh) {
    return new Ring(current, fresh, confirmed, olds);
  }

  /** The pending key is the current one. */
  Ring promoted(Set<Flaw> flaws) {
    if (pending == null) {
      return this;
    }
    Set<Key> kept = new HashSet<>(flaws.contains(Flaw.ONE_OLD_KEY) ? Set.of() : olds);
    kept.add(current);
    return new Ring(pending, null, flaws.contains(Flaw.NO_MARK), kept);
  }

  Ring confirmedNow() {
    return new Ring(current, pending, true, olds);
  }
}
