package fi.lape.estimators.did;

import fi.lape.estimators.did.covariates.DrdidCell;
import fi.lape.estimators.did.covariates.Estimation;
import fi.lape.estimators.estimate.Effect;
import fi.lape.estimators.estimate.EffectKey;
import fi.lape.estimators.estimate.Fit;
import fi.lape.estimators.golden.GoldenPanel;
import fi.lape.estimators.panel.Panel;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Fits what a row of a golden table of did describes, each setting once. */
final class GoldenFits {
  private final Map<String, Panel> panels = new HashMap<>();
  private final Map<String, Fit> fits = new HashMap<>();

  Effect effect(String set, Map<String, String> row, GroupTimeSettings base, EffectKey key) {
    return fit(set, row, base).effect(key).orElseThrow();
  }

  static GroupTimeSettings settings(Map<String, String> row, GroupTimeSettings base) {
    return base.withControls(
            row.get("control_group").equals("nevertreated")
                ? Controls.NEVER_TREATED
                : Controls.NOT_YET_TREATED)
        .withAnticipation(Integer.parseInt(row.getOrDefault("anticipation", "0")))
        .withBase(
            row.get("base_period").equals("universal") ? BasePeriod.UNIVERSAL : BasePeriod.VARYING)
        .withEstimation(Estimation.valueOf(row.get("est_method").toUpperCase(Locale.ROOT)))
        .withUnbalanced(
            switch (row.getOrDefault("allow_unbalanced_panel", "")) {
              case "TRUE" -> Unbalanced.REPEATED_CROSS_SECTIONS;
              case "FALSE" -> Unbalanced.COMPLETE_UNITS;
              default -> Unbalanced.REFUSE;
            });
  }

  Fit fit(String set, Map<String, String> row, GroupTimeSettings base) {
    GroupTimeSettings settings = settings(row, base);
    return fits.computeIfAbsent(
        set + row.get("weights") + row.get("covariates") + settings,
        k -> new GroupTimeAtt(settings).fit(panel(set, row)));
  }

  /** The fit with the reference's two ways of its own. */
  Fit twin(String set, Map<String, String> row, GroupTimeSettings base) {
    GroupTimeSettings settings = settings(row, base);
    return fits.computeIfAbsent(
        "twin" + set + row.get("weights") + row.get("covariates") + settings,
        k -> {
          Panel panel = panel(set, row);
          boolean followed = settings.unbalanced() != Unbalanced.REPEATED_CROSS_SECTIONS;
          BitSet included = new BitSet();
          for (int i = 0; i < panel.size(); i++) {
            included.set(i, !followed || panel.cells(i) == panel.periods().length);
          }
          return new UnitGroupTime(
                  settings,
                  panel,
                  included,
                  followed,
                  followed ? DrdidCell::ofChanges : DrdidCell::ofCrossSections)
              .fit();
        });
  }

  Panel panel(String set, Map<String, String> row) {
    boolean weighted = row.getOrDefault("weights", "none").equals("pop");
    String covariates = row.getOrDefault("covariates", "none");
    return panels.computeIfAbsent(
        set + weighted + covariates,
        k ->
            GoldenPanel.read(
                set,
                weighted,
                covariates.equals("none") ? List.of() : List.of(covariates.split("\\+", -1)),
                r -> true));
  }
}
