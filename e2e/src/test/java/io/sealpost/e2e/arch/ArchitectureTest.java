package io.sealpost.e2e.arch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What ships obeys the rules. */
final class ArchitectureTest {
  private static final String BASE = "io.sealpost";
  private static final JavaClasses SHIPPED =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(BASE);

  @ParameterizedTest
  @ValueSource(strings = {"protocol", "crypto", "mqtt", "sensors", "device", "station", "e2e"})
  void rulesSeeTheClassesOfEveryRoom(String room) {
    assertTrue(
        SHIPPED.stream().anyMatch(type -> type.getPackageName().startsWith(BASE + "." + room)),
        room + " has no class on the class path");
  }

  @Test
  void rulesDoNotSeeTheFixturesThatBreakThem() {
    assertFalse(SHIPPED.stream().anyMatch(type -> type.getName().contains(".violating.")));
  }

  @Test
  void roomsKnowOnlyTheRoomsBelow() {
    Arrows.between(BASE).check(SHIPPED);
  }

  @Test
  void packagesDoNotDependOnEachOtherInCircles() {
    Arrows.withoutCycles(BASE).check(SHIPPED);
  }

  @ParameterizedTest
  @EnumSource
  void libraryStaysBehindItsAdaptor(Vendors vendor) {
    vendor.rule(BASE).check(SHIPPED);
  }

  @ParameterizedTest
  @EnumSource
  void nobodyMakesTheCall(ForbiddenCalls call) {
    call.rule(BASE).check(SHIPPED);
  }

  @ParameterizedTest
  @EnumSource
  void houseRuleHolds(House rule) {
    rule.rule().check(SHIPPED);
  }
}
