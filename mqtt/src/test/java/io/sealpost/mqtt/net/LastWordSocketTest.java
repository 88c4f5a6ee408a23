package io.sealpost.mqtt.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LastWordSocketTest {
  private final LastWordSocket socket = new LastWordSocket();
  private ServerSocket server;

  @BeforeEach
  void connect() throws IOException {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
  }

  @AfterEach
  void close() throws IOException {
    socket.close();
    server.close();
  }

  @Test
  void whatTheOtherSideSaidBeforeItHungUpIsReadThoughWritesFail() throws IOException {
    OutputStream out = socket.getOutputStream();
    try (Socket peer = server.accept()) {
      out.write(new byte[10]);
      assertEquals(0, peer.getInputStream().read());
      peer.getOutputStream().write(7);
    }
    // the first tells this side that nobody is there, the others would fail
    for (int i = 0; i < 100; i++) {
      out.write(new byte[1_000]);
      out.write(1);
    }
    assertEquals(7, socket.getInputStream().read());
    // and then the end, which may have been told by the writes or is told now
    assertThrows(SocketException.class, () -> socket.getInputStream().read());
  }

  @Test
  void endInOrderIsNoFailure() throws IOException {
    server.accept().close();
    assertEquals(-1, socket.getInputStream().read());
  }

  @Test
  void bytesArriveWhileTheOtherSideListens() throws IOException {
    try (Socket peer = server.accept()) {
      socket.getOutputStream().write(new byte[] {1, 2});
      socket.getOutputStream().write(3);
      assertEquals(1, peer.getInputStream().read());
      assertEquals(2, peer.getInputStream().read());
      assertEquals(3, peer.getInputStream().read());
    }
  }

  @Test
  void writeFailsOnceItWasClosedHere() throws IOException {
    OutputStream out = socket.getOutputStream();
    socket.close();
    assertThrows(SocketException.class, () -> out.write(1));
  }
}
