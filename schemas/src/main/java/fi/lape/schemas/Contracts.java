package fi.lape.schemas;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The contracts of every input, lake and release table, read once from the class path. */
public final class Contracts {
  private static final String ROOT = "contracts/";

  private Contracts() {}

  private static Map<String, Map<String, Contract>> contracts = Map.of();

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
    return contracts().values().stream().map(Map::values).flatMap(Collection::stream).toList();
  }

  private static Contract find(String folder, String name) {
    Map<String, Contract> known = contracts().get(folder);
    Contract contract = known.get(name);
    if (contract == null) {
      throw SchemaFaults.contractUnknown(folder, name, known.keySet());
    }
    return contract;
  }

  /** Read on first use; a fault in any contract stops the program there, all faults named. */
  private static synchronized Map<String, Map<String, Contract>> contracts() {
    if (contracts.isEmpty()) {
      contracts = readAll();
    }
    return contracts;
  }

  private static Map<String, Map<String, Contract>> readAll() {
    Map<String, Map<String, Contract>> all = new LinkedHashMap<>();
    for (String folder : List.of("input", "lake", "release")) {
      all.put(folder, new LinkedHashMap<>());
    }
    List<String> faults = new ArrayList<>();
    for (String place : Resources.text(ROOT + "index.txt").lines().toList()) {
      List<String> here = new ArrayList<>();
      Optional<Contract> read = ContractReader.read(Resources.text(ROOT + place), here);
      if (read.isPresent()) {
        Contract contract = read.get();
        here.addAll(ContractCheck.faults(contract, CodeLists.standard()));
        if (!place.endsWith("/" + contract.name() + ".odcs.yaml")) {
          here.add("the file is not named after its table '" + contract.name() + "'");
        }
        String folder = place.substring(0, place.indexOf('/'));
        if (all.get(folder).putIfAbsent(contract.name(), contract) != null) {
          here.add("table '" + contract.name() + "' is promised twice");
        }
      }
      here.forEach(fault -> faults.add(place + ": " + fault));
    }
    if (!faults.isEmpty()) {
      throw SchemaFaults.contractsInvalid(faults);
    }
    all.replaceAll((folder, known) -> Collections.unmodifiableMap(known));
    return Collections.unmodifiableMap(all);
  }
}
