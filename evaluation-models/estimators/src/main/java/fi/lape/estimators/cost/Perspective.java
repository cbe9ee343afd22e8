package fi.lape.estimators.cost;

/** Whose costs are looked at. A transfer between payers is no cost of both together. */
public enum Perspective {
  STATE,
  MUNICIPALITY,
  BOTH;

  /** Whether the money of a payer counts. */
  public boolean counts(Payer payer) {
    return switch (this) {
      case STATE -> payer == Payer.STATE;
      case MUNICIPALITY -> payer == Payer.MUNICIPALITY;
      case BOTH -> true;
    };
  }
}
