package io.sealpost.sensors.wifi;

/**
 * The presence of one host, while it lasts.
 *
 * @param sinceNanos when it began, on the monotonic clock
 * @param unseenNanos for how long the host was listened for in vain since it last answered
 */
record Visit(long sinceNanos, long unseenNanos) {
  /** A host that answered {@code ageNanos} ago appears. */
  static Visit begin(long ageNanos, Look look) {
    return new Visit(look.nowNanos() - ageNanos, Math.min(ageNanos, look.listenedNanos()));
  }

  /** It goes on: the host answered {@code ageNanos} ago. */
  Visit seen(long ageNanos, Look look) {
    return new Visit(sinceNanos, Math.min(ageNanos, unseenNanos + look.listenedNanos()));
  }

  /** The host was listened for in vain. */
  Visit unseen(Look look) {
    return new Visit(sinceNanos, unseenNanos + look.listenedNanos());
  }
}
