package io.sealpost.device;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Format;
import io.sealpost.device.clock.TimeKeeper;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.control.CommandLimits;
import io.sealpost.device.control.ControlDesk;
import io.sealpost.device.control.ControlPolicy;
import io.sealpost.device.control.Orders;
import io.sealpost.device.control.SettingsInForce;
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
import io.sealpost.protocol.DutyCycle;
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
  private final CommandLimits limits;
  private final SettingsInForce settings;
  private final SensorBoard board;

  Assembly(DeviceConfig config, Outside outside) {
    this.config = config;
    this.outside = outside;
    this.codec = config.seal().format() == Format.FERNET ? new JsonCodec() : new CborCodec();
    this.seal = new Seal(config.id(), outside.identity().epoch(), outside.sealer());
    this.limits = new CommandLimits(config);
    this.settings = new SettingsInForce(config, limits, outside.kept().settings());
    this.board = new SensorBoard(outside.sensors().stream().map(Sensor::descriptor).toList());
  }

  /** What seals. */
  Seal seal() {
    return seal;
  }

  /** What is in force. */
  SettingsInForce settings() {
    return settings;
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
    Sampling sampling = sampling(request, random);
    Outbox outbox = outbox(inbox, lanes);
    Intake intake = new Intake(new Batches(codec, settings.batches()), codec, seal, outbox);
    HelloTimer timer = new HelloTimer();
    Beacon beacon = new Beacon(outside.reach().light());
    ControlDesk control = control(orders(sampling, intake, outbox, beacon, timer));
    Reporter reporter = reporter(keeper, control, outbox, lanes);
    Announcer announcer = new Announcer(reporter, codec, seal, outbox, timer, outside.renewals());
    return new Agent(
        new Agent.Parts(
            time.clock(),
            keeper,
            sampling,
            new Agent.Uplink(codec, seal, intake, outbox, announcer, outside.link()::counters),
            control,
            beacon,
            reporter,
            new HealthLog()));
  }

  private Sampling sampling(Consumer<StreamName> request, RandomGenerator random) {
    return new Sampling(
        new Sampler(settings.intervals(), outside.time().clock().nanos(), random),
        request,
        new ReportGate(settings.reporting()),
        board);
  }

  private Orders orders(
      Sampling sampling, Intake intake, Outbox outbox, Beacon beacon, HelloTimer timer) {
    Outside.Reach reach = outside.reach();
    Enforcer enforcer = new Enforcer(sampling, intake, this::listen, reach.log());
    enforcer.begin(config.settings(), settings.settings());
    return new AgentOrders(settings, enforcer, outbox, beacon, timer, outside.renewals(), reach);
  }

  private void listen(StreamName stream, DutyCycle duty) {
    outside.sensors().stream()
        .filter(sensor -> sensor.descriptor().stream().equals(stream))
        .forEach(sensor -> sensor.listen(duty));
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
            board,
            settings::settings,
            control,
            seal,
            outbox,
            outside.link()::counters,
            keeper::starts,
            outside.renewals()::said));
  }

  private ControlDesk control(Orders orders) {
    return new ControlDesk(
        Context.down(
            config.id().value(), Channel.Fixed.CONTROL.stream(), outside.identity().boot()),
        outside.rotation(),
        codec,
        new ControlPolicy(outside.identity().epoch(), limits),
        orders,
        settings::settings);
  }
}
