package io.sealpost.station.cli;

import io.sealpost.station.site.Site;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** {@code --site DIR}, which most commands have. */
final class SiteOption {
  @Option(
      names = "--site",
      paramLabel = "DIR",
      description = "The site's folder (default: $SEALPOST_SITE, else ~/.config/sealpost).")
  private Optional<Path> folder = Optional.empty();

  Site site(Environment environment) {
    return folder.map(Site::new).orElseGet(() -> Site.standard(environment.variables()));
  }
}
