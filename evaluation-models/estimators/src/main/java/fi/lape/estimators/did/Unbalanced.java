package fi.lape.estimators.did;

/** What is done with a panel in which not every unit is seen in every period. */
public enum Unbalanced {
  /** Such a panel is refused: leaving units out, or not following them, changes the answer. */
  REFUSE,
  /** Only units seen in every period are used; the number left out is stated. */
  COMPLETE_UNITS,
  /** Every row is used, but units are not followed: means of whoever is seen are compared. */
  REPEATED_CROSS_SECTIONS
}
