package io.sealpost.e2e.arch;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.lang.ArchRule;

/** Which room may know which. */
final class Arrows {
  private Arrows() {}

  /**
   * device → sensors, mqtt, crypto, protocol; station → mqtt, crypto, protocol; sensors, mqtt,
   * crypto → protocol. Never back, never device ↔ station; only e2e knows them all.
   *
   * @param base package of the rooms
   */
  static ArchRule between(String base) {
    return layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(base + "..")
        .layer("protocol")
        .definedBy(base + ".protocol..")
        .layer("crypto")
        .definedBy(base + ".crypto..")
        .layer("mqtt")
        .definedBy(base + ".mqtt..")
        .layer("sensors")
        .definedBy(base + ".sensors..")
        .layer("device")
        .definedBy(base + ".device..")
        .layer("station")
        .definedBy(base + ".station..")
        .layer("e2e")
        .definedBy(base + ".e2e..")
        .whereLayer("protocol")
        .mayNotAccessAnyLayer()
        .whereLayer("crypto")
        .mayOnlyAccessLayers("protocol")
        .whereLayer("mqtt")
        .mayOnlyAccessLayers("protocol")
        .whereLayer("sensors")
        .mayOnlyAccessLayers("protocol")
        .whereLayer("device")
        .mayOnlyAccessLayers("sensors", "mqtt", "crypto", "protocol")
        .whereLayer("station")
        .mayOnlyAccessLayers("mqtt", "crypto", "protocol")
        .whereLayer("e2e")
        .mayNotBeAccessedByAnyLayer()
        .ensureAllClassesAreContainedInArchitecture();
  }

  /**
   * No package depends on one that depends on it. The packages in which a program is put together
   * know everything and are left out.
   *
   * @param base package of the rooms
   */
  static ArchRule withoutCycles(String base) {
    return slices()
        .matching(base + ".(**)")
        .should()
        .beFreeOfCycles()
        .ignoreDependency(
            resideInAnyPackage(base + ".station", base + ".device"),
            DescribedPredicate.alwaysTrue());
  }
}
