package io.sealpost.sensors.wifi;

import io.sealpost.protocol.Person;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/**
 * Decides who is present: a step over (table, now), without threads or clocks. What it remembers is
 * bounded by the number of hosts.
 *
 * <p>Time counts against a host only while it could be heard. A pause between two looks counts as
 * 60 seconds at most, because the kernel was nudged once in it; time after a failed look does not
 * count at all.
 */
final class PresenceWatch {
  private static final long MAX_COUNTED_NANOS = Duration.ofMinutes(1).toNanos();

  private final List<HostWatch> hosts;

  // Owned by the sampling thread.
  private OptionalLong lastLookNanos = OptionalLong.empty();
  private boolean deaf = true;

  /**
   * @param hosts whom to watch
   * @param leaveAfter how long a host must be missed before it is gone
   */
  PresenceWatch(List<KnownHost> hosts, Duration leaveAfter) {
    this.hosts = hosts.stream().map(host -> new HostWatch(host, leaveAfter)).toList();
  }

  /** Where to nudge before the next look. */
  List<InetAddress> addresses() {
    return hosts.stream().flatMap(host -> host.addresses().stream()).distinct().toList();
  }

  /**
   * Takes in one look at the table.
   *
   * @param nowNanos on a monotonic clock
   * @return who is present now, in the order of the hosts
   */
  List<Person> look(List<Neighbour> table, long nowNanos) {
    long gap = nowNanos - lastLookNanos.orElse(nowNanos);
    Look look = new Look(nowNanos, gap, deaf ? 0 : Math.min(gap, MAX_COUNTED_NANOS));
    lastLookNanos = OptionalLong.of(nowNanos);
    deaf = false;
    hosts.forEach(host -> host.look(table, look));
    return hosts.stream().flatMap(host -> host.present(nowNanos).stream()).toList();
  }

  /** Takes in that there was nothing to look at: nobody could be heard. */
  void deaf() {
    deaf = true;
  }
}
