package io.sealpost.e2e.arch.violating.sensors;

/** Its package has no package-info. */
public final class Unmarked {
  private Unmarked() {}
}
