package io.sealpost.device.loop;

/** Takes events from any thread, to happen on the agent's. */
public interface Inbox {
  /** Something that happens on the agent's thread. */
  interface Event {
    /**
     * Happens.
     *
     * @param now nanoseconds since the agent started
     */
    void at(long now);
  }

  /** Queues an event and returns at once. Safe for use by several threads. */
  void post(Event event);
}
