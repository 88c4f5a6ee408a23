package io.sealpost.device.renewal;

import io.sealpost.device.clock.Moment;
import io.sealpost.device.command.Outcome;
import io.sealpost.device.state.RenewalStore;
import io.sealpost.device.state.RenewalStore.Candidate;
import io.sealpost.device.state.RenewalStore.Kept;
import io.sealpost.device.state.StateException;
import io.sealpost.mqtt.tls.IssuedChain;
import io.sealpost.mqtt.tls.NewKey;
import io.sealpost.mqtt.tls.SigningRequest;
import io.sealpost.mqtt.tls.Validity;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.OwnCertificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.tinylog.Logger;

/**
 * The device's end of a renewal: asks for another certificate in time, takes what comes, and has it
 * stay when a broker has accepted it. Owned by the agent's thread.
 *
 * <p>Every step is durable before anybody hears of it. A renewal that was cut anywhere goes on: the
 * same request is told again, or the same chain is tried again.
 */
public final class RenewalDesk {
  /** After a certificate that the broker refused, and after a fault of the disk. */
  static final Duration AGAIN = Duration.ofDays(1);

  /** No certificate is renewed sooner than in the last third of its life. */
  private static final int THIRD = 3;

  private final Optional<Duration> before;
  private final RenewalStore store;
  private final Maker maker;

  private String base;
  private X509Certificate inForce;
  private Optional<SigningRequest> request;
  private Optional<Candidate> candidate;
  private Optional<String> problem = Optional.empty();
  // Uptime before which nothing is asked, once that failed here.
  private Duration pausedUntil = Duration.ZERO;
  // Uptime before which the candidate is not made up for, if it was refused; told apart, since this
  // one ends by the clock as well.
  private Optional<Duration> refusedUntil = Optional.empty();

  /** Draws keys. */
  @FunctionalInterface
  public interface Maker {
    /**
     * A key, and the request for a certificate like another.
     *
     * @return which the caller closes
     * @throws CertificateException if that cannot be made
     */
    NewKey like(X509Certificate present) throws CertificateException;
  }

  /**
   * As the last boot has left it.
   *
   * @param given the certificate that the device was given; empty if it cannot be read
   * @param before how long before its end a certificate is renewed; never if empty
   * @return empty if there is no certificate at all
   * @throws StateException if what was kept cannot be read
   */
  public static Optional<RenewalDesk> open(
      Optional<IssuedChain> given, Optional<Duration> before, RenewalStore store, Maker maker)
      throws StateException {
    Optional<Kept> kept = store.begin(given.map(chain -> IssuedChain.fingerprint(chain.own())));
    Optional<IssuedChain> inForce = kept.flatMap(Kept::present).or(() -> given);
    return inForce.isEmpty() || kept.isEmpty()
        ? Optional.empty()
        : Optional.of(new RenewalDesk(inForce.get(), before, store, kept.get(), maker));
  }

  private RenewalDesk(
      IssuedChain inForce, Optional<Duration> before, RenewalStore store, Kept kept, Maker maker) {
    base = kept.base();
    this.before = before;
    this.store = store;
    this.maker = maker;
    this.inForce = inForce.own();
    // Whoever asked would not take the answer.
    request = kept.request().filter(asked -> before.isPresent());
    candidate = kept.candidate();
  }

  /** Whether all this is of another certificate than one, which no broker has accepted since. */
  public boolean isOfAnother(X509Certificate given) {
    return !base.equals(IssuedChain.fingerprint(given));
  }

  /** What {@code hello} says of it. */
  public OwnCertificate said() {
    return new OwnCertificate(
        Validity.of(inForce).until(), request.map(SigningRequest::hex), problem);
  }

  /** Asks for another certificate if it is time to. */
  public void look(Moment now) {
    if (request.isPresent() || !isTime(now) || !isWanted(now)) {
      return;
    }
    try (NewKey key = maker.like(inForce)) {
      if (key.request().der().length > OwnCertificate.MAX_REQUEST) {
        throw new CertificateException("its names are too long to be asked for");
      }
      store.ask(base, key);
      request = Optional.of(key.request());
      problem = candidate.map(this::unaccepted);
      Logger.info(
          "the certificate ends on {}: asking for another, request {}",
          Validity.of(inForce).until(),
          key.request().digest());
    } catch (StateException | CertificateException e) {
      Logger.error("no certificate is asked for: {}", e.getMessage());
      problem = Optional.of(String.valueOf(e.getMessage()));
      pausedUntil = now.uptime().plus(AGAIN);
    }
  }

  /** By a clock that may be wrong nobody can tell. */
  private boolean isTime(Moment now) {
    if (before.isEmpty() || !now.synchronised()) {
      return false;
    }
    Instant end = Validity.of(inForce).until();
    Duration third = Duration.between(Validity.of(inForce).from(), end).dividedBy(THIRD);
    Duration early = before.get().compareTo(third) < 0 ? before.get() : third;
    return !now.wall().isBefore(end.minus(early));
  }

  private boolean isWanted(Moment now) {
    if (now.uptime().compareTo(pausedUntil) < 0) {
      return false;
    }
    return candidate.isEmpty()
        || refusedUntil.filter(until -> now.uptime().compareTo(until) >= 0).isPresent()
        || isOld(candidate.get(), now.wall());
  }

