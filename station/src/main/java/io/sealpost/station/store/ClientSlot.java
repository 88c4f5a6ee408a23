package io.sealpost.station.store;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A client id that no other command of this site uses at the same time: a broker throws out the
 * older of two clients of one name. The names are few and come again, because the broker keeps a
 * session for each {@code watch}.
 */
public final class ClientSlot implements AutoCloseable {
  private static final int MAX = 16;

  private final String name;
  private final String clientId;
  private final FolderLock lock;

  private ClientSlot(String name, String clientId, FolderLock lock) {
    this.name = name;
    this.clientId = clientId;
    this.lock = lock;
  }

  /**
   * Takes the first free one of {@code prefix-command}, {@code prefix-command-2} and so on.
   *
   * @param state folder of the locks
   */
  public static ClientSlot take(Path state, String prefix, String command) throws StationException {
    for (int number = 1; number <= MAX; number++) {
      String name = number == 1 ? command : command + "-" + number;
      Optional<FolderLock> lock =
          FolderLock.tryTake(state.resolve("clients").resolve(name + ".lock"));
      if (lock.isPresent()) {
        return new ClientSlot(name, prefix + "-" + name, lock.get());
      }
    }
    throw new StationException(
        ExitCode.UNAVAILABLE,
        MAX + " \"sealpost " + command + "\" are running on this site; end one of them first");
  }

  /** {@code command}, {@code command-2} and so on. */
  public String name() {
    return name;
  }

  /** The client id. */
  public String clientId() {
    return clientId;
  }

  @Override
  public void close() throws StationException {
    lock.close();
  }
}
