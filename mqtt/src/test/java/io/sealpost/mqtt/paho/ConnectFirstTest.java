package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.mqtt.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConnectFirstTest {
  private final ConnectFirst order = new ConnectFirst();

  @Test
  void nothingCanBeReadBeforeSomethingIsWritten() throws IOException {
    InputStream in = order.reading(new ByteArrayInputStream(new byte[] {7}));
    CompletableFuture<Integer> read = new CompletableFuture<>();
    Thread reader = start(() -> read.complete(in.read()));
    Await.until("it waits", () -> reader.getState() == Thread.State.WAITING);
    assertEquals(0, in.available());
    assertFalse(read.isDone());
    order.writing(OutputStream.nullOutputStream()).write(1);
    assertEquals(7, read.join());
  }

  @Test
  void writeThatFailsEndsTheWaitToo() throws IOException {
    OutputStream closed = OutputStream.nullOutputStream();
    closed.close();
    assertThrows(IOException.class, () -> order.writing(closed).write(new byte[1]));
    InputStream in = order.reading(new ByteArrayInputStream(new byte[] {7}));
    assertEquals(1, in.available());
    assertEquals(7, in.read(new byte[2]) + 6);
  }

  @Test
  void releaseEndsTheWait() throws IOException {
    order.release();
    assertEquals(-1, order.reading(InputStream.nullInputStream()).read());
  }

  private static Thread start(Reading reading) {
    Thread thread =
        new Thread(
            () -> {
              try {
                reading.run();
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    thread.start();
    return thread;
  }

  private interface Reading {
    void run() throws IOException;
  }
}
