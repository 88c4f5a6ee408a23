package io.sealpost.e2e.model.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SearchTest {
  /**
   * A number that is doubled or increased below 100.
   *
   * @param bad a wrong state
   * @param trap from where calm leads nowhere
   * @param forbidden the target of a step that must not be taken
   */
  private record Numbers(int bad, int trap, int forbidden) implements Machine<Integer> {
    @Override
    public Integer start() {
      return 1;
    }

    @Override
    public List<Step<Integer>> steps(Integer state) {
      return IntStream.of(state + 1, state * 2)
          .filter(next -> next < 100)
          .mapToObj(
              next ->
                  new Step<>(
                      () -> state + "→" + next,
                      next,
                      next == forbidden ? Optional.of("forbidden") : Optional.empty()))
          .collect(Collectors.toList());
    }

    @Override
    public Optional<String> wrong(Integer state) {
      return state == bad ? Optional.of("bad") : Optional.empty();
    }

    @Override
    public Optional<Step<Integer>> calm(Integer state) {
      if (state == 0) {
        return Optional.empty();
      }
      int next = state == trap ? trap : state - 1;
      return Optional.of(Step.to(() -> "calm " + next, next));
    }
  }

  @Test
  void everyStateIsVisitedOnce() {
    Search<Integer> search = new Search<>(new Numbers(-1, -1, -1), 99);
    Search.Result result = search.run();
    assertEquals(Optional.empty(), result.finding());
    assertEquals(99, result.extent().states());
    assertEquals(98 + 49, result.extent().transitions());
    assertEquals(IntStream.range(1, 100).boxed().collect(Collectors.toSet()), search.visited());
  }

  @Test
  void shortestWayToWrongStateIsTold() {
    Finding finding = found(new Numbers(12, -1, -1));
    assertEquals("bad", finding.what());
    assertEquals(List.of("1→2", "2→3", "3→6", "6→12"), finding.story());
  }

  @Test
  void wrongStepIsTold() {
    Finding finding = found(new Numbers(-1, -1, 5));
    assertEquals("forbidden", finding.what());
    assertEquals(List.of("1→2", "2→4", "4→5"), finding.story());
  }

  @Test
  void calmThatComesToNothingIsTold() {
    assertEquals("no agreement is reached", found(new Numbers(-1, 50, -1)).what());
  }

  @Test
  void scopeThatIsTooLargeIsRefused() {
    Search<Integer> search = new Search<>(new Numbers(-1, -1, -1), 98);
    assertThrows(IllegalStateException.class, search::run);
  }

  private static Finding found(Numbers numbers) {
    return new Search<>(numbers, 1_000).run().finding().orElseThrow();
  }
}
