package io.sealpost.device.privacy;

import io.sealpost.device.config.PrivacySettings;
import io.sealpost.device.config.PrivacySettings.People;
import io.sealpost.sensors.IpLiteral;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Takes out of the words of a failure what may not leave the device: what libraries and the system
 * put into their messages is not ours to choose.
 */
public final class Redaction {
  private static final String ADDRESS = "(address)";
  private static final String SOMEBODY = "somebody";

  /** With the separators of BlueZ's object paths as well. */
  private static final Pattern HARDWARE =
      Pattern.compile(
          "(?<![0-9A-Fa-f])[0-9A-Fa-f]{2}([:_-])[0-9A-Fa-f]{2}(?:\\1[0-9A-Fa-f]{2}){4}"
              + "(?![0-9A-Fa-f])");

  /** What may be one; a colon of the sentence may follow it. */
  private static final Pattern IP =
      Pattern.compile("(?<![0-9A-Za-z.])[0-9A-Fa-f:]{1,4}[0-9A-Fa-f:.]{1,41}(?![0-9A-Za-z])");

  private final boolean addresses;
  private final List<Pattern> names;

  /**
   * @param names of all people in the configuration
   */
  public Redaction(PrivacySettings settings, Collection<String> names) {
    this.addresses = settings.addresses();
    this.names =
        settings.people() == People.NAMES
            ? List.of()
            : names.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .map(Redaction::wholeWords)
                .collect(Collectors.toUnmodifiableList());
  }

  private static Pattern wholeWords(String name) {
    return Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(name) + "(?![\\p{L}\\p{N}])");
  }

  /**
   * What may be told of a text.
   *
   * @param text of one line
   */
  public String apply(String text) {
    String told = text;
    for (Pattern name : names) {
      told = name.matcher(told).replaceAll(SOMEBODY);
    }
    if (!addresses) {
      told = HARDWARE.matcher(told).replaceAll(ADDRESS);
    }
    return IP.matcher(told).replaceAll(Redaction::ip);
  }

  private static String ip(MatchResult match) {
    String text = match.group();
    int end = text.length();
    while (end > 0 && IpLiteral.parse(text.substring(0, end)).isEmpty()) {
      end = ".:".indexOf(text.charAt(end - 1)) < 0 ? 0 : end - 1;
    }
    if (end > 0) {
      return ADDRESS + text.substring(end);
    }
    int port = text.lastIndexOf(':');
    return port > 0 && IpLiteral.parse(text.substring(0, port)).isPresent()
        ? ADDRESS + text.substring(port)
        : text;
  }
}
