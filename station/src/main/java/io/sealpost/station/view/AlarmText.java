package io.sealpost.station.view;

import io.sealpost.station.inbox.Event;

/** What a hello that should not exist means, and what to do about it. */
public final class AlarmText {
  private AlarmText() {}

  /** What was seen. */
  public static String fact(Event.HelloAlarm alarm) {
    return switch (alarm.kind()) {
      case ROLLED_BACK ->
          "went back from epoch %d to %d".formatted(alarm.known().epoch(), alarm.seen().epoch());
      case CLONED ->
          "has two boots in epoch %d, %s and %s"
              .formatted(alarm.seen().epoch(), alarm.known().boot(), alarm.seen().boot());
    };
  }

  /** What it may come from, and what to do; one line. */
  public static String advice(Event.HelloAlarm alarm) {
    String device = alarm.device().value();
    if (alarm.oldKey()) {
      return "it speaks under a key that it had before: its card was restored to a state before the"
          + " key was changed, and takes no command any more, or its old card is in use. Provision"
          + " it anew: \"sealpost revoke %s\", \"sealpost key new %s\", carry the key there"
              .formatted(device, device);
    }
    String cure =
        "else somebody has a copy of its card and key: \"sealpost rotate %s\" leaves the copy behind"
                .formatted(device)
            + " if the right one answers; to be sure revoke it and carry a new key there";
    return switch (alarm.kind()) {
      case ROLLED_BACK ->
          "its card was restored, or the broker replays an old hello. If you restored the card, the"
              + " alarm ends when its boots have caught up; "
              + cure;
      case CLONED ->
          "its card was cloned, or restored by you to the state before this boot. Only one of the two"
              + " may run; if you restored it, restart it once more; "
              + cure;
    };
  }
}
