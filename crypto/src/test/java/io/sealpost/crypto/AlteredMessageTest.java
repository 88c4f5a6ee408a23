package io.sealpost.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.RefusedException.Reason;
import io.sealpost.protocol.BootId;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sealed message is opened as it is, where it belongs, or not at all. */
class AlteredMessageTest {
  private static final int[] SIZES = {0, 1, 15, 16, 46, 256};

  @ParameterizedTest
  @EnumSource(Format.class)
  void opensWhatWasNotAltered(Format format) throws RefusedException {
    for (int size : SIZES) {
      byte[] plaintext = Samples.bytes(size, 7);
      try (Opener opener = Samples.opener(format)) {
        Opened opened = opener.open(Samples.UP, Samples.sealed(format, plaintext));
        assertArrayEquals(plaintext, opened.plaintext());
        assertEquals(Opened.TAG_SIZE, opened.tag().length);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void everyFlippedBitIsRefused(Format format) {
    for (int size : SIZES) {
      byte[] sealed = Samples.sealed(format, Samples.bytes(size, 7));
      try (Opener opener = Samples.opener(format)) {
        for (int bit = 0; bit < sealed.length * Byte.SIZE; bit++) {
          byte[] altered = sealed.clone();
          altered[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
          Refusals.reasonFor(opener, Samples.UP, altered);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void everyTruncationIsRefused(Format format) {
    for (int size : SIZES) {
      byte[] sealed = Samples.sealed(format, Samples.bytes(size, 7));
      try (Opener opener = Samples.opener(format)) {
        for (int length = 0; length < sealed.length; length++) {
          Refusals.reasonFor(opener, Samples.UP, Arrays.copyOf(sealed, length));
          Refusals.reasonFor(
              opener,
              Samples.UP,
              Arrays.copyOfRange(sealed, sealed.length - length, sealed.length));
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void everyAddedByteIsRefused(Format format) {
    byte[] sealed = Samples.sealed(format, Samples.bytes(46, 7));
    try (Opener opener = Samples.opener(format)) {
      for (int value = 0; value < 256; value++) {
        for (int at = 0; at <= sealed.length; at++) {
          Refusals.reasonFor(opener, Samples.UP, with(sealed, at, (byte) value));
        }
      }
    }
  }

  private static byte[] with(byte[] sealed, int at, byte value) {
    byte[] longer = new byte[sealed.length + 1];
    System.arraycopy(sealed, 0, longer, 0, at);
    longer[at] = value;
    System.arraycopy(sealed, at, longer, at + 1, sealed.length - at);
    return longer;
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"COSE_1", "COSE_2"})
  void aMessageMovedToAnotherStreamIsRefused(Format format) {
    byte[] sealed = Samples.sealed(format, Samples.bytes(46, 7));
    try (Opener opener = Samples.opener(format)) {
      Context elsewhere = Context.up(Samples.DEVICE, "temperature2");
      assertEquals(Reason.NOT_AUTHENTIC, Refusals.reasonFor(opener, elsewhere, sealed));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"COSE_1", "COSE_2"})
  void aMessageOfAnotherDeviceWithTheSameKeyIsRefused(Format format) {
    byte[] sealed = Samples.sealed(format, Samples.bytes(46, 7));
    try (Opener opener =
        Samples.SEALING.opener(format, Samples.key(1), "rpi-08", Direction.UP, Optional.empty())) {
      Context context = Context.up("rpi-08", Samples.STREAM);
      assertEquals(Reason.UNKNOWN_KEY, Refusals.reasonFor(opener, context, sealed));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Format.class,
      names = {"COSE_1", "COSE_2"})
  void aMessageReflectedToItsSenderIsRefused(Format format) {
    byte[] sealed = Samples.sealed(format, Samples.bytes(46, 7));
    try (Opener opener =
        Samples.SEALING.opener(
            format, Samples.key(1), Samples.DEVICE, Direction.DOWN, Optional.empty())) {
      Context context = Context.down(Samples.DEVICE, Samples.STREAM, Samples.BOOT);
      assertEquals(Reason.NOT_AUTHENTIC, Refusals.reasonFor(opener, context, sealed));
    }
  }

  @Test
  void aCommandForAnotherBootIsRefused() {
    try (Sealer sealer =
            Samples.SEALING.sealer(Format.COSE_1, Samples.key(1), Samples.DEVICE, Direction.DOWN);
        Opener opener =
            Samples.SEALING.opener(
                Format.COSE_1, Samples.key(1), Samples.DEVICE, Direction.DOWN, Optional.empty())) {
      byte[] sealed = sealer.seal(Samples.DOWN, Samples.COUNTER, new byte[] {1});
      Context rebooted = Context.down(Samples.DEVICE, "control", new BootId("0123456789abcdee"));
      assertEquals(Reason.NOT_AUTHENTIC, Refusals.reasonFor(opener, rebooted, sealed));
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void aMessageUnderAnotherKeyIsRefused(Format format) {
    byte[] sealed = Samples.sealed(format, Samples.bytes(46, 7));
    Reason expected = format == Format.FERNET ? Reason.NOT_AUTHENTIC : Reason.UNKNOWN_KEY;
    try (Opener opener =
        Samples.SEALING.opener(
            format, Samples.key(2), Samples.DEVICE, Direction.UP, Optional.empty())) {
      assertEquals(expected, Refusals.reasonFor(opener, Samples.UP, sealed));
    }
  }

  @Test
  void everyFormatRefusesTheMessagesOfTheOthers() {
    for (Format sealedAs : Format.values()) {
      byte[] sealed = Samples.sealed(sealedAs, Samples.bytes(46, 7));
      for (Format openedAs : Format.values()) {
        if (sealedAs != openedAs) {
          try (Opener opener = Samples.opener(openedAs)) {
            Refusals.reasonFor(opener, Samples.UP, sealed);
          }
        }
      }
    }
  }
}
