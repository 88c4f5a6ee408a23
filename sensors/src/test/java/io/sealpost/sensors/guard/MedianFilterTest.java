package io.sealpost.sensors.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MedianFilterTest {
  @Test
  void aMedianOfOneIsTheValueItself() {
    MedianFilter filter = new MedianFilter(1);
    assertEquals(3, filter.add(3));
    assertEquals(-7, filter.add(-7));
  }

  @Test
  void ofAnEvenNumberAtTheBeginningTheMiddleIsBetweenTwo() {
    MedianFilter filter = new MedianFilter(5);
    assertEquals(1, filter.add(1));
    assertEquals(2, filter.add(3));
    assertEquals(3, filter.add(9));
    assertEquals(3.5, filter.add(4));
  }

  @Test
  void aClearedFilterBeginsAnew() {
    MedianFilter filter = new MedianFilter(3);
    filter.add(1);
    filter.add(1);
    filter.clear();
    assertEquals(5, filter.add(5));
  }

  @Test
  void itIsTheMedianOfTheLastValuesOnly() {
    SplittableRandom random = new SplittableRandom(5);
    for (int size = 1; size <= Guards.MAX_MEDIAN; size += 2) {
      MedianFilter filter = new MedianFilter(size);
      List<Double> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        double value = random.nextInt(100);
        all.add(value);
        double median = filter.add(value);
        if (all.size() >= size) {
          List<Double> last = all.subList(all.size() - size, all.size());
          assertEquals(last.stream().sorted().toList().get(size / 2), median);
        }
      }
    }
  }
}
