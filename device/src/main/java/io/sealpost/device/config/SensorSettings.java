package io.sealpost.device.config;

import io.sealpost.protocol.StreamName;
import java.time.Duration;

/**
 * One sensor.
 *
 * @param stream where its readings go
 * @param interval 100 ms to 24 h
 * @param source what is read
 */
public record SensorSettings(StreamName stream, Duration interval, Source source) {}
