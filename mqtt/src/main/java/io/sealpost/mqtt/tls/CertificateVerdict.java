package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.tls.BrokerCertificateException.Reason;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateRevokedException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.tinylog.Logger;

/** Understands what the JDK says about a certificate. */
final class CertificateVerdict {
  private CertificateVerdict() {}

  /**
   * Why a chain was refused.
   *
   * @param chain the broker's certificate first
   * @param now at which it was judged
   */
  static BrokerCertificateException of(
      CertificateException failure, X509Certificate[] chain, Instant now) {
    Optional<CertificateRevokedException> revoked =
        Failures.find(failure, CertificateRevokedException.class);
    if (revoked.isPresent()) {
      return revoked(
          revoked.get().getRevocationDate().toInstant(),
          Optional.of(revoked.get().getRevocationReason()));
    }
    if (Failures.find(failure, CertificateNotYetValidException.class).isPresent()
        || failedFor(failure, BasicReason.NOT_YET_VALID)) {
      return notYetValid(failure, chain, now);
    }
    if (Failures.find(failure, CertificateExpiredException.class).isPresent()
        || failedFor(failure, BasicReason.EXPIRED)) {
      return expired(failure, chain, now);
    }
    if (failedFor(failure, BasicReason.ALGORITHM_CONSTRAINED)) {
      return refusal(
          Reason.WEAK, "has a key or signature too weak to accept: issue a new one", failure);
    }
    if (failedFor(failure, BasicReason.UNDETERMINED_REVOCATION_STATUS)) {
      return refusal(
          Reason.REVOCATION_UNKNOWN,
          "cannot be checked for revocation: the list of its authority '"
              + chain[0].getIssuerX500Principal()
              + "' in the CRL file is not signed by it, or covers only a part: fetch the whole"
              + " list again",
          failure);
    }
    return untrusted(failure, chain);
  }

  /**
   * It was taken back.
   *
   * @param since when
   */
  static BrokerCertificateException revoked(Instant since, Optional<CRLReason> why) {
    String because =
        why.filter(reason -> reason != CRLReason.UNSPECIFIED)
            .map(reason -> " (" + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + ")")
            .orElse("");
    return new BrokerCertificateException(
        Reason.REVOKED,
        "was revoked by its authority on "
            + since
            + because
            + ": do not trust this broker until it has a new one");
  }

  private static BrokerCertificateException untrusted(
      CertificateException failure, X509Certificate[] chain) {
    String message =
        Failures.text(Failures.find(failure, CertificateException.class).orElse(failure));
    if (chain.length == 1 && isSelfSigned(chain[0])) {
      return refusal(
          Reason.SELF_SIGNED,
          "is self-signed: set ca-file to it if it is the right one, or let an authority sign it",
          failure);
    }
    if (message.contains("unable to find valid certification path")
        || message.contains("PKIX path building failed")
        || failedFor(failure, PKIXReason.NO_TRUST_ANCHOR)
        || failedFor(failure, BasicReason.INVALID_SIGNATURE)) {
      return refusal(
          Reason.UNTRUSTED,
          "is signed by nobody we trust: set ca-file to its authority's certificate",
          failure);
    }
    return refusal(Reason.OTHER, "is refused: " + message, failure);
  }

  private static BrokerCertificateException notYetValid(
      CertificateException failure, X509Certificate[] chain, Instant now) {
    for (X509Certificate certificate : chain) {
      Instant begin = certificate.getNotBefore().toInstant();
      if (begin.isAfter(now)) {
        return refusal(
            Reason.NOT_YET_VALID,
            signedBy(certificate, chain)
                + "is not valid yet, but from "
                + begin
                + time(now)
                + ": set the clock",
            failure);
      }
    }
    return refusal(
        Reason.NOT_YET_VALID, "is not valid yet" + time(now) + ": set the clock", failure);
  }

  private static BrokerCertificateException expired(
      CertificateException failure, X509Certificate[] chain, Instant now) {
    for (X509Certificate certificate : chain) {
      Instant end = certificate.getNotAfter().toInstant();
      if (end.isBefore(now)) {
        return refusal(
            Reason.EXPIRED,
            signedBy(certificate, chain)
                + "has expired on "
                + end
                + time(now)
                + ": renew it, or set the clock",
            failure);
      }
    }
    return refusal(
        Reason.EXPIRED, "has expired" + time(now) + ": renew it, or set the clock", failure);
  }

  private static String signedBy(X509Certificate certificate, X509Certificate[] chain) {
    return certificate.equals(chain[0])
        ? ""
        : "has the authority '" + certificate.getSubjectX500Principal() + "', whose own ";
  }

  private static String time(Instant now) {
    return "; the time used is " + now.truncatedTo(ChronoUnit.SECONDS);
  }

  private static boolean isSelfSigned(X509Certificate certificate) {
    if (!certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(certificate.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      Logger.trace(e, "a certificate names itself as its authority and was not signed by it");
      return false;
    }
  }

  private static boolean failedFor(Throwable failure, CertPathValidatorException.Reason reason) {
    return Failures.find(failure, CertPathValidatorException.class)
        .filter(e -> e.getReason() == reason)
        .isPresent();
  }

  private static BrokerCertificateException refusal(Reason reason, String text, Throwable cause) {
    return new BrokerCertificateException(reason, text, cause);
  }
}
