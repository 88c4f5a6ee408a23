package io.sealpost.mqtt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * All that a link must know. Construction checks everything that can be checked without asking the
 * machine or the network.
 *
 * @param broker {@code mqtts://host[:8883]}, {@code wss://host[:443]/path}, or, only if {@code
 *     allowPlaintext}, {@code mqtt://host[:1883]}
 * @param allowPlaintext whether {@code mqtt://} is accepted
 * @param clientId 1 to 128 characters, unique at the broker, prefix included
 * @param credentials user name and password, if the broker wants them
 * @param security of {@code mqtts} and {@code wss}; {@code mqtt} makes no use of it, and is refused
 *     when it names a key of ours
 * @param will published retained by the broker when this client is lost
 * @param keepAlive whole seconds, 5 s to 18 h; a dead connection is noticed after one to two of
 *     them
 * @param connectTimeout for TCP, TLS, CONNACK and SUBACK together, 1 s to 5 min; also the longest
 *     that one write may take
 * @param keptSession whether the broker keeps our subscriptions and queues for us while we are away
 *     (clean session false); a program that runs once leaves nothing behind with {@code false}
 * @param acknowledgedByHand whether a message is acknowledged to the broker by {@link
 *     IncomingMessage#acknowledgement} and not when {@link LinkListener#onMessage} returns. What
 *     was not acknowledged when the connection ends comes again on the next one, if the session is
 *     kept. Brokers send a limited number without acknowledgement (Mosquitto 20), then wait
 */
public record LinkOptions(
    URI broker,
    boolean allowPlaintext,
    String clientId,
    Optional<Credentials> credentials,
    Security security,
    Optional<OutgoingMessage> will,
    Duration keepAlive,
    Duration connectTimeout,
    boolean keptSession,
    boolean acknowledgedByHand) {
  /** Checks every value. */
  public LinkOptions {
    BrokerUrl url = BrokerUrl.parse(broker);
    if (!url.scheme().secure() && !allowPlaintext) {
      throw new IllegalArgumentException(
          "broker URL is '"
              + broker
              + "', which is not encrypted: write mqtts:// instead, or set allow-plaintext = true");
    }
    if (!url.scheme().secure() && hasKeyOfOurs(security)) {
      throw new IllegalArgumentException(
          "broker URL is '" + broker + "', which makes no use of a key: write mqtts:// instead");
    }
    if (clientId.isEmpty() || clientId.length() > 128 || clientId.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          "client id is '" + clientId + "': expected 1 to 128 characters, none of them U+0000");
    }
    within("keep-alive", keepAlive, Duration.ofSeconds(5), Duration.ofHours(18));
    if (!keepAlive.equals(keepAlive.truncatedTo(ChronoUnit.SECONDS))) {
      throw new IllegalArgumentException("keep-alive is " + keepAlive + ": expected whole seconds");
    }
    within("connect timeout", connectTimeout, Duration.ofSeconds(1), Duration.ofMinutes(5));
  }

  /** The same with a session that the broker keeps, and without acknowledgement by hand. */
  public LinkOptions(
      URI broker,
      boolean allowPlaintext,
      String clientId,
      Optional<Credentials> credentials,
      Security security,
      Optional<OutgoingMessage> will,
      Duration keepAlive,
      Duration connectTimeout) {
    this(
        broker,
        allowPlaintext,
        clientId,
        credentials,
        security,
        will,
        keepAlive,
        connectTimeout,
        true,
        false);
  }

  /** The same without a trace at the broker once it is closed: for a program that runs once. */
  public LinkOptions leavingNothing() {
    return with(security, false, acknowledgedByHand);
  }

  /** The same with acknowledgement by {@link IncomingMessage#acknowledgement}. */
  public LinkOptions acknowledgingByHand() {
    return with(security, keptSession, true);
  }

  /** The same with our certificate in another file, if there is one: to say which it was. */
  public LinkOptions showing(Path certificateFile) {
    return security instanceof Security.Certificates certificates
        ? with(certificates.showing(certificateFile), keptSession, acknowledgedByHand)
        : this;
  }

  private LinkOptions with(Security shown, boolean session, boolean byHand) {
    return new LinkOptions(
        broker,
        allowPlaintext,
        clientId,
        credentials,
        shown,
        will,
        keepAlive,
        connectTimeout,
        session,
        byHand);
  }

  /** The broker's URL, taken apart. */
  public BrokerUrl url() {
    return BrokerUrl.parse(broker);
  }

  private static boolean hasKeyOfOurs(Security security) {
    return security instanceof Security.PreSharedKey
        || (security instanceof Security.Certificates certificates
            && certificates.client().isPresent());
  }

  private static void within(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " is " + value + ": expected " + least + " to " + most);
    }
  }
}
