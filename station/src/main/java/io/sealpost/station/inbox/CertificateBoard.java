package io.sealpost.station.inbox;

import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.OwnCertificate;
import io.sealpost.station.inbox.Event.CertificateAlarm;
import io.sealpost.station.inbox.Event.CertificateAlarm.Trouble;
import io.sealpost.station.link.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The certificates of all devices, by their newest hellos: says which end soon, which nobody renews
 * and which renewals were no good. Each once, and once a day as long as it is so. For one thread.
 */
final class CertificateBoard {
  /** A certificate that ends sooner is an alarm: renewals begin weeks before, as a rule. */
  static final Duration SOON = Duration.ofDays(7);

  /** Whoever signs has had its time then. */
  static final Duration SIGNED_WITHIN = Duration.ofMinutes(10);

  private static final Duration DAY = Duration.ofDays(1);

  private final Map<String, Entry> entries = new TreeMap<>();

  /** What is known of one device. */
  private static final class Entry {
    private OwnCertificate certificate;
    private Duration waitsSince;
    // When each was told, for this certificate.
    private final Map<Trouble, Duration> told = new EnumMap<>(Trouble.class);

    Entry(OwnCertificate certificate, Duration waitsSince) {
      this.certificate = certificate;
      this.waitsSince = waitsSince;
    }
  }

  /** A device said hello, and no newer one is known. */
  void said(DeviceId device, Hello hello, Moment now) {
    Optional<OwnCertificate> certificate = hello.link().certificate();
    if (certificate.isEmpty()) {
      entries.remove(device.value());
      return;
    }
    Entry entry = entries.get(device.value());
    if (entry == null || !entry.certificate.request().equals(certificate.get().request())) {
      Duration age = age(hello, now.wall());
      entry = new Entry(certificate.get(), now.elapsed().minus(age));
      entries.put(device.value(), entry);
    } else if (!entry.certificate.equals(certificate.get())) {
      entry.told.clear();
      entry.certificate = certificate.get();
    }
  }

  /** How long ago it was said, as far as that is known. */
  private static Duration age(Hello hello, Instant now) {
    return hello.synchronised() && hello.clock().isBefore(now)
        ? Duration.between(hello.clock(), now)
        : Duration.ZERO;
  }

  /** What is to be told now. */
  List<CertificateAlarm> due(Moment now) {
    List<CertificateAlarm> due = new ArrayList<>();
    entries.forEach(
        (device, entry) -> {
          for (Trouble trouble : Trouble.values()) {
            Duration told = entry.told.get(trouble);
            boolean again = told == null || now.elapsed().minus(told).compareTo(DAY) >= 0;
            if (again && is(trouble, entry, now)) {
              entry.told.put(trouble, now.elapsed());
              due.add(new CertificateAlarm(new DeviceId(device), trouble, entry.certificate));
            }
          }
        });
    return due;
  }

  private static boolean is(Trouble trouble, Entry entry, Moment now) {
    OwnCertificate certificate = entry.certificate;
    return switch (trouble) {
      case ENDS_SOON -> certificate.notAfter().isBefore(now.wall().plus(SOON));
      case WAITS ->
          certificate.request().isPresent()
              && now.elapsed().minus(entry.waitsSince).compareTo(SIGNED_WITHIN) >= 0;
      case NO_GOOD -> certificate.problem().isPresent();
    };
  }
}
