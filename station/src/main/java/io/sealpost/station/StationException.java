package io.sealpost.station;

/** Ends a command: one line for the operator and the exit code for scripts. */
public final class StationException extends Exception {
  private final ExitCode exitCode;

  /**
   * @param exitCode how the command ends
   * @param message one line: what happened, to what, and what to do; never a secret
   */
  public StationException(ExitCode exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /**
   * @param exitCode how the command ends
   * @param message one line: what happened, to what, and what to do; never a secret
   * @param cause what the system said
   */
  public StationException(ExitCode exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** How the command ends. */
  public ExitCode exitCode() {
    return exitCode;
  }
}
