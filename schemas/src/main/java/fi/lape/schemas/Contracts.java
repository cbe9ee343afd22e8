package fi.lape.schemas;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The contracts of every input, lake and release table, read once from the class path. */
public final class Contracts {
  private static final String ROOT = "contracts/";

  private Contracts() {}

  /** Read on first use; a broken contract stops the program there. */
  private static final class Holder {
    static final Map<String, Map<String, Contract>> ALL = readAll();
  }

  /**
   * Contract of a source table.
   *
   * @throws SchemaException {@code CONTRACT_UNKNOWN}
   */
  public static Contract input(String name) {
    return find("input", name);
  }

  /**
   * Contract of a lake table, whatever its stage.
   *
   * @throws SchemaException {@code CONTRACT_UNKNOWN}
   */
  public static Contract lake(String name) {
    return find("lake", name);
  }

  /**
   * Contract of a released table.
   *
   * @throws SchemaException {@code CONTRACT_UNKNOWN}
   */
  public static Contract release(String name) {
    return find("release", name);
  }

  /** Every contract: inputs, then the lake, then the release; by stage and name within each. */
  public static List<Contract> all() {
    return Holder.ALL.values().stream().map(Map::values).flatMap(Collection::stream).toList();
  }

  private static Contract find(String folder, String name) {
    Map<String, Contract> contracts = Holder.ALL.get(folder);
    Contract contract = contracts.get(name);
    if (contract == null) {
      throw SchemaFaults.contractUnknown(folder, name, contracts.keySet());
    }
    return contract;
  }

  private static Map<String, Map<String, Contract>> readAll() {
    Map<String, Map<String, Contract>> all = new LinkedHashMap<>();
    for (String folder : List.of("input", "lake", "release")) {
      all.put(folder, new LinkedHashMap<>());
    }
    for (String place : Resources.text(ROOT + "index.txt").lines().toList()) {
      Contract contract = ContractReader.read(place, Resources.text(ROOT + place));
      String folder = place.substring(0, place.indexOf('/'));
      if (all.get(folder).putIfAbsent(contract.name(), contract) != null) {
        throw SchemaFaults.contractInvalid(place, "the table is promised twice");
      }
    }
    all.replaceAll((folder, contracts) -> Collections.unmodifiableMap(contracts));
    return Collections.unmodifiableMap(all);
  }
}
