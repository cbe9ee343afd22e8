package fi.lape.samples;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The planted faults: where each sits, and the reason code the pipeline must give for it.
 *
 * <p>Each sits where a reader must find it without losing the rest: the sample still runs to the
 * end.
 */
final class Faults {

  static final int DRIFTED_INDICATOR = 1245;
  static final String DRIFTED_TITLE_FI =
      "Lastensuojelun avohuollon asiakkaina olleet 0-17-vuotiaat, % vastaavanikäisestä väestöstä";
  static final String UNKNOWN_MUNICIPALITY = "998";
  static final String UNKNOWN_STATUS = "käytössä";

  private static final int NEGATIVE_YEAR = 2013;
  private static final String NEGATIVE_MUNICIPALITY = "290";
  private static final int NEGATIVE_REGION = 156;

  private Faults() {}

  /**
   * A planted fault.
   *
   * @param kind what is wrong
   * @param file the file it sits in, under {@code sources/}
   * @param place where in the file
   * @param reasonCode the code of the quarantined row, document or finding; for symbols the code of
   *     the symbol
   * @param handling {@code quarantine-row}, {@code quarantine-document}, {@code finding} or {@code
   *     keep-with-status}
   */
  record Fault(String kind, String file, String place, String reasonCode, String handling) {}

  static final Fault UNKNOWN_CODE =
      new Fault(
          "unknown-municipality",
          "projects/LAP/03-interim.json",
          "/components, municipality '" + UNKNOWN_MUNICIPALITY + "'",
          "MUNICIPALITY_UNKNOWN",
          "quarantine-row");
  static final Fault MISSING_REPORT =
      new Fault(
          "missing-report",
          "projects/SAT/02-interim.json",
          "area SAT, report 2: the file is absent",
          "REPORT_PERIOD_MISSING",
          "finding");
  static final Fault OVERLAPPING_PERIODS =
      new Fault(
          "overlapping-periods",
          "projects/KYM/03-interim.json",
          "/report/period/from, 2017-12-01 inside the period of report 2",
          "REPORT_PERIODS_OVERLAP",
          "finding");
  static final Fault MALFORMED_COMPONENT =
      new Fault(
          "schema-violation",
          "projects/POH/03-interim.json",
          "/components/0/status, '" + UNKNOWN_STATUS + "'",
          "DOCUMENT_INVALID",
          "quarantine-document");
  static final Fault NEGATIVE_COUNT =
      new Fault(
          "negative-count",
          "sotkanet/data/1245.json.gz",
          "municipality "
              + NEGATIVE_MUNICIPALITY
              + " (region "
              + NEGATIVE_REGION
              + "), "
              + NEGATIVE_YEAR
              + ", total: absValue",
          "VALUE_NEGATIVE",
          "quarantine-row");
  static final Fault DRIFTED_TITLE =
      new Fault(
          "title-drift",
          "sotkanet/indicators.json",
          "indicator " + DRIFTED_INDICATOR + ", title.fi",
          "TITLE_DRIFT",
          "finding");
  static final Fault CONFLICTING_COST =
      new Fault(
          "duplicate-with-other-value",
          CostFiles.EARLY,
          "municipality 620, 2014: two rows with different values",
          "VALUES_CONFLICT",
          "quarantine-row");
  static final Fault COST_NOT_AVAILABLE =
      new Fault(
          "symbol-not-available",
          CostFiles.EARLY,
          "municipality 889, 2012, other services: '..'",
          "NOT_AVAILABLE",
          "keep-with-status");
  static final Fault COST_DECIMAL_POINT =
      new Fault(
          "decimal-point",
          CostFiles.LATE,
          "municipality 697, 2018, institution and family care",
          "DECIMAL_POINT",
          "quarantine-row");

  /** The faults of a sample, none where the settings want none. */
  static List<Fault> all(World world) {
    if (!world.settings().faults()) {
      return List.of();
    }
    List<Fault> faults =
        new ArrayList<>(
            List.of(
                UNKNOWN_CODE,
                MISSING_REPORT,
                OVERLAPPING_PERIODS,
                MALFORMED_COMPONENT,
                NEGATIVE_COUNT,
                DRIFTED_TITLE,
                CONFLICTING_COST,
                COST_NOT_AVAILABLE,
                COST_DECIMAL_POINT));
    CostFiles.nilYear(world).ifPresent(year -> faults.add(costNil(year)));
    return List.copyOf(faults);
  }

  private static Fault costNil(int year) {
    return new Fault(
        "symbol-nil",
        CostFiles.LATE,
        "municipality "
            + CostFiles.NIL_MUNICIPALITY
            + ", "
            + year
            + ", institution and family care: '-', a true zero",
        "NIL",
        "keep-with-status");
  }

  static boolean isNegativeCount(int indicator, int region, int year, String gender) {
    return indicator == DRIFTED_INDICATOR
        && region == NEGATIVE_REGION
        && year == NEGATIVE_YEAR
        && gender.equals("total");
  }

  static String json(World world) {
    ArrayNode faults = JsonText.array();
    for (Fault fault : all(world)) {
      faults
          .addObject()
          .put("kind", fault.kind())
          .put("file", fault.file())
          .put("place", fault.place())
          .put("reason_code", fault.reasonCode())
          .put("handling", fault.handling());
    }
    var document = JsonText.object().put("synthetic", true);
    document.set("faults", faults);
    return JsonText.write(document);
  }
}
