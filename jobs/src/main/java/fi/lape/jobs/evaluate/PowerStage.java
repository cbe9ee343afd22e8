package fi.lape.jobs.evaluate;

import fi.lape.jobs.analysis.PanelAccess;
import fi.lape.jobs.analysis.Question;
import fi.lape.jobs.analysis.StudyPanel;
import fi.lape.jobs.gold.GoldTables;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.stage.Stage;
import fi.lape.jobs.stage.StageContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;

/**
 * Says what the design can show for every question of the plan, and estimates nothing: the rows the
 * evaluation writes to {@code power}, from the panel alone. Writes no table.
 */
public final class PowerStage implements Stage {
  private final List<Row> rows = new ArrayList<>();

  @Override
  public String name() {
    return "power";
  }

  @Override
  public void run(StageContext context) {
    context.progress().step("Asking what the design can show");
    try (StudyPanel panel = StudyPanel.read(context.lake(), context.plan())) {
      PanelAccess panels = EvaluateStage.panels(context, panel);
      for (Question question : EvaluateStage.questions(context, panel)) {
        EvaluateStage.power(question, panels).forEach(row -> rows.add(named(row)));
      }
    }
  }

  private static Row named(Row row) {
    Object[] values = new Object[row.length()];
    Arrays.setAll(values, row::get);
    return new GenericRowWithSchema(values, GoldTables.structOf(LakeTable.POWER));
  }

  /**
   * Rows in the shape of the table {@code power}, in the plan's order; none before the stage ran.
   */
  public List<Row> rows() {
    return List.copyOf(rows);
  }
}
