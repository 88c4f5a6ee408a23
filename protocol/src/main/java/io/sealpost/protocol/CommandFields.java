package io.sealpost.protocol;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A command as named parts. */
final class CommandFields {
  private static final String BY = "by";
  private static final String LOG = "log";
  private static final String SET = "set";
  private static final String GET = "get";
  private static final String SAMPLE = "sample";
  private static final String IDENTIFY = "identify";
  private static final String RESTART = "restart";
  private static final String FORGET = "forget";
  private static final String ROTATE = "rotate";
  private static final String CERTIFY = "certify";
  private static final List<String> VERBS =
      List.of(SET, GET, SAMPLE, IDENTIFY, RESTART, FORGET, ROTATE, CERTIFY);

  private static final String DURATION = "for_ms";
  private static final String OFFER = "offer";
  private static final String TAKE = "take";
  private static final String CONFIRM = "confirm";
  private static final String ENC = "enc";
  private static final String WRAPPED = "wrapped";
  private static final String REQUEST = "request";
  private static final String CHAIN = "chain";

  private CommandFields() {}

  static Node write(Command command) {
    FieldWriter fields = new FieldWriter();
    Action action = command.action();
    fields.node(action.verb(), argument(action));
    if (action instanceof Action.Set set) {
      fields.text(LOG, set.log().map(LogLevel::label));
    }
    return fields.whole(BY, command.by().toMillis()).done();
  }

  private static Node argument(Action action) {
    if (action instanceof Action.Set set) {
      FieldWriter streams = new FieldWriter();
      new TreeMap<>(set.streams())
          .forEach((stream, change) -> streams.node(stream.value(), SettingsFields.write(change)));
      return streams.done();
    }
    if (action instanceof Action.Sample sample) {
      return new Node.Items(
          sample.streams().stream()
              .sorted()
              .<Node>map(stream -> new Node.Text(stream.value()))
              .toList());
    }
    if (action instanceof Action.Identify identify) {
      return new FieldWriter().whole(DURATION, identify.duration().toMillis()).done();
    }
    if (action instanceof Action.Certify certify) {
      return new FieldWriter()
          .octets(REQUEST, certify.request())
          .items(CHAIN, certify.chain().stream().<Node>map(Node.Octets::new).toList())
          .done();
    }
    return action instanceof Action.Rotate rotate ? argument(rotate) : new Node.Truth(true);
  }

  private static Node argument(Action.Rotate rotate) {
    if (rotate instanceof Action.Rotate.Take take) {
      return new FieldWriter()
          .whole(TAKE, take.generation())
          .octets(ENC, take.enc())
          .octets(WRAPPED, take.wrapped())
          .done();
    }
    String step = rotate instanceof Action.Rotate.Offer ? OFFER : CONFIRM;
    return new FieldWriter().whole(step, rotate.generation()).done();
  }

  static Command readCommand(FieldReader fields) throws DecodeException {
    List<String> verbs = VERBS.stream().filter(fields::has).toList();
    if (verbs.size() != 1) {
      throw new DecodeException(fields.path() + ": expected one of " + VERBS);
    }
    String verb = verbs.get(0);
    fields.refuseUnknown(verb.equals(SET) ? Set.of(SET, LOG, BY) : Set.of(verb, BY));
    Action action = readAction(fields, verb);
    long by = fields.whole(BY);
    return fields.build(() -> new Command(action, Duration.ofMillis(by)));
  }

  private static Action readAction(FieldReader fields, String verb) throws DecodeException {
    return switch (verb) {
      case SET -> readSet(fields);
      case SAMPLE -> readSample(fields);
      case IDENTIFY -> readIdentify(fields.fields(IDENTIFY));
      case ROTATE -> readRotate(fields.fields(ROTATE));
      case CERTIFY -> readCertify(fields.fields(CERTIFY));
      case GET -> asked(fields, GET, new Action.Get());
      case RESTART -> asked(fields, RESTART, new Action.Restart());
      default -> asked(fields, FORGET, new Action.Forget());
    };
  }

  private static Action asked(FieldReader fields, String verb, Action action)
      throws DecodeException {
    fields.requireTrue(verb);
    return action;
  }

  private static Action readSet(FieldReader fields) throws DecodeException {
    FieldReader set = fields.fields(SET);
    Map<StreamName, StreamChange> streams = new HashMap<>();
    for (String key : set.keys()) {
      StreamName stream = set.build(() -> new StreamName(key));
      streams.put(stream, SettingsFields.readChange(set.fields(key)));
    }
    Optional<String> log = fields.optionalText(LOG);
    return fields.build(() -> new Action.Set(streams, log.map(LogLevel::of)));
  }

  private static Action readSample(FieldReader fields) throws DecodeException {
    List<String> names = fields.listOfTexts(SAMPLE, Check.MAX_STREAMS);
    if (!names.equals(List.copyOf(new TreeSet<>(names)))) {
      throw new DecodeException(fields.path() + "." + SAMPLE + ": not sorted, or one is twice");
    }
    Set<StreamName> streams = new HashSet<>();
    for (String name : names) {
      streams.add(fields.build(() -> new StreamName(name)));
    }
    return fields.build(() -> new Action.Sample(streams));
  }

  private static Action readIdentify(FieldReader fields) throws DecodeException {
    fields.refuseUnknown(Set.of(DURATION));
    long millis = fields.whole(DURATION);
    return fields.build(() -> new Action.Identify(Duration.ofMillis(millis)));
  }

  private static Action readRotate(FieldReader fields) throws DecodeException {
    if (fields.has(TAKE)) {
      fields.refuseUnknown(Set.of(TAKE, ENC, WRAPPED));
      long generation = fields.whole(TAKE);
      String enc = fields.octets(ENC);
      String wrapped = fields.octets(WRAPPED);
      return fields.build(() -> new Action.Rotate.Take(generation, enc, wrapped));
    }
    String step = fields.has(OFFER) ? OFFER : CONFIRM;
    fields.refuseUnknown(Set.of(step));
    long generation = fields.whole(step);
    return fields.build(
        () ->
            step.equals(OFFER)
                ? new Action.Rotate.Offer(generation)
                : new Action.Rotate.Confirm(generation));
  }

  private static Action readCertify(FieldReader fields) throws DecodeException {
    fields.refuseUnknown(Set.of(REQUEST, CHAIN));
    String request = fields.octets(REQUEST);
    List<String> chain = fields.listOfOctets(CHAIN, Action.Certify.MAX_CHAIN);
    return fields.build(() -> new Action.Certify(request, chain));
  }
}
