package io.sealpost.protocol;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An agent's health in SenML records, one for each figure. In stream {@code health}:
 *
 * <pre>
 * health/uptime               s      3600.5
 * health/backlog_messages     count  0
 * health/backlog_bytes        B      0
 * health/dropped              count  0
 * health/handshakes_full      count  1
 * health/handshakes_resumed   count  20
 * health/refused              count  0
 * health/connects             count  21
 * health/backlog_oldest       s      0
 * health/journal_errors       count  0
 * health/clock_synchronised          true
 * health/alarm                       "journal: …"   while a power cut would lose readings
 * health/failing/temperature         true     for each stream whose sensor fails
 * </pre>
 */
final class SenmlHealth {
  static final String HEAD = "uptime";

  private static final String COUNT = "count";
  private static final String BYTES = "B";
  private static final String SECONDS = "s";
  private static final String OLDEST = "backlog_oldest";
  private static final String ALARM = "alarm";
  private static final String FAILING = "failing/";

  private SenmlHealth() {}

  static List<SenmlRecord> records(StreamName stream, Reading.Health health) {
    String path = stream + "/";
    List<SenmlRecord> records = new ArrayList<>();
    Node uptime = new Node.Real(Seconds.of(health.uptime()));
    records.add(SenmlRecord.of(health, path + HEAD, Optional.of(SECONDS), uptime));
    records.add(figure(health, path + "backlog_messages", COUNT, health.backlogMessages()));
    records.add(figure(health, path + "backlog_bytes", BYTES, health.backlogBytes()));
    records.add(figure(health, path + "dropped", COUNT, health.dropped()));
    records.add(figure(health, path + "handshakes_full", COUNT, health.handshakesFull()));
    records.add(figure(health, path + "handshakes_resumed", COUNT, health.handshakesResumed()));
    records.add(figure(health, path + "refused", COUNT, health.refused()));
    addSelf(records, path, health);
    for (StreamName failing : health.failingStreams()) {
      Node truth = new Node.Truth(true);
      records.add(SenmlRecord.of(health, path + FAILING + failing, Optional.empty(), truth));
    }
    return records;
  }

  private static void addSelf(List<SenmlRecord> records, String path, Reading.Health health) {
    records.add(figure(health, path + "connects", COUNT, health.connects()));
    Node oldest = new Node.Real(Seconds.of(health.backlogOldest()));
    records.add(SenmlRecord.of(health, path + OLDEST, Optional.of(SECONDS), oldest));
    records.add(figure(health, path + "journal_errors", COUNT, health.journalErrors()));
    Node synchronised = new Node.Truth(health.synchronised());
    records.add(
        SenmlRecord.of(health, path + "clock_synchronised", Optional.empty(), synchronised));
    health
        .alarm()
        .map(Node.Text::new)
        .ifPresent(why -> records.add(SenmlRecord.of(health, path + ALARM, Optional.empty(), why)));
  }

  private static SenmlRecord figure(Reading reading, String name, String unit, long value) {
    return SenmlRecord.of(reading, name, Optional.of(unit), new Node.Whole(value));
  }

  static Reading read(SenmlGroup group) throws DecodeException {
    SenmlRecord head = group.head();
    Duration uptime = Seconds.toDuration(head.name(), head.number(SECONDS));
    long backlogMessages = group.member("backlog_messages").whole(COUNT);
    long backlogBytes = group.member("backlog_bytes").whole(BYTES);
    long dropped = group.member("dropped").whole(COUNT);
    long full = group.member("handshakes_full").whole(COUNT);
    long resumed = group.member("handshakes_resumed").whole(COUNT);
    long refused = group.member("refused").whole(COUNT);
    long connects = group.member("connects").whole(COUNT);
    SenmlRecord age = group.member(OLDEST);
    Duration oldest = Seconds.toDuration(age.name(), age.number(SECONDS));
    long errors = group.member("journal_errors").whole(COUNT);
    boolean synchronised = group.member("clock_synchronised").truth();
    Optional<String> alarm = readAlarm(group);
    List<String> failing = readFailing(group);
    return head.build(
        () ->
            new Reading.Health(
                head.time(),
                head.simulated(),
                uptime,
                backlogMessages,
                backlogBytes,
                dropped,
                full,
                resumed,
                refused,
                connects,
                oldest,
                errors,
                synchronised,
                alarm,
                failing.stream().map(StreamName::new).toList()));
  }

  private static Optional<String> readAlarm(SenmlGroup group) throws DecodeException {
    SenmlRecord record = group.members().get(ALARM);
    if (record == null) {
      return Optional.empty();
    }
    String text = record.text();
    return Optional.of(record.build(() -> Check.text(ALARM, text, Hello.Backlog.MAX_ALARM)));
  }

  private static List<String> readFailing(SenmlGroup group) throws DecodeException {
    List<String> failing = new ArrayList<>();
    for (Map.Entry<String, SenmlRecord> member : group.members().entrySet()) {
      if (member.getKey().startsWith(FAILING)) {
        member.getValue().requireTrue();
        failing.add(member.getKey().substring(FAILING.length()));
      }
    }
    return failing;
  }
}
