package fi.lape.jobs.register.child;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.log;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.months_between;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Children of the register before and after their municipality adopted, two rows each.
 *
 * <p>A child is in the table if it was a child in the register on every day of both spans. It
 * belongs to the municipality it lived in for most days of the last year before, wherever it moves.
 * Covariates were settled before the span before began, but for age and sex, which nobody moves.
 */
public final class ChildrenCompared {
  /** Columns of the table that a model may use. */
  public static final List<String> COVARIATES =
      List.of(
          "age",
          "female",
          "prior_care",
          "prior_corrective",
          "prior_preventive",
          "municipality_children_log",
          "municipality_prior_care");

  /** Columns of the table that an effect may be asked for. */
  public static final List<String> OUTCOMES =
      List.of("placed", "care_days", "corrective", "preventive");

  private static final double DAYS_IN_YEAR = 365.25;
  private static final int PER = 1000;

  private final Dataset<Row> childPeriod;
  private final Dataset<Row> child;
  private final Dataset<Row> adoption;
  private final YearSpan before;
  private final YearSpan after;

  private ChildrenCompared(
      Dataset<Row> childPeriod,
      Dataset<Row> child,
      Dataset<Row> adoption,
      YearSpan before,
      YearSpan after) {
    this.childPeriod = childPeriod;
    this.child = child;
    this.adoption = adoption;
    this.before = before;
    this.after = after;
  }

  /**
   * Makes the table.
   *
   * @param childPeriod panel {@code child_period} by years
   * @param child silver {@code child}
   * @param treatments panel {@code municipality_treatment}
   * @param treatment of these
   * @return columns {@code child, municipality, area, adopted, year}, those of {@link #OUTCOMES}
   *     and {@link #COVARIATES}; {@code year} is the last of its span, {@code adopted} empty for
   *     children of municipalities that had not adopted when the span after ended; children of
   *     municipalities that adopted before, or within the span after, are not there
   * @throws JobException {@code CHILD_YEARS} or {@code TREATMENT_UNKNOWN}
   */
  public static Dataset<Row> of(
      Dataset<Row> childPeriod,
      Dataset<Row> child,
      Dataset<Row> treatments,
      String treatment,
      YearSpan before,
      YearSpan after) {
    requireOrder(before, after);
    requireCovered(childPeriod, before, after);
    requireTreatment(treatments, treatment);
    Dataset<Row> adoption =
        treatments
            .where(col("treatment").equalTo(treatment).and(col("area_code").isNotNull()))
            .select(
                col("municipality_code"),
                col("area_code").as("area"),
                col("adoption_year").as("adopted"));
    return new ChildrenCompared(childPeriod, child, adoption, before, after).table();
  }

  private static void requireOrder(YearSpan before, YearSpan after) {
    if (after.first() <= before.last()) {
      throw YearSpan.refused(
          "the span after, %s, does not lie after %s".formatted(after, before),
          "Correct --before or --after");
    }
    if (before.years() != after.years()) {
      throw YearSpan.refused(
          "%s and %s have %d and %d years".formatted(before, after, before.years(), after.years()),
          "Make them equally long");
    }
  }

  private static void requireCovered(Dataset<Row> childPeriod, YearSpan before, YearSpan after) {
    Row ends =
        childPeriod
            .agg(
                functions.year(min("period_start")),
                functions.year(max("period_start")),
                count(when(col("period_length").notEqual("year"), 1)))
            .head();
    if (ends.isNullAt(0) || ends.getLong(2) > 0) {
      throw YearSpan.refused(
          "the lake has no panel of children by years", "Run 'lape panel' on a register");
    }
    if (before.first() < ends.getInt(0) || after.last() > ends.getInt(1)) {
      throw YearSpan.refused(
          "the register has the years %d-%d, not all of %s and %s"
              .formatted(ends.getInt(0), ends.getInt(1), before, after),
          "Correct --before or --after");
    }
  }

