package io.sealpost.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That a device is there can be said, however many streams it has and whatever they are called. */
class HelloSizeTest {
  private static final long MOST = 0xffff_ffffL;
  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
  private static final Duration LONG = Duration.ofHours(24).minusMillis(1);
  private static final Duration YEARS = Duration.ofDays(36_525);
  private static final BootId BOOT = new BootId("0123456789abcdef");

  private static Hello.Stream stream(String text) {
    return new Hello.Stream(
        new StreamSettings(
            LONG,
            Optional.of(new Batching(LONG, Batching.MOST)),
            Optional.of(new OnChange(33.333333333333336, LONG)),
            Optional.empty()),
        false,
        text,
        Optional.of(new Hello.Failure(text, YEARS)),
        Optional.empty(),
        OptionalLong.of(MOST),
        OptionalLong.of(MOST),
        List.of());
  }

  private static OwnCertificate certificate(String text) {
    return new OwnCertificate(
        NOW, Optional.of("ff".repeat(OwnCertificate.MAX_REQUEST)), Optional.of(text));
  }

  private static Hello hello(Hello.Stream stream, String text) {
    Map<StreamName, Hello.Stream> streams = new HashMap<>();
    for (int i = 0; i < Check.MAX_STREAMS; i++) {
      streams.put(new StreamName("%02d%s".formatted(i, "n".repeat(62))), stream);
    }
    return new Hello(
        BOOT,
        MOST,
        YEARS,
        NOW,
        false,
        "sealpost-device 1",
        Optional.of("kitchen"),
        LogLevel.ERROR,
        new Hello.Link(MOST, MOST, MOST, MOST, Optional.of(YEARS), Optional.of(certificate(text))),
        new Hello.Backlog(MOST, MOST, Optional.of(YEARS), MOST, MOST, Optional.of(text)),
        Collections.nCopies(Hello.MAX_BOOTS, new Hello.BootStart(BOOT, NOW)),
        OptionalLong.of(MOST),
        streams);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\"", "\u00e9", "\u20ac", "\ud83d\ude00"})
  void sixtyFourStreamsFitIfTheyAreBrief(String character) throws Exception {
    String text = character.repeat(400);
    Hello hello = hello(stream(text).brief(), text);

    for (MessageCodec codec : List.of(new CborCodec(), new JsonCodec())) {
      byte[] message = codec.hello(hello);
      assertTrue(message.length <= MessageCodec.MAX_ENCODED, message.length + " bytes");
      assertEquals(hello, codec.hello(message));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"x"})
  void plainTextsFitWithoutThat(String character) throws Exception {
    Hello hello = hello(stream(character.repeat(128)), "");

    assertEquals(hello, new JsonCodec().hello(new JsonCodec().hello(hello)));
  }
}
