package io.sealpost.device;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Format;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.control.ControlDesk;
import io.sealpost.device.control.ControlPolicy;
import io.sealpost.device.control.Rates;
import io.sealpost.device.health.Reporter;
import io.sealpost.device.health.SensorBoard;
import io.sealpost.device.journal.MemoryJournal;
import io.sealpost.device.loop.Inbox;
import io.sealpost.device.sampling.Sampler;
import io.sealpost.device.uplink.Outbox;
import io.sealpost.device.uplink.Seal;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.JsonCodec;
import io.sealpost.protocol.MessageCodec;
import io.sealpost.protocol.StreamName;
import io.sealpost.sensors.Sensor;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Puts the agent together. */
final class Assembly {
  private final DeviceConfig config;
  private final Outside outside;
  private final Seal seal;
  private final Rates rates;
  private final SensorBoard board;

  Assembly(DeviceConfig config, Outside outside) {
    this.config = config;
    this.outside = outside;
    this.seal = new Seal(config.id(), outside.identity().epoch(), outside.sealer());
    this.rates = new Rates(config, outside.rates());
    this.board = new SensorBoard(outside.sensors().stream().map(Sensor::descriptor).toList());
  }

  /** What seals. */
  Seal seal() {
    return seal;
  }

  /** The intervals in force. */
  Rates rates() {
    return rates;
  }

  /**
   * The agent, sampling from now on.
   *
   * @param inbox hears of acknowledgements
   * @param request asks a sensor for a sample
   * @param random spreads the streams over time
   */
  Agent agent(Inbox inbox, Consumer<StreamName> request, RandomGenerator random) {
    MessageCodec codec =
        config.seal().format() == Format.FERNET ? new JsonCodec() : new CborCodec();
    ControlDesk control = control(codec);
    Outbox outbox =
        new Outbox(
            outside.link(),
            config.broker().topics(),
            config.id(),
            inbox,
            new MemoryJournal(config.journal().maxMessages(), config.journal().maxBytes()));
    Reporter reporter =
        new Reporter(
            outside.identity(),
            outside.sequencesBefore(),
            new Reporter.Sources(board, rates, control, seal, outbox, outside.link()::counters));
    Sampler sampler = new Sampler(rates.intervals(), outside.clock().nanos(), random);
    return new Agent(
        new Agent.Parts(
            outside.clock(),
            sampler,
            request,
            board,
            codec,
            seal,
            outbox,
            control,
            rates,
            reporter));
  }

  private ControlDesk control(MessageCodec codec) {
    return new ControlDesk(
        Context.down(
            config.id().value(), Channel.Fixed.CONTROL.stream(), outside.identity().boot()),
        outside.opener(),
        codec,
        new ControlPolicy(outside.identity().epoch(), config.limits(), config.intervals().keySet()),
        rates);
  }
}
