package io.sealpost.mqtt.tls;

import java.util.Optional;

/**
 * Which of two keys is tried next: the one that the broker took the last time, or a new one. The
 * old one goes only when the broker has taken the new one. Does not know what a key is; for one
 * thread at a time.
 *
 * @param <K> compared by identity
 */
final class Rotation<K> {
  /** Attempts with a candidate after which another one need not wait for it. */
  private static final int ENOUGH = 3;

  // session: the deciding thread of a link
  private K current;
  private Optional<K> candidate = Optional.empty();
  private Verdict verdict = Verdict.UNTRIED;
  private K last;
  private boolean lastRefused;
  private int turns;

  /** What became of the candidate so far. */
  private enum Verdict {
    /** There was no attempt with it. */
    UNTRIED,
    /** Attempts came to nothing, but not because of it. */
    UNDECIDED,
    /** The broker does not want it. */
    REFUSED
  }

  Rotation(K current) {
    this.current = current;
    last = current;
  }

  /**
   * A new key is there.
   *
   * @return the one whose turn will never come, if there was one
   */
  Optional<K> offer(K key) {
    Optional<K> dropped = candidate;
    candidate = Optional.of(key);
    verdict = Verdict.UNTRIED;
    turns = 0;
    last = current;
    return dropped;
  }

  /** Whether there is a key that was never tried. */
  boolean isUntried() {
    return candidate.isPresent() && verdict == Verdict.UNTRIED;
  }

  /**
   * Whether there is one of which the broker has not said what it thinks of it; but not for ever,
   * since a broker may refuse without a word.
   */
  boolean isDeciding() {
    return candidate.isPresent() && verdict != Verdict.REFUSED && turns < ENOUGH;
  }

  /** The key for the next attempt. */
  K next() {
    last = candidate.filter(this::isItsTurn).orElse(current);
    if (last != current) {
      turns++;
      verdict = verdict == Verdict.UNTRIED ? Verdict.UNDECIDED : verdict;
    }
    return last;
  }

  /**
   * The broker let us in with a key.
   *
   * @return the old one, if it is not needed any more
   */
  Optional<K> accepted(K key) {
    lastRefused = false;
    if (candidate.filter(next -> next == key).isEmpty()) {
      return Optional.empty();
    }
    K old = current;
    current = key;
    candidate = Optional.empty();
    return Optional.of(old);
  }

  /**
   * The broker does not want a key.
   *
   * @return whether the other one is worth an attempt at once
   */
  boolean refused(K key) {
    lastRefused = true;
    boolean first = verdict != Verdict.REFUSED && candidate.filter(next -> next == key).isPresent();
    if (first) {
      verdict = Verdict.REFUSED;
    }
    return first;
  }

  /** The attempt came to nothing for a reason that has nothing to do with the key. */
  void failed() {
    lastRefused = false;
  }

  // In turns as long as neither is known to work: a candidate that was refused has its turn again
  // only while the broker refuses the old one too.
  private boolean isItsTurn(K key) {
    return verdict == Verdict.REFUSED ? last == current && lastRefused : last != key;
  }
}
