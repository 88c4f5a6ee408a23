package io.sealpost.device.config;

import io.sealpost.crypto.Format;
import io.sealpost.device.config.PrivacySettings.People;
import io.sealpost.device.config.PrivacySettings.Pseudonyms;
import java.util.Set;

/** Reads the table {@code [privacy]}. */
final class PrivacyReader {
  private static final String PEOPLE = "people";
  private static final String ADDRESSES = "addresses";
  private static final Set<String> KEYS = Set.of(PEOPLE, "pseudonyms", ADDRESSES);

  private final TomlTable privacy;

  PrivacyReader(TomlTable root) throws ConfigException {
    this.privacy = root.table("privacy", KEYS);
  }

  /**
   * @param format in which readings are told
   */
  PrivacySettings read(Format format) throws ConfigException {
    People people =
        privacy
            .optional(PEOPLE, text -> Words.parse(text, People.values()))
            .orElse(PrivacySettings.USUAL.people());
    if (people == People.COUNTS && format == Format.FERNET) {
      throw privacy.wrong(
          PEOPLE,
          "\"counts\" cannot be told in fernet, whose JSON lists names and has no number; use"
              + " \"pseudonyms\", or seal.format = \"cose\"");
    }
    boolean addresses = privacy.bool(ADDRESSES, PrivacySettings.USUAL.addresses());
    if (people == People.COUNTS && addresses) {
      throw privacy.wrong(
          ADDRESSES,
          "\"true\" goes with people = \"names\" or \"pseudonyms\"; with counts nobody"
              + " is listed");
    }
    Pseudonyms pseudonyms =
        privacy
            .optional("pseudonyms", text -> Words.parse(text, Pseudonyms.values()))
            .orElse(PrivacySettings.USUAL.pseudonyms());
    return new PrivacySettings(people, pseudonyms, addresses);
  }
}