  private static void requireTreatment(Dataset<Row> treatments, String treatment) {
    List<String> known = new ArrayList<>();
    for (Row row : treatments.select("treatment").distinct().orderBy("treatment").collectAsList()) {
      known.add(row.getString(0));
    }
    if (!known.contains(treatment)) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "TREATMENT_UNKNOWN",
          "'%s' is no adoption of the lake's study plan. Only what municipalities adopt divides children. Choose one of %s as --treatment."
              .formatted(treatment, String.join(", ", known)));
    }
  }

  private Dataset<Row> table() {
    Dataset<Row> wide =
        sums()
            .join(home(), "child_id")
            .join(children(), "child_id")
            .join(adoption, "municipality_code")
            .join(municipalities(), "municipality_code")
            .where(
                col("adopted")
                    .isNull()
                    .or(col("adopted").gt(after.last()))
                    .or(col("adopted").gt(before.last()).and(col("adopted").leq(after.first()))));
    Column adopted = when(col("adopted").leq(after.last()), col("adopted"));
    List<Column> columns = new ArrayList<>();
    columns.add(col("child_id").as("child"));
    columns.add(col("municipality_code").as("municipality"));
    columns.add(col("area"));
    columns.add(adopted.as("adopted"));
    columns.add(explode(array(outcomes("before", before), outcomes("after", after))).as("span"));
    COVARIATES.forEach(name -> columns.add(col(name)));
    List<Column> flat = new ArrayList<>();
    List.of("child", "municipality", "area", "adopted").forEach(name -> flat.add(col(name)));
    flat.add(col("span.year").as("year"));
    OUTCOMES.forEach(name -> flat.add(col("span." + name).as(name)));
    COVARIATES.forEach(name -> flat.add(col(name)));
    return wide.select(columns.toArray(Column[]::new)).select(flat.toArray(Column[]::new));
  }

  /** Everything that is added up of a child: its spans, and what came before them. */
  private Dataset<Row> sums() {
    Column isBefore = within(before);
    Column isAfter = within(after);
    Column isPrior = year().lt(before.first());
    return childPeriod
        .where(isPrior.or(isBefore).or(isAfter))
        .groupBy("child_id")
        .agg(
            of(isBefore, "days_at_risk").as("risk_before"),
            of(isAfter, "days_at_risk").as("risk_after"),
            of(isBefore, "entries").as("entries_before"),
            of(isAfter, "entries").as("entries_after"),
            of(isBefore, "days_in_care").as("care_before"),
            of(isAfter, "days_in_care").as("care_after"),
            of(isBefore, "open_care_support", "psychiatry").as("corrective_before"),
            of(isAfter, "open_care_support", "psychiatry").as("corrective_after"),
            of(isBefore, "family_counselling", "home_help").as("preventive_before"),
            of(isAfter, "family_counselling", "home_help").as("preventive_after"),
            any(of(isPrior, "days_in_care")).as("prior_care"),
            any(of(isPrior, "open_care_support", "psychiatry")).as("prior_corrective"),
            any(of(isPrior, "family_counselling", "home_help")).as("prior_preventive"))
        .where(
            col("risk_before").equalTo(before.days()).and(col("risk_after").equalTo(after.days())));
  }

  /** Where a child lived for most of the last year before; of two alike the lower code. */
  private Dataset<Row> home() {
    return childPeriod
        .where(year().equalTo(before.last()).and(col("days_at_risk").gt(0)))
        .groupBy("child_id", "municipality_code")
        .agg(sum("days_at_risk").as("days"))
        .groupBy("child_id")
        .agg(
            min(struct(col("days").multiply(-1), col("municipality_code")))
                .getField("municipality_code")
                .as("municipality_code"));
  }

  private Dataset<Row> children() {
    return child.select(
        col("child_id"),
        floor(months_between(lit(before.end()).cast("date"), col("birth_month")).divide(12))
            .cast("double")
            .as("age"),
        when(col("sex").equalTo("female"), 1.0).otherwise(0.0).as("female"));
  }

  private Dataset<Row> municipalities() {
    return childPeriod
        .where(year().leq(before.last()))
        .groupBy("municipality_code")
        .agg(
            of(year().equalTo(before.last()), "days_at_risk").as("present"),
            of(year().lt(before.first()), "days_at_risk").as("risk"),
            of(year().lt(before.first()), "days_in_care").as("care"))
        .where(col("present").gt(0))
        .select(
            col("municipality_code"),
            log(col("present").divide(DAYS_IN_YEAR)).as("municipality_children_log"),
            when(col("risk").gt(0), col("care").multiply((double) PER).divide(col("risk")))
                .otherwise(0.0)
                .as("municipality_prior_care"));
  }

  private static Column outcomes(String which, YearSpan span) {
    return struct(
        lit(span.last()).as("year"),
        any(col("entries_" + which)).as("placed"),
        col("care_" + which).cast("double").divide(span.years()).as("care_days"),
        any(col("corrective_" + which)).as("corrective"),
        any(col("preventive_" + which)).as("preventive"));
  }

  private static Column any(Column number) {
    return when(number.gt(0), 1.0).otherwise(0.0);
  }

  private static Column of(Column rows, String... measures) {
    Column whole = lit(0L);
    for (String measure : measures) {
      whole = whole.plus(col(measure));
    }
    return coalesce(sum(when(rows, whole)), lit(0L));
  }

  private static Column year() {
    return functions.year(col("period_start"));
  }

  private static Column within(YearSpan span) {
    return year().between(span.first(), span.last());
  }
}
