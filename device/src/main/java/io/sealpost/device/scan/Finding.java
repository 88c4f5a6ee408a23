package io.sealpost.device.scan;

import java.util.List;

/**
 * One thing that is there.
 *
 * @param words what it is, and what it says at present; one line
 * @param lines of TOML that read it, for {@code device.toml}; none if nothing is to be copied
 */
public record Finding(String words, List<String> lines) {
  /** Copies the list. */
  public Finding {
    lines = List.copyOf(lines);
  }
}
