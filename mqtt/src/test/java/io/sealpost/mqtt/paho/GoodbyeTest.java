package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.Fault;
import io.sealpost.mqtt.LinkState.Closed;
import io.sealpost.mqtt.LinkState.Connected;
import io.sealpost.mqtt.LinkState.Connecting;
import io.sealpost.mqtt.LinkState.Disconnected;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.testing.Await;
import io.sealpost.mqtt.testing.FakeTls;
import io.sealpost.mqtt.testing.Options;
import io.sealpost.mqtt.testing.RecordingListener;
import io.sealpost.mqtt.tls.TlsClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A goodbye that takes its time, or in the middle of which the connection ends. */
class GoodbyeTest {
  private static final String NAME = "goodbye";

  private final RecordingListener told = new RecordingListener();
  private final FakeTls keys = new FakeTls();
  private final BlockingQueue<Runnable> goodbyes = new LinkedBlockingQueue<>();
  private final BlockingQueue<Played> connections = new LinkedBlockingQueue<>();
  private volatile boolean breaks;
  private final MqttLink link =
      PahoLink.create(
          Options.to("mqtt://127.0.0.1:1").as(NAME).link(),
          Options.hasty(),
          keys,
          Duration.ofMillis(1),
          this::connection);

  private Connection connection(
      Optional<TlsClient.Attempt> key, LinkThreads threads, Connection.Owner owner) {
    Played made = new Played(threads, owner);
    connections.add(made);
    return made;
  }

  /**
   * Is greeted at once, grants what is subscribed to and says goodbye when the test lets it, and
   * never gets an acknowledgement.
   */
  private final class Played implements Connection {
    private final LinkThreads threads;
    private final Owner owner;
    private final BlockingQueue<List<String>> subscribed = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean greeted;

    Played(LinkThreads threads, Owner owner) {
      this.threads = threads;
      this.owner = owner;
    }

    @Override
    public void start() {
      greeted = true;
      threads.decide(() -> owner.greeted(this));
    }

    @Override
    public void disconnect(Runnable done) {
      goodbyes.add(done);
      if (breaks) {
        threads.decide(() -> owner.ended(this, Fault.passing("reset by the broker")));
      }
    }

    @Override
    public boolean settleKey(Fault fault) {
      return false;
    }

    @Override
    public boolean isGreeted() {
      return greeted;
    }

    @Override
    public boolean isSessionPresent() {
      return false;
    }

    @Override
    public CompletableFuture<Void> publish(OutgoingMessage message) {
      return new CompletableFuture<>();
    }

    @Override
    public void subscribe(List<String> filters) {
      subscribed.add(filters);
    }

    void grant() {
      threads.decide(() -> owner.subscribed(this));
    }

    @Override
    public void abort() {
      over.countDown();
    }

    @Override
    public void endTooLate() {}

    @Override
    public void awaitAcknowledgements(Duration patience) throws InterruptedException {
      var unused = over.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @AfterEach
  void noThreadIsLeft() {
    Await.until("the threads of the link have ended", () -> threads().isEmpty());
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("link ") && name.endsWith(NAME))
        .toList();
  }

  @Test
  void linkIsClosedThoughItsConnectionBreaks() {
    breaks = true;
    link.open(told);
    told.next(Connected.class);
    link.close();
    told.next(Closed.class);
    assertEquals(new Closed(), link.state());
  }

  @Test
  void newKeyEndsAConnectionOnceHoweverLongTheGoodbyeTakes() throws InterruptedException {
    Runnable said = goodbyeForANewKey();
    assertTrue(goodbyes.isEmpty(), "a second one would cut the first short");
    said.run();
    assertEquals(
        new Disconnected("trying the new client certificate", Duration.ZERO),
        told.next(Disconnected.class));
    told.next(Connected.class);
    close();
  }

  @Test
  void linkThatIsClosedMeanwhileWaitsForTheSameGoodbye() throws InterruptedException {
    Runnable said = goodbyeForANewKey();
    Thread closing = new Thread(link::close);
    closing.start();
    Await.until("close waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
    said.run();
    told.next(Closed.class);
    closing.join();
    assertTrue(goodbyes.isEmpty());
  }

  @Test
  void linkThatIsClosedMeanwhileWaitsForNoAcknowledgementAfterTheGoodbye()
      throws InterruptedException {
    Runnable said = goodbyeForANewKey();
    Thread closing = new Thread(() -> link.close(Await.PATIENCE));
    closing.start();
    Await.until("close waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
    said.run();
    told.next(Closed.class);
    closing.join();
    assertTrue(goodbyes.isEmpty());
  }

  @Test
  void subscriptionThatIsGrantedDuringTheGoodbyeConnectsNothing() throws InterruptedException {
    link.subscribe("t");
    link.open(told);
    Played connection = connections.take();
    assertEquals(List.of("t"), connection.subscribed.take());
    Thread closing = new Thread(link::close);
    closing.start();
    Runnable said = goodbyes.take();
    connection.grant();
    said.run();
    assertEquals(new Connecting(), told.nextState());
    assertEquals(new Closed(), told.nextState(), "and not that it is connected");
    closing.join();
    assertEquals(0, link.counters().connects());
  }

  @Test
  void subscriptionDuringAGoodbyeIsMadeOnTheNextConnection() throws InterruptedException {
    Runnable said = goodbyeForANewKey();
    Played left = connections.take();
    link.subscribe("t");
    said.run();
    Played next = connections.take();
    assertEquals(List.of("t"), next.subscribed.take());
    assertTrue(left.subscribed.isEmpty(), "Paho refuses it, which would cut the goodbye short");
    next.grant();
    told.next(Connected.class);
    close();
  }

  private Runnable goodbyeForANewKey() throws InterruptedException {
    link.open(told);
    told.next(Connected.class);
    keys.renewed = true;
    Runnable said = goodbyes.take();
    int before = keys.looks();
    Await.until("the link looked again", () -> keys.looks() > before + 3);
    return said;
  }

  private void close() throws InterruptedException {
    Thread closing = new Thread(link::close);
    closing.start();
    goodbyes.take().run();
    closing.join();
    told.next(Closed.class);
  }
}
