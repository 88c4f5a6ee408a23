package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNameTest {
  @Test
  void sortsAsTextLikeItsNumber() {
    assertEquals("segment-000001", FileName.SEGMENT.of(1));
    assertEquals("quarantine-000012", FileName.QUARANTINE.of(12));
    assertEquals("segment-1234567", FileName.SEGMENT.of(1_234_567));
  }

  @ParameterizedTest
  @EnumSource
  void readsItsOwnNumbersBack(FileName name) {
    for (int number : new int[] {0, 1, 999_999, 1_000_000, 999_999_999}) {
      assertEquals(OptionalInt.of(number), name.number(name.of(number)));
    }
  }

  @Test
  void doesNotTakeOneKindForTheOther() {
    assertEquals(OptionalInt.empty(), FileName.SEGMENT.number("quarantine-000001"));
    assertEquals(OptionalInt.empty(), FileName.QUARANTINE.number("segment-000001"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "segment-",
        "segment-12345",
        "segment-1234567890",
        "segment-000001~",
        "segment-000001.bak",
        "xsegment-000001",
        "segment-00000a",
        "segment--00001",
        "Segment-000001",
        "segment-٠٠٠٠٠١",
      })
  void doesNotTakeAnyOtherFileForASegment(String name) {
    assertEquals(OptionalInt.empty(), FileName.SEGMENT.number(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "hi-IN-u-nu-deva", "th-TH-u-nu-thai"})
  void isTheSameInEveryLanguageOfTheMachine(String language) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(language));
    try {
      assertEquals("segment-000042", FileName.SEGMENT.of(42));
    } finally {
      Locale.setDefault(before);
    }
  }
}
