package io.sealpost.mqtt;

import java.net.URI;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Where a broker listens, and how it is spoken to.
 *
 * @param scheme transport
 * @param host name or address as it was written; an IPv6 address without its brackets
 * @param port 1 to 65535
 * @param path of the WebSocket, starting with {@code /}; empty for the other transports
 */
public record BrokerUrl(Scheme scheme, String host, int port, String path) {
  /** Path of the WebSocket when the URL has none; what Mosquitto, Artemis and EMQX listen on. */
  private static final String DEFAULT_PATH = "/mqtt";

  /** The transports. */
  public enum Scheme {
    /** MQTT over TLS. */
    MQTTS(8883, true),
    /** MQTT over TCP, in the clear. */
    MQTT(1883, false),
    /** MQTT over a WebSocket (RFC 6455) over TLS. */
    WSS(443, true);

    private final int defaultPort;
    private final boolean secure;

    Scheme(int defaultPort, boolean secure) {
      this.defaultPort = defaultPort;
      this.secure = secure;
    }

    /** Whether the transport is protected by TLS. */
    public boolean secure() {
      return secure;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Checks what {@link #parse} cannot let through. */
  public BrokerUrl {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("broker host is empty: expected a name or an address");
    }
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("broker port is " + port + ": expected 1 to 65535");
    }
    if (scheme == Scheme.WSS ? !path.startsWith("/") : !path.isEmpty()) {
      throw new IllegalArgumentException(
          "broker path is '" + path + "': expected " + (scheme == Scheme.WSS ? "/..." : "none"));
    }
  }

  /**
   * Reads a broker's URL.
   *
   * @param url {@code mqtts://host[:8883]}, {@code mqtt://host[:1883]} or {@code
   *     wss://host[:443][/mqtt]}
   * @throws IllegalArgumentException if it is anything else; quotes it, user information excepted
   */
  public static BrokerUrl parse(URI url) {
    if (url.getRawUserInfo() != null || hasUserInfo(url)) {
      throw new IllegalArgumentException(
          "broker URL has user information before '@': give user name and password separately,"
              + " a URL ends up in logs");
    }
    Scheme scheme = scheme(url);
    if (url.getRawQuery() != null || url.getRawFragment() != null) {
      throw refused(url, "expected nothing after the path, so no '?' and no '#'");
    }
    int port = url.getPort() == -1 ? scheme.defaultPort : url.getPort();
    if (port < 1 || port > 65_535) {
      throw refused(url, "expected a port from 1 to 65535");
    }
    return new BrokerUrl(scheme, host(url), port, path(url, scheme));
  }

  /** Where, without how: {@code host:port}, an IPv6 address in brackets. */
  public String address() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  @Override
  public String toString() {
    return scheme + "://" + address() + path;
  }

  private static Scheme scheme(URI url) {
    String written = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
    for (Scheme scheme : Scheme.values()) {
      if (scheme.toString().equals(written)) {
        return scheme;
      }
    }
    throw refused(
        url,
        switch (written) {
          case "ssl", "tls", "mqtt+ssl", "mqtt+tls" -> "write mqtts:// instead";
          case "tcp" -> "write mqtts:// instead, or mqtt:// for one in the clear";
          case "https" -> "write wss:// instead";
          case "ws", "http" -> "a WebSocket in the clear is not supported, write wss:// instead";
          default ->
              "expected one of "
                  + Arrays.stream(Scheme.values())
                      .map(scheme -> scheme + "://host")
                      .collect(Collectors.joining(", "));
        });
  }

  private static String host(URI url) {
    String host = url.getHost();
    if (host == null || host.isEmpty()) {
      throw refused(
          url,
          "expected scheme://host[:port]; a host is a name of letters, digits, '-' and '.', an IPv4"
              + " address, or an IPv6 address in brackets");
    }
    if (host.endsWith(".")) {
      // Certificates have no such names, and TLS has none (RFC 6066 section 3).
      throw refused(url, "write the host without the dot at its end");
    }
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static String path(URI url, Scheme scheme) {
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    if (scheme == Scheme.WSS) {
      return path.isEmpty() ? DEFAULT_PATH : path;
    }
    if (!path.isEmpty() && !path.equals("/")) {
      throw refused(url, "expected no path after the host, only wss:// has one");
    }
    return "";
  }

  // java.net.URI finds no user information where it finds no valid host, and no host where a slash
  // was forgotten or is too many
  private static boolean hasUserInfo(URI url) {
    String authority = url.getRawAuthority();
    return (authority == null ? url.getRawSchemeSpecificPart() : authority).indexOf('@') >= 0;
  }

  private static IllegalArgumentException refused(URI url, String expected) {
    return new IllegalArgumentException("broker URL is '" + url + "': " + expected);
  }
}
