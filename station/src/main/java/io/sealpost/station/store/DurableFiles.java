package io.sealpost.station.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Replaces many files of one folder as {@link DurableFile} does one. A disk that is told to sync
 * many files at once writes its journal once for many: measured on ext4, a twentieth of the time.
 */
final class DurableFiles {
  private static final int AT_ONCE = 16;

  private DurableFiles() {}

  /**
   * @param contents by file, all in one folder; the caller keeps other writers out
   */
  static void replace(Map<Path, byte[]> contents) throws IOException {
    List<Callable<Path>> writes = new ArrayList<>();
    contents.forEach((file, content) -> writes.add(() -> DurableFile.write(file, content)));
    if (writes.size() <= 1) {
      for (Map.Entry<Path, byte[]> only : contents.entrySet()) {
        DurableFile.replace(only.getKey(), only.getValue());
      }
      return;
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, writes.size()));
    try {
      for (Future<Path> written : threads.invokeAll(writes)) {
        written.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while writing", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException fault ? fault : new IOException(e.getCause());
    } finally {
      threads.shutdown();
    }
    for (Path file : contents.keySet()) {
      DurableFile.rename(file);
    }
    DurableFile.syncFolderOf(contents.keySet().iterator().next());
  }
}
