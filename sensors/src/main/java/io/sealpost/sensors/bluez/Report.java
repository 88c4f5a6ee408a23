package io.sealpost.sensors.bluez;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Tells the watch how a request went. */
class Report implements Calls.Reply {
  private final Request request;
  private final Consumer<WatchEvent> events;

  /**
   * @param events takes it
   */
  Report(Request request, Consumer<WatchEvent> events) {
    this.request = request;
    this.events = events;
  }

  @Override
  public void answered(List<?> body) throws IOException {
    events.accept(new WatchEvent.Done(request));
  }

  @Override
  public void refused(String error, String text) {
    events.accept(new WatchEvent.Refused(request, error, text));
  }

  /** Goes on with a second call. */
  static final class Chain extends Report {
    private final Calls calls;
    private final Call then;
    private final Report end;

    /**
     * @param then the second call, if the first one succeeds
     */
    Chain(Request request, Consumer<WatchEvent> events, Calls calls, Call then) {
      super(request, events);
      this.calls = calls;
      this.then = then;
      this.end = new Report(request, events);
    }

    @Override
    public void answered(List<?> body) throws IOException {
      calls.call(then, end);
    }
  }
}
