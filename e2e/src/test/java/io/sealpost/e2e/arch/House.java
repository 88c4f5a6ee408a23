package io.sealpost.e2e.arch;

import static com.tngtech.archunit.lang.conditions.ArchConditions.have;
import static com.tngtech.archunit.lang.conditions.ArchConditions.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/** Rules of the house, for every class. */
enum House {
  STATIC_FIELDS_ARE_FINAL {
    @Override
    ArchRule rule() {
      return fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .because("a static variable is state that no test can set up and no thread owns");
    }
  },
  STATIC_FIELDS_ARE_CONSTANTS {
    @Override
    ArchRule rule() {
      return fields()
          .that()
          .areStatic()
          .should(not(have(TYPE_MADE_TO_BE_CHANGED)))
          .because("a collection or an atomic in a static field is a variable in disguise");
    }
  },
  NAMES_SAY_SOMETHING {
    @Override
    ArchRule rule() {
      return noClasses()
          .should()
          .haveNameMatching(".*(Utils?|Helper|Manager|Impl)")
          .because("these words say nothing of what the type is for");
    }
  },
  PACKAGES_ARE_NULL_MARKED {
    @Override
    ArchRule rule() {
      return classes()
          .should(have(NULL_MARKED_PACKAGE))
          .because("NullAway checks marked packages only");
    }
  };

  private static final DescribedPredicate<JavaField> TYPE_MADE_TO_BE_CHANGED =
      DescribedPredicate.describe(
          "a type made to be changed", field -> isMadeToBeChanged(field.getRawType()));
  private static final DescribedPredicate<JavaClass> NULL_MARKED_PACKAGE =
      DescribedPredicate.describe(
          "a package-info with @NullMarked",
          type -> type.getPackage().isAnnotatedWith(NullMarked.class));

  /** The rule. */
  abstract ArchRule rule();

  private static boolean isMadeToBeChanged(JavaClass type) {
    boolean container = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    return (container && !type.isInterface())
        || type.getPackageName().equals("java.util.concurrent.atomic")
        || type.isEquivalentTo(ThreadLocal.class)
        || type.isEquivalentTo(StringBuilder.class);
  }
}
