package io.sealpost.device;

import io.sealpost.device.control.Decision.Reason;
import io.sealpost.device.loop.Inbox;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.mqtt.LinkListener;
import io.sealpost.mqtt.LinkState;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Hands what the link tells over to the agent's thread. Called on the link's thread. */
final class LinkEvents implements LinkListener {
  /** Messages that may wait for the agent. Beyond them the link waits, and then the broker. */
  static final int MAX_WAITING = 64;

  /** No command comes near; what waits is bounded in bytes by it, too. */
  static final int MAX_BYTES = 64 * 1024;

  private final Inbox inbox;
  private final Agent agent;
  private final Consumer<LinkState> changed;
  private final Duration patience;
  private final Semaphore places = new Semaphore(MAX_WAITING);

  // Dropped and not yet told to the agent; counted on the link's thread, fetched on the agent's.
  private final AtomicLong tooMany = new AtomicLong();
  private final AtomicLong tooLong = new AtomicLong();

  /** The agent alone hears of the connection. */
  LinkEvents(Inbox inbox, Agent agent, Duration patience) {
    this(inbox, agent, agent::linkChanged, patience);
  }

  /**
   * @param changed hears of the connection, on the agent's thread
   * @param patience how long the link may be kept waiting for a place
   */
  LinkEvents(Inbox inbox, Agent agent, Consumer<LinkState> changed, Duration patience) {
    this.inbox = inbox;
    this.agent = agent;
    this.changed = changed;
    this.patience = patience;
  }

  @Override
  public void onState(LinkState state) {
    inbox.post(now -> changed.accept(state));
  }

  /**
   * The broker gets its acknowledgement before the command is obeyed: a command that a crash takes
   * away dies with its boot anyway, and the station asks again when it hears nothing.
   */
  @Override
  public void onMessage(IncomingMessage message) {
    if (message.payload().length > MAX_BYTES) {
      drop(Reason.TOO_LONG, tooLong);
      return;
    }
    try {
      if (!places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        drop(Reason.TOO_MANY, tooMany);
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    inbox.post(
        now -> {
          places.release();
          agent.arrived(message);
        });
  }

  /** One event tells of all that are dropped until the agent comes to it. */
  private void drop(Reason reason, AtomicLong untold) {
    if (untold.getAndIncrement() == 0) {
      inbox.post(now -> agent.lost(reason, untold.getAndSet(0)));
    }
  }
}
