package io.sealpost.device;

import io.sealpost.crypto.Primitives;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.device.config.BrokerSettings;
import io.sealpost.device.config.BrokerSettings.Login;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.TlsSettings;
import io.sealpost.device.state.StateFolder;
import io.sealpost.mqtt.Credentials;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkCounters.Handshake;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.LinkListener;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.LinkState;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.paho.PahoLink;
import io.sealpost.mqtt.tls.CertificateEnd;
import io.sealpost.mqtt.tls.IssuedChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.tinylog.Logger;

/**
 * Connects once to the broker with what the configuration names, and leaves no trace there: another
 * client id, so that an agent that runs is not put out; no session, no will, no subscription, no
 * message. Touches nothing in the state folder.
 */
final class ConnectionCheck {
  private static final String SUFFIX = "-check";

  /** The longest client id; what is cut off for the suffix makes no other agent's. */
  private static final int MOST_CHARACTERS = 128;

  /** Beyond the time that the link gives itself. */
  private static final Duration SPARE = Duration.ofSeconds(10);

  private final DeviceConfig config;
  private final Primitives primitives;

  ConnectionCheck(DeviceConfig config, Primitives primitives) {
    this.config = config;
    this.primitives = primitives;
  }

  /**
   * Reads all secrets and connects.
   *
   * @return one line: what was seen
   * @throws StartupException if that cannot be, with the reason in one line and the exit code
   */
  String connect() throws StartupException, InterruptedException {
    try {
      SecretFile.readKey(config.seal().keyFile(), config.seal().format()).close();
      Irks.load(config, primitives).close();
      LinkOptions options = options();
      try (MqttLink link = PahoLink.create(options)) {
        LinkState state = firstWord(link, options.connectTimeout().plus(SPARE));
        if (state instanceof LinkState.Disconnected refused) {
          throw new StartupException(exit(refused), refused.reason());
        }
        return seen(options, link.counters().lastHandshake());
      }
    } catch (SecretFileException e) {
      throw new StartupException(ExitCode.PERMISSION, e);
    } catch (LinkException e) {
      throw new StartupException(ExitCode.CONFIGURATION, e);
    }
  }

  private LinkState firstWord(MqttLink link, Duration patience) throws InterruptedException {
    CompletableFuture<LinkState> word = new CompletableFuture<>();
    link.open(
        new LinkListener() {
          @Override
          public void onState(LinkState state) {
            if (!(state instanceof LinkState.Connecting)) {
              word.complete(state);
            }
          }

          @Override
          public void onMessage(IncomingMessage message) {
            // Of a client id that nobody used before the broker has none.
          }
        });
    try {
      return word.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      return new LinkState.Disconnected(
          config.broker().url() + " has not answered for " + patience.toSeconds() + " s",
          Duration.ZERO);
    }
  }

  private static ExitCode exit(LinkState.Disconnected state) {
    return switch (state.kind()) {
      case PASSING -> ExitCode.UNREACHABLE;
      case REFUSED -> ExitCode.PERMISSION;
      case LASTING -> ExitCode.CONFIGURATION;
    };
  }

  private String seen(LinkOptions options, Optional<Handshake> handshake) throws LinkException {
    String tls =
        handshake
            .map(
                made ->
                    "%s %s, %s handshake in %d ms"
                        .formatted(
                            made.protocol(),
                            made.suite(),
                            made.resumed() ? "resumed" : "full",
                            made.millis()))
            .orElse("no TLS");
    return "%s lets in '%s'%s: %s%s, CONNACK accepted"
        .formatted(
            config.broker().url(),
            options.clientId(),
            options.credentials().map(login -> " as user '" + login.username() + "'").orElse(""),
            tls,
            certificate(options));
  }

  private static String certificate(LinkOptions options) throws LinkException {
    return options.security() instanceof Security.Certificates certificates
            && certificates.client().isPresent()
        ? ", our certificate is valid until "
            + CertificateEnd.of(certificates.client().get().certificateFile())
        : "";
  }

  /** With the certificate that the agent would show: a renewed one is in the place of its own. */
  private TlsSettings tls() throws StartupException {
    if (config.broker().tls() instanceof TlsSettings.Certificates certificates
        && certificates.client().isPresent()) {
      return new TlsSettings.Certificates(
          certificates.caFile(),
          certificates.crlFile(),
          Optional.of(inForce(certificates.client().get())));
    }
    return config.broker().tls();
  }

  private TlsSettings.Client inForce(TlsSettings.Client given) throws StartupException {
    Optional<Path> renewed =
        StateFolder.renewedCertificate(config.state(), fingerprint(given.certificateFile()));
    BrokerSecurity.requirePrivate(given.keyFile(), renewed.isPresent());
    return renewed
        .map(file -> new TlsSettings.Client(file, file, given.renewBefore()))
        .orElse(given);
  }

  /** Empty if it cannot be read; the link says what is wrong with the file. */
  private static Optional<String> fingerprint(Path certificate) {
    try {
      IssuedChain chain = IssuedChain.ofPem(Files.readAllBytes(certificate));
      return Optional.of(IssuedChain.fingerprint(chain.own()));
    } catch (IOException | CertificateException e) {
      Logger.trace(e, "no certificate in {}", certificate);
      return Optional.empty();
    }
  }

  private LinkOptions options() throws SecretFileException, StartupException {
    BrokerSettings broker = config.broker();
    Optional<Credentials> credentials = Optional.empty();
    if (broker.login().isPresent()) {
      Login login = broker.login().get();
      credentials = Optional.of(Secrets.credentials(login));
    }
    String client = broker.clientIdPrefix() + config.id();
    return new LinkOptions(
            broker.url(),
            broker.allowPlaintext(),
            client.substring(0, Math.min(client.length(), MOST_CHARACTERS - SUFFIX.length()))
                + SUFFIX,
            credentials,
            BrokerSecurity.of(tls(), InstantSource.system()),
            Optional.empty(),
            broker.keepAlive(),
            broker.connectTimeout())
        .leavingNothing();
  }
}
