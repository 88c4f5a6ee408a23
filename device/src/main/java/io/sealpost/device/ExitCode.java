package io.sealpost.device;

/** How the program ends; the numbers are those of {@code sysexits.h}. */
public enum ExitCode {
  /** It was asked to stop and did. */
  STOPPED(0, "stopped in order"),
  /** It was asked a question, and the answer is no. */
  NO(1, "irk --check: the address was not made with the key"),
  /** The command line is wrong. */
  USAGE(64, "wrong command line"),
  /** The broker cannot be reached. */
  UNREACHABLE(69, "run --check --connect: the broker cannot be reached now"),
  /** A fault of the program itself; starting it again may help. */
  INTERNAL(70, "internal error; restart it"),
  /** The state folder cannot be used; without a durable epoch nothing may be sealed. */
  STATE(74, "the state folder is damaged, in use, or cannot be made durable"),
  /** A command told it to restart: whoever watches over it starts it again. */
  RESTART(75, "it was told to restart; start it again"),
  /** A secret is missing, malformed, open to others, or not what the broker wants. */
  PERMISSION(
      77,
      "a key or password file is missing, malformed, or open to others; with --connect: or the"
          + " broker refuses it"),
  /** The configuration is wrong. */
  CONFIGURATION(78, "wrong configuration; with --connect: or it does not fit the broker");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The number that the operating system gets. */
  public int code() {
    return code;
  }

  /** A few words for people. */
  public String meaning() {
    return meaning;
  }
}
