package io.sealpost.station.testing;

import io.sealpost.mqtt.IncomingMessage;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.Reading;
import io.sealpost.protocol.TopicTree;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Desk;
import io.sealpost.station.inbox.Event;
import io.sealpost.station.inbox.Filter;
import io.sealpost.station.inbox.Inbox;
import io.sealpost.station.inbox.IndexedReadings;
import io.sealpost.station.inbox.Tally;
import io.sealpost.station.index.ReadingIndex;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.store.StationStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An inbox with its index, of one device, that can be ended and started again. */
public final class InboxRig implements AutoCloseable {
  private final Path folder;
  private final FakeTime time;
  private final FakeDevice device;
  private final Map<DeviceId, Desk> desks;
  private ReadingIndex index;
  private Inbox inbox;

  /** The first run. */
  public InboxRig(Path folder, FakeTime time, FakeDevice device) throws StationException {
    this.folder = folder;
    this.time = time;
    this.device = device;
    try (DeviceKey key = device.key()) {
      desks = Map.of(device.id(), new Desk(FakeDevice.sealing(time), key));
    }
    index = ReadingIndex.open(file());
    inbox = inbox();
  }

  /** Where the index is. */
  public Path file() {
    return folder.resolve("index-watch.db");
  }

  /** Makes everything durable and starts another run. */
  public void restart() throws StationException {
    inbox.keepHellos();
    index.commit();
    crash();
  }

  /** Ends the run before it could commit, and starts another. */
  public void crash() throws StationException {
    index.close();
    index = ReadingIndex.open(file());
    inbox = inbox();
  }

  /** A message comes. */
  public List<Event> arrived(String channel, byte[] payload) throws StationException {
    return inbox.message(new IncomingMessage(device.topic(channel), payload, false), time.now());
  }

  /** A temperature taken now comes. */
  public List<Event> temperature(long epoch, long sequence) throws StationException {
    return arrived("temperature", device.temperature(epoch, sequence, 20));
  }

  /** A reading of the temperature stream comes. */
  public List<Event> reading(long epoch, long sequence, Reading reading) throws StationException {
    return arrived("temperature", device.reading(epoch, sequence, reading));
  }

  /** A hello comes that the broker kept. */
  public List<Event> retained(Hello hello) throws StationException {
    byte[] payload = device.hello(0, hello);
    return inbox.message(new IncomingMessage(device.topic("hello"), payload, true), time.now());
  }

  /** A hello comes. */
  public List<Event> hello(Hello hello) throws StationException {
    return arrived("hello", device.hello(0, hello));
  }

  /** The sums of this run. */
  public Tally tally() {
    return inbox.tally();
  }

  private Inbox inbox() {
    return new Inbox(
        new TopicTree("sealpost"),
        desks,
        Filter.ALL,
        new StationStore(folder),
        new IndexedReadings(index, Filter.ALL));
  }

  @Override
  public void close() throws StationException {
    index.close();
    desks.values().forEach(Desk::close);
  }
}
