package io.sealpost.sensors.bluez;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls that wait for an answer. */
final class Calls {
  private static final int MAX_PENDING = 64;

  private final Bus bus;

  // Owned by the thread of the bus; of one connection.
  private final Map<Long, Reply> pending = new LinkedHashMap<>();

  /** What to do with the answer to a call. */
  interface Reply {
    /**
     * It succeeded.
     *
     * @param body what was answered
     * @throws IOException if the connection is lost meanwhile
     */
    void answered(List<?> body) throws IOException;

    /**
     * It failed.
     *
     * @param error name of the error
     * @param text what was said about it
     * @throws IOException if the connection is lost meanwhile
     */
    void refused(String error, String text) throws IOException;
  }

  /** Nothing follows from the answer. */
  static final class Unheeded implements Reply {
    @Override
    public void answered(List<?> body) {}

    @Override
    public void refused(String error, String text) {}
  }

  Calls(Bus bus) {
    this.bus = bus;
  }

  /**
   * Calls.
   *
   * @throws IOException if the connection is lost
   */
  void call(Call call, Reply reply) throws IOException {
    pending.put(bus.call(call), reply);
    if (pending.size() > MAX_PENDING) {
      // Nothing waits for it for ever: the watch takes a request for failed after a while.
      pending.remove(pending.keySet().iterator().next());
    }
  }

  /**
   * Takes an answer; does nothing if nobody waits for it.
   *
   * @throws IOException if the connection is lost meanwhile
   */
  void answered(Incoming.Answer answer) throws IOException {
    Reply reply = pending.remove(answer.serial());
    if (reply != null) {
      reply.answered(answer.body());
    }
  }

  /**
   * Takes a refusal; does nothing if nobody waits for it.
   *
   * @throws IOException if the connection is lost meanwhile
   */
  void refused(Incoming.Refusal refusal) throws IOException {
    Reply reply = pending.remove(refusal.serial());
    if (reply != null) {
      reply.refused(refusal.error(), refusal.text());
    }
  }

  /** Waits for nothing any more. */
  void forget() {
    pending.clear();
  }
}
