package io.sealpost.e2e.model.command;

/**
 * What is in force: a change concerns two streams at once.
 *
 * @param one of the first stream: number of the wish that set it, -1 before any
 * @param other of the second
 * @param version counts changes of this device, from 0; nobody sends it, only judgements use it
 */
record Rates(int one, int other, int version) {
  static final Rates CONFIGURED = new Rates(-1, -1, 0);

  /** Both as one wish wants them. */
  Rates set(int wish) {
    return new Rates(wish, wish, version + 1);
  }

  /** The first only. */
  Rates half(int wish) {
    return new Rates(wish, other, version + 1);
  }

  /** The same rates, but the device came to them after all these changes. */
  Rates at(int changes) {
    return new Rates(one, other, changes);
  }

  boolean sameAs(Rates rates) {
    return one == rates.one && other == rates.other;
  }
}
