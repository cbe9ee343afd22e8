package fi.lape.estimators.pooling;

/** How the uncertainty of the pooled effect is stated. */
public enum PooledTest {
  /** Normal, taking τ² as known. */
  NORMAL,
  /** Knapp and Hartung (2003): errors from the weighted residuals, t with k − p. */
  KNAPP_HARTUNG,
  /** Knapp and Hartung, but never narrower than with known τ². */
  KNAPP_HARTUNG_NOT_NARROWER
}
