package io.sealpost.device.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.LogLevel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tinylog.Level;
import org.tinylog.Logger;
import org.tinylog.provider.ProviderRegistry;

/** With the program's own tinylog.properties. */
class AdjustableLoggingProviderTest {
  @AfterEach
  void restore() {
    AdjustableLoggingProvider.change(LogLevel.INFO);
  }

  @Test
  void isTheOneThatTinylogUses() {
    assertInstanceOf(AdjustableLoggingProvider.class, ProviderRegistry.getLoggingProvider());
  }

  @ParameterizedTest
  @EnumSource(LogLevel.class)
  void logsFromTheLevelOnThatItWasToldLast(LogLevel level) {
    AdjustableLoggingProvider.change(level);
    assertEquals(level.compareTo(LogLevel.TRACE) <= 0, Logger.isTraceEnabled());
    assertEquals(level.compareTo(LogLevel.DEBUG) <= 0, Logger.isDebugEnabled());
    assertEquals(level.compareTo(LogLevel.INFO) <= 0, Logger.isInfoEnabled());
    assertEquals(level.compareTo(LogLevel.WARN) <= 0, Logger.isWarnEnabled());
    assertTrue(Logger.isErrorEnabled());
  }

  @Test
  void asksNobodyForAMessageThatIsNotLogged() {
    boolean[] asked = {false, false};
    Logger.debug(
        () -> {
          asked[0] = true;
          return "not logged";
        });
    AdjustableLoggingProvider.change(LogLevel.DEBUG);
    Logger.debug(
        () -> {
          asked[1] = true;
          return "logged once in the tests";
        });
    assertFalse(asked[0]);
    assertTrue(asked[1]);
  }

  @Test
  void leavesPackagesTheLevelThatTheyHaveOfTheirOwn() {
    AdjustableLoggingProvider provider = new AdjustableLoggingProvider();
    for (Level level : new Level[] {Level.TRACE, Level.ERROR}) {
      provider.level(level);
      assertEquals(level == Level.TRACE, provider.passes(Level.WARN, "io.sealpost.Any"));
      assertTrue(provider.passes(Level.WARN, "org.freedesktop.dbus.Any"), "tinylog decides");
      assertFalse(level == Level.ERROR && provider.passes(Level.INFO, "org.freedesktop.dbus.Any"));
      assertEquals(level == Level.TRACE, provider.passes(Level.WARN, "org.freedesktopper.Any"));
    }
  }
}
