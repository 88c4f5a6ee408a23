package io.sealpost.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A temperature in SenML records, and beside it what the same chip measures. In stream {@code
 * room}:
 *
 * <pre>
 * room            Cel    21.5
 * room/humidity   %RH    48.2      where the chip measures it
 * room/pressure   Pa     100653    where the chip measures it
 * </pre>
 */
final class SenmlTemperature {
  private static final String CELSIUS = "Cel";
  private static final String HUMIDITY = "humidity";
  private static final String RELATIVE_HUMIDITY = "%RH";
  private static final String PRESSURE = "pressure";
  private static final String PASCAL = "Pa";

  private SenmlTemperature() {}

  static List<SenmlRecord> records(StreamName stream, Reading.Temperature reading) {
    List<SenmlRecord> records = new ArrayList<>();
    records.add(figure(reading, stream.value(), CELSIUS, reading.celsius()));
    String path = stream + "/";
    reading
        .humidityPercent()
        .ifPresent(
            percent -> records.add(figure(reading, path + HUMIDITY, RELATIVE_HUMIDITY, percent)));
    reading
        .pressurePascal()
        .ifPresent(pascal -> records.add(figure(reading, path + PRESSURE, PASCAL, pascal)));
    return records;
  }

  static Reading read(SenmlGroup group) throws DecodeException {
    SenmlRecord head = group.head();
    double celsius = head.number(CELSIUS);
    OptionalDouble humidity = optional(group, HUMIDITY, RELATIVE_HUMIDITY);
    OptionalDouble pressure = optional(group, PRESSURE, PASCAL);
    return head.build(
        () -> new Reading.Temperature(head.time(), head.simulated(), celsius, humidity, pressure));
  }

  private static SenmlRecord figure(Reading reading, String name, String unit, double value) {
    return SenmlRecord.of(reading, name, Optional.of(unit), new Node.Real(value));
  }

  private static OptionalDouble optional(SenmlGroup group, String name, String unit)
      throws DecodeException {
    SenmlRecord record = group.members().get(name);
    return record == null ? OptionalDouble.empty() : OptionalDouble.of(record.number(unit));
  }
}
