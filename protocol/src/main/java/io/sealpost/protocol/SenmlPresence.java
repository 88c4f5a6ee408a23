package io.sealpost.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A presence in SenML records: how many are present, so that nobody can be said too, then up to
 * eight for each, numbered from 0. In stream {@code devices}:
 *
 * <pre>
 * devices/count           count  1
 * devices/unsure          count  1                     where it is not 0
 * devices/strangers       count  4                     where they are counted
 * devices/0/name                 "Frank's phone"
 * devices/0/state                "absent"              where it is not present
 * devices/0/stranger             true                  where it is one
 * devices/0/mac                  "88:29:9C:00:61:A9"   where it may be told
 * devices/0/radio                "bluetooth"
 * devices/0/present_for   s      12.5                  how long the state has lasted
 * devices/0/rssi          dBW    -97                   where known; -67 dBm
 * devices/0/confidence    /      0.93                  where it is said
 * devices/deaf/0/scanner         "hci0"
 * devices/deaf/0/for      s      35
 * </pre>
 *
 * Display names are values, since SenML names have a narrow alphabet. The signal strength is in dBW
 * (dBm minus 30), since dBm is a secondary unit (RFC 8798), which a pack of the plain version 10
 * must not use (RFC 9100).
 */
final class SenmlPresence {
  static final String HEAD = "count";

  static final String COUNT = "count";
  static final String SECONDS = "s";
  static final String DECIBEL_WATT = "dBW";
  static final String RATIO = "/";
  static final int DBM_ABOVE_DBW = 30;
  static final String UNSURE = "unsure";
  static final String STRANGERS = "strangers";

  private SenmlPresence() {}

  static List<SenmlRecord> records(StreamName stream, Reading.Presence presence) {
    Draft draft = new Draft(presence, stream + "/");
    HeadCount count = presence.count();
    draft.number(HEAD, COUNT, count.present());
    if (count.unsure() > 0) {
      draft.number(UNSURE, COUNT, count.unsure());
    }
    count.strangers().ifPresent(strangers -> draft.number(STRANGERS, COUNT, strangers));
    for (int i = 0; i < presence.people().size(); i++) {
      addPerson(draft, i + "/", presence.people().get(i));
    }
    for (int i = 0; i < presence.deaf().size(); i++) {
      Deafness deaf = presence.deaf().get(i);
      draft.text("deaf/" + i + "/scanner", deaf.scanner());
      draft.seconds("deaf/" + i + "/for", deaf.deafFor());
    }
    return draft.records();
  }

  private static void addPerson(Draft draft, String path, Person person) {
    draft.text(path + "name", person.name());
    if (!person.isPresent()) {
      draft.text(path + "state", person.state().label());
    }
    if (!person.known()) {
      draft.mark(path + "stranger");
    }
    person.mac().ifPresent(mac -> draft.text(path + "mac", mac));
    draft.text(path + "radio", person.radio().label());
    draft.seconds(path + "present_for", person.stateFor());
    person
        .rssiDbm()
        .ifPresent(dbm -> draft.number(path + "rssi", DECIBEL_WATT, dbm - DBM_ABOVE_DBW));
    person
        .confidence()
        .ifPresent(percent -> draft.real(path + "confidence", RATIO, percent / 100.0));
  }

  /** Records of one presence, as they are written down. */
  private record Draft(Reading.Presence presence, String path, List<SenmlRecord> records) {
    Draft(Reading.Presence presence, String path) {
      this(presence, path, new ArrayList<>());
    }

    void number(String name, String unit, long value) {
      add(name, Optional.of(unit), new Node.Whole(value));
    }

    void real(String name, String unit, double value) {
      add(name, Optional.of(unit), new Node.Real(value));
    }

    void seconds(String name, Duration value) {
      real(name, SECONDS, Seconds.of(value));
    }

    void text(String name, String value) {
      add(name, Optional.empty(), new Node.Text(value));
    }

    void mark(String name) {
      add(name, Optional.empty(), new Node.Truth(true));
    }

    private void add(String name, Optional<String> unit, Node value) {
      records.add(SenmlRecord.of(presence, path + name, unit, value));
    }
  }
}
