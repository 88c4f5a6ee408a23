package io.sealpost.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Resolves the records of one pack, first to last (RFC 8428 section 4.6). Belongs to the thread
 * that reads the pack.
 */
final class SenmlResolver {
  // RFC 8428 section 4.5.1; the bound is ours.
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9:./_-]{0,255}");
  private static final double VERSION = 10;
  private static final Set<SenmlLabel> VALUES =
      Set.of(
          SenmlLabel.VALUE, SenmlLabel.TEXT_VALUE, SenmlLabel.TRUTH_VALUE, SenmlLabel.DATA_VALUE);
  private static final long EARLIEST_ABSOLUTE = Seconds.micros(ReadingTime.Wall.EARLIEST);

  private final Instant received;

  // What the records so far left to those after them.
  private String baseName = "";
  private Optional<String> baseUnit = Optional.empty();
  private long baseMicros;
  private double baseValue;

  /**
   * @param received the moment that relative times count from
   */
  SenmlResolver(Instant received) {
    this.received = received;
  }

  SenmlRecord resolve(SenmlFields fields) throws DecodeException {
    readBases(fields);
    String name = baseName + fields.text(SenmlLabel.NAME).orElse("");
    if (!NAME.matcher(name).matches()) {
      throw new DecodeException(
          "SenML name " + Check.quote(name) + " must be 1 to 256 of A-Z a-z 0-9 - : . / _");
    }
    Optional<String> unit = fields.text(SenmlLabel.UNIT).or(() -> baseUnit);
    return new SenmlRecord(
        name, unit, value(fields), time(fields), fields.mark(SenmlLabel.SIMULATED));
  }

  private void readBases(SenmlFields fields) throws DecodeException {
    OptionalDouble version = fields.number(SenmlLabel.BASE_VERSION);
    if (version.orElse(VERSION) != VERSION) {
      throw new DecodeException("SenML version must be 10, not " + version.getAsDouble());
    }
    baseName = fields.text(SenmlLabel.BASE_NAME).orElse(baseName);
    baseUnit = fields.text(SenmlLabel.BASE_UNIT).or(() -> baseUnit);
    baseValue = fields.number(SenmlLabel.BASE_VALUE).orElse(baseValue);
    OptionalDouble time = fields.number(SenmlLabel.BASE_TIME);
    if (time.isPresent()) {
      baseMicros = Seconds.toMicros("SenML base time", time.getAsDouble());
    }
  }

  private Node value(SenmlFields fields) throws DecodeException {
    if (VALUES.stream().filter(fields::has).count() > 1) {
      throw new DecodeException("SenML: more than one value in one record");
    }
    if (fields.has(SenmlLabel.TEXT_VALUE)) {
      return new Node.Text(fields.text(SenmlLabel.TEXT_VALUE).orElseThrow());
    }
    if (fields.has(SenmlLabel.TRUTH_VALUE)) {
      return new Node.Truth(fields.truth(SenmlLabel.TRUTH_VALUE).orElseThrow());
    }
    boolean onlyBase = fields.has(SenmlLabel.BASE_VALUE) && !fields.has(SenmlLabel.DATA_VALUE);
    OptionalDouble number = fields.number(SenmlLabel.VALUE);
    if (number.isPresent() || onlyBase) {
      return new Node.Real(sum(baseValue, number.orElse(0)));
    }
    return new Node.Nothing();
  }

  private static double sum(double base, double value) throws DecodeException {
    // Adding 0 would turn -0.0 into 0.0.
    double sum = base == 0 ? value : base + value;
    if (!Double.isFinite(sum)) {
      throw new DecodeException("SenML base value and value add up to more than a double holds");
    }
    return sum;
  }

  private ReadingTime time(SenmlFields fields) throws DecodeException {
    OptionalDouble time = fields.number(SenmlLabel.TIME);
    OptionalDouble uptime = fields.number(SenmlLabel.UPTIME);
    Optional<String> boot = fields.octets(SenmlLabel.BOOT);
    boolean unsynchronised = fields.mark(SenmlLabel.UNSYNCHRONISED);
    if (uptime.isEmpty() && boot.isEmpty()) {
      return wall(time.orElse(0), unsynchronised);
    }
    if (uptime.isEmpty() || boot.isEmpty()) {
      throw new DecodeException("SenML: boot_ and up_ go together");
    }
    if (time.isPresent() && !unsynchronised) {
      throw new DecodeException("SenML: beside boot_ and up_, t goes with unsync");
    }
    Optional<Instant> clock =
        unsynchronised ? Optional.of(wall(time.orElse(0), true).instant()) : Optional.empty();
    return sinceBoot(boot.get(), uptime.getAsDouble(), clock);
  }

  private static ReadingTime sinceBoot(String boot, double uptime, Optional<Instant> clock)
      throws DecodeException {
    Duration since = Seconds.toDuration("SenML up_", uptime);
    return DecodeException.building(
        "SenML boot_", () -> new ReadingTime.SinceBoot(new BootId(boot), since, clock));
  }

  private ReadingTime.Wall wall(double time, boolean unsynchronised) throws DecodeException {
    long micros = baseMicros + Seconds.toMicros("SenML time", time);
    // RFC 8428 section 4.5.3: smaller than 2^28 s is relative to now.
    boolean relative = micros < EARLIEST_ABSOLUTE;
    Instant instant = Seconds.instant(relative ? Seconds.micros(received) + micros : micros);
    if (!ReadingTime.Wall.isPlausible(instant)) {
      throw new DecodeException("SenML time " + instant + " is not plausible");
    }
    return new ReadingTime.Wall(instant, !unsynchronised);
  }
}
