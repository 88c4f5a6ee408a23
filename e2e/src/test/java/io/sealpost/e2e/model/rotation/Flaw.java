package io.sealpost.e2e.model.rotation;

/** A mistake that could be made; the search must find what it leads to. */
enum Flaw {
  /** The device answers and says hello under the new key before that is on the medium. */
  ANSWERED_BEFORE_DURABLE(1, "no command can get through any more"),
  /** The device deletes the old key when it takes the new one. */
  OLD_DELETED_AT_ONCE(1, "no command can get through any more"),
  /** The device deletes the old key never. */
  OLD_NEVER_DELETED(1, "no agreement is reached"),
  /** The device works with keys that an earlier process wrote and nobody synchronised. */
  DEVICE_TRUSTS_THE_FILE(1, "no command can get through any more"),
  /** The station makes the new key the current one when it sends it. */
  PROMOTED_AT_SENDING(1, "no command can get through any more"),
  /** The station sends a new key before it has it on its medium. */
  SENT_BEFORE_DURABLE(1, "a message of the device cannot be opened any more"),
  /** Every rotation that is begun again draws another key. */
  DRAWN_AGAIN(1, "a message of the device cannot be opened any more"),
  /** The station forgets that the old key was not confirmed to be deleted. */
  NO_MARK(1, "no agreement is reached"),
  /** A process goes on with what another one wrote and nobody synchronised. */
  STATION_TRUSTS_THE_FILE(1, "a message of the device cannot be opened any more"),
  /** A process that hears the key it waited for promotes whatever is pending by then. */
  PROMOTED_UNSEEN(2, "no command can get through any more"),
  /** Only the last old key is kept for what is on its way. */
  ONE_OLD_KEY(2, "a message of the device cannot be opened any more");

  private final int rotations;
  private final String leadsTo;

  Flaw(int rotations, String leadsTo) {
    this.rotations = rotations;
    this.leadsTo = leadsTo;
  }

  /** After how many rotations at the latest it shows. */
  int rotations() {
    return rotations;
  }

  /** What must be found. */
  String leadsTo() {
    return leadsTo;
  }
}
