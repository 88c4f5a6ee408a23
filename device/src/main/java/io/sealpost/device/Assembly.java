package io.sealpost.device;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Format;
import io.sealpost.device.clock.TimeKeeper;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.control.ControlDesk;
import io.sealpost.device.control.ControlPolicy;
import io.sealpost.device.control.Rates;
import io.sealpost.device.health.HealthLog;
import io.sealpost.device.health.Reporter;
import io.sealpost.device.health.SensorBoard;
import io.sealpost.device.loop.Inbox;
import io.sealpost.device.sampling.ReportGate;
import io.sealpost.device.sampling.Sampler;
import io.sealpost.device.uplink.Batches;
import io.sealpost.device.uplink.Intake;
import io.sealpost.device.uplink.Lanes;
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
  private final MessageCodec codec;
  private final Seal seal;
  private final Rates rates;
  private final SensorBoard board;

  Assembly(DeviceConfig config, Outside outside) {
    this.config = config;
    this.outside = outside;
    this.codec = config.seal().format() == Format.FERNET ? new JsonCodec() : new CborCodec();
    this.seal = new Seal(config.id(), outside.identity().epoch(), outside.sealer());
    this.rates = new Rates(config, outside.kept().rates());
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
   * @param lanes what is kept for the broker; closed by the caller
   * @param store where time is kept
   * @param request asks a sensor for a sample
   * @param random spreads the streams over time
   */
  Agent agent(
      Inbox inbox,
      Lanes lanes,
      TimeKeeper.Store store,
      Consumer<StreamName> request,
      RandomGenerator random) {
    Outside.Time time = outside.time();
    TimeKeeper keeper = new TimeKeeper(time.clock(), time.good(), time.boots(), store);
    ControlDesk control = control();
    Outbox outbox = outbox(inbox, lanes);
    Reporter reporter = reporter(keeper, control, outbox, lanes);
    Sampler sampler = new Sampler(rates.intervals(), time.clock().nanos(), random);
    return new Agent(
        new Agent.Parts(
            time.clock(),
            keeper,
            new Sampling(sampler, request, new ReportGate(config.reporting()), board),
            new Agent.Uplink(
                codec,
                seal,
                new Intake(new Batches(codec, config.batches()), codec, seal, outbox),
                outbox,
                new Announcer(reporter, codec, seal, outbox),
                outside.link()::counters),
            control,
            rates,
            reporter,
            new HealthLog()));
  }

  private Outbox outbox(Inbox inbox, Lanes lanes) {
    return new Outbox(
        new Outbox.Route(outside.link(), config.broker().topics(), config.id(), inbox),
        lanes,
        config.journal().window(),
        config.journal().backlogRate());
  }

  private Reporter reporter(TimeKeeper keeper, ControlDesk control, Outbox outbox, Lanes lanes) {
    return new Reporter(
        outside.identity(),
        outside.kept().sequencesBefore().apply(lanes.newest()),
        new Reporter.Sources(
            board, rates, control, seal, outbox, outside.link()::counters, keeper::starts));
  }

  private ControlDesk control() {
    return new ControlDesk(
        Context.down(
            config.id().value(), Channel.Fixed.CONTROL.stream(), outside.identity().boot()),
        outside.rotation(),
        codec,
        new ControlPolicy(outside.identity().epoch(), config.limits(), config.intervals().keySet()),
        rates);
  }
}
