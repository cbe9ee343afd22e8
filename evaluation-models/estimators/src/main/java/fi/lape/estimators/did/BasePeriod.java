package fi.lape.estimators.did;

/** The period a period before treatment is compared with. */
public enum BasePeriod {
  /** The period just before it: each number is one step of the pre-trend. */
  VARYING,
  /** The last period before treatment, as for the periods after it. */
  UNIVERSAL
}
