package io.sealpost.crypto;

/** An envelope with all its algorithms; a key is for one of them and nothing is negotiated. */
public enum Format {
  /** COSE with HMAC 256/256 (suite 1). */
  COSE_1("cose-1"),
  /** COSE with HMAC 256/64 (suite 2), for narrow links. */
  COSE_2("cose-2"),
  /** Fernet, for subscribers that exist already. */
  FERNET("fernet");

  private final String label;

  Format(String label) {
    this.label = label;
  }

  /** The name in configurations and on command lines. */
  public String label() {
    return label;
  }

  /**
   * The format of that name; {@code cose} means {@code cose-1}.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Format of(String label) {
    String wanted = label.equals("cose") ? "cose-1" : label;
    for (Format format : values()) {
      if (format.label.equals(wanted)) {
        return format;
      }
    }
    throw new IllegalArgumentException(
        "format \"" + label + "\" must be cose, cose-1, cose-2 or fernet");
  }
}
