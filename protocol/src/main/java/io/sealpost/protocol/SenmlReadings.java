package io.sealpost.protocol;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Readings of one stream in SenML; what kind they are is told by the name of the first record. */
final class SenmlReadings {
  private SenmlReadings() {}

  /**
   * Writes a pack.
   *
   * @throws IllegalArgumentException if there are no readings, or of different kinds
   */
  static byte[] write(StreamName stream, List<Reading> readings) {
    if (readings.isEmpty() || !areAlike(readings)) {
      throw new IllegalArgumentException(
          readings.size() + " readings of " + stream + " must be at least one, all of one kind");
    }
    List<SenmlRecord> records = new ArrayList<>();
    for (Reading reading : readings) {
      records.addAll(records(stream, reading));
    }
    boolean named = readings.get(0) instanceof Reading.Temperature;
    return SenmlPack.write(named ? stream.value() : stream + "/", records);
  }

  private static boolean areAlike(List<Reading> readings) {
    for (Reading reading : readings) {
      if (!reading.getClass().equals(readings.get(0).getClass())) {
        return false;
      }
    }
    return true;
  }

  private static List<SenmlRecord> records(StreamName stream, Reading reading) {
    if (reading instanceof Reading.Presence presence) {
      return SenmlPresence.records(stream, presence);
    }
    if (reading instanceof Reading.Health health) {
      return SenmlHealth.records(stream, health);
    }
    return SenmlTemperature.records(stream, (Reading.Temperature) reading);
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
    String health = stream + "/" + SenmlHealth.HEAD;
    if (first.equals(stream.value())) {
      for (SenmlGroup group : SenmlGroup.split(stream, first, records)) {
        readings.add(SenmlTemperature.read(group));
      }
    } else if (first.equals(health)) {
      for (SenmlGroup group : SenmlGroup.split(stream, health, records)) {
        readings.add(SenmlHealth.read(group));
      }
    } else {
      String presence = stream + "/" + SenmlPresence.HEAD;
      for (SenmlGroup group : SenmlGroup.split(stream, presence, records)) {
        readings.add(SenmlPresenceReader.read(group));
      }
    }
    return readings;
  }
}
