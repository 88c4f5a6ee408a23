package io.sealpost.e2e.hostile;

import io.sealpost.device.clock.Moment;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Hellos of a device that has nothing to tell but what is in force. */
final class SimHello {
  private SimHello() {}

  static Hello of(BootId boot, long epoch, Moment now, OptionalLong lastCommand, Settings inForce) {
    Map<StreamName, Hello.Stream> streams = new HashMap<>();
    inForce.streams().forEach((stream, each) -> streams.put(stream, stream(each)));
    return new Hello(
        boot,
        epoch,
        now.uptime(),
        now.wall(),
        now.synchronised(),
        "sealpost 1",
        Optional.empty(),
        inForce.log(),
        new Hello.Link(1, 1, 0, 0, Optional.of(now.uptime())),
        Hello.Backlog.EMPTY,
        List.of(),
        lastCommand,
        streams);
  }

  private static Hello.Stream stream(StreamSettings settings) {
    return new Hello.Stream(
        settings,
        true,
        "simulated",
        Optional.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of());
  }
}
