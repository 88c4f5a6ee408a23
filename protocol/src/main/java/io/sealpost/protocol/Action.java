package io.sealpost.protocol;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a command asks of a device. */
public sealed interface Action {
  /** The word for it on the wire and on command lines, {@code set} for instance. */
  String verb();

  /**
   * Other settings, all of them or none; absolute values, so that twice is as good as once.
   *
   * @param streams what is to be otherwise with each named stream, at most 64
   * @param log from which level on to log; empty leaves it as it is
   */
  record Set(Map<StreamName, StreamChange> streams, Optional<LogLevel> log) implements Action {
    /**
     * @throws IllegalArgumentException if nothing is to change, or there are more streams than
     *     stated above
     */
    public Set {
      streams = Map.copyOf(streams);
      if (streams.isEmpty() && log.isEmpty()) {
        throw new IllegalArgumentException("a command must set something");
      }
      Check.range("number of streams", streams.size(), 0, Check.MAX_STREAMS);
    }

    /** One other interval. */
    public static Set every(StreamName stream, Duration interval) {
      return new Set(Map.of(stream, StreamChange.every(interval)), Optional.empty());
    }

    @Override
    public String verb() {
      return "set";
    }
  }

  /** To say what is in force: every answer does. */
  record Get() implements Action {
    @Override
    public String verb() {
      return "get";
    }
  }

  /**
   * To sample now, beside the usual rhythm.
   *
   * @param streams which, at most 64; all if empty
   */
  record Sample(java.util.Set<StreamName> streams) implements Action {
    /**
     * @throws IllegalArgumentException if there are more streams than stated above
     */
    public Sample {
      streams = java.util.Set.copyOf(streams);
      Check.range("number of streams", streams.size(), 0, Check.MAX_STREAMS);
    }

    @Override
    public String verb() {
      return "sample";
    }
  }

  /**
   * To blink, so that somebody who stands before it knows which one it is.
   *
   * @param duration 0 (no longer) to {@link #LONGEST}, cut to whole milliseconds
   */
  record Identify(Duration duration) implements Action {
    /** Nobody looks for it longer. */
    public static final Duration LONGEST = Duration.ofMinutes(10);

    /**
     * @throws IllegalArgumentException if the duration is out of the range stated above
     */
    public Identify {
      duration = Check.elapsed("duration", duration);
      Check.interval("duration", duration, Duration.ZERO, LONGEST);
    }

    @Override
    public String verb() {
      return "identify";
    }
  }

  /** To end, so that whoever watches over the agent starts it anew. */
  record Restart() implements Action {
    @Override
    public String verb() {
      return "restart";
    }
  }

  /** To give up everything that waits for the broker. */
  record Forget() implements Action {
    @Override
    public String verb() {
      return "forget";
    }
  }

  /** A step towards another pre-shared key. */
  sealed interface Rotate extends Action {
    /** The number of the new key, 1 to 2^32 - 1; that of a provisioned key is 0. */
    long generation();

    @Override
    default String verb() {
      return "rotate";
    }

    /**
     * To offer a public key that the new one can be wrapped to.
     *
     * @param generation the new key's number
     */
    record Offer(long generation) implements Rotate {
      /**
       * @throws IllegalArgumentException if the generation is out of range
       */
      public Offer {
        Check.range("generation", generation, 1, Check.MAX_COUNTER);
      }
    }

    /**
     * To take the new key.
     *
     * @param generation the new key's number
     * @param enc the encapsulated key (RFC 9180 section 4), 32 bytes as lower-case hexadecimal
     *     digits
     * @param wrapped the new key of 32 bytes and its tag of 16, as lower-case hexadecimal digits
     */
    record Take(long generation, String enc, String wrapped) implements Rotate {
      /**
       * @throws IllegalArgumentException if a part is not as stated above
       */
      public Take {
        Check.range("generation", generation, 1, Check.MAX_COUNTER);
        Check.hex("encapsulated key", enc, 32);
        Check.hex("wrapped key", wrapped, 48);
      }
    }

    /**
     * To forget the key before, since both sides have the new one.
     *
     * @param generation the new key's number
     */
    record Confirm(long generation) implements Rotate {
      /**
       * @throws IllegalArgumentException if the generation is out of range
       */
      public Confirm {
        Check.range("generation", generation, 1, Check.MAX_COUNTER);
      }
    }
  }

  /**
   * To use another certificate towards the broker, for the key that the device asked one for.
   *
   * @param request SHA-256 of the request (in DER) that it answers, 32 bytes as lower-case
   *     hexadecimal digits
   * @param chain the device's certificate, then those of the authorities between it and one that
   *     the broker knows; 1 to {@link #MAX_CHAIN}, in DER, each of 1 to {@link #MAX_CERTIFICATE}
   *     bytes as lower-case hexadecimal digits
   */
  record Certify(String request, List<String> chain) implements Action {
    /** Most certificates. */
    public static final int MAX_CHAIN = 4;

    /** Most bytes of a certificate. */
    public static final int MAX_CERTIFICATE = 4096;

    /**
     * @throws IllegalArgumentException if a part is not as stated above
     */
    public Certify {
      Check.hex("request", request, 32);
      chain = List.copyOf(chain);
      Check.range("number of certificates", chain.size(), 1, MAX_CHAIN);
      chain.forEach(each -> Check.hex("certificate", each, 1, MAX_CERTIFICATE));
    }

    @Override
    public String verb() {
      return "certify";
    }
  }
}
