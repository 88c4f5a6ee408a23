package io.sealpost.device.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The real disk, with a power cut before one of its steps. */
final class FaultyDisk implements Disk {
  /** Every step that was asked for, in order. */
  final List<String> steps = new ArrayList<>();

  private int stepsUntilFault;
  private int faults;

  /**
   * @param stepsUntilFault number of steps that succeed before all others fail
   */
  FaultyDisk(int stepsUntilFault) {
    this(stepsUntilFault, Integer.MAX_VALUE);
  }

  /**
   * @param stepsUntilFault number of steps that succeed first
   * @param faults number of steps that fail then, before all others succeed
   */
  FaultyDisk(int stepsUntilFault, int faults) {
    this.stepsUntilFault = stepsUntilFault;
    this.faults = faults;
  }

  private void step(String name, Path path) throws IOException {
    steps.add(name + " " + path.normalize().getFileName());
    if (stepsUntilFault-- <= 0 && faults-- > 0) {
      throw new IOException("no more disk");
    }
  }

  @Override
  public void write(Path file, byte[] bytes) throws IOException {
    step("write", file);
    REAL.write(file, bytes);
  }

  @Override
  public void syncFile(Path file) throws IOException {
    step("sync", file);
    REAL.syncFile(file);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    step("rename", to);
    REAL.rename(from, to);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    step("sync", folder);
    REAL.syncFolder(folder);
  }
}
