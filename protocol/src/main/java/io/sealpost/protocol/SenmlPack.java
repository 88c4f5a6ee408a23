package io.sealpost.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A SenML pack in CBOR (RFC 8428 section 6), in the one form that {@link CborWriter} knows. Base
 * values are used when there are several records; sums, update times and data values are ignored.
 */
final class SenmlPack {
  private final String base;
  private final boolean several;
  private final Optional<String> commonUnit;

  // Confined to write(), which makes one instance per pack.
  private OptionalLong baseMicros = OptionalLong.empty();

  private SenmlPack(String base, List<SenmlRecord> records) {
    this.base = base;
    this.several = records.size() > 1;
    this.commonUnit = several && haveOneUnit(records) ? records.get(0).unit() : Optional.empty();
  }

  private static boolean haveOneUnit(List<SenmlRecord> records) {
    for (SenmlRecord record : records) {
      if (!record.unit().equals(records.get(0).unit())) {
        return false;
      }
    }
    return true;
  }

  /**
   * Writes a pack.
   *
   * @param base what all names begin with
   * @param records at least one
   */
  static byte[] write(String base, List<SenmlRecord> records) {
    SenmlPack pack = new SenmlPack(base, records);
    CborWriter writer = new CborWriter().array(records.size());
    for (int i = 0; i < records.size(); i++) {
      pack.fields(records.get(i), i == 0).write(writer);
    }
    return writer.toByteArray();
  }

  /**
   * Reads a pack and resolves its records.
   *
   * @param received the moment that relative times count from
   * @throws DecodeException if it is no pack, or an empty one
   */
  static List<SenmlRecord> read(byte[] pack, Instant received) throws DecodeException {
    CborReader reader = new CborReader(pack);
    int count = reader.array();
    if (count == 0) {
      throw new DecodeException("SenML: a pack has at least one record");
    }
    SenmlResolver resolver = new SenmlResolver(received);
    List<SenmlRecord> records = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      records.add(resolver.resolve(SenmlFields.read(reader)));
    }
    reader.end();
    return records;
  }

  private SenmlFields fields(SenmlRecord record, boolean first) {
    SenmlFields fields = new SenmlFields();
    String name = several ? record.name().substring(base.length()) : record.name();
    if (!name.isEmpty()) {
      fields.put(SenmlLabel.NAME, new Node.Text(name));
    }
    if (first && several) {
      fields.put(SenmlLabel.BASE_NAME, new Node.Text(base));
      commonUnit.ifPresent(unit -> fields.put(SenmlLabel.BASE_UNIT, new Node.Text(unit)));
    }
    if (commonUnit.isEmpty()) {
      record.unit().ifPresent(unit -> fields.put(SenmlLabel.UNIT, new Node.Text(unit)));
    }
    fields.put(valueLabel(record.value()), record.value());
    putTime(fields, record.time());
    if (record.simulated()) {
      fields.put(SenmlLabel.SIMULATED, new Node.Truth(true));
    }
    return fields;
  }

  private static SenmlLabel valueLabel(Node value) {
    if (value instanceof Node.Text) {
      return SenmlLabel.TEXT_VALUE;
    }
    return value instanceof Node.Truth ? SenmlLabel.TRUTH_VALUE : SenmlLabel.VALUE;
  }

  private void putTime(SenmlFields fields, ReadingTime time) {
    if (time instanceof ReadingTime.SinceBoot since) {
      since.clock().ifPresent(clock -> putWall(fields, clock, false));
      fields.put(SenmlLabel.UPTIME, new Node.Real(Seconds.of(since.uptime())));
      fields.put(SenmlLabel.BOOT, new Node.Octets(since.boot().hex()));
    } else if (time instanceof ReadingTime.Wall wall) {
      putWall(fields, wall.instant(), wall.synchronised());
    }
  }

  private void putWall(SenmlFields fields, Instant instant, boolean synchronised) {
    if (!synchronised) {
      fields.put(SenmlLabel.UNSYNCHRONISED, new Node.Truth(true));
    }
    long micros = Seconds.micros(instant);
    if (several && baseMicros.isEmpty()) {
      baseMicros = OptionalLong.of(micros);
      fields.put(SenmlLabel.BASE_TIME, new Node.Real(Seconds.ofMicros(micros)));
      return;
    }
    long delta = micros - baseMicros.orElse(0);
    if (delta != 0) {
      fields.put(SenmlLabel.TIME, new Node.Real(Seconds.ofMicros(delta)));
    }
  }
}
