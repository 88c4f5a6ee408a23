package io.sealpost.e2e.arch;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileDescriptor;
import java.util.List;

/** Calls that nobody makes, each with its reason. */
enum ForbiddenCalls {
  EXIT {
    @Override
    ArchRule rule(String base) {
      return noClasses()
          .that(DescribedPredicate.not(BESIDE_A_MAIN_METHOD))
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class)
          .because("only who starts the process knows that nothing else runs in it");
    }
  },
  SLEEP {
    @Override
    ArchRule rule(String base) {
      return noClasses()
          .should()
          .callMethodWhere(
              target(owner(named("java.lang.Thread", "java.util.concurrent.TimeUnit")))
                  .and(target(nameMatching("sleep"))))
          .because("time comes as an argument: what sleeps can be neither tested nor stopped");
    }
  },
  OLD_DATES {
    @Override
    ArchRule rule(String base) {
      return noClasses()
          .that()
          // java.security.cert knows no other times.
          .resideOutsideOfPackage(base + ".mqtt.tls..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching(
              "java\\.util\\.(Date|Calendar|GregorianCalendar)|java\\.text\\..*Format")
          .because("java.time says which clock and which unit, and its types do not change");
    }
  },
  ALGORITHM_BY_NAME {
    @Override
    ArchRule rule(String base) {
      return noClasses()
          .that()
          // RFC 6455 section 4.2.2 demands SHA-1 of a WebSocket, and asks no secrecy of it.
          .doNotHaveFullyQualifiedName(base + ".mqtt.net.WebSocket")
          .and()
          // A key and a certificate from files are tried on each other, by what the key is for.
          .doNotHaveFullyQualifiedName(base + ".mqtt.tls.ClientIdentity")
          .and()
          // Requests for certificates are signed, checked and told apart as RFC 2986 and X.509 have
          // it.
          .doNotHaveFullyQualifiedName(base + ".mqtt.tls.NewKey")
          .and()
          .doNotHaveFullyQualifiedName(base + ".mqtt.tls.SigningRequest")
          .and()
          .doNotHaveFullyQualifiedName(base + ".mqtt.tls.Digests")
          .should()
          .callMethodWhere(
              target(nameMatching("getInstance"))
                  .and(
                      target(
                          owner(
                              named(
                                  "java.security.MessageDigest",
                                  "javax.crypto.Mac",
                                  "javax.crypto.Cipher",
                                  "javax.crypto.SecretKeyFactory",
                                  "java.security.Signature")))))
          .because("crypto.bc alone chooses algorithms; a name in a string lets MD5 or ECB in");
    }
  },
  SLOW_PROVIDER {
    @Override
    ArchRule rule(String base) {
      return noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.bouncycastle.jce..", "org.bouncycastle.jcajce..", "org.bouncycastle.jsse..")
          .because("the provider costs 0.4 s at the start and BCJSSE resumes no session");
    }
  },
  PI4J_GUESSING {
    @Override
    ArchRule rule(String base) {
      return noClasses()
          .should()
          .callMethodWhere(
              target(owner(named("com.pi4j.Pi4J"))).and(target(nameMatching("newAutoContext.*"))))
          .because("it picks whatever provider it finds, on an ordinary PC the mock");
    }
  },
  DESERIALISATION {
    @Override
    ArchRule rule(String base) {
      return noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.io.ObjectInputStream")
          .because("it runs what the sender wants");
    }
  },
  SOCKET_OF_SYSTEMD {
    @Override
    ArchRule rule(String base) {
      return noClasses()
          .that()
          .resideOutsideOfPackage(base + ".device.systemd..")
          .should()
          .accessField(FileDescriptor.class, "in")
          .because("it may be the socket to systemd, which device.systemd alone writes to");
    }
  },
  STANDARD_STREAMS {
    @Override
    ArchRule rule(String base) {
      return noClasses()
          .that()
          .resideInAnyPackage(
              base + ".protocol..", base + ".crypto..", base + ".mqtt..", base + ".sensors..")
          .should(ACCESS_STANDARD_STREAMS)
          .because("what comes out on standard output is the program's business");
    }
  },
  GUESSABLE_RANDOM {
    @Override
    ArchRule rule(String base) {
      return noClasses()
          .that(resideInAPackage(base + ".crypto.."))
          .should()
          .callConstructorWhere(
              target(owner(named("java.util.Random", "java.util.SplittableRandom"))))
          .because("what it makes can be computed from what it made before");
    }
  };

  private static final DescribedPredicate<JavaClass> BESIDE_A_MAIN_METHOD =
      DescribedPredicate.describe(
          "reside in the package of a main method",
          type ->
              type.getPackage().getClasses().stream()
                  .anyMatch(other -> other.tryGetMethod("main", String[].class).isPresent()));

  /**
   * The rule against this call.
   *
   * @param base package of the rooms
   */
  abstract ArchRule rule(String base);

  private static DescribedPredicate<JavaClass> named(String... names) {
    return DescribedPredicate.describe(
        String.join(" or ", names), type -> List.of(names).contains(type.getName()));
  }
}
