package io.sealpost.crypto;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Opens Fernet tokens, of their time if a time to live is given. */
final class FernetOpener implements Opener {
  private final Fernet fernet;
  private final Binding binding;
  private final InstantSource clock;
  private final Optional<Duration> timeToLive;

  FernetOpener(Fernet fernet, Binding binding, InstantSource clock, Optional<Duration> timeToLive) {
    this.fernet = fernet;
    this.binding = binding;
    this.clock = clock;
    this.timeToLive = timeToLive;
  }

  @Override
  public Opened open(Context context, byte[] sealed) throws RefusedException {
    binding.require(context);
    if (timeToLive.isPresent()) {
      return fernet.open(sealed, clock.instant(), timeToLive.get());
    }
    return fernet.open(sealed);
  }

  @Override
  public void close() {
    fernet.close();
  }
}
