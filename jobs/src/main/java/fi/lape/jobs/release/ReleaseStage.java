package fi.lape.jobs.release;

import static java.util.Objects.requireNonNull;

import fi.lape.jobs.lake.Lake;
import fi.lape.jobs.lake.LakeTable;
import fi.lape.jobs.plan.StudyPlan;
import fi.lape.jobs.release.attack.FolderAttack;
import fi.lape.jobs.release.attack.OwnCounts;
import fi.lape.jobs.release.attack.ReadRelease;
import fi.lape.jobs.release.disclosure.DisclosureControl;
import fi.lape.jobs.release.disclosure.EarlierNumbers;
import fi.lape.jobs.release.disclosure.OutcomeRule;
import fi.lape.jobs.release.files.Checksums;
import fi.lape.jobs.release.files.DataPackage;
import fi.lape.jobs.release.files.DisclosureLogFile;
import fi.lape.jobs.release.files.FinnishCsv;
import fi.lape.jobs.release.files.ParquetTable;
import fi.lape.jobs.release.files.Provenance;
import fi.lape.jobs.release.files.Readme;
import fi.lape.jobs.release.files.ReleaseFolder;
import fi.lape.jobs.release.report.Report;
import fi.lape.jobs.release.table.Release;
import fi.lape.jobs.release.table.ReleaseTable;
import fi.lape.jobs.release.table.TableRow;
import fi.lape.jobs.stage.Stage;
import fi.lape.jobs.stage.StageContext;
import fi.lape.schemas.Labels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.delta.DeltaLog;

/**
 * Gold, panel and silver tables → one numbered release folder, complete or absent.
 *
 * <p>Small counts are hidden before anything is written; the written files are then read back and
 * attacked together with every earlier release in the folder, and a release that gives a hidden
 * count away is thrown away with exit code 5.
 */
public final class ReleaseStage implements Stage {
  private final ReleaseFolder folder;
  private Optional<Path> published = Optional.empty();
  private Optional<DataOrigin> origin = Optional.empty();

  /**
   * A stage that publishes below a folder.
   *
   * @param out local folder of releases; it need not exist yet
   */
  public ReleaseStage(Path out) {
    this.folder = new ReleaseFolder(requireNonNull(out, "out is null"));
  }

  @Override
  public String name() {
    return "release";
  }

  /** The release of the last run, such as {@code out/release-0001}; empty before one. */
  public Optional<Path> published() {
    return published;
  }

  /** Whether the numbers of the last run may be taken for findings; empty before one. */
  public Optional<DataOrigin> origin() {
    return origin;
  }

  @Override
  public void run(StageContext context) {
    StudyPlan plan = context.plan();
    int minCount = plan.release().minCount();
    List<OutcomeRule> rules = plan.outcomes().stream().map(OutcomeRule::of).toList();
    context.progress().step("reading the tables to release");
    Draft draft = Draft.read(context.lake(), plan);
    origin = Optional.of(draft.origin());
    SortedMap<String, Long> versions = versions(context.lake());
    context.progress().step("hiding small counts");
    Lake lake = context.lake();
    List<Path> before = before();
    DisclosureControl.Protected shown =
        new DisclosureControl(minCount, rules, draft.weights(), shownBefore(before))
            .apply(LeagueTables.guarded(draft.release()));
    FolderAttack.Insider insider =
        new FolderAttack.Insider(
            OwnCounts.of(
                draft.release().table("municipality_year"),
                shown.release().table("municipality_year"),
                rules),
            HiddenNumbers.of(draft.release(), shown.release()));
    context.progress().step("writing the release");
    published =
        Optional.of(
            folder.publish(
                (place, number) -> {
                  Map<String, String> facts = facts(plan, shown.release(), draft.origin());
                  writeTables(place, shown.release(), facts);
                  DisclosureLogFile.write(place, shown.log());
                  new Report(plan, shown.release(), shown.log(), draft.origin(), facts, versions)
                      .write(place);
                  Readme.write(place, number, plan, facts);
                  DataPackage.write(
                      place,
                      new DataPackage.Header(
                          plan.study(),
                          new Labels(
                              plan.title().in("fi"), plan.title().in("sv"), plan.title().in("en")),
                          facts,
                          PlanNames.of(plan)),
                      shown.release());
                  Provenance.write(
                      place,
                      new Provenance.Known(
                          number, plan, draft.origin().name(), Inputs.of(lake), versions, rules),
                      before.stream().reduce((first, second) -> second));
                  context.progress().step("attacking the release");
                  FolderAttack.Result attacked =
                      new FolderAttack(minCount, rules).check(place, before, insider);
                  DisclosureLogFile.addAttack(place, attacked.attacked(), attacked.earlier());
                  Checksums.write(place);
                }));
  }

  /** Facts that belong to every file: the same for every release of the same tables. */
  private static Map<String, String> facts(StudyPlan plan, Release release, DataOrigin origin) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("lape.study", plan.study());
    facts.put("lape.plan_version", Integer.toString(plan.version()));
    facts.put("lape.plan_sha256", plan.sha256());
    facts.put("lape.seed", Long.toString(plan.seed()));
    facts.put("lape.data_origin", origin.name());
    for (TableRow row : release.table("effect_estimate").rows()) {
      facts.put("lape.code_version", row.text("code_version"));
    }
    return facts;
  }

  private static void writeTables(Path place, Release release, Map<String, String> facts)
      throws IOException {
    Files.createDirectories(place.resolve("parquet"));
    Files.createDirectories(place.resolve("csv"));
    for (ReleaseTable table : release.tables()) {
      ParquetTable.write(
          parquet(place, table.name()), table, ParquetTable.describe(table.contract(), facts));
      FinnishCsv.write(place.resolve("csv").resolve(table.name() + ".csv"), table);
    }
  }

  private static Path parquet(Path place, String table) {
    return place.resolve("parquet").resolve(table + ".parquet");
  }

  /** Releases that lie in the folder already, oldest first. */
  private List<Path> before() {
    try {
      return folder.releases();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static EarlierNumbers shownBefore(List<Path> releases) {
    try {
      List<Map<String, ReleaseTable>> tables = new ArrayList<>();
      for (Path release : releases) {
        tables.add(ReadRelease.tables(release));
      }
      return new EarlierNumbers(tables);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Delta versions of the lake's tables, by name. */
  private static SortedMap<String, Long> versions(Lake lake) {
    SortedMap<String, Long> versions = new TreeMap<>();
    for (LakeTable table : LakeTable.values()) {
      if (lake.has(table)) {
        versions.put(
            table.contractName(),
            DeltaLog.forTable(lake.spark(), lake.path(table)).unsafeVolatileSnapshot().version());
      }
    }
    return versions;
  }
}
