package io.sealpost.station.inbox;

import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.station.StationException;
import io.sealpost.station.store.StationStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What devices said last of their settings, until nothing newer waits to be read: only then is it
 * held against what is desired, since a hello of hours ago knows nothing of a wish of minutes ago.
 * For one thread.
 */
final class SaidSettings {
  private final Map<DeviceId, Hello> newest = new LinkedHashMap<>();

  void said(DeviceId device, Hello hello) {
    newest.put(device, hello);
  }

  /** What is not as desired, of those that said something since the last call. */
  List<Event> judge(StationStore store, AnswerBook answers) throws StationException {
    List<Event> events = new ArrayList<>();
    for (Map.Entry<DeviceId, Hello> each : newest.entrySet()) {
      DeviceId device = each.getKey();
      if (!answers.isAfter(device, each.getValue())) {
        Difference.between(store.ledger(device).desired(), each.getValue().settings())
            .forEach(difference -> events.add(new Event.SettingDiffers(device, difference)));
      }
    }
    newest.clear();
    return events;
  }
}
