package fi.lape.estimators.did;

import fi.lape.estimators.did.passes.ComparedCells;
import fi.lape.estimators.did.passes.InfluenceForm;
import fi.lape.estimators.estimate.InfluenceSums;
import fi.lape.estimators.estimate.SummedInfluence;
import java.util.ArrayList;
import java.util.List;

/** Notes the effects whose influence is wanted, so that one pass gives that of all of them. */
final class PassedInfluences {
  private final ComparedCells cells;
  private final long units;
  private final List<InfluenceForm> forms = new ArrayList<>();
  private final List<InfluenceSums> sums = new ArrayList<>(); // one, once the pass was made

  PassedInfluences(ComparedCells cells, long units) {
    this.cells = cells;
    this.units = units;
  }

  SummedInfluence of(InfluenceForm form) {
    forms.add(form);
    return new SummedInfluence(units, forms.size() - 1, () -> sums.get(0));
  }

  /** Makes the pass; no more effects can be noted then. */
  void pass() {
    sums.add(cells.influence(forms));
  }
}
