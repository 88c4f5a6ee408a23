package io.sealpost.e2e.hostile;

/** A process ends here: whatever it was about to do is not done. */
final class Killed extends RuntimeException {
  Killed(String where) {
    super("killed " + where);
  }
}
