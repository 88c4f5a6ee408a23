package io.sealpost.station;

/** Every exit code of {@code sealpost}; 64 and above follow {@code sysexits.h}. */
public enum ExitCode {
  /** Done. */
  OK(0, "done"),
  /** A message was refused, or the device refused a command. */
  REFUSED(1, "refused: by the seal's checks, or by the device, whose reason is shown"),
  /** The device did not answer in time. */
  NO_ANSWER(3, "no answer from the device in time"),
  /** The command line is wrong. */
  USAGE(64, "usage: the command line is wrong"),
  /** The broker cannot be reached. */
  UNAVAILABLE(69, "the broker is not available"),
  /** A fault of this program, or of the machine below it. */
  INTERNAL(70, "internal error"),
  /** The station's own files are damaged, of a newer version, in use, or cannot be written. */
  STATE(74, "the station's state, or the output, is damaged or cannot be written"),
  /** What was asked for was done in part. */
  INCOMPLETE(75, "done in part: what is left to do was said; try again"),
  /** A file with a secret is missing, malformed or open to others, or access was denied. */
  PERMISSION(77, "a secret is missing, malformed or readable by others, or access was denied"),
  /** The site's configuration is wrong. */
  CONFIGURATION(78, "the configuration is wrong");

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** The number, 0 to 255. */
  public int code() {
    return code;
  }

  /** What it says, in a few words for the help text. */
  public String meaning() {
    return meaning;
  }
}
