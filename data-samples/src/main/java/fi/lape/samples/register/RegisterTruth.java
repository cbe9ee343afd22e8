package fi.lape.samples.register;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * What was planted: for every cohort of adoption and year the entries of the very same children
 * with and without adoption, days at risk, places by form, and the number of faulty rows.
 */
final class RegisterTruth implements Serializable {
  /** Cohort 0 stands for units that never adopted, as a grouping key wants a number. */
  static final StructType CELLS =
      StructType.fromDDL(
          "what STRING, cohort INT, year INT, n BIGINT, with_adoption BIGINT, without BIGINT");

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  private final RegisterSettings settings;
  private final RegisterWorld world;
  private final RegisterRows rows;

  RegisterTruth(RegisterSettings settings, RegisterWorld world) {
    this.settings = settings;
    this.world = world;
    this.rows = new RegisterRows(settings, world);
  }

  /** What one child adds to the cells. */
  List<Row> of(long number) {
    List<Row> cells = new ArrayList<>();
    ChildLife with = new ChildLife(settings, world, number, true);
    if (with.residences().isEmpty()) {
      return cells;
    }
    atRisk(with, cells);
    happened(with, cells, 1, 0);
    happened(new ChildLife(settings, world, number, false), cells, 0, 1);
    if (settings.faults()) {
      int dataDate = (int) settings.dataDate().toEpochDay();
      for (RegisterFaults fault : RegisterFaults.values()) {
        List<Row> right = rows.right(fault.table(), with, number);
        long planted = fault.rows(with, number, right, dataDate).size();
        if (planted > 0) {
          cells.add(
              cell("fault/" + fault.table().folder() + "/" + fault.reasonCode(), 0, 0, planted));
        }
      }
    }
    return cells;
  }

  private void atRisk(ChildLife life, List<Row> cells) {
    for (Residence each : life.residences()) {
      int from = Math.max(each.start(), Days.of(settings.firstYear(), 1));
      int to =
          Math.min(Math.min(each.end(), life.adulthood()), Days.of(settings.lastYear() + 1, 1));
      while (from < to) {
        int year = Days.year(from);
        int until = Math.min(to, Days.of(year + 1, 1));
        cells.add(
            cell(
                "days-at-risk",
                cohort(world.unit(each.unit()).familyCentreYear()),
                year,
                until - from));
        from = until;
      }
    }
  }

  private void happened(ChildLife life, List<Row> cells, long with, long without) {
    for (Stay entry : life.entries()) {
      int year = Days.year(entry.start());
      if (year >= settings.firstYear()) {
        int cohort = cohort(world.unit(entry.unit()).familyCentreYear());
        cells.add(RowFactory.create("entries", cohort, year, 0L, with, without));
      }
    }
    for (Stay stay : life.stays()) {
      int year = Days.year(stay.start());
      if (year >= settings.firstYear() && stay.decision() != CareDecision.AFTER_CARE) {
        int cohort = cohort(world.unit(stay.unit()).systemicYear());
        cells.add(RowFactory.create("places", cohort, year, 0L, with, without));
        if (stay.form() == CareForm.INSTITUTION) {
          cells.add(RowFactory.create("institution-places", cohort, year, 0L, with, without));
        }
      }
    }
  }

  private static int cohort(Optional<Integer> year) {
    return year.orElse(0);
  }

  private static Row cell(String what, int cohort, int year, long n) {
    return RowFactory.create(what, cohort, year, n, 0L, 0L);
  }

  /** The document, from the cells of all children. */
  static String json(RegisterSettings settings, Dataset<Row> cells) {
    List<Row> sums =
        cells
            .groupBy("what", "cohort", "year")
            .agg(sum("n"), sum("with_adoption"), sum("without"))
            .orderBy(col("what"), col("cohort"), col("year"))
            .collectAsList(); // cohorts × years, however many children
    ObjectNode document = JSON.createObjectNode().put("synthetic", true);
    document.put(
        "note",
        "Planted truth of the synthetic register: what happened to the very same children with and"
            + " without adoption. Cohort 0 never adopted; entries and days at risk go by the year"
            + " of the family centre, places by the year of the systemic model.");
    ObjectNode planted = document.putObject("settings");
    planted.put("seed", settings.seed());
    planted.put("children", settings.children());
    planted.put("first_year", settings.firstYear());
    planted.put("last_year", settings.lastYear());
    planted.put("placement_factor", settings.placementFactor());
    planted.put("entry_effect_on_hazard", settings.entryEffect());
    planted.put("institution_effect_on_probability", settings.institutionEffect());
    planted.put("effect_on_services", 0);
    ObjectNode truth = document.putObject("truth");
    ArrayNode faults = document.putArray("faults");
    for (Row row : sums) {
      String what = row.getString(0);
      if (what.startsWith("fault/")) {
        String[] place = what.split("/", -1);
        faults
            .addObject()
            .put("table", place[1])
            .put("reason_code", place[2])
            .put("rows", row.getLong(3));
        continue;
      }
      ObjectNode cell =
          truth
              .withArray("/" + what)
              .addObject()
              .put("cohort", row.getInt(1))
              .put("year", row.getInt(2));
      if (what.equals("days-at-risk")) {
        cell.put("days", row.getLong(3));
      } else {
        cell.put("with_adoption", row.getLong(4)).put("without_adoption", row.getLong(5));
      }
    }
    try {
      return JSON.writeValueAsString(document) + "\n";
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
