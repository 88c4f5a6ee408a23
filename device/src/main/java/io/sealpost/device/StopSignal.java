package io.sealpost.device;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How the thread that is told to stop tells the agent's, and hears when it has. Safe for use by
 * several threads.
 */
final class StopSignal {
  private final CompletableFuture<Boolean> requested = new CompletableFuture<>();
  private final CompletableFuture<ExitCode> done = new CompletableFuture<>();

  // Both written by the agent's thread, read by those that tell it something.
  private volatile Stage stage = Stage.STARTING;
  private volatile Runnable waker = () -> {};
  private volatile boolean restarting;
  private volatile Runnable restarter = () -> {};

  /** How far the program has come, and so what it means to cut it off. */
  enum Stage {
    /** Nothing was sealed yet. */
    STARTING(ExitCode.STOPPED, "still starting"),
    /** There is something to bring to an end. */
    RUNNING(ExitCode.INTERNAL, "the agent does not stop"),
    /** All was kept and said; the rest is the network's. */
    CLOSING(ExitCode.STOPPED, "the connection is stuck");

    private final ExitCode exit;
    private final String words;

    Stage(ExitCode exit, String words) {
      this.exit = exit;
      this.words = words;
    }

    /** How the program ends if it is cut off in this stage. */
    ExitCode exit() {
      return exit;
    }

    /** A few words for people. */
    String words() {
      return words;
    }
  }

  /**
   * What has the program end once the agent was asked to restart; without it only the agent ends.
   *
   * @param restarter called once, on the agent's thread
   */
  void onRestart(Runnable restarter) {
    this.restarter = restarter;
  }

  /** Asks the agent to stop, so that it is started anew. */
  void restart() {
    restarting = true;
    request();
    restarter.run();
  }

  /** How the program ends if the agent stops in order. */
  ExitCode exit() {
    return restarting ? ExitCode.RESTART : ExitCode.STOPPED;
  }

  /** How the program ends if it is cut off now. */
  ExitCode exitIfCutOff() {
    return stage.exit() == ExitCode.STOPPED ? exit() : stage.exit();
  }

  /** Asks the agent to stop. */
  void request() {
    requested.complete(true);
    wake();
  }

  /** Whether the agent was asked to stop. */
  boolean isRequested() {
    return requested.isDone();
  }

  /** Has the agent look at its surroundings now, if it runs. */
  void wake() {
    waker.run();
  }

  /**
   * The agent runs, and looks at its surroundings again when it is woken.
   *
   * @param waker called on any thread
   */
  void running(Runnable waker) {
    this.waker = waker;
    stage = Stage.RUNNING;
  }

  /** Only the connection is still to be closed. */
  void closing() {
    stage = Stage.CLOSING;
  }

  /** How far the program has come. */
  Stage stage() {
    return stage;
  }

  /** The program has stopped; the first word counts. */
  void done(ExitCode exit) {
    done.complete(exit);
  }

  /**
   * Waits until the program has stopped.
   *
   * @return how; empty if it has not
   */
  Optional<ExitCode> awaitDone(Duration patience) throws InterruptedException {
    try {
      return Optional.of(done.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    }
  }
}
