package io.sealpost.e2e.provision;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A site that is made once for a class of tests; each test has a copy of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SiteCopies {
  @TempDir Path folder;

  // Owned by the test's thread.
  private Provisioning fresh;
  Provisioning provision;

  @BeforeAll
  void makeSite(@TempDir Path once) throws IOException {
    fresh = new Provisioning(once);
    fresh.init();
  }

  @BeforeEach
  void copySite() throws IOException {
    provision = fresh.copy(folder);
  }
}
