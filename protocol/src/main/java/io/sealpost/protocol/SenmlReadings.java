package io.sealpost.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Readings of one stream in SenML; what kind they are is told by the name of the first record. */
final class SenmlReadings {
  private static final String CELSIUS = "Cel";

  private SenmlReadings() {}

  /**
   * Writes a pack.
   *
   * @throws IllegalArgumentException if there are no readings, or of different kinds
   */
  static byte[] write(StreamName stream, List<Reading> readings) {
    if (readings.stream().map(Reading::getClass).distinct().count() != 1) {
      throw new IllegalArgumentException(
          readings.size() + " readings of " + stream + " must be at least one, all of one kind");
    }
    List<SenmlRecord> records = new ArrayList<>();
    for (Reading reading : readings) {
      records.addAll(records(stream, reading));
    }
    boolean oneRecordEach = readings.get(0) instanceof Reading.Temperature;
    return SenmlPack.write(oneRecordEach ? stream.value() : stream + "/", records);
  }

  private static List<SenmlRecord> records(StreamName stream, Reading reading) {
    if (reading instanceof Reading.Presence presence) {
      return SenmlPresence.records(stream, presence);
    }
    if (reading instanceof Reading.Health health) {
      return SenmlHealth.records(stream, health);
    }
    Reading.Temperature temperature = (Reading.Temperature) reading;
    Node value = new Node.Real(temperature.celsius());
    return List.of(SenmlRecord.of(reading, stream.value(), Optional.of(CELSIUS), value));
  }

  /**
   * Reads a pack.
   *
   * @param received the moment that relative times count from
   */
  static List<Reading> read(StreamName stream, byte[] pack, Instant received)
      throws DecodeException {
    List<SenmlRecord> records = SenmlPack.read(pack, received);
    String first = records.get(0).name();
    List<Reading> readings = new ArrayList<>();
    if (first.equals(stream.value())) {
      for (SenmlRecord record : records) {
        readings.add(temperature(stream, record));
      }
    } else if (first.equals(stream + "/" + SenmlHealth.HEAD)) {
      for (SenmlGroup group : SenmlGroup.split(stream, SenmlHealth.HEAD, records)) {
        readings.add(SenmlHealth.read(group));
      }
    } else {
      for (SenmlGroup group : SenmlGroup.split(stream, SenmlPresence.HEAD, records)) {
        readings.add(SenmlPresence.read(group));
      }
    }
    return readings;
  }

  private static Reading temperature(StreamName stream, SenmlRecord record) throws DecodeException {
    if (!record.name().equals(stream.value())) {
      throw record.refused("name must be \"" + stream + "\"");
    }
    double celsius = record.number(CELSIUS);
    return record.build(() -> new Reading.Temperature(record.time(), record.simulated(), celsius));
  }
}
