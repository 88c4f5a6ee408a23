package io.sealpost.station.inbox;

import io.sealpost.crypto.RefusedException;

/** Why a message was not believed; for the operator and the counters. */
public enum Refusal {
  /** Longer than 64 KiB. */
  TOO_LONG("too long"),
  /** Not one sealed message in the one allowed encoding. */
  MALFORMED("malformed"),
  /** Sealed under a key that the ring does not hold. */
  UNKNOWN_KEY("sealed under another key"),
  /** Altered, moved or forged. */
  NOT_AUTHENTIC("not authentic"),
  /** Seen before. */
  REPLAYED("replayed"),
  /** Older than the replay window reaches. */
  TOO_OLD("older than the replay window"),
  /** A Fernet timestamp outside of its time to live. */
  EXPIRED("expired"),
  /** Authentic, but its content is not what the protocol allows. */
  UNREADABLE("authentic but unreadable"),
  /** A hello older than one that was seen. */
  OLD_HELLO("older than the last hello"),
  /** From a device that has no key in the ring. */
  NO_KEY("no key of this device"),
  /** From a device whose keys were revoked. */
  REVOKED("the device was revoked"),
  /** On a topic that is not the protocol's. */
  STRANGE_TOPIC("not a topic of the protocol");

  private final String label;

  Refusal(String label) {
    this.label = label;
  }

  /** In a few words. */
  public String label() {
    return label;
  }

  /** The refusal that an opener threw. */
  public static Refusal of(RefusedException refused) {
    return switch (refused.reason()) {
      case TOO_LONG -> TOO_LONG;
      case MALFORMED -> MALFORMED;
      case UNKNOWN_KEY -> UNKNOWN_KEY;
      case NOT_AUTHENTIC -> NOT_AUTHENTIC;
      case REPLAYED -> REPLAYED;
      case TOO_OLD -> TOO_OLD;
      case EXPIRED -> EXPIRED;
    };
  }
}
