package io.sealpost.station.inbox;

import io.sealpost.crypto.Counter;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.OwnCertificate;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import java.time.Instant;
import java.util.Optional;

/** Something that the operator should see. */
public sealed interface Event {
  /**
   * A reading, opened and authentic.
   *
   * @param name what the owner calls the device, if its hello was seen
   * @param counter epoch and sequence; empty in Fernet
   * @param taken when it was taken, as far as known: by the device's clock, or reckoned from the
   *     start of its boot
   */
  record ReadingOpened(
      DeviceId device,
      Optional<String> name,
      StreamName stream,
      Optional<Counter> counter,
      Reading reading,
      Optional<Instant> taken)
      implements Event {}

  /**
   * Readings that were sealed and did not come; reported once.
   *
   * @param first sequence of the first missing one
   * @param last sequence of the last missing one, at least {@code first}
   */
  record Gap(DeviceId device, StreamName stream, long epoch, long first, long last)
      implements Event {
    /** How many are missing. */
    public long missing() {
      return last - first + 1;
    }
  }

  /**
   * Messages that the device gave up on purpose, because its journal was full or they were too old.
   *
   * @param first sequence of the first
   * @param last sequence of the last, at least {@code first}
   * @param count how many between the two, as far as not told before, at least 1
   * @param reported how many of them were told as a {@link Gap} before
   */
  record Dropped(
      DeviceId device,
      StreamName stream,
      long epoch,
      long first,
      long last,
      long count,
      long reported)
      implements Event {}

  /**
   * It is known now when a boot started whose readings were shown without a date. One that was
   * taken at an uptime of that boot was taken at {@code started} plus that uptime.
   *
   * @param readings how many were shown without a date, at least 1
   */
  record BootDated(DeviceId device, BootId boot, Instant started, long readings) implements Event {}

  /** The status topic changed; it is not sealed, so that the broker can make it up. */
  record StatusChanged(DeviceId device, DeviceStatus status) implements Event {}

  /** A newer hello came. */
  record HelloChanged(DeviceId device, Hello hello) implements Event {}

  /**
   * A hello that should not exist beside the last one.
   *
   * @param kind what is wrong
   * @param known the last trusted hello
   * @param seen the new one, authentic too
   * @param oldKey whether it came under a key that the device had before
   */
  record HelloAlarm(DeviceId device, Kind kind, Hello known, Hello seen, boolean oldKey)
      implements Event {
    /** What is wrong. */
    public enum Kind {
      /** The epoch is lower than before. */
      ROLLED_BACK,
      /** The same epoch came with another boot id. */
      CLONED
    }
  }

  /**
   * Something is wrong with the certificate that a device shows to the broker.
   *
   * @param certificate as the device tells it
   */
  record CertificateAlarm(DeviceId device, Trouble trouble, OwnCertificate certificate)
      implements Event {
    /** What is wrong. */
    public enum Trouble {
      /** It ends within a week, or has ended. */
      ENDS_SOON,
      /** The device has asked for another for a while, and nobody has signed. */
      WAITS,
      /** The last renewal was no good. */
      NO_GOOD
    }
  }

  /** The device reports another setting than the one last asked for. */
  record SettingDiffers(DeviceId device, Difference difference) implements Event {}

  /**
   * A device answered to what is desired of it.
   *
   * @param detail what was wrong, and why
   */
  record DesiredAnswered(DeviceId device, Answer.Status status, Optional<String> detail)
      implements Event {}

  /**
   * Messages that were refused.
   *
   * @param device as the topic says it, so not to be trusted; empty if the topic names none
   * @param stream as the topic says it; empty likewise
   * @param count how many since they were reported last, at least 1
   */
  record Refused(String device, String stream, Refusal reason, long count) implements Event {}

  /**
   * Messages that were refused beyond what is told one by one.
   *
   * @param count at least 1
   */
  record MoreRefused(long count) implements Event {}
}
