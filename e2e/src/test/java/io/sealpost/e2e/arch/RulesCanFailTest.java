package io.sealpost.e2e.arch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.sealpost.e2e.arch.violating.crypto.AsksTheDevice;
import io.sealpost.e2e.arch.violating.crypto.GuessableKey;
import io.sealpost.e2e.arch.violating.crypto.PrintsAndLogs;
import io.sealpost.e2e.arch.violating.device.AsksTheStation;
import io.sealpost.e2e.arch.violating.device.KnowsEveryLibrary;
import io.sealpost.e2e.arch.violating.device.SomeManager;
import io.sealpost.e2e.arch.violating.device.TakesTheForbiddenWay;
import io.sealpost.e2e.arch.violating.device.VariableForAll;
import io.sealpost.e2e.arch.violating.device.loop.AsksTheCrypto;
import io.sealpost.e2e.arch.violating.sensors.Unmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every rule finds the class that was written to break it. */
final class RulesCanFailTest {
  private static final String BASE = "io.sealpost.e2e.arch.violating";
  private static final JavaClasses VIOLATING = new ClassFileImporter().importPackages(BASE);

  @Test
  void arrowBackIsFound() {
    assertFinds(Arrows.between(BASE), AsksTheDevice.class);
  }

  @Test
  void arrowAcrossIsFound() {
    assertFinds(Arrows.between(BASE), AsksTheStation.class);
  }

  @Test
  void circleIsFound() {
    assertFinds(Arrows.withoutCycles(BASE), AsksTheCrypto.class);
  }

  /** Not one that no room uses yet: it is not on the class path, and no class can name it. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DBUS")
  void strayLibraryIsFound(Vendors vendor) {
    Class<?> stray = vendor == Vendors.TINYLOG ? PrintsAndLogs.class : KnowsEveryLibrary.class;
    assertFinds(vendor.rule(BASE), stray);
  }

  @ParameterizedTest
  @EnumSource
  void forbiddenCallIsFound(ForbiddenCalls call) {
    Class<?> caller =
        switch (call) {
          case STANDARD_STREAMS -> PrintsAndLogs.class;
          case GUESSABLE_RANDOM -> GuessableKey.class;
          case EXIT,
              SLEEP,
              OLD_DATES,
              ALGORITHM_BY_NAME,
              SLOW_PROVIDER,
              PI4J_GUESSING,
              SOCKET_OF_SYSTEMD,
              DESERIALISATION ->
              TakesTheForbiddenWay.class;
        };
    assertFinds(call.rule(BASE), caller);
  }

  @ParameterizedTest
  @EnumSource
  void unrulyClassIsFound(House rule) {
    Class<?> unruly =
        switch (rule) {
          case STATIC_FIELDS_ARE_FINAL, STATIC_FIELDS_ARE_CONSTANTS -> VariableForAll.class;
          case NAMES_SAY_SOMETHING -> SomeManager.class;
          case PACKAGES_ARE_NULL_MARKED -> Unmarked.class;
        };
    assertFinds(rule.rule(), unruly);
  }

  private static void assertFinds(ArchRule rule, Class<?> offender) {
    String report = rule.evaluate(VIOLATING).getFailureReport().toString();
    assertTrue(report.contains(offender.getName()), () -> offender + " is not in: " + report);
  }
}
