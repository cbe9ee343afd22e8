package fi.lape.estimators.pooling;

/** How the variance τ² of true effects between areas is estimated; never below 0. */
public enum HeterogeneityEstimator {
  /** Restricted maximum likelihood; the default. */
  REML,
  /** Maximum likelihood; too small with few areas. */
  ML,
  /** Paule and Mandel (1982): the value at which generalised Q equals its degrees of freedom. */
  PAULE_MANDEL,
  /** DerSimonian and Laird (1986). */
  DERSIMONIAN_LAIRD,
  /** Hedges (1985), unweighted. */
  HEDGES,
  /** Sidik and Jonkman (2005), always above 0. */
  SIDIK_JONKMAN,
  /** τ² = 0: every area has the same effect. */
  EQUAL_EFFECTS
}
