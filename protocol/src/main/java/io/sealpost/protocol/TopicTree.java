package io.sealpost.protocol;

import java.util.Optional;

/**
 * Every topic of a site, built and parsed: {@code <base>/<device>/<channel>}.
 *
 * @param base one or more levels joined by {@code /}, {@code sealpost} by default; at most 200
 *     characters, without empty levels, wildcards and control characters, and not beginning with
 *     {@code $}, which is the broker's own
 */
public record TopicTree(String base) {
  private static final int MAX_BASE = 200;

  /**
   * @throws IllegalArgumentException if {@code base} cannot begin a topic
   */
  public TopicTree {
    Check.text("topic base", base, MAX_BASE);
    boolean emptyLevel = base.startsWith("/") || base.endsWith("/") || base.contains("//");
    boolean wildcard = base.indexOf('+') >= 0 || base.indexOf('#') >= 0;
    if (emptyLevel || wildcard || base.startsWith("$")) {
      throw new IllegalArgumentException(
          "topic base "
              + Check.quote(base)
              + " must be levels joined by /, none empty, without + and #, not beginning with $");
    }
  }

  /** The topic of one channel of one device. */
  public String topic(DeviceId device, Channel channel) {
    return base + "/" + device + "/" + channel.path();
  }

  /**
   * Takes a topic apart.
   *
   * @return nothing if it is not below the base, or not one that the protocol knows
   */
  public Optional<Topic> parse(String topic) {
    if (!topic.startsWith(base + "/")) {
      return Optional.empty();
    }
    String below = topic.substring(base.length() + 1);
    int slash = below.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    return DeviceId.parse(below.substring(0, slash))
        .flatMap(
            device ->
                Channel.ofPath(below.substring(slash + 1))
                    .map(channel -> new Topic(device, channel)));
  }

  /** The filter that matches one channel of every device. */
  public String ofEveryDevice(Channel channel) {
    return base + "/+/" + channel.path();
  }

  /** The filter that matches every topic of one device. */
  public String ofDevice(DeviceId device) {
    return base + "/" + device + "/#";
  }
}
