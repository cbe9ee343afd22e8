package fi.lape.jobs.register;

import fi.lape.jobs.lake.LakeTable;
import fi.lape.schemas.Contracts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tables of a register as received, and the silver table of each. */
public enum RegisterTable {
  CHILD(LakeTable.CHILD),
  RESIDENCE(LakeTable.CHILD_RESIDENCE),
  PLACEMENT_EPISODE(LakeTable.PLACEMENT_EPISODE),
  SERVICE_EVENT(LakeTable.SERVICE_EVENT);

  private final LakeTable silver;

  RegisterTable(LakeTable silver) {
    this.silver = silver;
  }

  /** Folder of its files below {@code register/}. */
  public String folder() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Name of the input contract. */
  public String contractName() {
    return "register_" + folder();
  }

  LakeTable silver() {
    return silver;
  }

  /** The columns that a file must have; it may have more, which are kept in bronze alone. */
  List<String> columns() {
    return Contracts.input(contractName()).columnNames();
  }

  /** Whether a table of sources or lake has rows about the children of a register. */
  public static boolean holdsChildren(String table) {
    return table.equals(LakeTable.CHILD_PERIOD.contractName())
        || table.equals(LakeTable.REGISTER_CELL.contractName())
        || Arrays.stream(values())
            .anyMatch(t -> table.equals(t.contractName()) || table.equals(t.silver.contractName()));
  }

  /** How its rows are marked where the tables are one. */
  int kind() {
    return switch (this) {
      case CHILD -> ChildPeriods.CHILD;
      case RESIDENCE -> ChildPeriods.RESIDENCE;
      case PLACEMENT_EPISODE -> ChildPeriods.PLACEMENT;
      case SERVICE_EVENT -> ChildPeriods.EVENT;
    };
  }
}
