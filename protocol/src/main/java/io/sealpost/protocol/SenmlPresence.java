package io.sealpost.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A presence in SenML records: how many are present, so that nobody can be said too, then up to
 * five for each, numbered from 0. In stream {@code devices}:
 *
 * <pre>
 * devices/count           count  1
 * devices/0/name                 "Frank's phone"
 * devices/0/mac                  "88:29:9C:00:61:A9"   where it may be told
 * devices/0/radio                "bluetooth"
 * devices/0/present_for   s      12.5
 * devices/0/rssi          dBW    -97                   where known; -67 dBm
 * </pre>
 *
 * Display names are values, since SenML names have a narrow alphabet. The signal strength is in dBW
 * (dBm minus 30), since dBm is a secondary unit (RFC 8798), which a pack of the plain version 10
 * must not use (RFC 9100).
 */
final class SenmlPresence {
  static final String HEAD = "count";

  private static final String COUNT = "count";
  private static final String SECONDS = "s";
  private static final String DECIBEL_WATT = "dBW";
  private static final int DBM_ABOVE_DBW = 30;

  private SenmlPresence() {}

  static List<SenmlRecord> records(StreamName stream, Reading.Presence presence) {
    List<SenmlRecord> records = new ArrayList<>();
    Node count = new Node.Whole(presence.present().size());
    records.add(SenmlRecord.of(presence, stream + "/" + HEAD, Optional.of(COUNT), count));
    for (int i = 0; i < presence.present().size(); i++) {
      String path = stream + "/" + i + "/";
      addRecords(records, presence, path, presence.present().get(i));
    }
    return records;
  }

  private static void addRecords(
      List<SenmlRecord> records, Reading.Presence presence, String path, Reading.Present present) {
    records.add(text(presence, path + "name", present.name()));
    present.mac().ifPresent(mac -> records.add(text(presence, path + "mac", mac)));
    records.add(text(presence, path + "radio", present.radio().label()));
    Node seconds = new Node.Real(Seconds.of(present.presentFor()));
    records.add(SenmlRecord.of(presence, path + "present_for", Optional.of(SECONDS), seconds));
    if (present.rssiDbm().isPresent()) {
      Node dbw = new Node.Whole((long) present.rssiDbm().getAsInt() - DBM_ABOVE_DBW);
      records.add(SenmlRecord.of(presence, path + "rssi", Optional.of(DECIBEL_WATT), dbw));
    }
  }

  private static SenmlRecord text(Reading reading, String name, String value) {
    return SenmlRecord.of(reading, name, Optional.empty(), new Node.Text(value));
  }

  static Reading read(SenmlGroup group) throws DecodeException {
    long count = group.head().whole(COUNT);
    if (count < 0 || count > Reading.Presence.MAX_PRESENT) {
      throw group.head().refused("must be 0 to " + Reading.Presence.MAX_PRESENT);
    }
    List<Reading.Present> present = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      present.add(readPresent(group, i + "/"));
    }
    return new Reading.Presence(group.head().time(), group.head().simulated(), present);
  }

  private static Reading.Present readPresent(SenmlGroup group, String path) throws DecodeException {
    String name = group.member(path + "name").text();
    String radio = group.member(path + "radio").text();
    double seconds = group.member(path + "present_for").number(SECONDS);
    Duration presentFor = Seconds.toDuration(group.path() + path + "present_for", seconds);
    SenmlRecord mac = group.members().get(path + "mac");
    Optional<String> address = mac == null ? Optional.empty() : Optional.of(mac.text());
    OptionalInt rssi = readRssi(group, path + "rssi");
    return group
        .head()
        .build(
            () ->
                new Reading.Present(name, address, Reading.Radio.ofLabel(radio), presentFor, rssi));
  }

  private static OptionalInt readRssi(SenmlGroup group, String name) throws DecodeException {
    SenmlRecord rssi = group.members().get(name);
    if (rssi == null) {
      return OptionalInt.empty();
    }
    long dbm = rssi.whole(DECIBEL_WATT) + DBM_ABOVE_DBW;
    return OptionalInt.of(rssi.build(() -> Check.dbm(dbm)));
  }
}
