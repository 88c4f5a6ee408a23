package io.sealpost.e2e.hostile;

/** What a simulated device is like: as it should be, or with a fault that must be noticed. */
enum Nature {
  /** The device's own code, and nothing else. */
  SOUND("nothing"),
  /** It forgets after each message what it obeyed. */
  FORGETFUL("obeyed twice"),
  /** After a reboot it has the boot id and the epoch that it had, and nothing else of that boot. */
  REINCARNATED("obeyed twice"),
  /** The clock that its deadlines are compared with stands still. */
  TIMELESS("obeyed late"),
  /** Like all the others it has the key, the name and the boot id of the first. */
  TWIN("obeyed what was meant for");

  private final String noticed;

  Nature(String noticed) {
    this.noticed = noticed;
  }

  /** What the witness says of it. */
  String noticed() {
    return noticed;
  }
}
