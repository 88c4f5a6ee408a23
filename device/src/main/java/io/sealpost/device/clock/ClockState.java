package io.sealpost.device.clock;

/** Whether the wall clock can be trusted. Safe for use by several threads; answers at once. */
public interface ClockState {
  /** Whether the wall clock was synchronised with a better one when last looked at. */
  boolean synchronised();

  /** Whether it was looked at already, so that there is something to tell people. */
  default boolean known() {
    return true;
  }

  /**
   * The wall clock was set: what was known of it holds no longer, and is to be found out anew.
   * Unless there is nothing to find out, {@link #synchronised} is false until then.
   */
  default void doubt() {}
}