  /**
   * Whether it had its time, refused or not: a broker may refuse without a word, as if the network
   * broke. By the clock, too, as a device that restarts every night would wait without end; and one
   * that came when the clock was wrong is not waited for.
   */
  private static boolean isOld(Candidate candidate, Instant now) {
    return !now.isBefore(candidate.since().plus(AGAIN))
        || now.isBefore(candidate.since().minus(AGAIN));
  }

  private String unaccepted(Candidate last) {
    return problem.orElseGet(
        () ->
            "no broker let us in with the new certificate, by '%s', that ends on %s"
                .formatted(last.chain().own().getIssuerX500Principal(), last.chain().notAfter()));
  }

  /** A chain came. */
  public Outcome certify(Action.Certify order, Moment now) {
    if (before.isEmpty()) {
      return Outcome.not(Status.UNSUPPORTED, "renew-before is \"off\" in [broker]");
    }
    try {
      IssuedChain chain = IssuedChain.ofDer(order.chain());
      if (isKnown(chain)) {
        return Outcome.OK;
      }
      if (request.isEmpty() || !request.get().digest().equals(order.request())) {
        return Outcome.not(
            Status.NO_OFFER,
            "the device waits for "
                + request.map(asked -> "an answer to request " + asked.digest()).orElse("none"));
      }
      Optional<String> complaint = complaint(chain, request.get(), now);
      return complaint.isPresent()
          ? Outcome.not(Status.RANGE, complaint.get())
          : take(new Candidate(chain, now.wall()));
    } catch (CertificateException e) {
      return Outcome.not(Status.RANGE, "not a certificate: " + e.getMessage());
    }
  }

  private boolean isKnown(IssuedChain chain) {
    return chain.own().equals(inForce)
        || candidate.filter(each -> each.chain().own().equals(chain.own())).isPresent();
  }

  private Optional<String> complaint(IssuedChain chain, SigningRequest asked, Moment now) {
    Instant today = now.synchronised() ? now.wall() : Instant.EPOCH;
    if (!chain.own().getSubjectX500Principal().equals(inForce.getSubjectX500Principal())) {
      return Optional.of(
          "the certificate is for '%s', not for '%s'"
              .formatted(chain.own().getSubjectX500Principal(), inForce.getSubjectX500Principal()));
    }
    Optional<String> complaint = chain.complaint(asked.publicKey(), today);
    if (complaint.isEmpty() && !chain.notAfter().isAfter(Validity.of(inForce).until())) {
      return Optional.of(
          "the certificate ends on %s, no later than the one in force".formatted(chain.notAfter()));
    }
    return complaint;
  }

  private Outcome take(Candidate next) {
    try {
      store.answer(base, next);
    } catch (StateException e) {
      Logger.error("the new certificate is not taken: {}", e.getMessage());
      return Outcome.not(Status.FAILED, String.valueOf(e.getMessage()));
    }
    candidate = Optional.of(next);
    request = Optional.empty();
    problem = Optional.empty();
    pausedUntil = Duration.ZERO;
    refusedUntil = Optional.empty();
    Logger.info("a new certificate came; it ends on {}", next.chain().notAfter());
    return Outcome.OK;
  }

  /** A broker has let us in, or refused a new certificate. */
  public void heard(Verdict verdict, Moment now) {
    X509Certificate judged = verdict.certificate();
    boolean ofCandidate = candidate.filter(each -> each.chain().own().equals(judged)).isPresent();
    if (!verdict.accepted()) {
      refuse(judged, ofCandidate, now);
    } else if (ofCandidate) {
      promote(judged);
    } else if (!judged.equals(inForce) || (verdict.given() && isOfAnother(judged))) {
      useAnother(judged, verdict.given());
    }
  }

  private void refuse(X509Certificate judged, boolean ofCandidate, Moment now) {
    problem =
        Optional.of(
            "the broker refuses the new certificate, by '%s', that ends on %s; the one before goes on"
                .formatted(judged.getIssuerX500Principal(), Validity.of(judged).until()));
    if (ofCandidate) {
      refusedUntil = Optional.of(now.uptime().plus(AGAIN));
    }
  }

  private void promote(X509Certificate judged) {
    inForce = judged;
    request = Optional.empty();
    problem = Optional.empty();
    refusedUntil = Optional.empty();
    try {
      store.promote();
      // Only now: one that is not kept yet is kept by the next connection that it makes.
      candidate = Optional.empty();
      Logger.info("the certificate that ends on {} is in force", Validity.of(judged).until());
    } catch (StateException e) {
      Logger.error("the new certificate will be tried once more: {}", e.getMessage());
    }
  }

  /**
   * The one that the device was given, as before, or another that took its place; or one of the
   * state folder that this does not know of, since its file is damaged or could not be made
   * durable.
   */
  private void useAnother(X509Certificate judged, boolean given) {
    inForce = judged;
    if (!given) {
      request = request.filter(asked -> !asked.publicKey().equals(judged.getPublicKey()));
      return;
    }
    if (!isOfAnother(judged)) {
      return;
    }
    base = IssuedChain.fingerprint(judged);
    request = Optional.empty();
    candidate = Optional.empty();
    problem = Optional.empty();
    refusedUntil = Optional.empty();
    try {
      store.clear();
      Logger.info("the device was given another certificate; what was renewed is removed");
    } catch (StateException e) {
      Logger.error("what was renewed is not removed: {}", e.getMessage());
    }
  }
}
