package io.sealpost.e2e.hostile;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Rotation;
import io.sealpost.crypto.Sealer;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.control.CommandLimits;
import io.sealpost.device.control.ControlDesk;
import io.sealpost.device.control.ControlPolicy;
import io.sealpost.device.control.SettingsInForce;
import io.sealpost.device.keys.DeviceKeys;
import io.sealpost.device.keys.Owner;
import io.sealpost.device.keys.RotationDesk;
import io.sealpost.device.keys.Vault;
import io.sealpost.device.state.StateException;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Settings;
import io.sealpost.protocol.StreamName;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A device: its own code from the control topic to the answer, in boots that end at any moment. */
final class SimDevice implements AutoCloseable {
  /** What it sends beside hellos and answers. */
  static final Channel READINGS = new Channel.Readings(new StreamName("temperature"));

  private final Nature nature;
  private final SimSite site;
  private final DeviceId id;
  private final Body body;
  private final Consumer<OutgoingMessage> broker;
  private final CborCodec codec = new CborCodec();

  private long epoch;
  private Boot boot;

  /** What one boot has. */
  private record Boot(
      BootId id,
      Duration started,
      Map<Channel, Long> sequences,
      RotationDesk rotation,
      SettingsInForce settings,
      RecordedOrders orders,
      ControlDesk desk) {
    Boot with(ControlDesk other) {
      return new Boot(id, started, sequences, rotation, settings, orders, other);
    }
  }

  SimDevice(Nature nature, SimSite site, DeviceId id, Body body, Consumer<OutgoingMessage> broker) {
    this.nature = nature;
    this.site = site;
    this.id = id;
    this.body = body;
    this.broker = broker;
    epoch = 1;
    boot = boot(newBoot());
    sayHello();
  }

  DeviceId id() {
    return id;
  }

  BootId boot() {
    return boot.id();
  }

  Settings inForce() {
    return boot.settings().settings();
  }

  DeviceKeys keys() {
    return boot.rotation().keys();
  }

  /** Ends at once and starts anew. */
  void reboot() {
    if (nature == Nature.TWIN) {
      return;
    }
    BootId before = boot.id();
    boot.rotation().close();
    if (nature == Nature.REINCARNATED) {
      boot = boot(before);
    } else {
      epoch++;
      boot = boot(newBoot());
    }
    sayHello();
  }

  /**
   * Takes what came on the control topic.
   *
   * @param onlooker told what is obeyed
   * @param survives asked before the device says anything of it
   */
  void receive(IncomingMessage message, Onlooker onlooker, Survival survives) {
    Moment now = now();
    String tag = Witness.tag(message.payload());
    String kid = keys().kid();
    if (nature == Nature.FORGETFUL) {
      boot = boot.with(desk(boot.id(), boot.rotation(), boot.orders(), boot.settings()));
    }
    Optional<Answer> answer =
        boot.desk().receive(message, nature == Nature.TIMELESS ? early(now) : now);
    if (boot.orders().obeyed()) {
      onlooker.obeyed(tag, id, boot.id(), now.uptime(), inForce());
    }
    if (!survives.ask()) {
      reboot();
      return;
    }
    answer.ifPresent(
        said -> {
          onlooker.answered();
          publish(Channel.Fixed.ACK, codec.answer(said), false);
        });
    if (boot.orders().restarts()) {
      reboot();
    } else if (boot.orders().changed() || !kid.equals(keys().kid())) {
      sayHello();
    }
  }

  /** Whether a device lives after it got a message. */
  @FunctionalInterface
  interface Survival {
    /** Whether it does; what is to happen to its medium is done. */
    boolean ask();
  }

  /** Says who it is and what is in force. */
  void sayHello() {
    publish(
        Channel.Fixed.HELLO,
        codec.hello(SimHello.of(boot.id(), epoch, now(), boot.desk().lastCommand(), inForce())),
        true);
  }

  /** Something that is sealed now and may be on its way for long. */
  byte[] reading() {
    return seal(READINGS, new byte[] {1});
  }

  /** Whether a command that is sealed under this key now would open. */
  boolean opens(SecretBytes psk) {
    Context context = Context.down(name(), Channel.Fixed.CONTROL.stream(), boot.id());
    try (Sealer sealer = site.sealing().sealer(Format.COSE_1, psk, name(), Direction.DOWN)) {
      keys().open(context, sealer.seal(context, new Counter(epoch, 0), new byte[] {1}));
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  private void publish(Channel channel, byte[] plaintext, boolean retained) {
    String topic = SimSite.TOPICS.topic(id, channel);
    broker.accept(new OutgoingMessage(topic, seal(channel, plaintext), retained));
  }

  private byte[] seal(Channel channel, byte[] plaintext) {
    long sequence = boot.sequences().merge(channel, 1L, Long::sum) - 1;
    return keys()
        .sealer()
        .seal(Context.up(name(), channel.stream()), new Counter(epoch, sequence), plaintext);
  }

  private Moment now() {
    Duration uptime = site.clock().elapsed().minus(boot.started());
    return new Moment(uptime, site.clock().wall(), epoch % 2 == 0);
  }

  private static Moment early(Moment now) {
    return new Moment(Duration.ZERO, now.wall(), now.synchronised());
  }

  private String name() {
    return nature == Nature.TWIN ? "rpi-0" : id.value();
  }

  private BootId newBoot() {
    return new BootId(
        HexFormat.of().toHexDigits(nature == Nature.TWIN ? 1 : site.random().nextLong()));
  }

  private Boot boot(BootId fresh) {
    SettingsInForce settings =
        new SettingsInForce(body.config(), new CommandLimits(body.config()), body.settings());
    RotationDesk rotation = rotation(fresh);
    RecordedOrders orders = new RecordedOrders(settings);
    return new Boot(
        fresh,
        site.clock().elapsed(),
        new HashMap<>(),
        rotation,
        settings,
        orders,
        desk(fresh, rotation, orders, settings));
  }

  private RotationDesk rotation(BootId fresh) {
    Owner owner = new Owner(Format.COSE_1, name(), fresh, Optional.empty());
    Vault vault =
        new Vault(
            site.sealing(),
            body.keys(),
            () -> body.provisioned().part(0, body.provisioned().size()));
    try {
      return new RotationDesk(
          DeviceKeys.open(owner, site.sealing(), vault),
          new Rotation(new BcPrimitives()),
          new SecureRandom());
    } catch (SecretFileException | StateException e) {
      throw new AssertionError("the device does not start", e);
    }
  }

  private ControlDesk desk(
      BootId fresh, RotationDesk rotation, RecordedOrders orders, SettingsInForce settings) {
    return new ControlDesk(
        Context.down(name(), Channel.Fixed.CONTROL.stream(), fresh),
        rotation,
        codec,
        new ControlPolicy(epoch, new CommandLimits(body.config())),
        orders,
        settings::settings);
  }

  @Override
  public void close() {
    boot.rotation().close();
  }
}
