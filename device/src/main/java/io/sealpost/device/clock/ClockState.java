package io.sealpost.device.clock;

/** Whether the wall clock can be trusted. Safe for use by several threads; answers at once. */
public interface ClockState {
  /** Whether the wall clock was synchronised with a better one when last looked at. */
  boolean synchronised();
}
