package io.sealpost.e2e.model.command;

import java.util.List;

/**
 * How far the search goes.
 *
 * @param devices their number
 * @param boots of each of them
 * @param uptime the last moment of a boot; the first is 0
 * @param commands that the station seals
 * @param rollBack whether the card of the first device may be rolled back to how it was delivered
 * @param wishes what the operator asks for, one after the other
 */
record Scope(
    int devices, int boots, int uptime, int commands, boolean rollBack, List<Wish> wishes) {
  Scope {
    wishes = List.copyOf(wishes);
  }

  /** What a wish asks. */
  enum Kind {
    SET,
    RESTART
  }

  /**
   * One thing that the operator asks for.
   *
   * @param device number
   */
  record Wish(Kind kind, int device) {}
}
