package io.sealpost.station.view;

import io.sealpost.station.inbox.Event;
import io.sealpost.station.inbox.Tally;

/** Shows what {@code watch} has to show. */
public interface EventView {
  /** Shows one event. */
  void show(Event event);

  /**
   * Shows how the connection is.
   *
   * @param state one word
   * @param detail the address or the reason; may be empty
   */
  void link(String state, String detail);

  /** Shows the sums at the end. */
  void end(Tally tally);
}
