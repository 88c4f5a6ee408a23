package io.sealpost.mqtt.testing;

import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.tls.Secured;
import io.sealpost.mqtt.tls.TlsClient;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keys that a test hands out; secures nothing, so only for a broker in the clear. */
public final class FakeTls implements TlsClient {
  private final List<String> told = new CopyOnWriteArrayList<>();

  /** Why there is no key, if there is none; set by the test, read by the link. */
  public volatile Optional<String> problem = Optional.empty();

  /** Whether there is a new key; set by the test, and unset by the attempt with it. */
  public volatile boolean renewed;

  /** Whether there is another key once one was refused. */
  public volatile boolean another;

  private final AtomicInteger looks = new AtomicInteger();

  /** What the link told of its attempts, oldest first. */
  public List<String> told() {
    return List.copyOf(told);
  }

  /** How often the link looked for a new key. */
  public int looks() {
    return looks.get();
  }

  @Override
  public Attempt attempt() throws LinkException {
    if (problem.isPresent()) {
      throw new LinkException(problem.get());
    }
    renewed = false;
    return new Listening();
  }

  @Override
  public boolean renewed() {
    looks.incrementAndGet();
    return renewed;
  }

  @Override
  public Tally tally() {
    return new Tally(0, 0, Optional.empty());
  }

  private final class Listening implements Attempt {
    @Override
    public Secured secure(Socket connection, String host, int port) {
      throw new AssertionError("a broker in the clear is not secured");
    }

    @Override
    public void accepted() {
      told.add("accepted");
    }

    @Override
    public boolean refused() {
      told.add("refused");
      return another;
    }

    @Override
    public void failed() {
      told.add("failed");
    }
  }
}
