package io.sealpost.e2e.arch.violating.device;

/** A name that says nothing. */
public record SomeManager(String what) {}
