package io.sealpost.device;

/** The agent cannot start; starting it again changes nothing until somebody did something. */
final class StartupException extends Exception {
  private final ExitCode exit;

  /**
   * @param exit how the program ends
   * @param cause whose message is one line for people
   */
  StartupException(ExitCode exit, Exception cause) {
    super(cause.getMessage(), cause);
    this.exit = exit;
  }

  /**
   * @param exit how the program ends
   * @param message one line for people
   */
  StartupException(ExitCode exit, String message) {
    super(message);
    this.exit = exit;
  }

  /** How the program ends. */
  ExitCode exit() {
    return exit;
  }
}
