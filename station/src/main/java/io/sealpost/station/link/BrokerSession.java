package io.sealpost.station.link;

import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.mqtt.Credentials;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.LinkListener;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.Security;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.site.BrokerConfig;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** A connection to the broker, read as a queue. For one thread, which opens and closes it. */
public final class BrokerSession implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(2);

  private final MqttLink link;
  private final Mailbox mailbox;
  private final Optional<SecretBytes> password;

  private BrokerSession(MqttLink link, Mailbox mailbox, Optional<SecretBytes> password) {
    this.link = link;
    this.mailbox = mailbox;
    this.password = password;
  }

  /**
   * Starts connecting and returns at once. The broker keeps what comes for this client while it is
   * away, for the next session of the same client id, and what the caller does not acknowledge.
   *
   * @param filters what to subscribe to
   * @throws StationException if the configuration or the password cannot work
   */
  public static BrokerSession open(
      Links links, Mailbox mailbox, BrokerConfig config, String clientId, List<String> filters)
      throws StationException {
    return open(
        links,
        mailbox,
        config,
        filters,
        (password, security) ->
            options(config, clientId, password, security).acknowledgingByHand());
  }

  /**
   * The same for a command that wants nothing of what comes while it is away: the broker forgets
   * this client when the session ends, and what an earlier one left.
   */
  public static BrokerSession openOnce(
      Links links, Mailbox mailbox, BrokerConfig config, String clientId, List<String> filters)
      throws StationException {
    return open(
        links,
        mailbox,
        config,
        filters,
        (password, security) -> options(config, clientId, password, security).leavingNothing());
  }

  private static BrokerSession open(
      Links links,
      Mailbox mailbox,
      BrokerConfig config,
      List<String> filters,
      BiFunction<Optional<SecretBytes>, Security, LinkOptions> options)
      throws StationException {
    Security security = TlsSecurity.of(config.tls());
    Optional<SecretBytes> password = password(config);
    try {
      MqttLink link = links.create(options.apply(password, security));
      filters.forEach(link::subscribe);
      link.open(new Postman(mailbox));
      return new BrokerSession(link, mailbox, password);
    } catch (LinkException | IllegalArgumentException e) {
      password.ifPresent(SecretBytes::close);
      throw new StationException(ExitCode.CONFIGURATION, "[broker] " + e.getMessage(), e);
    }
  }

  private static LinkOptions options(
      BrokerConfig config, String clientId, Optional<SecretBytes> password, Security security) {
    Optional<Credentials> credentials =
        config
            .login()
            .flatMap(
                login ->
                    password.map(
                        secret -> new Credentials(login.username(), () -> characters(secret))));
    return new LinkOptions(
        config.url(),
        config.allowPlaintext(),
        clientId,
        credentials,
        security,
        Optional.empty(),
        config.keepAlive(),
        config.connectTimeout());
  }

  private static Optional<SecretBytes> password(BrokerConfig config) throws StationException {
    if (config.login().isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(SecretFile.readPassword(config.login().get().passwordFile()));
    } catch (SecretFileException e) {
      throw new StationException(
          ExitCode.PERMISSION, "[broker] password-file: " + e.getMessage(), e);
    }
  }

  private static char[] characters(SecretBytes password) {
    byte[] utf8 = password.reveal();
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
    Arrays.fill(utf8, (byte) 0);
    char[] characters = new char[decoded.remaining()];
    decoded.get(characters);
    decoded.flip();
    while (decoded.hasRemaining()) {
      decoded.put('\0');
    }
    return characters;
  }

  /** The next happening, waiting {@code patience} at most. */
  public Optional<Happening> next(Duration patience) {
    return mailbox.take(patience);
  }

  /**
   * What there is, waiting {@code patience} at most for the first.
   *
   * @param most how many at most, at least 1
   */
  public List<Happening> nextBatch(Duration patience, int most) {
    List<Happening> batch = new ArrayList<>();
    Optional<Happening> next = mailbox.take(patience);
    while (next.isPresent()) {
      batch.add(next.get());
      next = batch.size() < most ? mailbox.take(Duration.ZERO) : Optional.empty();
    }
    return batch;
  }

  /** Subscribes to more. */
  public void subscribe(String filter) {
    link.subscribe(filter);
  }

  /** Publishes; {@link Happening.Delivered} follows if the broker acknowledges it. */
  public void publish(OutgoingMessage message) {
    // A failure needs no word here: a Disconnected follows, and after it the caller publishes
    // again.
    var unused = link.publish(message).thenRun(() -> mailbox.put(new Happening.Delivered(message)));
  }

  @Override
  public void close() {
    mailbox.close();
    link.close(FAREWELL);
    password.ifPresent(SecretBytes::close);
  }

  /** Puts what the link tells into the mailbox. */
  private record Postman(Mailbox mailbox) implements LinkListener {
    @Override
    public void onState(LinkState state) {
      mailbox.put(new Happening.Changed(state));
    }

    @Override
    public void onMessage(IncomingMessage message) {
      mailbox.put(new Happening.Arrived(message));
    }
  }
}
