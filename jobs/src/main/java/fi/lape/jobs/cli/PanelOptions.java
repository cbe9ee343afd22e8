package fi.lape.jobs.cli;

import fi.lape.spark.EstimationRequest;
import fi.lape.spark.PanelColumns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options that say which columns of a file are a panel, and what is to be estimated on it. */
final class PanelOptions {
  private static final Set<String> DRAWN =
      Set.of(
          "wild-cluster",
          "wild-cluster-classic",
          "wild-cluster-unrestricted",
          "multiplier",
          "randomization");

  @Option(
      names = "--panel",
      required = true,
      paramLabel = "FILE",
      description = "A .csv, .tsv or .parquet file, or a Delta table: one row a unit and period.")
  String panel;

  @Option(
      names = "--unit",
      required = true,
      paramLabel = "COLUMN",
      description = "Who is observed.")
  String unit;

  @Option(
      names = "--period",
      required = true,
      paramLabel = "COLUMN",
      description = "When: whole numbers, such as years.")
  String period;

  @Option(
      names = "--outcome",
      required = true,
      paramLabel = "COLUMN",
      description = "What is observed; empty cells are holes.")
  String outcome;

  @Option(
      names = "--adoption",
      paramLabel = "COLUMN",
      description = "First treated period of the unit; empty, 0 or Inf for never treated.")
  Optional<String> adoption;

  @Option(
      names = "--treatment",
      paramLabel = "COLUMN",
      description = "Level of treatment in the period; it may rise and fall.")
  Optional<String> treatment;

  @Option(
      names = "--dose",
      paramLabel = "COLUMN",
      description = "Dose of the cluster, or of the unit for heterogeneous-adoption.")
  Optional<String> dose;

  @Option(
      names = "--cluster",
      paramLabel = "COLUMN",
      description =
          "What errors are clustered by: the level treatment was assigned at, or coarser (default: --assigned, else the unit).")
  Optional<String> cluster;

  @Option(
      names = "--assigned",
      paramLabel = "COLUMN",
      description =
          "The group that treatment was assigned to as a whole, such as the region; clusters finer than it are refused (default: each unit alone).")
  Optional<String> assigned;

  @Option(
      names = "--weight",
      paramLabel = "COLUMN",
      description = "Weight of the unit, above 0 and fixed over time (default: 1).")
  Optional<String> weight;

  @Option(
      names = "--exposure",
      paramLabel = "COLUMN",
      description = "What an outcome that counts is counted among, such as children; for counts.")
  Optional<String> exposure;

  @Option(
      names = "--covariates",
      paramLabel = "A,B",
      split = ",",
      description = "Columns to adjust for.")
  List<String> covariates = List.of();

  @Option(
      names = "--method",
      required = true,
      paramLabel = "METHOD",
      description = "What is estimated; 'lape methods' lists them.")
  String method;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the method; may be given several times.")
  Map<String, String> settings = new LinkedHashMap<>();

  @Option(
      names = "--inference",
      paramLabel = "NAME",
      description =
          "How uncertainty is found; 'lape methods' lists them (default: wild-cluster up to 19 clusters, else cr1).")
  Optional<String> inference;

  @Option(
      names = "--inference-set",
      paramLabel = "KEY=VALUE",
      description = "A setting of the inference; may be given several times.")
  Map<String, String> inferenceSettings = new LinkedHashMap<>();

  @Option(
      names = "--level",
      paramLabel = "P",
      defaultValue = "0.95",
      description = "Confidence level of intervals (default: ${DEFAULT-VALUE}).")
  double level;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of what is drawn (default: ${DEFAULT-VALUE}).")
  long seed;

  @Mixin SparkOptions spark;

  EstimationRequest request() {
    return new EstimationRequest(
        new PanelColumns(
            unit,
            period,
            outcome,
            adoption,
            treatment,
            dose,
            cluster,
            assigned,
            weight,
            exposure,
            covariates),
        method,
        settings,
        inference,
        seeded(),
        level,
        seed);
  }

  /** The seed goes to inferences that draw, unless they are given one of their own. */
  private Map<String, String> seeded() {
    Map<String, String> all = new LinkedHashMap<>(inferenceSettings);
    if (inference.filter(DRAWN::contains).isPresent()) {
      all.putIfAbsent("seed", Long.toString(seed));
    }
    return all;
  }
}
