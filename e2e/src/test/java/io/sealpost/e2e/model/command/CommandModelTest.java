package io.sealpost.e2e.model.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.e2e.model.command.Scope.Kind;
import io.sealpost.e2e.model.command.Scope.Wish;
import io.sealpost.e2e.model.search.Finding;
import io.sealpost.e2e.model.search.Search;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What it shows, and its figures: docs/protocol-model.md. */
final class CommandModelTest {
  private static final int MOST = 500_000;
  private static final Wish SET = new Wish(Kind.SET, 0);
  private static final Wish RESTART = new Wish(Kind.RESTART, 0);
  private static final Wish SET_THE_OTHER = new Wish(Kind.SET, 1);

  @Test
  void oneDeviceObeysOnceInTimeAndInItsBoot() {
    assertClean(new Scope(1, 3, 1, 3, true, List.of(SET, RESTART, SET)), 95_194, 512_044);
  }

  @Test
  void twoDevicesObeyWhatIsMeantForThem() {
    assertClean(new Scope(2, 2, 1, 2, false, List.of(SET, SET_THE_OTHER)), 29_932, 222_376);
  }

  @Test
  void twoDevicesObeyOnceWhileOneRestarts() {
    List<Wish> wishes = List.of(SET, RESTART, SET_THE_OTHER);
    assertClean(new Scope(2, 2, 0, 3, false, wishes), 10_138, 45_818);
  }

  @ParameterizedTest(name = "{0} is found")
  @EnumSource
  void everyFlawIsFound(Flaw flaw) {
    int devices = flaw == Flaw.ANY_DEVICE ? 2 : 1;
    boolean rollBack = flaw == Flaw.EPOCH_WITHOUT_BOOT_ID;
    List<Wish> wishes = flaw == Flaw.RESTARTS_AGAIN ? List.of(RESTART) : List.of(SET, SET);
    int boots = flaw == Flaw.LAST_COME_IS_BELIEVED ? 1 : 3;
    Scope scope = new Scope(devices, boots, 1, 3, rollBack, wishes);
    assertEquals(
        Optional.of(flaw.leadsTo()), search(scope, Set.of(flaw)).finding().map(Finding::what));
  }

  @Test
  void whatIsLeftOutChangesNothing() {
    Scope scope = new Scope(1, 2, 1, 3, true, List.of(SET, RESTART, SET));
    CommandMachine tidy = new CommandMachine(scope, Set.of());
    Search<World> some = new Search<>(tidy, MOST);
    Search<World> all = new Search<>(tidy.hoarding(), MOST);
    assertEquals(Optional.empty(), some.run().finding());
    assertEquals(Optional.empty(), all.run().finding());
    assertEquals(
        some.visited(), all.visited().stream().map(tidy::tidy).collect(Collectors.toSet()));
  }

  private static void assertClean(Scope scope, int states, long transitions) {
    Search.Result result = search(scope, Set.of());
    assertEquals(Optional.empty(), result.finding());
    assertEquals(states, result.extent().states());
    assertEquals(transitions, result.extent().transitions());
  }

  private static Search.Result search(Scope scope, Set<Flaw> flaws) {
    Search.Result result = new Search<>(new CommandMachine(scope, flaws), MOST).run();
    System.out.println("commands, " + scope + " " + flaws + ": " + result);
    return result;
  }
}
