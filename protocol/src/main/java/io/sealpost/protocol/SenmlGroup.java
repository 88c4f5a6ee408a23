package io.sealpost.protocol;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of one reading that needs several: the first has a name of its own, by which the next
 * reading in the pack is told from this one.
 *
 * @param path the stream and a slash, with which every name begins
 * @param head the first record
 * @param members the others, by the rest of their names, in order
 */
record SenmlGroup(String path, SenmlRecord head, Map<String, SenmlRecord> members) {
  /**
   * Takes a pack apart.
   *
   * @param headName the name of each reading's first record
   * @throws DecodeException if a record has another name, moment or making than its reading, or
   *     repeats
   */
  static List<SenmlGroup> split(StreamName stream, String headName, List<SenmlRecord> records)
      throws DecodeException {
    String path = stream + "/";
    List<SenmlGroup> groups = new ArrayList<>();
    for (SenmlRecord record : records) {
      if (record.name().equals(headName)) {
        groups.add(new SenmlGroup(path, record, new LinkedHashMap<>()));
      } else if (groups.isEmpty()) {
        throw record.refused("\"" + headName + "\" must come first");
      } else {
        groups.get(groups.size() - 1).add(record);
      }
    }
    return groups;
  }

  private void add(SenmlRecord record) throws DecodeException {
    if (!record.name().startsWith(path)) {
      throw record.refused("name must begin with \"" + path + "\"");
    }
    if (!record.time().equals(head.time()) || record.simulated() != head.simulated()) {
      throw record.refused("another time or mark than \"" + head.name() + "\" before it");
    }
    if (members.put(record.name().substring(path.length()), record) != null) {
      throw record.refused("repeated");
    }
  }

  /** The member of that name, which must be there. */
  SenmlRecord member(String name) throws DecodeException {
    SenmlRecord record = members.get(name);
    if (record == null) {
      throw head.refused("\"" + path + name + "\" is missing after it");
    }
    return record;
  }
}
