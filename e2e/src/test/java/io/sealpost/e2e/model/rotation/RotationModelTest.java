package io.sealpost.e2e.model.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.e2e.model.search.Finding;
import io.sealpost.e2e.model.search.Search;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What it shows, and its figures: docs/protocol-model.md. */
final class RotationModelTest {
  private static final int MOST = 500_000;

  @ParameterizedTest(name = "{0} rotations, {1} boots, {2} commands, {3} cuts of the station")
  @CsvSource({"1, 3, 5, 2, 119187, 779805", "2, 2, 6, 1, 113061, 629905"})
  void noStateIsWrongAndAllSettle(
      int rotations, int boots, int commands, int cuts, int states, long transitions) {
    Search.Result result = search(new Scope(rotations, boots, commands, cuts), Set.of());
    assertEquals(Optional.empty(), result.finding());
    assertEquals(states, result.extent().states());
    assertEquals(transitions, result.extent().transitions());
  }

  @ParameterizedTest(name = "{0} is found")
  @EnumSource
  void everyFlawIsFound(Flaw flaw) {
    int rotations = flaw.rotations();
    Scope scope = new Scope(rotations, rotations == 1 ? 2 : 1, 3 * rotations, 1);
    Search.Result result = search(scope, Set.of(flaw));
    assertEquals(Optional.of(flaw.leadsTo()), result.finding().map(Finding::what));
  }

  @Test
  void whatIsLeftOutChangesNothing() {
    RotationMachine tidy = new RotationMachine(new Scope(1, 2, 3, 0), Set.of());
    Search<World> some = new Search<>(tidy, MOST);
    Search<World> all = new Search<>(tidy.hoarding(), MOST);
    assertEquals(Optional.empty(), some.run().finding());
    assertEquals(Optional.empty(), all.run().finding());
    assertEquals(
        some.visited(), all.visited().stream().map(tidy::tidy).collect(Collectors.toSet()));
  }

  private static Search.Result search(Scope scope, Set<Flaw> flaws) {
    Search.Result result = new Search<>(new RotationMachine(scope, flaws), MOST).run();
    System.out.println("rotation, " + scope + " " + flaws + ": " + result);
    return result;
  }
}
