package io.sealpost.device.sampling;

import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.StreamName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Lets through what is worth reporting. It stands before everything that waits, is counted or is
 * sealed: a reading that is held back leaves no gap in the sequence, and none is held back that
 * waits in a batch already. Owned by the agent's thread.
 */
public final class ReportGate {
  private final Map<StreamName, ReportRule> rules = new HashMap<>();

  /**
   * @param reporting the rule of each stream that has one; all of the others is let through
   */
  public ReportGate(Map<StreamName, OnChange> reporting) {
    reporting.forEach((stream, rule) -> rules.put(stream, new ReportRule(rule)));
  }

  /** A stream has another rule, or none, from its next reading on, which is let through. */
  public void change(StreamName stream, Optional<OnChange> rule) {
    rules.remove(stream);
    rule.ifPresent(each -> rules.put(stream, new ReportRule(each)));
  }

  /** Whether to report this reading; what is no temperature always is. */
  public boolean passes(StreamName stream, Reading reading, long now) {
    ReportRule rule = rules.get(stream);
    return rule == null
        || !(reading instanceof Reading.Temperature temperature)
        || rule.reports(temperature, now);
  }

  /** The next reading of a stream is let through: it failed, or somebody changed its rate. */
  public void open(StreamName stream) {
    ReportRule rule = rules.get(stream);
    if (rule != null) {
      rule.open();
    }
  }
}
