package io.sealpost.device;

import java.util.Map;

/** Whether something starts the agent again when it ends, as far as the environment tells. */
final class Supervision {
  /**
   * systemd gives each start of a unit one (systemd.exec(5)), which everything below it inherits.
   */
  private static final String INVOCATION = "INVOCATION_ID";

  /** Which process it started; since systemd 248. */
  private static final String STARTED = "SYSTEMD_EXEC_PID";

  private Supervision() {}

  /**
   * Whether systemd started this very process. A shell in a window or a cron job is below some unit
   * as well, and nothing starts again what was started there.
   *
   * @param pid of this process
   */
  static boolean isSystemds(Map<String, String> environment, long pid) {
    String started = environment.getOrDefault(STARTED, "");
    return !environment.getOrDefault(INVOCATION, "").isEmpty()
        && (started.isEmpty() || started.equals(Long.toString(pid)));
  }
}
