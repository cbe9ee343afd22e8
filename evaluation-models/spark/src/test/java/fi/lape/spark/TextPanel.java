package fi.lape.spark;

import fi.lape.estimators.panel.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows as texts, as a CSV gives them, and the same panel in memory. */
record TextPanel(List<Row> rows, Panel panel) {
  static final int[] PERIODS = {2015, 2016, 2017, 2018};
  private static final StructType TEXTS =
      new StructType()
          .add("kunta", DataTypes.StringType)
          .add("alue", DataTypes.StringType)
          .add("avattu", DataTypes.StringType)
          .add("vuosi", DataTypes.StringType)
          .add("sijoitetut", DataTypes.StringType)
          .add("lapset", DataTypes.StringType)
          .add("raha", DataTypes.StringType);
  static final PanelColumns COLUMNS =
      new PanelColumns(
          "kunta",
          "vuosi",
          "sijoitetut",
          Optional.of("avattu"),
          Optional.empty(),
          Optional.of("raha"),
          Optional.of("alue"),
          Optional.empty(),
          Optional.of("lapset"),
          Optional.empty(),
          List.of());

  static TextPanel both() {
    Random random = new Random(11);
    List<Row> rows = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    List<String> clusters = new ArrayList<>();
    int n = 40;
    int[] cohorts = new int[n];
    double[] weights = new double[n];
    double[][] y = new double[n][PERIODS.length];
    for (int i = 0; i < n; i++) {
      ids.add("%03d".formatted(i));
      clusters.add("A" + i % 6);
      cohorts[i] = i % 3 == 0 ? Panel.NEVER : 2016 + i % 2;
      weights[i] = 10 + random.nextInt(900);
      for (int t = 0; t < PERIODS.length; t++) {
        y[i][t] = 50 + random.nextGaussian() - (cohorts[i] <= PERIODS[t] ? 2 : 0);
        rows.add(row(i, ids.get(i), clusters.get(i), cohorts[i], t, y[i][t], weights[i]));
      }
    }
    return new TextPanel(rows, new Panel(PERIODS, ids, clusters, cohorts, weights, y));
  }

  private static Row row(int i, String id, String area, int cohort, int t, double y, double w) {
    String[] never = {"", "0", "Inf", null};
    return RowFactory.create(
        " " + id,
        area,
        cohort == Panel.NEVER ? never[i / 3 % 4] : Integer.toString(cohort),
        Integer.toString(PERIODS[t]),
        Double.toString(y),
        Double.toString(w),
        Integer.toString(i % 7));
  }

  static Dataset<Row> table(List<Row> rows) {
    return SharedSession.get().createDataFrame(rows, TEXTS);
  }
}
