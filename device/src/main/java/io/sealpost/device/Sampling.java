package io.sealpost.device;

import io.sealpost.device.health.SensorBoard;
import io.sealpost.device.sampling.ReportGate;
import io.sealpost.device.sampling.Sampler;
import io.sealpost.protocol.StreamName;
import java.util.function.Consumer;

/**
 * What of the agent has to do with sensors.
 *
 * @param sampler says what is due
 * @param request asks a sensor for a sample, which comes back as an event
 * @param gate lets through what is worth reporting
 * @param board how the sensors are
 */
record Sampling(
    Sampler sampler, Consumer<StreamName> request, ReportGate gate, SensorBoard board) {}
