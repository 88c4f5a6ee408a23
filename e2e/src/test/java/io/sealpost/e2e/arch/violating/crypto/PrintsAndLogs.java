package io.sealpost.e2e.arch.violating.crypto;

import org.tinylog.Logger;

/** Talks where it should be silent. */
public final class PrintsAndLogs {
  private PrintsAndLogs() {}

  static void talk() {
    System.out.println("key");
    Logger.info("key");
  }
}
