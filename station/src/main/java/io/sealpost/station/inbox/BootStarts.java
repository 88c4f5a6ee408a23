package io.sealpost.station.inbox;

import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.ReadingTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** When boots started, by a hello. */
public final class BootStarts {
  private BootStarts() {}

  /**
   * The boots that the hello dates, oldest first. Its own is reckoned from its uptime where it does
   * not say itself and its clock is synchronised; a clock that was never set tells nothing, even if
   * the device trusts it.
   */
  public static Map<BootId, Instant> of(Hello hello) {
    Map<BootId, Instant> starts = new LinkedHashMap<>();
    hello.boots().forEach(start -> starts.put(start.boot(), start.started()));
    Instant started = hello.clock().minus(hello.uptime());
    if (hello.synchronised() && ReadingTime.Wall.isPlausible(started)) {
      starts.putIfAbsent(hello.boot(), started);
    }
    return starts;
  }
}
