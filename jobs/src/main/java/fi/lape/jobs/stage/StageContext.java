package fi.lape.jobs.stage;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.progress.Progress;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;

/**
 * What every stage is given.
 *
 * @param startedAt the only clock a stage may read; it reaches bronze and run rows, never a result
 */
public record StageContext(
    SparkSession spark,
    Lake lake,
    StudyPlan plan,
    String runId,
    Instant startedAt,
    Progress progress) {}
