package fi.lape.estimators.estimate;

import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;

/** A method that says what outcomes would have been without treatment. */
public interface ImputesUntreated {
  /** Returns it from moments. */
  UntreatedTrend untreated(PanelMoments moments);

  /** Returns it from units. */
  UntreatedTrend untreated(Panel panel);
}
