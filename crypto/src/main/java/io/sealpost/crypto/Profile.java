package io.sealpost.crypto;

/** The envelope as a whole, whose name stands in every derivation and context. */
final class Profile {
  /** The name, which a change of the envelope changes. */
  static final String NAME = "sealpost/1";

  private Profile() {}
}
