package io.sealpost.device.scan;

import java.util.List;

/**
 * All things of one kind.
 *
 * @param title what they are
 * @param findings those that are there
 * @param remarks why there are none or not all, and what to do; each one line
 */
public record Section(String title, List<Finding> findings, List<String> remarks) {
  /** Copies the lists. */
  public Section {
    findings = List.copyOf(findings);
    remarks = List.copyOf(remarks);
  }
}
