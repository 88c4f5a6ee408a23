package io.sealpost.mqtt.tls;

import java.security.cert.CertificateException;

/** The broker's certificate is not accepted; the message goes on after "certificate of ... ". */
final class BrokerCertificateException extends CertificateException {
  private final Reason reason;

  /** What is wrong with it. */
  enum Reason {
    /** It is over, or that of one of its authorities. */
    EXPIRED,
    /** It has not begun, or that of one of its authorities. */
    NOT_YET_VALID,
    /** Its authority took it back. */
    REVOKED,
    /** Whether its authority took it back cannot be said. */
    REVOCATION_UNKNOWN,
    /** It is for somebody else. */
    WRONG_HOST,
    /** Nobody but itself signed it. */
    SELF_SIGNED,
    /** Nobody whom we trust signed it. */
    UNTRUSTED,
    /** Its key or its signature proves nothing any more. */
    WEAK,
    /** Something else. */
    OTHER
  }

  BrokerCertificateException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  BrokerCertificateException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
