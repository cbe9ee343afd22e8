package fi.lape.jobs.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.estimators.moments.CellMoments;
import fi.lape.estimators.moments.PanelMoments;
import fi.lape.estimators.panel.Panel;
import fi.lape.jobs.evaluate.TinyProgramme;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The units of a lake are those of the table in {@link TinyProgramme}. */
class LakePanelsTest {
  @TempDir static Path folder;
  private static UnitPanel units;
  private static PreparedMoments moments;

  @BeforeAll
  static void read() {
    Lake lake = Lake.at(TinyProgramme.spark(), folder.resolve("lake").toString());
    TinyProgramme.writePanel(lake, 3);
    StudyPlan plan =
        TinyProgramme.plan(
            folder,
            """
              - {id: E2, outcome: new-placements, treatment: family-centre, method: imputation}
            """);
    try (StudyPanel panel = StudyPanel.read(lake, plan)) {
      LakePanels panels = new LakePanels(panel, lake.read(LakeTable.MUNICIPALITY_TREATMENT));
      Question question =
          new Question(
              plan,
              plan.analyses().get(0),
              plan.outcome("new-placements"),
              panel.coverage("new-placements"),
              Map.of());
      units = panels.units(question);
      moments = panels.moments(question);
    }
  }

  @Test
  void completeMunicipalitiesComeInOrderWithTheirAreaCohortAndChildren() {
    assertThat(units.years()).containsExactly(2015, 2016, 2017, 2018);
    assertThat(units.units())
        .extracting(UnitPanel.Unit::id)
        .containsExactly("001", "002", "003", "004", "005", "006", "008");
    assertThat(units.units())
        .extracting(UnitPanel.Unit::area)
        .containsExactly("KSU", "KSU", "PIR", "PIR", "SAT", "LAP", "LAP");
    assertThat(units.units())
        .extracting(UnitPanel.Unit::cohort)
        .containsExactly(2017, Panel.NEVER, 2017, Panel.NEVER, 2018, Panel.NEVER, 2018);
    assertThat(units.units())
        .extracting(UnitPanel.Unit::weight)
        .containsExactly(1000.0, 1000.0, 3000.0, 1000.0, 2000.0, 1000.0, 1000.0);
    assertThat(units.units().get(2).exposure()).containsExactly(3000, 3000, 3000, 3000);
  }

  @Test
  void hiddenCellsKeepTheirIntervals() {
    UnitPanel.Unit hidden = units.units().get(3);
    assertThat(hidden.middle()).containsExactly(2, 3, 5, 5);
    assertThat(hidden.low()).containsExactly(2, 3, 5, 3);
    assertThat(hidden.high()).containsExactly(2, 3, 5, 7);
    assertThat(List.of(hidden.hidden(0), hidden.hidden(3))).containsExactly(false, true);
    assertThat(units.isCounted()).isFalse();
  }

  @Test
  void theMomentsOfTheUnitsAreThoseSparkReducesThePanelTo() {
    Panel panel = units.panel(UnitPanel.Measure.VALUE, UnitPanel.Hidden.MIDDLE, "area");
    PanelMoments own = PanelMoments.of(panel);
    assertThat(own.cells().keySet()).isEqualTo(moments.values().cells().keySet());
    own.cells()
        .forEach(
            (key, cell) -> {
              CellMoments reduced = moments.values().cells().get(key);
              assertThat(cell.units()).isEqualTo(reduced.units());
              assertThat(cell.weight()).isEqualTo(reduced.weight());
              for (int t = 0; t < 4; t++) {
                assertThat(cell.mean(t)).isEqualTo(reduced.mean(t));
              }
            });
  }
}
