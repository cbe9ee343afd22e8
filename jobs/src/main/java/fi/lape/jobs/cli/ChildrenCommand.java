package fi.lape.jobs.cli;

import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.register.child.ChildrenCompared;
import fi.lape.jobs.register.child.YearSpan;
import fi.lape.jobs.session.Sessions;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code lape children}: single children before and after an adoption, for {@code estimate}. */
@Command(
    name = "children",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a Parquet table of the register's children before and after their municipality adopted, for 'lape estimate --method double-ml'.",
      "Its rows are of persons (pseudonyms): keep it where the register is kept."
    },
    footerHeading = "%nExample%n",
    footer = {
      "  lape children --lake my-lake --treatment family-centre --before 2014-2016 --after 2018-2020 --out children.parquet",
    })
final class ChildrenCommand implements Callable<Integer>, WithoutPlan {
  @Mixin LakeOptions options;
  @Spec CommandSpec spec;

  @Option(
      names = "--treatment",
      required = true,
      paramLabel = "ID",
      description = "An adoption of the study plan the lake was made with.")
  String treatment;

  @Option(
      names = "--before",
      required = true,
      paramLabel = "YEARS",
      description = "Years before, such as 2014-2016.")
  String before;

  @Option(
      names = "--after",
      required = true,
      paramLabel = "YEARS",
      description = "As many years after; adopters are those from then up to its first.")
  String after;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FOLDER",
      description = "Where the Parquet files are written; it must not exist.")
  Path out;

  @Override
  public Integer call() {
    YearSpan spanBefore = YearSpan.of("--before", before);
    YearSpan spanAfter = YearSpan.of("--after", after);
    if (Files.exists(out)) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "OUTPUT_EXISTS",
          "'%s' is there already. A table of persons is never overwritten unasked. Delete it, or correct --out."
              .formatted(out.getFileName()));
    }
    Lake lake = Lake.at(Sessions.open(options.spark.master, options.spark.settings), options.lake);
    if (!lake.has(LakeTable.CHILD_PERIOD)) {
      throw new JobException(
          ExitCode.LAKE,
          "REGISTER_NOT_IN_LAKE",
          "the lake '%s' has no panel of children. It is made of a child register. Run 'lape ingest' with a register and 'lape panel', or give --lake."
              .formatted(options.lake));
    }
    Dataset<Row> table =
        ChildrenCompared.of(
            lake.read(LakeTable.CHILD_PERIOD),
            lake.read(LakeTable.CHILD),
            lake.read(LakeTable.MUNICIPALITY_TREATMENT),
            treatment,
            spanBefore,
            spanAfter);
    table.write().parquet(out.toString());
    print(table);
    return 0;
  }

  private void print(Dataset<Row> table) {
    PrintWriter terminal = spec.commandLine().getOut();
    if (!options.quiet) {
      Row found =
          table
              .sparkSession()
              .read()
              .parquet(out.toString())
              .selectExpr(
                  "count(distinct child)",
                  "count(distinct if(adopted is not null, child, null))",
                  "count(distinct municipality)",
                  "count(distinct area)")
              .head();
      terminal.printf(
          "%,d children, %,d of them where it was adopted, in %,d municipalities of %,d areas: %s%n",
          found.getLong(0), found.getLong(1), found.getLong(2), found.getLong(3), out);
      terminal.printf("Outcomes: %s%n", String.join(", ", ChildrenCompared.OUTCOMES));
      terminal.printf("Covariates: %s%n", String.join(", ", ChildrenCompared.COVARIATES));
    }
    terminal.flush();
  }
}
