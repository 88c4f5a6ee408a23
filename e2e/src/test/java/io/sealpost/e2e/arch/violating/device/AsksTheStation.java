package io.sealpost.e2e.arch.violating.device;

import io.sealpost.e2e.arch.violating.station.Watcher;

/** An arrow across. */
public record AsksTheStation(Watcher watcher) {}
