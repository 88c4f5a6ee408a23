package io.sealpost.device.logging;

import io.sealpost.protocol.LogLevel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tinylog.Level;
import org.tinylog.configuration.Configuration;
import org.tinylog.core.TinylogLoggingProvider;
import org.tinylog.format.MessageFormatter;
import org.tinylog.provider.ProviderRegistry;
import org.tinylog.runtime.RuntimeProvider;

/**
 * tinylog with a level that can be changed while it runs, for its own is fixed with the first
 * event: that one lets all through, and it is decided here. Packages with a level of their own in
 * {@code tinylog.properties} keep it. tinylog makes it by its name in {@code META-INF/services} and
 * {@code provider = adjustable}.
 */
public final class AdjustableLoggingProvider extends TinylogLoggingProvider {
  private static final String OWN = "level@";

  /** Packages and classes that have a level of their own. */
  private final Set<String> withOwn;

  /** Below it none of them lets anything through. */
  private final Level lowestOwn;

  // Written by the agent's thread, read by all.
  private volatile Level level = Level.INFO;

  /** At level info. */
  public AdjustableLoggingProvider() {
    Map<String, String> own = Configuration.getSiblings(OWN);
    withOwn =
        own.keySet().stream()
            .map(key -> key.substring(OWN.length()))
            .collect(Collectors.toUnmodifiableSet());
    lowestOwn =
        own.values().stream()
            .map(AdjustableLoggingProvider::level)
            .min(Comparator.naturalOrder())
            .orElse(Level.OFF);
  }

  /** What tinylog does not understand it complains of itself. */
  private static Level level(String label) {
    return Arrays.stream(Level.values())
        .filter(each -> each.name().equals(label.trim().toUpperCase(Locale.ROOT)))
        .findFirst()
        .orElse(Level.TRACE);
  }

  /** Logs from another level on; does nothing if tinylog was told to use another provider. */
  public static void change(LogLevel level) {
    if (ProviderRegistry.getLoggingProvider() instanceof AdjustableLoggingProvider adjustable) {
      adjustable.level = Level.valueOf(level.name());
    }
  }

  /** Another level from now on. */
  void level(Level level) {
    this.level = level;
  }

  private boolean isTooLow(Level severity) {
    return severity.compareTo(level) < 0;
  }

  private boolean mayHaveOwn(Level severity) {
    return severity.compareTo(lowestOwn) >= 0;
  }

  /** Whether a class, or a package that it is in, has a level of its own. */
  private boolean hasOwn(String name) {
    for (int end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
      if (withOwn.contains(name.substring(0, end))) {
        return true;
      }
    }
    return false;
  }

  /** Whether tinylog shall decide, which knows only what packages have of their own. */
  boolean passes(Level severity, String caller) {
    return !isTooLow(severity) || (mayHaveOwn(severity) && hasOwn(caller));
  }

  /** Looks for the caller only where that can make a difference: it costs a walk of the stack. */
  private boolean passesAt(Level severity, int depth) {
    return !isTooLow(severity)
        || (mayHaveOwn(severity) && hasOwn(RuntimeProvider.getCallerClassName(depth + 1)));
  }

  private boolean passesFor(Level severity, String loggerClass) {
    return !isTooLow(severity)
        || (mayHaveOwn(severity) && hasOwn(RuntimeProvider.getCallerClassName(loggerClass)));
  }

  @Override
  public boolean isEnabled(int depth, @Nullable String tag, Level severity) {
    return passesAt(severity, depth + 1) && super.isEnabled(depth + 1, tag, severity);
  }

  @Override
  public boolean isEnabled(String loggerClass, @Nullable String tag, Level severity) {
    return passesFor(severity, loggerClass) && super.isEnabled(loggerClass, tag, severity);
  }

  @Override
  public void log(
      int depth,
      @Nullable String tag,
      Level severity,
      @Nullable Throwable exception,
      @Nullable MessageFormatter formatter,
      @Nullable Object message,
      @Nullable Object @Nullable ... arguments) {
    if (passesAt(severity, depth + 1)) {
      super.log(depth + 1, tag, severity, exception, formatter, message, arguments);
    }
  }

  @Override
  public void log(
      String loggerClass,
      @Nullable String tag,
      Level severity,
      @Nullable Throwable exception,
      @Nullable MessageFormatter formatter,
      @Nullable Object message,
      @Nullable Object @Nullable ... arguments) {
    if (passesFor(severity, loggerClass)) {
      super.log(loggerClass, tag, severity, exception, formatter, message, arguments);
    }
  }
}
