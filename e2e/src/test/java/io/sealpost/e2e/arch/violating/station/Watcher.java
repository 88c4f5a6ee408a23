package io.sealpost.e2e.arch.violating.station;

/** What a device must not know. */
public record Watcher(String name) {}
