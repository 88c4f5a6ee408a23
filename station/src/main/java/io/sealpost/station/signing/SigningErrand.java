package io.sealpost.station.signing;

import io.sealpost.mqtt.tls.IssuedChain;
import io.sealpost.mqtt.tls.SigningRequest;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.OwnCertificate;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Errand;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Brings one device the certificate that it asks for. What fails is told and ends this errand only.
 * For one thread.
 */
public final class SigningErrand implements Errand {
  /** How often a chain is sent again that another command overtook. */
  private static final int ATTEMPTS = 4;

  private final DeviceId device;
  private final Optional<Signatures> signatures;
  private final Consumer<String> faults;

  private Optional<OwnCertificate> said = Optional.empty();
  private Optional<StationException> fault = Optional.empty();
  private Optional<Action.Certify> asked = Optional.empty();
  private Optional<String> told = Optional.empty();
  private int attempts;

  /**
   * @param signatures who signs; empty to find out only what would be
   * @param faults told why a device gets none
   */
  public SigningErrand(DeviceId device, Optional<Signatures> signatures, Consumer<String> faults) {
    this.device = device;
    this.signatures = signatures;
    this.faults = faults;
  }

  /** What the device said of its certificate last; empty if it shows the broker none. */
  public Optional<OwnCertificate> said() {
    return said;
  }

  /** Why it got none, if something failed here. */
  public Optional<StationException> fault() {
    return fault;
  }

  /** When the certificate ends that was sent; empty if none was. */
  public Optional<Instant> sent() throws StationException {
    return asked.isPresent() ? Optional.of(end(asked.get())) : Optional.empty();
  }

  @Override
  public Optional<Action> start(Hello hello, String kid) {
    said = hello.link().certificate();
    Optional<String> request = said.flatMap(OwnCertificate::request);
    asked = Optional.empty();
    fault = Optional.empty();
    attempts = 0;
    if (request.isEmpty() || signatures.isEmpty()) {
      return Optional.empty();
    }
    try {
      Action.Certify chain = signatures.get().answer(device, parse(request.get()));
      asked = Optional.of(chain);
      told = Optional.empty();
      return Optional.of(chain);
    } catch (StationException e) {
      failed(e);
      return Optional.empty();
    }
  }

  @Override
  public Optional<Action> answered(Answer answer, String kid) {
    attempts++;
    return switch (answer.status()) {
      case OK, LATE, NO_OFFER, UNSUPPORTED, UNKNOWN_STREAM, FAILED -> Optional.empty();
      case SUPERSEDED -> attempts < ATTEMPTS ? asked.map(again -> again) : Optional.empty();
      case RANGE, MALFORMED -> {
        forget();
        yield Optional.empty();
      }
    };
  }

  private void forget() {
    try {
      if (signatures.isPresent() && asked.isPresent()) {
        signatures.get().refused(device, asked.get().request());
      }
    } catch (StationException e) {
      failed(e);
    }
  }

  private void failed(StationException e) {
    fault = Optional.of(e);
    String why = String.valueOf(e.getMessage());
    if (!told.equals(Optional.of(why))) {
      // It asks again with every hello.
      told = Optional.of(why);
      faults.accept(why);
    }
  }

  private SigningRequest parse(String hex) throws StationException {
    try {
      return SigningRequest.parse(HexFormat.of().parseHex(hex));
    } catch (CertificateException e) {
      throw new StationException(
          ExitCode.REFUSED, device + ": what it asks to have signed " + e.getMessage(), e);
    }
  }

  private static Instant end(Action.Certify certify) throws StationException {
    try {
      return IssuedChain.ofDer(certify.chain()).notAfter();
    } catch (CertificateException e) {
      throw new StationException(ExitCode.INTERNAL, "a chain that was read before: " + e, e);
    }
  }
}
