package fi.lape.schemas;

import java.util.Locale;

/** Where a table lives. */
public enum Stage {
  INPUT,
  BRONZE,
  /** Tables that every stage writes: {@code quarantine} and {@code data_flow}. */
  SHARED,
  SILVER,
  PANEL,
  GOLD,
  RELEASE;

  /** Name as written in a contract, and the lake folder of the stage where it has one. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
