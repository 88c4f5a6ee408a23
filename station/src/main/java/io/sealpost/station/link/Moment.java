package io.sealpost.station.link;

import java.time.Duration;
import java.time.Instant;

/**
 * A moment on both clocks.
 *
 * @param wall the wall clock, which may jump
 * @param elapsed since some fixed moment; never jumps
 */
public record Moment(Instant wall, Duration elapsed) {}
