package io.sealpost.e2e.arch.violating.device;

import java.util.concurrent.atomic.AtomicInteger;

/** A static variable, and one in disguise. */
public final class VariableForAll {
  private static int calls;
  private static final AtomicInteger COUNT = new AtomicInteger();

  private VariableForAll() {}

  /** Counts in both. */
  public static int count() {
    calls++;
    return calls + COUNT.incrementAndGet();
  }
}
