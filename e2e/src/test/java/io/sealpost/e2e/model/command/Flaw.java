package io.sealpost.e2e.model.command;

/** A mistake that could be made; the search must find what it leads to. */
enum Flaw {
  /** Commands are not bound to a device: any of them obeys. */
  ANY_DEVICE("obeyed on the wrong device"),
  /** Commands are bound to the epoch alone, which a card that is rolled back counts again. */
  EPOCH_WITHOUT_BOOT_ID("obeyed after a reboot"),
  /** Commands are bound to no boot at all. */
  ANY_BOOT("obeyed after a reboot"),
  /** The device does not remember the counter; it knows its last answer only. */
  NO_COUNTER("obeyed twice"),
  /** The device has no look at the deadline. */
  NO_DEADLINE("obeyed late"),
  /** The device answers before the change is on the medium. */
  ANSWERED_BEFORE_DURABLE("a power cut would undo what was answered"),
  /** The two halves of a change are written one after the other. */
  WRITTEN_IN_TWO("half of a change is in force"),
  /** The station sends whatever was not answered again in a new boot, a restart too. */
  RESTARTS_AGAIN("restarted twice though asked once"),
  /** The station takes any other boot for a newer one, an older one too. */
  ANY_OTHER_BOOT("an old boot was taken for a new one"),
  /** The station believes whichever hello came last. */
  LAST_COME_IS_BELIEVED("what the station takes for in force went back"),
  /** The station believes a hello whatever it has been answered meanwhile. */
  ANSWERS_DO_NOT_AGE_HELLOS("what the station takes for in force went back");

  private final String leadsTo;

  Flaw(String leadsTo) {
    this.leadsTo = leadsTo;
  }

  /** What must be found. */
  String leadsTo() {
    return leadsTo;
  }
}
