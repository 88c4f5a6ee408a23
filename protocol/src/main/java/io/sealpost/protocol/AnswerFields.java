package io.sealpost.protocol;

import io.sealpost.protocol.Answer.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An answer as named parts. */
final class AnswerFields {
  private static final String COMMAND = "command";
  private static final String OF = "of";
  private static final String STATUS = "status";
  private static final String RATES = "rates";
  private static final String SETTINGS = "settings";
  private static final String LOG = "log";
  private static final String DETAIL = "detail";
  private static final String FORGOTTEN = "forgotten";
  private static final String STREAM = "stream";
  private static final String OFFER = "offer";

  private AnswerFields() {}

  static Node write(Answer answer) {
    FieldWriter fields =
        new FieldWriter()
            .whole(COMMAND, answer.command())
            .octets(OF, answer.of())
            .text(STATUS, answer.status().label())
            .text(DETAIL, answer.detail());
    write(answer.settings(), fields);
    if (answer.result() instanceof Result.Forgotten forgotten) {
      fields.items(FORGOTTEN, forgotten.ranges().stream().map(AnswerFields::write).toList());
    } else if (answer.result() instanceof Result.Offer offer) {
      fields.octets(OFFER, offer.publicKey());
    }
    return fields.done();
  }

  private static void write(Settings settings, FieldWriter fields) {
    FieldWriter rates = new FieldWriter();
    FieldWriter others = new FieldWriter();
    new TreeMap<>(settings.streams())
        .forEach(
            (stream, each) -> {
              rates.whole(stream.value(), each.interval().toMillis());
              Node.Fields beside = SettingsFields.writeBeside(each, new FieldWriter()).done();
              if (!beside.nodes().isEmpty()) {
                others.node(stream.value(), beside);
              }
            });
    fields.node(RATES, rates.done()).text(LOG, settings.log().label());
    Node.Fields beside = others.done();
    if (!beside.nodes().isEmpty()) {
      fields.node(SETTINGS, beside);
    }
  }

  private static Node write(Result.Range range) {
    return HelloBacklog.write(
        range.dropped(), new FieldWriter().text(STREAM, range.stream().value()));
  }

  static Answer readAnswer(FieldReader fields) throws DecodeException {
    long command = fields.whole(COMMAND);
    String of = fields.octets(OF);
    String status = fields.text(STATUS);
    Optional<String> detail =
        fields.has(DETAIL) ? Optional.of(fields.text(DETAIL, Answer.MAX_DETAIL)) : Optional.empty();
    Settings settings = readSettings(fields);
    Result result = readResult(fields);
    return fields.build(
        () -> new Answer(command, of, Answer.Status.ofLabel(status), settings, detail, result));
  }

  private static Settings readSettings(FieldReader fields) throws DecodeException {
    FieldReader rates = fields.fields(RATES);
    FieldReader others =
        fields.has(SETTINGS)
            ? fields.fields(SETTINGS)
            : new FieldReader(fields.path(), fields.syntax(), Map.of());
    Map<StreamName, StreamSettings> streams = new HashMap<>();
    for (String key : rates.keys()) {
      StreamName stream = rates.build(() -> new StreamName(key));
      FieldReader beside =
          others.has(key)
              ? others.fields(key)
              : new FieldReader(rates.path(), rates.syntax(), Map.of());
      streams.put(stream, SettingsFields.read(rates.whole(key), beside));
    }
    others.refuseUnknown(rates.keys());
    String log = fields.text(LOG);
    return fields.build(() -> new Settings(streams, LogLevel.of(log)));
  }

  private static Result readResult(FieldReader fields) throws DecodeException {
    if (fields.has(OFFER)) {
      String key = fields.octets(OFFER);
      return fields.build(() -> new Result.Offer(key));
    }
    if (!fields.has(FORGOTTEN)) {
      return Result.NONE;
    }
    List<Result.Range> ranges = new ArrayList<>();
    for (FieldReader range : fields.listOfFields(FORGOTTEN, Result.MAX_RANGES)) {
      String name = range.text(STREAM);
      StreamName stream = range.build(() -> new StreamName(name));
      ranges.add(new Result.Range(stream, HelloBacklog.readRange(range)));
    }
    return fields.build(() -> new Result.Forgotten(ranges));
  }
}
