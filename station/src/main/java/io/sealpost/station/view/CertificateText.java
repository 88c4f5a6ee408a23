package io.sealpost.station.view;

import io.sealpost.protocol.OwnCertificate;
import io.sealpost.station.inbox.Event;
import java.time.temporal.ChronoUnit;

/** What a device says of the certificate that it shows to the broker, in words. */
final class CertificateText {
  private CertificateText() {}

  /** What is wrong, and what to do; one line. */
  static String alarm(Event.CertificateAlarm alarm) {
    String device = alarm.device().value();
    OwnCertificate certificate = alarm.certificate();
    return switch (alarm.trouble()) {
      case ENDS_SOON ->
          device
              + ": its certificate ends on "
              + end(certificate)
              + ", then the broker lets it in no more: "
              + (certificate.request().isPresent()
                  ? "\"sealpost sign " + device + "\""
                  : "look at its log, or provision it anew");
      case WAITS ->
          "%s: asks for another certificate, and nobody has signed: \"sealpost sign %s\"; its present one ends on %s"
              .formatted(device, device, end(certificate));
      case NO_GOOD -> device + ": " + problem(certificate);
    };
  }

  /** One line without its end. */
  static String of(OwnCertificate certificate) {
    return "until "
        + end(certificate)
        + (certificate.request().isPresent() ? ", asks for another" : "")
        + (certificate.problem().isPresent() ? "  ALARM: " + problem(certificate) : "");
  }

  private static String problem(OwnCertificate certificate) {
    return Printable.message(certificate.problem().orElse(""));
  }

  private static String end(OwnCertificate certificate) {
    return certificate.notAfter().truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
