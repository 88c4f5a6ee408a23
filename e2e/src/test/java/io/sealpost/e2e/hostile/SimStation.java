package io.sealpost.e2e.hostile;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.Opener;
import io.sealpost.crypto.RefusedException;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import io.sealpost.station.command.Dispatch;
import io.sealpost.station.command.Ending;
import io.sealpost.station.command.Errand;
import io.sealpost.station.command.Fleet;
import io.sealpost.station.command.News;
import io.sealpost.station.command.Terms;
import io.sealpost.station.site.DeviceKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The station's own code, one process after the other, on one memory. */
final class SimStation implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  private final SimSite site;
  private final Map<DeviceId, DeviceKey> keys;
  private final HostileBroker broker;
  private final Witness witness;
  private final StationMemory memory = new StationMemory();
  private final Map<DeviceId, Sight> sights = new HashMap<>();
  private final Map<DeviceId, Answer> answered = new HashMap<>();
  private long wish;

  /** What is needed to read what is sealed for a device; boots are told newest first. */
  private record Sight(Opener opener, List<BootId> boots) {}

  private Fleet fleet;

  SimStation(SimSite site, Map<DeviceId, DeviceKey> keys, HostileBroker broker, Witness witness) {
    this.site = site;
    this.keys = keys;
    this.broker = broker;
    this.witness = witness;
    keys.forEach((device, key) -> sights.put(device, sight(key)));
    fleet = process();
  }

  /** Begins another process, that asks each device something. */
  void begin(Map<DeviceId, Errand> errands) throws StationException {
    fleet.close();
    fleet = process();
    answered.clear();
    wish++;
    for (Map.Entry<DeviceId, DeviceKey> key : keys.entrySet()) {
      Errand errand = errands.get(key.getKey());
      if (errand != null) {
        fleet.add(key.getValue(), errand);
      }
    }
    connect();
  }

  /** The connection to the broker stands. */
  void connect() {
    fleet.connected(site.clock().moment());
    keys.keySet().forEach(device -> broker.subscribe(hello(device), site.clock().elapsed()));
  }

  void disconnect() {
    fleet.disconnected("cut");
  }

  void receive(IncomingMessage message) throws StationException {
    fleet.message(message, site.clock().moment());
  }

  /** Does what is due. */
  void settle() throws StationException {
    fleet.tick(site.clock().moment());
    for (Dispatch dispatch : fleet.due(site.clock().moment())) {
      if (dispatch instanceof Dispatch.Publish publish) {
        observe(publish.message());
        broker.publish(publish.message(), site.clock().elapsed());
        fleet.delivered(publish.message());
      }
    }
  }

  boolean isOver() {
    return fleet.isOver();
  }

  /** The last answer of each device that answered since the process began. */
  Map<DeviceId, Answer> answered() {
    return answered;
  }

  /**
   * Looks in which boot a device is, so that what is sealed for it can be read here.
   *
   * @return whether that is another one than before
   */
  boolean observe(DeviceId device, BootId boot) {
    Sight sight = sights.get(device);
    if (sight == null || (!sight.boots().isEmpty() && sight.boots().get(0).equals(boot))) {
      return false;
    }
    sight.boots().add(0, boot);
    return true;
  }

  private Sight sight(DeviceKey key) {
    String device = key.device().value();
    return new Sight(
        site.sealing().opener(Format.COSE_1, key.psk(), device, Direction.DOWN, Optional.empty()),
        new ArrayList<>());
  }

  private Fleet process() {
    return new Fleet(
        SimSite.TOPICS, site.sealing(), new Terms(TIMEOUT, Ending.ALL), memory, memory, this::tell);
  }

  private void tell(News news) {
    if (news instanceof News.Answered answer) {
      answered.put(answer.device(), answer.answer());
    }
  }

  private String hello(DeviceId device) {
    return SimSite.TOPICS.topic(device, Channel.Fixed.HELLO);
  }

  private void observe(OutgoingMessage message) {
    DeviceId device = SimSite.TOPICS.parse(message.topic()).orElseThrow().device();
    Sight sight = Optional.ofNullable(sights.get(device)).orElseThrow();
    for (BootId boot : sight.boots()) {
      Context context = Context.down(device.value(), Channel.Fixed.CONTROL.stream(), boot);
      try {
        Opened opened = sight.opener().open(context, message.payload());
        Command command = new CborCodec().command(opened.plaintext());
        witness.sealed(
            Witness.tag(message.payload()),
            new Witness.Meant(device, boot, command.by(), command.action(), wish));
        return;
      } catch (RefusedException otherBoot) {
        // The next one may be it.
      } catch (DecodeException e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError("a command for no boot of " + device);
  }

  @Override
  public void close() {
    fleet.close();
    sights.values().forEach(sight -> sight.opener().close());
  }
}
