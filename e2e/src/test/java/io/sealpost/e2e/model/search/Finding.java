package io.sealpost.e2e.model.search;

import java.util.List;

/**
 * A way to something that must not be.
 *
 * @param what that is
 * @param story the steps from the start, by label
 */
public record Finding(String what, List<String> story) {
  public Finding {
    story = List.copyOf(story);
  }

  @Override
  public String toString() {
    return what + ":\n  " + String.join("\n  ", story);
  }
}
