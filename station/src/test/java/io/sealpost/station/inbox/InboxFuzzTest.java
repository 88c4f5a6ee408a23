package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.StationException;
import io.sealpost.station.index.ReadingIndex;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.store.StationStore;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a hostile broker can make of what it saw. */
class InboxFuzzTest {
  private static final int ROUNDS = 5000;
  private static final List<String> CHANNELS =
      List.of("temperature", "presence", "hello", "status", "control", "control/ack");

  @TempDir private Path folder = Path.of("");

  private final FakeTime time = new FakeTime();
  private final Random random = new Random(20_261_121);
  private @Nullable ReadingIndex index;

  @AfterEach
  void close() throws StationException {
    if (index != null) {
      index.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void nothingAlteredIsEverShown(Format format) throws StationException {
    FakeDevice device = new FakeDevice("rpi-07", format, time);
    Inbox inbox = inbox(device);
    byte[] reading = device.temperature(5, 0, 33.02);
    byte[] hello =
        device.hello(0, FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START));

    for (int i = 0; i < ROUNDS; i++) {
      boolean isReading = random.nextBoolean();
      byte[] altered = altered(isReading ? reading : hello);
      String topic = device.topic(isReading ? "temperature" : "hello");
      for (Event event : arrived(inbox, topic, altered)) {
        assertTrue(event instanceof Event.Refused, event.toString());
      }
    }
    assertEquals(0, inbox.tally().readings());
    assertEquals(ROUNDS, inbox.tally().refused());
  }

  @Test
  void nothingMovedToAnotherTopicIsEverShown() throws StationException {
    FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);
    FakeDevice other = new FakeDevice("rpi-08", Format.COSE_1, time);
    Inbox inbox = inbox(device, other);
    Hello hello = FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
    Map<String, byte[]> sealed =
        Map.of(
            "temperature", device.temperature(5, 0, 20),
            "hello", device.hello(0, hello));

    for (Map.Entry<String, byte[]> message : sealed.entrySet()) {
      for (String channel : CHANNELS) {
        arrivedElsewhere(inbox, other.topic(channel), message.getValue());
        if (!channel.equals(message.getKey())) {
          arrivedElsewhere(inbox, device.topic(channel), message.getValue());
        }
      }
    }
    assertEquals(0, inbox.tally().readings());
  }

  @Test
  void rubbishOnAnyTopicNeverEndsTheWatch() throws StationException {
    FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);
    Inbox inbox = inbox(device);

    for (int i = 0; i < ROUNDS; i++) {
      byte[] rubbish = new byte[random.nextInt(100)];
      random.nextBytes(rubbish);
      String topic =
          random.nextInt(3) == 0
              ? new String(new char[] {(char) random.nextInt(0xFFFF), '/', 'a'})
              : device.topic(CHANNELS.get(random.nextInt(CHANNELS.size())));
      for (Event event : arrived(inbox, topic, rubbish)) {
        assertTrue(event instanceof Event.Refused, event.toString());
      }
    }
    assertEquals(0, inbox.tally().readings());
  }

  @Test
  void howeverMessagesAreLostRepeatedAndDelayedTheSumsAreRight() throws StationException {
    FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);
    Inbox inbox = inbox(device);
    long shown = 0;
    long repeated = 0;
    long missing = 0;
    long highest = 0;
    arrived(inbox, device.topic("temperature"), device.temperature(5, 0, 20));

    for (int i = 0; i < 300; i++) {
      int skipped = random.nextInt(10) == 0 ? 1 + random.nextInt(4) : 0;
      highest += 1 + skipped;
      missing += skipped;
      byte[] message = device.temperature(5, highest, 20);
      shown++;
      assertEquals(
          skipped == 0 ? 1 : 2, arrived(inbox, device.topic("temperature"), message).size());
      if (random.nextInt(3) == 0) {
        repeated++;
        assertEquals(List.of(), arrived(inbox, device.topic("temperature"), message));
      }
      if (skipped > 0 && random.nextBoolean()) {
        shown++;
        byte[] late = device.temperature(5, highest - 1, 20);
        assertEquals(1, arrived(inbox, device.topic("temperature"), late).size());
      }
    }
    assertEquals(new Tally(shown + 1, repeated, missing, 0, 0), inbox.tally());
  }

  private byte[] altered(byte[] sealed) {
    byte[] copy =
        random.nextInt(4) == 0
            ? Arrays.copyOf(sealed, random.nextInt(sealed.length))
            : sealed.clone();
    if (copy.length == sealed.length) {
      copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  private void arrivedElsewhere(Inbox inbox, String topic, byte[] sealed) throws StationException {
    for (Event event : arrived(inbox, topic, sealed)) {
      assertTrue(event instanceof Event.Refused, topic + ": " + event);
    }
  }

  private List<Event> arrived(Inbox inbox, String topic, byte[] payload) throws StationException {
    return inbox.message(new IncomingMessage(topic, payload, false), time.now());
  }

  private Inbox inbox(FakeDevice... devices) throws StationException {
    Map<DeviceId, Desk> desks = new HashMap<>();
    for (FakeDevice device : devices) {
      try (DeviceKey key = device.key()) {
        desks.put(device.id(), new Desk(FakeDevice.sealing(time), key));
      }
    }
    index = ReadingIndex.open(folder.resolve("index.db"));
    return new Inbox(
        new TopicTree("sealpost"),
        desks,
        Filter.ALL,
        new StationStore(folder),
        new IndexedReadings(index, Filter.ALL));
  }
}
